"""The committed files, as the guards read them."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".png", ".jpg", ".ico", ".woff2", ".ttf", ".pdf", ".xlsx", ".xls", ".gz", ".zip"}
LEFT_OUT = {
    ".git",
    ".venv",
    "var",
    "node_modules",
    "vendor",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
}


def committed() -> tuple[Path, ...]:
    """Return the texts among what is committed or about to be."""
    return tuple(path for path in every_file() if path.suffix not in BINARY)


@cache
def every_file() -> tuple[Path, ...]:
    """Return what is committed or about to be; in a copy without git, everything but what is made by running."""
    command = ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True)
    if listed.returncode == 0:
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        files = [path for path in ROOT.rglob("*") if not LEFT_OUT & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in files if path.is_file()))


def lines(*suffixes: str) -> Iterator[tuple[str, str]]:
    """Yield "file:line" and the line, of files that end so (of all files when nothing is said)."""
    for path in committed():
        if suffixes and not path.name.endswith(suffixes):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line
