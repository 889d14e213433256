"""The peers' packages, in an environment of their own under var/bench, installed once for each lock."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from bench.yard import ROOT

LOCK = ROOT / "bench" / "locks" / "peers.txt"
FOLDER = ROOT / "var" / "bench"


class PeersMissing(RuntimeError):
    """The peers could not be installed; the text says why."""


def python() -> Path:
    """The interpreter of the peers' environment, made if need be.  :raises PeersMissing:"""
    folder = FOLDER / f"peers-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    interpreter = folder / "bin" / "python"
    if (folder / "complete").exists():
        return interpreter
    for old in FOLDER.glob("peers-*"):
        shutil.rmtree(old, ignore_errors=True)
    venv.EnvBuilder(with_pip=True, symlinks=True).create(folder)
    _install(interpreter)
    (folder / "complete").touch()
    return interpreter


def _install(interpreter: Path) -> None:
    hashed = ["--require-hashes", "-r", str(LOCK)]
    ways = [
        [str(Path(sys.executable).with_name("uv")), "pip", "install", "-q", "--python", str(interpreter), *hashed],
        [str(interpreter), "-m", "pip", "install", "-q", "--disable-pip-version-check", *hashed],
    ]
    why = ""
    for command in ways:
        if not shutil.which(command[0]):
            continue
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode == 0:
            return
        why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    raise PeersMissing(f"the peers could not be installed: {why}")
