"""Static files under their far-future names: `make setup` gathers a clone's, an installed system gathers its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def gather(say: Callable[[str], None]) -> None:
    """Gather what is served under `static/`, unless it has been for this very version."""
    stamp = Path(settings.STATIC_ROOT) / "made-of"
    if settings.IS_CLONE:
        return
    made_of = _fingerprint()
    if stamp.is_file() and stamp.read_text() == made_of:
        return
    say("Đang chuẩn bị tệp tĩnh … / Gathering static files …")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(made_of)


def _fingerprint() -> str:
    digest = hashlib.sha256(metadata.version("motcua").encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            digest.update(name.encode() + b"\0" + Path(storage.path(name)).read_bytes())
    return digest.hexdigest()
