"""The three shapes procedures are published in, read one record at a time: what cannot be read is refused by name.

Every reader yields records of one schema (the keys of the normalised JSON Lines) beside the untouched original.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from motcua.catalog.readers import json_lines, portal_list, portal_text
from motcua.catalog.readers.record import CODE, LARGEST_RECORD, Progress, Reading, Refused, SourceRecord

__all__ = [
    "CODE",
    "KINDS",
    "LARGEST_RECORD",
    "MERGED",
    "Progress",
    "Reading",
    "Refused",
    "SourceRecord",
    "data_of",
    "read",
    "read_all",
]

KINDS = (json_lines.KIND, portal_text.KIND, portal_list.KIND)
SHAPES = (".jsonl", ".jsonl.gz", ".txt", ".tar.xz", ".tar.gz", ".tar", ".xlsx", ".xls", ".ods")
MERGED = "merged"
"""The source of a version made of two shapes: the data put together, beside the original of the later one."""


def read(path: Path, progress: Progress | None = None) -> Iterator[Reading]:
    """Yield every procedure of a file or folder, or a refusal in its place.

    The shape is told by the name: `.json`, `.jsonl`, `.jsonl.gz` (normalised), `.txt`, a folder or a `.tar.xz` of
    them (the portal's text), `.xlsx` (the portal's list).
    """
    progress = progress or Progress()
    name = path.name.lower()
    if not path.exists():
        yield Refused(str(path), "", "Không tìm thấy tệp này.", "This file does not exist.")
    elif path.is_dir():
        yield from read_all(sorted(file for file in path.rglob("*") if file.name.lower().endswith(SHAPES)), progress)
    elif name.endswith((".jsonl", ".jsonl.gz")):
        yield from json_lines.read(path, progress)
    elif name.endswith(".json"):
        yield from json_lines.read_document(path, progress)
    elif name.endswith(".txt"):
        yield from portal_text.read_files([path], progress)
    elif name.endswith((".tar.xz", ".tar.gz", ".tar")):
        yield from portal_text.read_archive(path, progress)
    elif name.endswith((".xlsx", ".xls", ".ods")):
        yield from portal_list.read(path, progress)
    else:
        yield Refused(
            path.name,
            "",
            "Không biết dạng tệp này; nhận .json, .jsonl, .jsonl.gz, .txt, thư mục hoặc .tar.xz các tệp .txt, .xlsx.",
            "Unknown kind of file; known are .json, .jsonl, .jsonl.gz, .txt, a folder or .tar.xz of .txt files, .xlsx.",
        )


def read_all(paths: Iterable[Path], progress: Progress) -> Iterator[Reading]:
    """Yield the procedures of several files or folders; how much there is to read is known from the start."""
    files = list(paths)
    progress.total += sum(map(_size, files))
    for file in files:
        before, inner = progress.done, Progress()
        for reading in read(file, inner):
            progress.done = before + inner.done
            yield reading
        progress.done = before + _size(file)


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size if path.exists() else 0


def data_of(kind: str, original: dict[str, Any]) -> dict[str, Any]:
    """Return the common schema of an original kept with a version."""
    if kind == MERGED:
        return dict(original["data"])
    if kind == portal_text.KIND:
        return portal_text.data_of(original["text"])
    if kind == portal_list.KIND:
        return portal_list.data_of(original)
    return original
