"""What differs between two versions as a page shows it: each thing before and after, the changed words marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.models import ChannelKind, Paper, ProcedureVersion, TimeUnit, Understanding
from motcua.catalog.queries.differences import Difference, between

_PIECE = re.compile(r"\s+|[^\s]+")
_MOST_PIECES = 4000
_ALIKE = 0.4
_WHOLE_NUMBER = re.compile(r"(\d+)\.00")
_VALUES = (ChannelKind, Paper.Kind, Understanding, TimeUnit, ProcedureVersion.Policy, ProcedureVersion.Scope)
_WORDS = {each.value: each.label for values in _VALUES for each in values}
_ROWS = ("channels", "papers")
LABELS = {  # what differs, by the names `queries.differences` gives; the journal keeps the name and its Vietnamese
    "field": gettext_lazy("Lĩnh vực"),
    "name": gettext_lazy("Tên thủ tục"),
    "scope": gettext_lazy("Phạm vi"),
    "province": gettext_lazy("Tỉnh"),
    "kind": gettext_lazy("Loại thủ tục"),
    "decision_number": gettext_lazy("Quyết định công bố"),
    "issuing_agency": gettext_lazy("Cơ quan ban hành"),
    "executing_agency": gettext_lazy("Cơ quan thực hiện"),
    "competent_authority": gettext_lazy("Cơ quan có thẩm quyền"),
    "delegated_agency": gettext_lazy("Cơ quan được ủy quyền"),
    "coordinating_agency": gettext_lazy("Cơ quan phối hợp"),
    "receiving_address": gettext_lazy("Địa chỉ tiếp nhận"),
    "steps": gettext_lazy("Trình tự thực hiện"),
    "conditions": gettext_lazy("Yêu cầu, điều kiện"),
    "description": gettext_lazy("Mô tả"),
    "keywords": gettext_lazy("Từ khóa"),
    "supplement_policy": gettext_lazy("Khi bổ sung hồ sơ"),
    "levels": gettext_lazy("Cấp thực hiện"),
    "targets": gettext_lazy("Đối tượng thực hiện"),
    "cases": gettext_lazy("Trường hợp"),
    "channels": gettext_lazy("Cách thức thực hiện"),
    "papers": gettext_lazy("Thành phần hồ sơ"),
    "legal_bases": gettext_lazy("Căn cứ pháp lý"),
    "results": gettext_lazy("Kết quả thực hiện"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text; `mark` "del" or "ins" where they were taken away or added."""

    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """One thing that differs."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def differing(before: ProcedureVersion, after: ProcedureVersion) -> list[Marked]:
    """What a version changed against another."""
    return marked(between(before, after))


def marked(found: Iterable[Difference]) -> list[Marked]:
    """Differences as a page shows them, whether just found or kept by a trial."""
    return [_marked(each) for each in _paired(found)]


def _paired(found: Iterable[Difference]) -> list[Difference]:
    """Put a row taken away and the one like it that came instead together: that row was changed."""
    left = list(found)
    paired = []
    while left:
        each = left.pop(0)
        if each.before is not None and each.after is None:
            others = [other for other in left if other.what == each.what and other.before is None and other.after]
            likes = [(_likeness(each.before, other.after or ""), other) for other in others]
            best = max(likes, key=lambda like: like[0], default=(0.0, each))
            if best[0] >= _ALIKE:
                left.remove(best[1])
                each = Difference(each.what, each.label, each.before, best[1].after)
        paired.append(each)
    return paired


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _marked(each: Difference) -> Marked:
    label = str(LABELS[each.what]) if each.what in LABELS else each.label[:1].upper() + each.label[1:]
    before, after = _said(each, each.before), _said(each, each.after)
    if before is None or after is None:
        return Marked(label, _whole(before, "del"), _whole(after, "ins"))
    return Marked(label, *_compared(before, after))


def _said(each: Difference, text: str | None) -> str | None:
    """A row of values in words, without the ones that say nothing."""
    if text is None:
        return None
    if each.what in _ROWS:
        parts = [_value(part) for part in text.split(" | ")]
        return " · ".join(part for part in parts if part not in ("", str(Understanding.UNDERSTOOD.label)))
    if each.what in ("scope", "supplement_policy"):
        return str(_WORDS.get(text, text))
    return text


def _value(part: str) -> str:
    if part in _WORDS:
        return str(_WORDS[part])
    return part[:-3] if _WHOLE_NUMBER.fullmatch(part) else part


def _whole(text: str | None, mark: str) -> tuple[Piece, ...]:
    return () if text is None else (Piece(text, mark),)


def _compared(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    one, other = _PIECE.findall(before), _PIECE.findall(after)
    if len(one) + len(other) > _MOST_PIECES:
        return _whole(before, "del"), _whole(after, "ins")
    left: list[Piece] = []
    right: list[Piece] = []
    for same, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if same == "equal":
            kept = Piece(_short(one[a:b]))
            left.append(kept)
            right.append(kept)
        else:
            left += _some(one[a:b], "del")
            right += _some(other[c:d], "ins")
    return tuple(left), tuple(right)


def _some(pieces: list[str], mark: str) -> Iterable[Piece]:
    return [Piece("".join(pieces), mark)] if pieces else []


def _short(pieces: list[str]) -> str:
    """Words that stayed, the middle of a long stretch left out."""
    if len(pieces) <= 80:
        return "".join(pieces)
    return "".join(pieces[:30]) + f" […{_('giữ nguyên')}…] " + "".join(pieces[-30:])
