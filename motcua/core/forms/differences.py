"""What changed between two versions of a form: added, removed, changed, moved; in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from motcua.core.forms import documents
from motcua.core.forms.model import Definition, Field, Kind
from motcua.core.status_words import Words


class What(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `details` say what of a field changed: what it is, before, after."""

    what: What
    path: str
    label: Words
    details: tuple[tuple[Words, str, str], ...] = ()

    @property
    def words(self) -> Words:
        """The difference in one sentence."""
        begun = _BEGUN[self.what]
        vi, en = f"{begun.vi} “{self.label.vi}”", f"{begun.en} “{self.label.en or self.label.vi}”"
        if self.details:
            vi += ": " + "; ".join(
                f"{name.vi} {_arrow(before, after, 'không có')}" for name, before, after in self.details
            )
            en += ": " + "; ".join(f"{name.en} {_arrow(before, after, 'none')}" for name, before, after in self.details)
        return Words(vi, en)


_BEGUN: Final = {
    What.ADDED: Words("Thêm", "Added"),
    What.REMOVED: Words("Bỏ", "Removed"),
    What.CHANGED: Words("Sửa", "Changed"),
    What.MOVED: Words("Chuyển chỗ", "Moved"),
}
_NAMES: Final = {
    "kind": Words("loại", "kind"),
    "label": Words("nhãn", "label"),
    "label_en": Words("nhãn tiếng Anh", "English label"),
    "hint": Words("chỉ dẫn", "hint"),
    "hint_en": Words("chỉ dẫn tiếng Anh", "English hint"),
    "required": Words("bắt buộc", "required"),
    "shown": Words("điều kiện hiện", "shown when"),
    "choices": Words("lựa chọn", "choices"),
    "table": Words("bảng mã", "code table"),
    "least": Words("nhỏ nhất", "least"),
    "most": Words("lớn nhất", "most"),
    "longest": Words("độ dài", "length"),
    "parts": Words("thành phần", "parts"),
    "computed": Words("cách tính", "computed as"),
    "prefill": Words("điền sẵn", "prefilled from"),
    "fewest": Words("ít nhất", "fewest"),
    "most_items": Words("nhiều nhất", "most entries"),
    "examples": Words("ví dụ", "examples"),
    "title": Words("tên", "title"),
    "title_en": Words("tên tiếng Anh", "English title"),
    "unit": Words("đơn vị", "unit"),
    "unit_en": Words("đơn vị tiếng Anh", "English unit"),
    "result": Words("loại kết quả", "kind of the result"),
    "decimals": Words("số chữ số lẻ", "decimals"),
    "as_of": Words("ngày tra địa danh", "places as of"),
    "source": Words("nguồn", "source"),
    "dated": Words("ngày ghi", "dated"),
    "compared": Words("đã đối chiếu", "compared"),
    "addressee": Words("nơi gửi", "addressee"),
    "addressee_en": Words("nơi gửi tiếng Anh", "English addressee"),
    "holds": Words("điều phải đúng", "what must hold"),
    "words": Words("lời nhắc", "words"),
    "words_en": Words("lời nhắc tiếng Anh", "English words"),
    "at": Words("đặt tại", "at"),
}
_INSIDE: Final = frozenset({"key", "fields", "sections", "rules", "version"})


def differences(before: Definition, after: Definition) -> tuple[Change, ...]:
    """What the later form has otherwise; nothing for the same form."""
    return tuple(_all(before, after))


def _all(before: Definition, after: Definition) -> Iterator[Change]:
    details = _details(documents.write(before), documents.write(after))
    if details:
        yield Change(What.CHANGED, "", Words("Biểu mẫu", "The form"), details)
    old_sections = {section.key: section for section in before.sections}
    new_sections = {section.key: section for section in after.sections}
    for key in old_sections.keys() - new_sections.keys():
        yield Change(What.REMOVED, f"#{key}", old_sections[key].title)
    for key, section in new_sections.items():
        if key not in old_sections:
            yield Change(What.ADDED, f"#{key}", section.title)
            continue
        changed = _details(documents._write_section(old_sections[key]), documents._write_section(section))
        if changed:
            yield Change(What.CHANGED, f"#{key}", section.title, changed)
    yield from _fields(_by_path(before), _by_path(after))
    yield from _rules(before, after)


def _by_path(definition: Definition) -> dict[str, tuple[str, int, Field]]:
    """Each field with its section and its place among its neighbours; the parts of a kind come with the kind."""
    found: dict[str, tuple[str, int, Field]] = {}

    def add(fields: tuple[Field, ...], before: str, section: str) -> None:
        for at, field in enumerate(fields):
            found[f"{before}{field.key}"] = (section, at, field)
            if field.kind is Kind.GROUP:
                add(field.fields, f"{before}{field.key}.", section)

    for section in definition.sections:
        add(section.fields, "", section.key)
    return found


def _fields(before: dict[str, tuple[str, int, Field]], after: dict[str, tuple[str, int, Field]]) -> Iterator[Change]:
    for path, (_, _, field) in before.items():
        if path not in after:
            yield Change(What.REMOVED, path, field.label)
    for path, (section, _, field) in after.items():
        if path not in before:
            yield Change(What.ADDED, path, field.label)
            continue
        was_in, _, was = before[path]
        details = _details(documents.write_field(was), documents.write_field(field))
        if details:
            yield Change(What.CHANGED, path, field.label, details)
        if was_in != section:
            yield Change(What.MOVED, path, field.label)
    kept = [path for path in after if path in before and before[path][0] == after[path][0]]
    was_order = [path for path in before if path in after and before[path][0] == after[path][0]]
    moved = _out_of_order(was_order, kept)
    for path in moved:
        yield Change(What.MOVED, path, after[path][2].label)


def _out_of_order(before: list[str], after: list[str]) -> list[str]:
    """The fewest that have to be moved to come from one order to the other."""
    place = {path: at for at, path in enumerate(before)}
    best: list[list[str]] = []
    for path in after:  # the longest run that kept its order stays, the others moved
        earlier = [run for run in best if place[run[-1]] < place[path]]
        best.append([*_longest(earlier), path])
    stayed = set(_longest(best))
    return [path for path in after if path not in stayed]


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=lambda run: len(run)) if runs else []


def _rules(before: Definition, after: Definition) -> Iterator[Change]:
    old, new = {rule.key: rule for rule in before.rules}, {rule.key: rule for rule in after.rules}
    for key, rule in old.items():
        if key not in new:
            yield Change(What.REMOVED, f"!{key}", rule.words)
    for key, rule in new.items():
        if key not in old:
            yield Change(What.ADDED, f"!{key}", rule.words)
        elif rule != old[key]:
            was, now = (
                {"holds": each.holds, "words": each.words.vi, "words_en": each.words.en, "at": each.at}
                for each in (old[key], rule)
            )
            yield Change(What.CHANGED, f"!{key}", rule.words, _details(was, now))


def _details(before: dict[str, Any], after: dict[str, Any]) -> tuple[tuple[Words, str, str], ...]:
    names = [name for name in {**before, **after} if name not in _INSIDE and before.get(name) != after.get(name)]
    return tuple(
        (_NAMES.get(name, Words(name, name)), _shown(before.get(name)), _shown(after.get(name))) for name in names
    )


def _shown(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True | "true":
            return "có"
        case list():
            return ", ".join(str(each[1]) if isinstance(each, list) else str(each) for each in value)
    return str(value)


def _arrow(before: str, after: str, none: str) -> str:
    return f"“{before or none}” → “{after or none}”"
