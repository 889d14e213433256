"""Finds the command behind the words, has the database up, runs it, and turns what goes wrong into one sentence."""

from __future__ import annotations

import contextlib
import difflib
import os
import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

COMMANDS = Path(__file__).parent / "management" / "commands"


def main(argv: list[str] | None = None) -> None:
    """Run `motcua <words> <options>` and exit with its status."""
    words = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        sys.exit(_run(words))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `motcua … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def names() -> list[str]:
    """Return every command, its words joined by underscores."""
    return sorted(module.name for module in pkgutil.iter_modules([str(COMMANDS)]) if not module.name.startswith("_"))


def find(words: list[str]) -> tuple[str, list[str]] | None:
    """Return the command that the first words name, the longest match first, and what is left of them."""
    known = set(names())
    for length in range(min(3, len(words)), 0, -1):
        name = "_".join(words[:length]).replace("-", "_")
        if name in known:
            return name, words[length:]
    return None


def _run(words: list[str]) -> int:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db import DatabaseError

    from motcua.base.postgres import CannotStart
    from motcua.base.refusal import Refusal

    if not words or words[0] in ("-h", "--help", "help"):
        _list_commands()
        return 0 if words else 2
    found = find(words)
    if found is None:
        print(_unknown(words), file=sys.stderr)
        return 2
    name, rest = found
    asks_for_help = any(word in ("-h", "--help") for word in rest)
    try:
        import django

        django.setup()  # before the command is imported: it imports models
        command = import_module(f"motcua.web.cli.management.commands.{name}").Command
        with _database() if command.needs_database and not asks_for_help else contextlib.nullcontext():
            command().run_from_argv(["motcua", name.replace("_", " "), *rest])
    except (CommandError, CannotStart, ImproperlyConfigured) as error:
        return _sorry(str(error), getattr(error, "returncode", 1))
    except Refusal as refusal:
        return _sorry(f"{refusal.message_vi} / {refusal.message_en}")
    except DatabaseError as error:
        return _sorry(_of_database(str(error).strip().splitlines()[0]))
    except OSError as error:
        where, why = error.filename or "", error.strerror or str(error)
        return _sorry(f"Không đọc, ghi được {where}: {why}. / Cannot read or write {where}: {why}.")
    except Exception as error:
        if "--traceback" in words:
            raise
        kind = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        return _sorry(
            f"Lỗi ngoài dự kiến ({kind}). Chạy lại với --traceback và gửi cho người phát triển. "
            f"/ Something unexpected ({kind}). Run it again with --traceback and tell the developers.",
            70,
        )
    return 0


_DATABASE_SAYS = (
    (r'database "(.+)" does not exist', "Không có cơ sở dữ liệu “{0}” trên máy chủ này.",
     "There is no database “{0}” on this server."),
    (r'relation "(.+)" does not exist', "Cơ sở dữ liệu chưa có bảng của hệ thống này; hãy chạy motcua upgrade.",
     "The database has no tables of this system yet; run motcua upgrade."),
    (r"(password authentication failed.*|role .+ does not exist)", "Máy chủ cơ sở dữ liệu từ chối tài khoản: {0}. Xem "
     "DATABASE_URL.", "The database server refuses the account: {0}. See DATABASE_URL."),
    (r"(Connection refused|could not translate host name.*|No such file or directory|timeout expired|"
     r"Name or service not known|failed to resolve.*)",
     "Không kết nối được máy chủ cơ sở dữ liệu: {0}. Xem DATABASE_URL.",
     "Cannot reach the database server: {0}. See DATABASE_URL."),
)  # fmt: skip


def _of_database(why: str) -> str:
    """What PostgreSQL could not do, in both languages."""
    for pattern, vi, en in _DATABASE_SAYS:
        if found := re.search(pattern, why):
            return f"{vi.format(*found.groups())} / {en.format(*found.groups())}"
    return f"Cơ sở dữ liệu không thực hiện được: {why} / The database could not do it: {why}"


@contextlib.contextmanager
def _database() -> Iterator[None]:
    """Have the embedded server up, unless DATABASE_URL names another."""
    from django.conf import settings

    from config import environment
    from motcua.base import postgres

    if settings.DATABASE_URL:
        yield
        return
    with postgres.use(settings.VAR) as server:
        environment.point_at(settings.DATABASES["default"], server.url())
        try:
            yield
        finally:
            with contextlib.suppress(Exception):
                from django.db import connections

                connections.close_all()


def _sorry(sentence: str, status: int = 1) -> int:
    print(f"✗ {sentence}", file=sys.stderr)
    return status


def _list_commands() -> None:
    import django

    django.setup()
    print("motcua – lệnh của người vận hành / the operator's command\n")
    for name in names():
        command = import_module(f"motcua.web.cli.management.commands.{name}").Command
        print(f"  {command.called or name.replace('_', ' '):<18} {command.help}")
    print("\nmotcua LỆNH --help: mọi tùy chọn của một lệnh. / every option of a command.")


def _unknown(words: list[str]) -> str:
    said = " ".join(word for word in words[:2] if not word.startswith("-"))
    near = difflib.get_close_matches(said, [name.replace("_", " ") for name in names()], n=1, cutoff=0.5)
    vi, en = (f" Có phải là: motcua {near[0]}?", f" Did you mean: motcua {near[0]}?") if near else ("", "")
    return f"✗ Không có lệnh “{said}”.{vi} Xem: motcua --help. / There is no command “{said}”.{en} See: motcua --help."
