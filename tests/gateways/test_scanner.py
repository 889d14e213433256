"""One contract for every virus scanner: the fake, the adapter on a double, and on a real clamd where there is one."""

import contextlib
import io
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from motcua.gateways.scanner import Unreachable
from motcua.gateways.scanner.clamd import Clamd
from motcua.gateways.scanner.fake import EICAR, FakeScanner
from tests.gateways import clamd_double


@contextlib.contextmanager
def real_clamd():
    """A clamd of our own with one signature, the one of EICAR: no download, no system service."""
    program = shutil.which("clamd") or shutil.which("/usr/sbin/clamd")
    if not program:
        pytest.skip("clamd is not installed")
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        home = Path(folder)
        (home / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
        address, conf = home / "clamd.sock", home / "clamd.conf"
        conf.write_text(
            f"LocalSocket {address}\nDatabaseDirectory {home}\nForeground yes\nStreamMaxLength 1M\n"
            f"TemporaryDirectory {home}\nUser {pwd.getpwuid(os.geteuid()).pw_name}\n"
        )
        with subprocess.Popen([program, "-c", conf], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                until = time.monotonic() + 60
                while not _listens(address) and process.poll() is None and time.monotonic() < until:
                    time.sleep(0.1)
                yield Clamd(str(address))
            finally:
                process.terminate()


def _listens(address):
    with socket.socket(socket.AF_UNIX) as wire, contextlib.suppress(OSError):
        wire.connect(str(address))
        return True
    return False


@pytest.fixture(scope="module", params=["fake", "double", "clamd"])
def scanner(request):
    with contextlib.ExitStack() as stack:
        if request.param == "fake":
            yield FakeScanner()
        elif request.param == "double":
            yield Clamd(stack.enter_context(clamd_double.serving()))
        else:
            yield stack.enter_context(real_clamd())


@pytest.mark.parametrize("content", [b"", b"x", b"giay to" * 20_000, EICAR[:-1]])
def test_what_holds_no_virus_is_clean(scanner, content):
    assert scanner.scan(io.BytesIO(content)).clean


@pytest.mark.parametrize("before", [0, 1, 65_500, 65_536, 200_000])
def test_the_test_virus_is_found_wherever_it_hides(scanner, before):
    found = scanner.scan(io.BytesIO(b"." * before + EICAR))
    assert not found.clean
    assert "Eicar" in found.virus


def test_a_scanner_serves_one_file_after_another(scanner):
    assert [scanner.scan(io.BytesIO(content)).clean for content in (EICAR, b"x", EICAR)] == [False, True, False]


# --- What the adapter makes of trouble --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nonexistent/clamd.sock"])
def test_no_scanner_is_no_verdict(address):
    with pytest.raises(Unreachable):
        Clamd(address).scan(io.BytesIO(b"x"))


def test_a_fake_that_is_down_is_no_verdict():
    with pytest.raises(Unreachable):
        FakeScanner(down=True).scan(io.BytesIO(b"x"))


@pytest.mark.parametrize("answer", [b"stream: ERROR\0", b"UNKNOWN COMMAND\0", b"OK\0", b"stream: OK but\0", b"\0"])
def test_an_answer_that_is_no_verdict_is_never_taken_for_clean(answer):
    with clamd_double.serving(answer=answer) as address, pytest.raises(Unreachable):
        Clamd(address).scan(io.BytesIO(b"x"))


def test_a_scanner_that_says_nothing_is_waited_for_only_so_long():
    with clamd_double.serving(silent=True) as address, pytest.raises(Unreachable):
        Clamd(address, seconds=0.3).scan(io.BytesIO(b"x"))


def test_a_file_beyond_the_scanners_own_limit_is_no_verdict():
    with clamd_double.serving(limit=100_000) as address, pytest.raises(Unreachable):
        Clamd(address).scan(io.BytesIO(b"x" * 50_000_000))
