"""What is wrong with a form, told before it is published: errors stop publication, warnings are shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from motcua.core.forms import code_tables, kinds, parts, reach, scopes
from motcua.core.forms.expressions import NotUnderstood, Type, names, parse
from motcua.core.forms.model import (
    CHOSEN,
    KEY,
    MOST_FIELDS,
    MOST_ITEMS,
    OF_PARTS,
    SILENT,
    TABLED,
    Definition,
    Field,
    Kind,
)
from motcua.core.forms.scopes import Place
from motcua.core.forms.typing import type_of
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable

RESERVED: Final = frozenset({"result_by", "today", "true", "false", "and", "or", "not", "in"})
_KNOWN_OF = ("full_name", "personal_id", "born_on", "phone", "email", "address")
SOURCES: Final = frozenset(
    {"earlier", "owner.residence", *(f"{who}.{what}" for who in ("account", "owner") for what in _KNOWN_OF)}
)
WHOLE_SOURCES: Final = frozenset({"account", "owner", "earlier"})  # of a person: the parts of the same names
DEEPEST_GROUP: Final = 2
WANTED: Final = {"shown": Type.TRUTH, "required": Type.TRUTH, "as_of": Type.DATE}
SAID: Final = {
    "shown": Words("điều kiện hiện", "when it is shown"),
    "required": Words("điều kiện bắt buộc", "when it is required"),
    "least": Words("giá trị nhỏ nhất", "the least value"),
    "most": Words("giá trị lớn nhất", "the greatest value"),
    "computed": Words("cách tính", "how it is computed"),
    "as_of": Words("ngày tra địa danh", "the day places are named by"),
    "holds": Words("điều phải đúng", "what must hold"),
}


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth telling, with the path of the field; empty: the form as a whole.

    `about` says what of it is meant: an expression by its name, a section as `#key`, a check as `!key`.
    """

    severity: Severity
    code: str
    path: str
    words: Words
    about: str = ""


def findings(definition: Definition, own: Collection[str] = ()) -> tuple[Finding, ...]:
    """Everything worth telling, errors first. A form without errors can be filled in, every field of it.

    `own` names the code tables an installation keeps beside those that came with the program.
    """
    found = list(_structure(definition))
    if not found:
        placed = list(scopes.places(definition))
        found += [finding for place in placed for finding in _field(place, own)]
        found += _sections(definition, placed)
        found += _rules(definition, placed)
        if not any(each.severity is Severity.ERROR for each in found):
            found += [_cycle(path) for path in reach.cycles(definition)]
        if not any(each.severity is Severity.ERROR for each in found):
            found += [_never(path) for path in reach.unreachable(definition, own)]
    return tuple(sorted(found, key=lambda each: each.severity is not Severity.ERROR))


def errors(definition: Definition, own: Collection[str] = ()) -> tuple[Finding, ...]:
    """What stops publication."""
    return tuple(each for each in findings(definition, own) if each.severity is Severity.ERROR)


def _error(code: str, path: str, vi: str, en: str, about: str = "") -> Finding:
    return Finding(Severity.ERROR, code, path, Words(vi, en), about)


def _warning(code: str, path: str, vi: str, en: str, about: str = "") -> Finding:
    return Finding(Severity.WARNING, code, path, Words(vi, en), about)


def _cycle(path: str) -> Finding:
    return _error(
        "cycle", path, "Trường này chờ chính nó, qua các điều kiện hoặc cách tính.", "This field waits for itself."
    )


def _never(path: str) -> Finding:
    return _error(
        "unreachable", path, "Không câu trả lời nào làm trường này hiện ra.", "No answer ever shows this field."
    )


# --- Structure --------------------------------------------------------------------------------------------------------
def _structure(definition: Definition) -> Iterator[Finding]:
    if not definition.title.vi:
        yield _error("no-title", "", "Biểu mẫu chưa có tên.", "The form has no title.")
    if not definition.fields:
        yield _error("empty", "", "Biểu mẫu chưa có câu hỏi nào.", "The form asks nothing.")
    sections = Counter(section.key for section in definition.sections)
    for key, times in sections.items():
        if times > 1 or not re.fullmatch(KEY, key):
            yield _error(
                "section-key",
                "",
                f"Khóa phần “{key[:40]}” không hợp lệ hoặc bị trùng.",
                f"Section key “{key[:40]}” is wrong or used twice.",
                f"#{key}",
            )
    yield from _keys(definition.fields, "", depth=0)
    total = sum(1 for _ in parts.walk(definition.fields))
    if total > MOST_FIELDS:
        yield _error(
            "too-large",
            "",
            f"Biểu mẫu có {total} câu hỏi, tối đa {MOST_FIELDS}.",
            f"The form has {total} fields; at most {MOST_FIELDS} are allowed.",
        )


def _keys(fields: tuple[Field, ...], before: str, *, depth: int) -> Iterator[Finding]:
    times = Counter(field.key for field in fields)
    for field in fields:
        path = f"{before}{field.key}"
        if not re.fullmatch(KEY, field.key) or (depth == 0 and field.key in RESERVED):
            yield _error(
                "wrong-key",
                path[:80],
                "Khóa phải là chữ thường không dấu, không trùng từ dành riêng.",
                "A key is made of lower-case letters and is no reserved word.",
            )
        elif times[field.key] > 1:
            yield _error(
                "duplicate-key",
                path,
                f"Khóa “{field.key}” dùng nhiều lần.",
                f"Key “{field.key}” is used more than once.",
            )
        if field.kind is Kind.GROUP:
            if depth + 1 > DEEPEST_GROUP:
                yield _error("too-deep", path, "Nhóm lồng quá sâu.", "Groups are nested too deeply.")
            elif not field.fields:
                yield _error("empty-group", path, "Nhóm chưa có câu hỏi nào.", "The group asks nothing.")
            else:
                yield from _keys(field.fields, f"{path}.", depth=depth + 1)


# --- One field --------------------------------------------------------------------------------------------------------
def _field(place: Place, own: Collection[str]) -> Iterator[Finding]:
    field, path = place.field, place.path
    if not field.label.vi:
        yield _error("no-label", path, "Câu hỏi chưa có nhãn.", "The field has no label.")
    elif not field.label.en:
        yield _warning("no-english", path, "Chưa có bản tiếng Anh.", "There is no English.")
    if field.kind in CHOSEN:
        yield from _offers(place)
    if field.kind in TABLED and field.code_table not in code_tables.built_in() and field.code_table not in own:
        yield _error(
            "unknown-table", path, f"Không có bảng mã “{field.table}”.", f"There is no code table “{field.table}”."
        )
    if field.kind in OF_PARTS:
        for name in parts.unknown(field):
            yield _error("unknown-part", path, f"Không có thành phần “{name}”.", f"There is no part “{name}”.")
    if field.kind is Kind.GROUP and not 0 <= field.fewest <= field.most_items <= MOST_ITEMS:
        yield _error(
            "wrong-numbers",
            path,
            f"Số mục phải trong khoảng 0 đến {MOST_ITEMS}.",
            f"The number of entries must lie between 0 and {MOST_ITEMS}.",
        )
    if field.kind is Kind.STATEMENT and (field.required or field.computed):
        yield _error("statement-asks", path, "Lời văn không có câu trả lời.", "A statement has no answer.")
    if (field.kind is Kind.COMPUTED) != bool(field.computed):
        yield _error(
            "not-computed",
            path,
            "Giá trị tính phải có cách tính, trường khác thì không.",
            "A computed value needs its expression, other fields have none.",
        )
    if field.kind is Kind.COMPUTED and (
        field.result in TABLED | CHOSEN | OF_PARTS or field.result not in kinds.READINGS
    ):
        yield _error("wrong-result", path, "Không tính ra được loại này.", "This kind cannot be computed.")
    for source in field.prefill:
        if source not in (WHOLE_SOURCES if field.kind is Kind.PERSON else SOURCES):
            yield _error(
                "unknown-source", path, f"Không có nguồn điền sẵn “{source}”.", f"There is no source “{source}”."
            )
    for name, source in scopes.expressions_of(field):
        yield from _expression(place, name, source)
    yield from _examples(place)


def _offers(place: Place) -> Iterator[Finding]:
    keys = [choice.key for choice in place.field.choices]
    if len(keys) < 2:
        yield _error("no-choices", place.path, "Cần ít nhất hai lựa chọn.", "At least two choices are needed.")
    if len(set(keys)) < len(keys) or not all(keys):
        yield _error(
            "duplicate-choice",
            place.path,
            "Các lựa chọn bị trùng hoặc thiếu khóa.",
            "Choices are used twice or have no key.",
        )


def _expression(place: Place, name: str, source: str) -> Iterator[Finding]:
    wanted = WANTED.get(name)
    if name in ("least", "most"):
        wanted = Type.DATE if place.field.kind is Kind.PERSON else scopes.type_of(place.field)
        if wanted not in (Type.NUMBER, Type.DATE):
            yield _error(
                "no-bounds", place.path, "Loại này không có giới hạn lớn, nhỏ.", "This kind has no bounds.", name
            )
            return
    if name == "computed":
        wanted = scopes.type_of(place.field)
    yield from typed(place, name, source, wanted)


def typed(place: Place, name: str, source: str, wanted: Type | None, about: str = "") -> Iterator[Finding]:
    """What is wrong with one expression that stands in a place."""
    said = SAID[name]

    def look_up(path: tuple[str, ...]) -> Type | None:
        found = place.find(path)
        return None if found is None else found[2]

    try:
        given = type_of(parse(source), look_up)
    except NotUnderstood as trouble:
        vi, en = f"{said.vi.capitalize()}: {trouble.words.vi}", f"{said.en.capitalize()}: {trouble.words.en}"
        yield _error("wrong-expression", place.path, vi, en, about or name)
        return
    if wanted is not None and given is not wanted:
        vi = f"{said.vi.capitalize()} phải cho {wanted.words.vi}, nhưng cho {given.words.vi}."
        en = f"{said.en.capitalize()} must give {wanted.words.en}, but gives {given.words.en}."
        yield _error("wrong-type", place.path, vi, en, about or name)


def _examples(place: Place) -> Iterator[Finding]:
    field = place.field
    if field.kind not in kinds.READINGS or field.kind in (Kind.FILE, Kind.COMMUNE):
        return
    for example in field.examples:
        try:
            kinds.READINGS[field.kind].read(example, field, kinds.Around(on=date.max))
        except Unreadable as trouble:
            vi, en = f"Ví dụ “{example[:40]}”: {trouble.vi}", f"Example “{example[:40]}”: {trouble.en}"
            yield _error("wrong-example", place.path, vi, en)


# --- Across fields ----------------------------------------------------------------------------------------------------
def _sections(definition: Definition, placed: list[Place]) -> Iterator[Finding]:
    for section in definition.sections:
        if not section.fields:
            yield _error(
                "empty-section",
                "",
                f"Phần “{section.title.vi}” chưa có câu hỏi nào.",
                f"Section “{section.title.en}” asks nothing.",
                f"#{section.key}",
            )
        if section.shown:
            yield from typed(placed[0], "shown", section.shown, Type.TRUTH, f"#{section.key}")
        if section.title == SILENT:
            vi, en = f"Phần “{section.key}” chưa có tên.", f"Section “{section.key}” has no title."
            yield _warning("no-section-title", "", vi, en, f"#{section.key}")


def _rules(definition: Definition, placed: list[Place]) -> Iterator[Finding]:
    by_path = {place.path: place for place in placed}
    for rule in definition.rules:
        place = by_path.get(rule.at)
        if place is None:
            yield _error(
                "rule-nowhere",
                rule.at[:80],
                f"Kiểm tra “{rule.key}” đặt ở trường không có.",
                f"Check “{rule.key}” stands at a field that does not exist.",
                f"!{rule.key}",
            )
            continue
        if not rule.words.vi:
            vi, en = f"Kiểm tra “{rule.key}” chưa có lời nhắc.", f"Check “{rule.key}” says nothing."
            yield _error("rule-silent", rule.at, vi, en, f"!{rule.key}")
        wrong = list(typed(place, "holds", rule.holds, Type.TRUTH, f"!{rule.key}"))
        yield from wrong
        if not wrong and not any(names(parse(rule.holds))):
            yield _error(
                "rule-constant",
                rule.at,
                f"Kiểm tra “{rule.key}” không hỏi câu trả lời nào.",
                f"Check “{rule.key}” looks at no answer.",
                f"!{rule.key}",
            )
