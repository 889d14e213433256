"""Normalised JSON Lines, plain or gzip, one procedure a line; or one JSON document of the same."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, cast

from motcua.catalog.readers.record import (
    LARGEST_RECORD,
    Progress,
    Reading,
    Refused,
    SourceRecord,
    checked,
    not_utf8,
    too_large,
)

KIND: Final = "json_lines"
_LISTS: Final = (
    "methods",
    "documents",
    "legal_bases",
    "results",
    "targets",
    "executing_agencies_list",
    "levels_portal",
)


def read(path: Path, progress: Progress) -> Iterator[Reading]:
    """Yield the procedures of a file; a line that cannot be read harms no other."""
    progress.total += path.stat().st_size
    before = progress.done
    with path.open("rb") as raw:
        lines = cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if path.suffix == ".gz" else raw
        number = 0
        try:
            while line := lines.readline(LARGEST_RECORD + 1):
                number += 1
                where = f"{path.name}, dòng {number}"
                if len(line) > LARGEST_RECORD and not line.endswith(b"\n"):
                    yield too_large(where, len(line) + _skip_line(lines))
                elif line.strip():
                    yield _record(line, where)
                progress.done = before + raw.tell()
        except (EOFError, zlib.error, gzip.BadGzipFile):
            yield Refused(
                f"{path.name}, sau dòng {number}",
                "",
                "Tệp nén bị cắt hoặc hỏng; các dòng trước đó vẫn được nhập.",
                "The compressed file is cut or damaged; the lines before are imported.",
            )


def read_document(path: Path, progress: Progress) -> Iterator[Reading]:
    """Yield the procedures of one JSON document: a procedure, or a list of them."""
    size = path.stat().st_size
    progress.total += size
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        yield not_utf8(path.name)
        return
    except (ValueError, RecursionError):
        yield Refused(path.name, "", "Tệp không phải JSON đầy đủ.", "The file is not complete JSON.")
        return
    finally:
        progress.done += size
    for number, data in enumerate(document if isinstance(document, list) else [document], start=1):
        where = f"{path.name}, mục {number}"
        yield _checked(data, where, len(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")))


def _skip_line(lines: IO[bytes]) -> int:
    size = 0
    while rest := lines.readline(LARGEST_RECORD):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size


def _record(line: bytes, where: str) -> Reading:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return not_utf8(where)
    except (ValueError, RecursionError):
        return Refused(
            where,
            "",
            "Dòng này không phải JSON đầy đủ; tệp có thể bị cắt giữa chừng.",
            "This line is not complete JSON; the file may have been cut.",
        )
    return _checked(data, where, len(line))


def _checked(data: Any, where: str, size: int) -> Reading:
    if size > LARGEST_RECORD:
        return too_large(where, size)
    wrong = _wrong_shape(data)
    if wrong:
        return Refused(where, "", f"Trường “{wrong}” không đúng kiểu.", f"Field “{wrong}” has the wrong type.")
    return checked(SourceRecord(where, KIND, (data.get("code") or "").strip(), data, data))


def _wrong_shape(data: Any) -> str:
    """Return the name of the first field that is not what the schema says."""
    if not isinstance(data, dict):
        return "(bản ghi)"
    if not isinstance(data.get("code") or "", str):
        return "code"
    for key in _LISTS:
        value = data.get(key)
        if value is not None and not isinstance(value, list):
            return key
    for key in ("methods", "documents", "legal_bases", "results"):
        if not all(isinstance(row, dict) for row in data.get(key) or ()):
            return key
    texts = (value for key, value in data.items() if key not in {*_LISTS, "sources", "portal_currencies"})
    return "" if all(value is None or isinstance(value, str) for value in texts) else "(văn bản)"
