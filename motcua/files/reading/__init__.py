"""Opening an uploaded paper as a reader would, in a process of its own: pages, previews, and what to warn of.

Whatever a file does to the libraries that open it, it does to a process that holds nothing, may use little memory and
time, and is ended when it takes too long.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from motcua.files import refusals
from motcua.files.inspection import HEIC, JPEG, PDF, PNG, WEBP, FileKind
from motcua.gateways.signing import Certificate, Finding, Integrity, Trust

PICTURES = (JPEG, PNG, HEIC, WEBP)
READABLE = (PDF, *PICTURES)
SECONDS = 40
SIGNED = b"/ByteRange"  # stands in the open in every signed PDF: it says which bytes were signed
PREVIEWS = 4  # as many first pages as the program draws


@dataclass(frozen=True, slots=True)
class Read:
    """What was found. `picture`: the upright, smaller photograph as JPEG, without its metadata; with its size."""

    pages: int
    warnings: list[dict[str, Any]]
    previews: list[bytes]
    picture: bytes = b""
    width: int = 0
    height: int = 0


def read(content: IO[bytes], kind: FileKind, *, name: str) -> Read | None:
    """Open a file; None for kinds that have no pages to look at.

    :raises refusals.Damaged: it does not open. :raises refusals.Locked: not without a password.
    :raises refusals.TooManyPixels: a picture larger than any paper needs.
    """
    if kind not in READABLE:
        return None
    with _opened(content, "pdf" if kind is PDF else "picture") as (told, folder):
        match told.get("error"):
            case None:
                pass
            case "locked":
                raise refusals.Locked(name=name)
            case "pixels":
                raise refusals.TooManyPixels(name=name)
            case _:
                raise refusals.Damaged(name=name)
        previews = [path.read_bytes() for path in sorted(folder.glob("preview-*.jpg"))]
        if kind is PDF:
            return Read(told["pages"], told["warnings"], previews)
        picture = (folder / "picture.jpg").read_bytes()
        return Read(1, told["warnings"], previews, picture, told["width"], told["height"])


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph taken out of the document it was made into: JPEG, with its size."""

    jpeg: bytes
    width: int
    height: int


def photographs(contents: Iterable[IO[bytes]], *, name: str) -> list[Photograph]:
    """The photographs in documents `read` gave the pictures for, in their order.

    :raises refusals.Damaged: one of them is none.
    """
    with tempfile.TemporaryDirectory(prefix="reading-") as place:
        given, folder = Path(place, "given"), Path(place, "found")
        given.mkdir()
        folder.mkdir()
        for number, content in enumerate(contents):
            Path(given, f"{number:04}.pdf").write_bytes(content.read())
        told = _told("program", "pages", given, folder, within=folder)
        if "error" in told:
            raise refusals.Damaged(name=name)
        found = zip(sorted(folder.glob("page-*.jpg")), told["sizes"], strict=True)
        return [Photograph(path.read_bytes(), width, height) for path, (width, height) in found]


def signatures(content: IO[bytes], *, roots: Path | None, now: datetime) -> list[Finding]:
    """What the signatures of a PDF say; none where it has none. One that cannot be read at all is broken."""
    content.seek(0)
    data = content.read()
    if SIGNED not in data:
        return []
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        given = Path(folder, "given")
        given.write_bytes(data)
        told = _told("signed", given, roots or "", now.isoformat(), within=Path(folder))
    if "error" in told:
        return [Finding(Integrity.BROKEN)]
    return [finding(each) for each in told["signatures"]]


def finding(said: Mapping[str, Any]) -> Finding:
    """A finding as it was written down."""
    return Finding(
        Integrity(said["integrity"]),
        Certificate(said["certificate"]),
        Trust(said["trust"]),
        said["signer"],
        said["issuer"],
        said["at"],
        said["is_stamped"],
    )


@contextmanager
def _opened(content: IO[bytes], how: str) -> Iterator[tuple[dict[str, Any], Path]]:
    """Let the program look at the file; what it wrote lies in a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        given = Path(folder, "given")
        content.seek(0)
        given.write_bytes(content.read())
        yield _told("program", how, given, Path(folder), within=Path(folder)), Path(folder)


def _told(program: str, *words: object, within: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", f"motcua.files.reading.{program}", *map(str, words)]
    home = Path(__file__).resolve().parents[3]
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(home), "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=SECONDS, check=False, cwd=within, env=environment, text=True
        )
        told: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return {"error": "damaged"}  # it crashed, or went beyond its memory or time: no reader opens that either
    return told
