"""The portal's text files: twenty headings in a fixed order, each at the start of a line."""

import re
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

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

KIND: Final = "portal_text"
_HEADINGS: Final = (
    ("Mã thủ tục", "code"),
    ("Số quyết định", "decision_number"),
    ("Tên thủ tục", "name"),
    ("Cấp thực hiện", "level"),
    ("Loại thủ tục", "kind"),
    ("Lĩnh vực", "field"),
    ("Trình tự thực hiện", "steps"),
    ("Cách thức thực hiện", "methods"),
    ("Thành phần hồ sơ", "documents"),
    ("Đối tượng thực hiện", "targets"),
    ("Cơ quan thực hiện", "executing_agency"),
    ("Cơ quan có thẩm quyền", "competent_authority"),
    ("Địa chỉ tiếp nhận HS", "receiving_address"),
    ("Cơ quan được ủy quyền", "delegated_agency"),
    ("Cơ quan phối hợp", "coordinating_agency"),
    ("Kết quả thực hiện", "results_raw"),
    ("Căn cứ pháp lý", "legal_bases"),
    ("Yêu cầu, điều kiện thực hiện", "conditions"),
    ("Từ khóa", "keywords"),
    ("Mô tả", "description"),
)
_LEVELS: Final = {"Cấp Bộ": "BO", "Cấp Bộ/Trung ương": "BO", "Cấp Tỉnh": "TINH", "Cấp Xã": "XA"}
_KINDS: Final = {
    "TTHC được luật giao quy định chi tiết": "ASSIGNED",
    "NOT_ASSIGNED_REGULATION": "NOT_ASSIGNED",
    "TTHC không được luật giao cho địa phương quy định": "NOT_ASSIGNED",
    "Loại khác": "OTHER",
    "OTHER": "OTHER",
    "LOCAL_REGULATION": "LOCAL",
    "CENTRAL_REGULATION": "CENTRAL",
}
_LONG_TEXTS: Final = (
    "steps", "executing_agency", "competent_authority", "receiving_address", "delegated_agency",
    "coordinating_agency", "results_raw", "conditions", "keywords", "description",
)  # fmt: skip
_NOTHING: Final = {"", "--", "không có thông tin", "không có thông tin căn cứ pháp lý"}
_METHOD: Final = re.compile(r"^  \* Hình thức nộp:[ \t]*(.*)$", re.M)
_METHOD_PART: Final = re.compile(r"^    (Thời hạn giải quyết|Phí, lệ phí|Mô tả):[ \t]?", re.M)
_COUNTS: Final = re.compile(r"^      Số lượng:\s*Bản chính:\s*(\d+)\s*,\s*Bản sao:\s*(\d+)\s*$")
_LEGAL: Final = re.compile(r"^\s*\*\s*(?P<title>.*?)\s*(?:\((?P<number>[^()]*(?:\([^()]*\))?[^()]*)\))?\s*$", re.S)
_TITLE_LINE: Final = "Chi tiết thủ tục hành chính"


def read_files(paths: Iterable[Path], progress: Progress) -> Iterator[Reading]:
    """Yield the procedure of each file."""
    files = list(paths)
    progress.total += sum(file.stat().st_size for file in files)
    for file in files:
        size = file.stat().st_size
        progress.done += size
        yield too_large(file.name, size) if size > LARGEST_RECORD else _record(file.read_bytes(), file.name)


def read_archive(path: Path, progress: Progress) -> Iterator[Reading]:
    """Yield the procedures of an archive of text files, without unpacking it to disk."""
    progress.total += path.stat().st_size
    before = progress.done
    name = path.name
    try:
        with path.open("rb") as raw, tarfile.open(fileobj=raw) as archive:
            for member in archive:
                progress.done = before + raw.tell()
                if not member.isfile() or not member.name.endswith(".txt"):
                    continue
                name = f"{path.name}: {Path(member.name).name}"
                stream = archive.extractfile(member)
                if member.size > LARGEST_RECORD:
                    yield too_large(name, member.size)
                elif stream is not None:
                    yield _record(stream.read(), name)
    except (tarfile.TarError, EOFError, OSError) as error:
        yield Refused(
            f"sau {name}",
            "",
            "Tệp nén bị cắt hoặc hỏng; các thủ tục trước đó vẫn được nhập.",
            f"The archive is cut or damaged; the procedures before are imported ({type(error).__name__}).",
        )


def _record(content: bytes, where: str) -> Reading:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return not_utf8(where)
    sections = _sections(text)
    missing = [heading for heading, key in _HEADINGS if key not in sections]
    if missing:
        return Refused(
            where,
            _one_line(sections.get("code")) or "",
            f"Thiếu mục “{missing[0]}”; tệp có thể bị cắt giữa chừng.",
            f"Section “{missing[0]}” is missing; the file may have been cut.",
        )
    data = _normalised(sections)
    return checked(SourceRecord(where, KIND, data["code"] or "", data, {"text": text}))


def data_of(text: str) -> dict[str, Any]:
    """Return the common schema of a text that was read before."""
    return _normalised(_sections(text))


def _sections(text: str) -> dict[str, str]:
    """Cut the text at its headings; the same words also occur inside texts, so only the next of the order counts."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    waiting = list(_HEADINGS)
    for line in text.splitlines():
        if waiting and line.startswith(waiting[0][0] + ":"):
            heading, key = waiting.pop(0)
            current = sections[key] = [line[len(heading) + 1 :].removeprefix(" ")]
        elif not (line.strip() == _TITLE_LINE and not sections):
            current.append(line)
    return {key: "\n".join(lines).strip("\n") for key, lines in sections.items()}


def _normalised(sections: dict[str, str]) -> dict[str, Any]:
    level = _one_line(sections["level"])
    kind = _one_line(sections["kind"])
    texts = {key: _text(sections[key]) for key in _LONG_TEXTS}
    if texts["description"] == texts["conditions"]:  # the portal's page shows one text in two places
        texts["description"] = None
    return texts | {
        "code": _one_line(sections["code"]),
        "name": _text(sections["name"]),
        "decision_number": _one_line(sections["decision_number"]),
        "kind": _KINDS.get(kind or "", kind),
        "field": _one_line(sections["field"]),
        "level": _LEVELS.get(level or "", level),
        "targets": [part for part in _targets(_one_line(sections["targets"]) or "") if part],
        "methods": list(_methods(sections["methods"])),
        "documents": list(_documents(sections["documents"])),
        "legal_bases": list(_legal_bases(sections["legal_bases"])),
    }


def _text(text: str | None) -> str | None:
    stripped = "\n".join(line.removeprefix("    ").rstrip() for line in (text or "").splitlines()).strip()
    return None if stripped.lower() in _NOTHING else stripped


def _one_line(text: str | None) -> str | None:
    return _text(" ".join((text or "").split()))


def _targets(text: str) -> list[str]:
    """Split the list of who may apply; some entries hold commas of their own."""
    return [part.strip() for part in re.split(r",(?![^()]*\))(?!\s*(?:công|viên) chức)", text)]


def _methods(text: str) -> Iterator[dict[str, Any]]:
    starts = list(_METHOD.finditer(text))
    for number, start in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        _, *parts = _METHOD_PART.split(text[start.end() : end])
        found = dict(zip(parts[::2], parts[1::2], strict=True))
        # The time keeps its blanks: " OTHER" is a unit without a number, not a text.
        yield {
            "channel": start[1].strip(),
            "time_raw": found.get("Thời hạn giải quyết", "").rstrip("\n"),
            "fee_raw": found.get("Phí, lệ phí", "").strip() or None,
            "description": _text(found.get("Mô tả")),
        }


def _documents(text: str) -> Iterator[dict[str, Any]]:
    group: str | None = None
    name: list[str] = []
    in_group: list[str] | None = None
    for line in text.splitlines():
        counts = _COUNTS.match(line)
        if in_group is not None or line.startswith("  ["):
            in_group = [*(in_group or []), line.strip()]
            if line.rstrip().endswith("]"):
                group = " ".join(in_group).strip("[] ").strip() or None
                in_group = None
        elif counts and name:
            yield {
                "group": group,
                "name": "\n".join(name).strip(),
                "originals": int(counts[1]),
                "copies": int(counts[2]),
            }
            name = []
        elif line.startswith("    - ") and not name:
            name = [line.removeprefix("    - ")]
        elif name:
            name.append(line.strip())
    if name:
        yield {"group": group, "name": "\n".join(name).strip(), "originals": None, "copies": None}


def _legal_bases(text: str) -> Iterator[dict[str, Any]]:
    for entry in re.split(r"\n(?=\s{0,4}\*\s)", "\n" + text):
        if entry.strip(" *.\n").lower() not in _NOTHING:
            match = _LEGAL.match(entry.strip())
            if match:
                yield {"number": match["number"], "title": match["title"]}
            else:
                yield {"number": None, "title": entry.strip()}
