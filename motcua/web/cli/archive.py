"""Backups: a folder with the database as pg_dump writes it, the papers, and a manifest of what belongs together."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from motcua.base import postgres
from motcua.journal import actions as journal

DUMP, PAPERS, MANIFEST = "database.dump", "files.tar", "manifest.json"


def write(folder: Path, now: datetime) -> dict[str, Any]:
    """Back up into a new folder inside `folder`, and return its manifest.

    The database comes first: papers are only ever added, so those of every row in the dump are there afterwards.
    """
    target = folder / f"motcua-{now:%Y%m%d-%H%M%S}"
    partial = target.with_name(target.name + ".partial")
    if target.exists():
        raise CommandError(f"{target} đã có. / {target} exists already.")
    try:
        partial.mkdir(mode=0o700, parents=True)
        _tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={partial / DUMP}", "--dbname")
        with tarfile.open(partial / PAPERS, "w") as papers:
            if settings.FILES_ROOT.is_dir():
                papers.add(settings.FILES_ROOT, arcname=".")
        manifest = {
            "made_at": now.isoformat(),
            "sha256": {name: _digest(partial / name) for name in (DUMP, PAPERS)},
            "bytes": {name: (partial / name).stat().st_size for name in (DUMP, PAPERS)},
        }
        (partial / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        partial.rename(target)
    except OSError as error:
        raise CommandError(f"Không ghi được {folder}: {error} / Cannot write {folder}: {error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return {"folder": str(target), **manifest}


def check(folder: Path) -> dict[str, Any]:
    """Return the manifest of a backup whose parts are whole.

    :raises CommandError: it is no backup, or a part was changed or cut off.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        broken = [name for name, digest in manifest["sha256"].items() if _digest(folder / name) != digest]
    except (OSError, ValueError, KeyError) as error:
        raise CommandError(f"{folder} không phải là một bản sao lưu. / {folder} is not a backup.") from error
    if broken:
        raise CommandError(f"Bản sao lưu bị hỏng: {', '.join(broken)}. / The backup is damaged: {', '.join(broken)}.")
    return manifest


def read(folder: Path, *, replace: bool) -> dict[str, Any]:
    """Restore a backup: all of it or, should anything fail, nothing of the database.

    :raises CommandError: the backup is not whole, or there are data here and `replace` was not said.
    """
    manifest = check(folder)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        if cursor.fetchone()[0] and not replace:
            raise CommandError(
                "Cơ sở dữ liệu đang có dữ liệu; thêm --replace để thay bằng bản sao lưu. "
                "/ The database holds data; say --replace to put the backup in their place."
            )
    connection.close()
    clean = ("--clean", "--if-exists") if replace else ()
    _tool("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", *clean,
          str(folder / DUMP), "--dbname")  # fmt: skip
    if "journal_journalevent" in connection.introspection.table_names():
        journal.settle_restored()
    settings.FILES_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tarfile.open(folder / PAPERS) as papers:
        if hasattr(tarfile, "data_filter"):  # Python 3.11.4 and newer
            papers.extraction_filter = tarfile.data_filter
        papers.extractall(settings.FILES_ROOT)  # noqa: S202 – our own archive, its hash just checked
    return manifest


def _tool(name: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on our database; the password goes through the environment, not the command line."""
    where = settings.DATABASES["default"]
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = os.environ | {key: str(where[field]) for key, field in names.items() if where[field]}
    command = [str(postgres.binaries() / name), *arguments, where["NAME"]]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or [name])[0]
        raise CommandError(f"{name} không thành công: {why} / {name} failed: {why}")


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for part in _parts(path):
        digest.update(part)
    return digest.hexdigest()


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            yield part
