"""Where the bytes lie: each content once, under its own hash. A folder first; another store keeps the same contract."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, Protocol, cast

from django.conf import settings


class Gone(FileNotFoundError):
    """The bytes of a known file are not in the store: restore them from the backup."""


class Store(Protocol):
    """Keeps bytes for ever, under their hash."""

    def arriving(self) -> IO[bytes]:
        """Return an open temporary file in the store; it disappears when it is closed without being kept."""

    def keep(self, arrived: IO[bytes], sha256: str) -> None:
        """Make a temporary file lasting. When this returns, a crash or a power cut does not lose it."""

    def open(self, sha256: str) -> BufferedReader:
        """Return the bytes.

        :raises Gone:
        """

    def hashes(self) -> Iterator[str]:
        """Yield the hash of everything kept."""


class DirectoryStore:
    """A folder: `ab/cd/abcd…`, written aside and renamed, so that a file under its hash is always whole."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.incoming = root / "incoming"

    def arriving(self) -> IO[bytes]:
        """Return an open temporary file beside the kept ones, so that keeping it is a rename."""
        self.incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cast(IO[bytes], tempfile.NamedTemporaryFile(dir=self.incoming, prefix="up-"))

    def keep(self, arrived: IO[bytes], sha256: str) -> None:
        """Flush to the disk, then give the bytes their name, then flush the folder that holds the name."""
        arrived.flush()
        os.fsync(arrived.fileno())
        place = self._place(sha256)
        with _synced_folders(place.parent, self.root):
            # A second name for the same bytes: the temporary name goes away by itself when the file is closed.
            # The content is what its name says, so one that is there already is the same.
            if not place.exists():
                os.link(arrived.name, aside := place.with_name(f".{place.name}.{os.getpid()}"))
                os.replace(aside, place)

    def open(self, sha256: str) -> BufferedReader:
        """Return the bytes.

        :raises Gone:
        """
        try:
            return self._place(sha256).open("rb")
        except FileNotFoundError as error:
            raise Gone(sha256) from error

    def hashes(self) -> Iterator[str]:
        """Yield the hash of everything kept."""
        for place in self.root.glob("??/??/*"):
            if not place.name.startswith("."):
                yield place.name

    def discard(self, sha256: str) -> None:
        """Remove bytes no row speaks of, and what was drawn of them."""
        self._place(sha256).unlink(missing_ok=True)
        for drawn in self._previews(sha256).glob(f"{sha256}-*.jpg"):
            drawn.unlink(missing_ok=True)

    def keep_preview(self, sha256: str, number: int, picture: bytes) -> None:
        """Keep a page drawn small. It can be drawn anew, so it need not outlive a crash, nor be in a backup."""
        folder = self._previews(sha256)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = folder / f".{sha256}-{number}.{os.getpid()}"
        aside.write_bytes(picture)
        os.replace(aside, folder / f"{sha256}-{number}.jpg")

    def preview(self, sha256: str, number: int) -> bytes | None:
        """Return a page drawn small, if it was."""
        try:
            return (self._previews(sha256) / f"{sha256}-{number}.jpg").read_bytes()
        except FileNotFoundError:
            return None

    def _previews(self, sha256: str) -> Path:
        return self.root / "previews" / self._place(sha256).parent.name

    def kept_at(self, sha256: str) -> float:
        """Return when the bytes came, as a timestamp."""
        return self._place(sha256).stat().st_ctime

    def _place(self, sha256: str) -> Path:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError(f"not a hash: {sha256!r}")
        return self.root / sha256[:2] / sha256[2:4] / sha256


def the_store() -> DirectoryStore:
    """Return the store of the settings."""
    return DirectoryStore(Path(settings.FILES_ROOT))


@contextmanager
def _synced_folders(folder: Path, root: Path) -> Iterator[None]:
    """Make the folders, let a name be written in the last one, and flush each so that the name survives a crash."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    yield
    for each in (folder, *folder.parents):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if each == root:
            return
