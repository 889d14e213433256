"""`motcua` as a program: started, asked, looked for after its end."""

import contextlib
import http.client
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOTCUA = [sys.executable, "-c", "from motcua.web.cli import main; main()"]


def environment(var: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA", "DJANGO", "DATABASE"))}
    return kept | {"MOTCUA_VAR": str(var), "PYTHONWARNINGS": "ignore"} | more


def serving(var: Path, port: int, **more: str) -> subprocess.Popen:
    return subprocess.Popen(
        [*MOTCUA, "serve", "--empty", "--port", str(port)], cwd=ROOT, env=environment(var, **more), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip


def wait_until_ready(process: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + 180  # a busy machine, not a measurement
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stdout.read()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        with contextlib.suppress(OSError), contextlib.closing(connection):
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    process.kill()
    pytest.fail("not ready within 180 s: " + process.stdout.read())


def left_over(var: Path) -> list[str]:
    """Whatever still runs with our data folder in its command line or environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if str(var).encode() in (process / "environ").read_bytes() + (process / "cmdline").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
    return found


def nothing_left(var: Path, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while left_over(var) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not left_over(var)
