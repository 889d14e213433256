"""A condition put together from a question, a comparison and a value: nobody has to write the language by hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.core import vietnam
from motcua.core.forms import code_tables, kinds, scopes
from motcua.core.forms.expressions import Type
from motcua.core.forms.model import TABLED, Definition, Field, Kind
from motcua.core.refusal import Refusal
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable


class Comparison(StrEnum):
    """How an answer is compared."""

    IS = "is"
    IS_NOT = "is_not"
    ANSWERED = "answered"
    EMPTY = "empty"
    LEAST = "least"
    MOST = "most"
    MORE = "more"
    LESS = "less"

    @property
    def words(self) -> Words:
        return _WORDS[self]


_WORDS: Final = {
    Comparison.IS: Words("là", "is"),
    Comparison.IS_NOT: Words("không phải là", "is not"),
    Comparison.ANSWERED: Words("đã trả lời", "is answered"),
    Comparison.EMPTY: Words("để trống", "is left empty"),
    Comparison.LEAST: Words("từ … trở lên (từ ngày …)", "is at least"),
    Comparison.MOST: Words("đến … (không quá, không sau)", "is at most"),
    Comparison.MORE: Words("lớn hơn, sau", "is more than, after"),
    Comparison.LESS: Words("nhỏ hơn, trước", "is less than, before"),
}
_SIGNS: Final = {
    Comparison.IS: "=",
    Comparison.IS_NOT: "!=",
    Comparison.LEAST: ">=",
    Comparison.MOST: "<=",
    Comparison.MORE: ">",
    Comparison.LESS: "<",
}


class NotComposed(Refusal):
    """A question, a comparison and a value that do not go together."""

    code = "condition-not-composed"
    vi = "Chưa lập được điều kiện: {why_vi}"
    en = "No condition could be made: {why_en}"


@dataclass(frozen=True, slots=True)
class Question:
    """A question a condition may name."""

    name: str
    label: Words
    type: Type
    field: Field


def questions(definition: Definition, *, around: str = "") -> list[Question]:
    """What an expression may name, as it names it: from where the field at `around` stands."""
    found: list[Question] = []
    group = around.rpartition(".")[0]
    for place in scopes.places(definition):
        name = place.path.removeprefix(f"{group}.") if group else place.path
        inside = [before for before, _ in place.blocks if before]
        groups = {each.path for each in _groups(definition)}
        if any(before[:-1] in groups and before[:-1] != group for before in inside):
            continue  # of another group there are many, which no comparison fits
        kind = scopes.type_of(place.field)
        if kind in (Type.TEXT, Type.NUMBER, Type.DATE, Type.TRUTH, Type.TEXTS) and place.path != around:
            found.append(Question(name, _label(definition, place), kind, place.field))
    return found


def _groups(definition: Definition) -> list[scopes.Place]:
    return [place for place in scopes.places(definition) if place.field.kind is Kind.GROUP]


def _label(definition: Definition, place: scopes.Place) -> Words:
    above = place.path.split(".")[:-1]
    labels = []
    block = definition.fields
    for key in above:
        field = next((each for each in block if each.key == key), None)
        if field is None:
            break
        labels.append(field.label)
        block = field.fields
    labels.append(place.field.label)
    return Words(" – ".join(each.vi for each in labels), " – ".join(each.en or each.vi for each in labels))


def composed(question: Question, comparison: Comparison, value: str) -> str:
    """The condition.  :raises NotComposed:"""
    if comparison is Comparison.ANSWERED:
        return f"answered({question.name})"
    if comparison is Comparison.EMPTY:
        return f"not answered({question.name})"
    value = value.strip()
    if not value:
        raise NotComposed(why_vi="còn thiếu giá trị để so sánh.", why_en="the value to compare with is missing.")
    ordered = comparison not in (Comparison.IS, Comparison.IS_NOT)
    if question.type is Type.TRUTH:
        if ordered:
            raise NotComposed(why_vi="câu hỏi có/không chỉ so bằng.", why_en="yes or no is only the same or not.")
        is_yes = vietnam.fold(value) in ("co", "yes", "true", "dong y")
        return f"{question.name} {_SIGNS[comparison]} {'true' if is_yes else 'false'}"
    if question.type is Type.TEXTS:
        inside = f"{_text(_code(question.field, value))} in {question.name}"
        return inside if comparison is Comparison.IS else f"not {inside}"
    return f"{question.name} {_SIGNS[comparison]} {_literal(question, value, ordered=ordered)}"


def _literal(question: Question, value: str, *, ordered: bool) -> str:
    try:
        if question.type is Type.NUMBER:
            kept = kinds.READINGS[Kind.DECIMAL].read(value, Field("x", Kind.DECIMAL, question.label), kinds.Around())
            return str(kept).replace(",", ".")
        if question.type is Type.DATE:
            if vietnam.fold(value) in ("hom nay", "today"):
                return "today"
            return f'date("{vietnam.read_date(value).isoformat()}")'
    except Unreadable as trouble:
        raise NotComposed(why_vi=trouble.vi, why_en=trouble.en) from trouble
    if ordered:
        raise NotComposed(why_vi="câu trả lời bằng chữ chỉ so bằng.", why_en="a text is only the same or not.")
    return _text(_code(question.field, value))


def _text(value: str) -> str:
    if '"' in value or "\\" in value or "\n" in value:
        raise NotComposed(why_vi="giá trị có dấu ngoặc kép.", why_en="the value has a quotation mark.")
    return f'"{value}"'


def _code(field: Field, value: str) -> str:
    """The key of a choice or of a code, also when its words were typed."""
    wanted = vietnam.fold(value)
    if field.choices:
        for choice in field.choices:
            if wanted in (choice.key, vietnam.fold(choice.words.vi), vietnam.fold(choice.words.en)):
                return choice.key
        raise NotComposed(why_vi=f"không có lựa chọn “{value[:60]}”.", why_en=f"there is no choice “{value[:60]}”.")
    if field.kind in TABLED and field.code_table in code_tables.built_in():
        entry = code_tables.find(code_tables.built_in().get(field.code_table, ()), value)
        if entry is None:
            raise NotComposed(why_vi=f"bảng mã không có “{value[:60]}”.", why_en=f"the table has no “{value[:60]}”.")
        return entry.code
    return value


def joined(source: str, condition: str, *, either: bool = False) -> str:
    """A condition added to what stands there already."""
    source = source.strip()
    if not source or source == "true":
        return condition
    word = "or" if either else "and"
    needs = f" {'and' if either else 'or'} " in f" {source} "
    return f"({source}) {word} {condition}" if needs else f"{source} {word} {condition}"
