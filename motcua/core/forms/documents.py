"""A form as a plain document, to be kept as JSON or written by hand as TOML, and back. Nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from motcua.core.forms.model import SILENT, Choice, Definition, Field, Kind, Rule, Section
from motcua.core.refusal import Refusal
from motcua.core.status_words import Words

VERSION: Final = 1
DEEPEST: Final = 6
_TEXTS: Final = ("required", "shown", "table", "least", "most", "computed", "as_of")
_NUMBERS: Final = ("longest", "decimals", "fewest", "most_items")
_LISTS: Final = ("parts", "prefill", "examples")
_KNOWN: Final = frozenset(
    {"key", "kind", "label", "label_en", "hint", "hint_en", "unit", "unit_en", "choices", "fields", "result",
     *_TEXTS, *_NUMBERS, *_LISTS}
)  # fmt: skip


class Unreadable(Refusal):
    """The document is no form."""

    code = "form-unreadable"
    vi = "Không đọc được biểu mẫu: {place}: {why_vi}."
    en = "The form cannot be read: {place}: {why_en}."


def read(document: Mapping[str, Any]) -> Definition:
    """The form a document describes. Whether it is sound is said by `findings`.  :raises Unreadable:"""
    if document.get("version", VERSION) != VERSION:
        raise _wrong("version", "phiên bản tài liệu không hỗ trợ", "this version of the document is not supported")
    return Definition(
        key=_text(document, "key", "key"),
        title=_words(document, "title", "title"),
        sections=tuple(_section(each, f"sections.{at}") for at, each in enumerate(_maps(document, "sections", ""))),
        rules=tuple(_rule(each, f"rules.{at}") for at, each in enumerate(_maps(document, "rules", ""))),
        source=_text(document, "source", "source"),
        dated=str(document.get("dated", "")),
        compared=document.get("compared") is True,
        addressee=_words(document, "addressee", "addressee"),
    )


def write(definition: Definition) -> dict[str, Any]:
    """The document of a form; what is empty is left out."""
    return _without_empty(
        {
            "version": VERSION,
            "key": definition.key,
            **_said("title", definition.title),
            "source": definition.source,
            "dated": definition.dated,
            "compared": definition.compared,
            **_said("addressee", definition.addressee),
            "sections": [_write_section(section) for section in definition.sections],
            "rules": [
                {"key": rule.key, "holds": rule.holds, **_said("words", rule.words), "at": rule.at}
                for rule in definition.rules
            ],
        }
    )


def _write_section(section: Section) -> dict[str, Any]:
    return _without_empty(
        {
            "key": section.key,
            **_said("title", section.title),
            **_said("hint", section.hint),
            "shown": section.shown,
            "fields": [write_field(field) for field in section.fields],
        }
    )


def write_field(field: Field) -> dict[str, Any]:
    """One field as it stands in a document."""
    usual = Field(field.key, field.kind, field.label)
    written: dict[str, Any] = {"key": field.key, "kind": field.kind.value}
    written |= {**_said("label", field.label), **_said("hint", field.hint), **_said("unit", field.unit)}
    written |= {name: getattr(field, name) for name in _TEXTS}
    written |= {name: getattr(field, name) for name in _NUMBERS if getattr(field, name) != getattr(usual, name)}
    written |= {name: list(getattr(field, name)) for name in _LISTS}
    written["choices"] = [
        [each.key, each.words.vi, *([each.words.en] if each.words.en else [])] for each in field.choices
    ]
    written["fields"] = [write_field(each) for each in field.fields]
    if field.result is not usual.result:
        written["result"] = field.result.value
    zero = {name: value for name, value in written.items() if name in _NUMBERS}
    return _without_empty(written) | zero


# --- Reading ----------------------------------------------------------------------------------------------------------
def _section(given: Mapping[str, Any], place: str) -> Section:
    return Section(
        key=_text(given, "key", place),
        title=_words(given, "title", place),
        hint=_words(given, "hint", place),
        shown=_text(given, "shown", place),
        fields=tuple(read_field(each, f"{place}.fields.{at}") for at, each in enumerate(_maps(given, "fields", place))),
    )


def _rule(given: Mapping[str, Any], place: str) -> Rule:
    return Rule(
        key=_text(given, "key", place),
        holds=_text(given, "holds", place),
        words=_words(given, "words", place),
        at=_text(given, "at", place),
    )


def read_field(given: Mapping[str, Any], place: str, depth: int = 1) -> Field:
    """One field of a document.  :raises Unreadable:"""
    if depth > DEEPEST:
        raise _wrong(place, "lồng quá sâu", "nested too deeply")
    for name in given:
        if name not in _KNOWN:
            raise _wrong(place, f"không có thuộc tính “{str(name)[:40]}”", f"there is no attribute “{str(name)[:40]}”")
    texts = {name: _text(given, name, place) for name in _TEXTS if name in given}
    numbers = {name: _number(given, name, place) for name in _NUMBERS if name in given}
    lists = {name: tuple(_texts(given, name, place)) for name in _LISTS if name in given}
    return Field(
        key=_text(given, "key", place),
        kind=_kind(given.get("kind", "text"), place),
        label=_words(given, "label", place),
        hint=_words(given, "hint", place),
        unit=_words(given, "unit", place),
        choices=tuple(_choice(each, place) for each in _list(given, "choices", place)),
        fields=tuple(
            read_field(each, f"{place}.{at}", depth + 1) for at, each in enumerate(_maps(given, "fields", place))
        ),
        result=_kind(given.get("result", "text"), place),
        **texts,  # type: ignore[arg-type]
        **numbers,  # type: ignore[arg-type]
        **lists,  # type: ignore[arg-type]
    )


def _choice(given: Any, place: str) -> Choice:
    if isinstance(given, str):
        return Choice(given, Words(given, ""))
    if isinstance(given, list | tuple) and 2 <= len(given) <= 3 and all(isinstance(each, str) for each in given):
        key, vi, *en = given
        return Choice(key, Words(vi, en[0] if en else ""))
    raise _wrong(place, "lựa chọn phải là [khóa, tiếng Việt, tiếng Anh]", "a choice is [key, Vietnamese, English]")


def _kind(given: Any, place: str) -> Kind:
    try:
        return Kind(given)
    except ValueError as error:
        shown = str(given)[:40]
        raise _wrong(place, f"không có loại “{shown}”", f"there is no kind “{shown}”") from error


def _words(given: Mapping[str, Any], name: str, place: str) -> Words:
    vi, en = _text(given, name, place), _text(given, f"{name}_en", place)
    return Words(vi, en) if vi or en else SILENT


def _text(given: Mapping[str, Any], name: str, place: str) -> str:
    value = given.get(name, "")
    if name == "required" and isinstance(value, bool):
        return "true" if value else ""
    if not isinstance(value, str) or len(value) > 4000:
        raise _wrong(f"{place}.{name}", "phải là chữ", "it must be a text")
    return value


def _number(given: Mapping[str, Any], name: str, place: str) -> int:
    value: object = given[name]
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100_000:
        raise _wrong(f"{place}.{name}", "phải là số", "it must be a number")
    return value


def _list(given: Mapping[str, Any], name: str, place: str) -> list[Any]:
    value = given.get(name, [])
    if not isinstance(value, list | tuple) or len(value) > 1000:
        raise _wrong(f"{place}.{name}", "phải là danh sách", "it must be a list")
    return list(value)


def _texts(given: Mapping[str, Any], name: str, place: str) -> list[str]:
    if not all(isinstance(each, str) for each in _list(given, name, place)):
        raise _wrong(f"{place}.{name}", "phải là danh sách chữ", "it must be a list of texts")
    return _list(given, name, place)


def _maps(given: Mapping[str, Any], name: str, place: str) -> list[Mapping[str, Any]]:
    if not all(isinstance(each, Mapping) for each in _list(given, name, place)):
        raise _wrong(f"{place}.{name}", "phải là danh sách đối tượng", "it must be a list of objects")
    return _list(given, name, place)


def _wrong(place: str, vi: str, en: str) -> Unreadable:
    return Unreadable(place=place.lstrip("."), why_vi=vi, why_en=en)


def _said(name: str, words: Words) -> dict[str, str]:
    return {name: words.vi, f"{name}_en": words.en}


def _without_empty(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value not in ("", [], False)}
