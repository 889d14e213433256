"""Rows of the list of papers: which are papers, which must be shown only, which are notes nobody can hand in."""

import re
from dataclasses import dataclass
from typing import Final

from motcua.catalog.understand import Status

KINDS: Final = ("required", "conditional", "one_of_group", "present_only", "note")
_SHOWN: Final = re.compile(r"xuất trình", re.I)
_ONE_OF: Final = re.compile(r"\bmột trong (?:các|những|số)\b", re.I)
_CONDITIONAL: Final = re.compile(
    r"^(?:(?:trong )?trường hợp|nếu|đối với)\b|\bnếu có\b"
    r"|\((?:đối với|trường hợp|trong trường hợp)\b[^)]*\)"
    r"|[;,] (?:trong )?trường hợp\b|\btrong trường hợp\b",
    re.I,
)
_NOTE: Final = re.compile(
    r"^[\s(*]*(?:lưu ý|ghi chú|chú ý|số lượng hồ sơ|người (?:tiếp nhận|yêu cầu|có yêu cầu|đi)|cơ quan|cá nhân có quyền"
    r"|giấy tờ phải (?:nộp|xuất trình)|hồ sơ .{0,80}(?:gồm|bao gồm)|(?:trong )?trường hợp .*\b(?:thì|phải|được|không)\b"
    r"|việc |từ lần|trong lần|bản chụp các giấy tờ gửi kèm|đối với giấy tờ)",
    re.I | re.S,
)
_PAPER: Final = re.compile(
    r"^[\s(*\d.)]*(?:mẫu |bản |các |văn bản |giấy |đơn |tờ |phiếu |sổ |hợp đồng|quyết định|báo cáo"
    r"|biên bản|danh sách|sơ yếu|lý lịch|công văn|thuyết minh|bảng |hồ sơ |chứng |thẻ |ảnh |hộ chiếu|căn cước"
    r"|phương án|kế hoạch|đề án|thông báo|tài liệu|thư |hóa đơn)",
    re.I,
)
_NOTES_GROUP: Final = re.compile(r"^\W*(?:lưu ý|ghi chú|chú ý)\b", re.I)
_LONG: Final = 300


@dataclass(frozen=True, slots=True)
class PaperReading:
    """What a row of the list is; `status` says whether the number of copies is known."""

    kind: str
    status: Status
    originals: int
    copies: int


def read_paper(name: str, group: str, originals: int | None, copies: int | None, *, said: str = "") -> PaperReading:
    """Tell a paper from a note.

    A row that counts no original and no copy is a note when its words say so; when they could name a paper, a clerk
    must say how many.

    :param said: the kind, where whoever published the list said it.
    """
    first, second = max(originals or 0, 0), max(copies or 0, 0)
    if said in KINDS:
        return PaperReading(said, Status.UNDERSTOOD, *((0, 0) if said == "note" else (first, second)))
    if not (first or second):
        return _uncounted(name, group)
    return PaperReading(_kind(name, group), Status.UNDERSTOOD, first, second)


def _uncounted(name: str, group: str) -> PaperReading:
    if _NOTES_GROUP.search(group) or _NOTE.search(name) or name.rstrip().endswith(":") or len(name) > _LONG:
        return PaperReading("note", Status.UNDERSTOOD, 0, 0)
    if _PAPER.search(name):
        return PaperReading(_kind(name, group), Status.CLERK_MUST_CHOOSE, 0, 0)
    return PaperReading("note", Status.CLERK_MUST_CHOOSE, 0, 0)


def _kind(name: str, group: str) -> str:
    if _SHOWN.search(group) or re.match(r"xuất trình", name, re.I):
        return "present_only"
    if _ONE_OF.search(group):
        return "one_of_group"
    if _CONDITIONAL.search(name):
        return "conditional"
    return "required"
