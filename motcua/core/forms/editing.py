"""A form changed piece by piece: every change gives a new form and leaves the old one as it was.

Fields are named by their paths (`heirs.name`), sections and checks by their keys. A field whose key changes is called
by its new key wherever an expression names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields as attributes
from dataclasses import replace
from typing import Final, TypeVar

from motcua.core import vietnam
from motcua.core.forms import scopes
from motcua.core.forms.findings import RESERVED
from motcua.core.forms.model import ALWAYS, KEY, SILENT, Choice, Definition, Field, Kind, Rule, Section
from motcua.core.refusal import Refusal
from motcua.core.status_words import Words

LONGEST_KEY: Final = 30
_SOURCES: Final = ("shown", "required", "least", "most", "computed", "as_of")
_NAMES: Final = re.compile(r'"[^"\\\n]*"|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*')
Block = tuple[Field, ...]
T = TypeVar("T")


class KeyTaken(Refusal):
    """A key that cannot be used where it stands."""

    code = "form-key-taken"
    vi = "Khóa “{key}” đã dùng ở đây hoặc không hợp lệ: chữ thường không dấu, số và dấu gạch dưới, bắt đầu bằng chữ."
    en = "The key “{key}” is used here already or is none: lower-case letters, digits and underscores, a letter first."


class NotThere(Refusal):
    """What was to be changed is not in the form any more."""

    code = "form-part-gone"
    vi = "Không còn phần này trong biểu mẫu."
    en = "This part is not in the form any more."


def find(definition: Definition, path: str) -> Field:
    """The field at a path: one a person wrote, not a part of a kind.  :raises NotThere:"""
    block: Block = definition.fields
    found: Field | None = None
    for key in path.split("."):
        found = next((field for field in block if field.key == key), None)
        if found is None:
            raise NotThere
        block = found.fields
    assert found is not None
    return found


def section_of(definition: Definition, key: str) -> Section:
    """A section by its key.  :raises NotThere:"""
    for section in definition.sections:
        if section.key == key:
            return section
    raise NotThere


def home_of(definition: Definition, path: str) -> str:
    """The key of the section a field stands in.  :raises NotThere:"""
    first = path.split(".")[0]
    for section in definition.sections:
        if any(field.key == first for field in section.fields):
            return section.key
    raise NotThere


def rule_of(definition: Definition, key: str) -> Rule:
    """A check by its key.  :raises NotThere:"""
    for rule in definition.rules:
        if rule.key == key:
            return rule
    raise NotThere


def new_key(label: str, taken: Iterable[str], fallback: str = "truong") -> str:
    """A key made of a label, used nowhere yet among `taken`."""
    used = {*taken, *RESERVED}
    base = re.sub(r"[^a-z0-9]+", "_", vietnam.fold(label)).strip("_")[:LONGEST_KEY].strip("_")
    base = base if re.fullmatch(KEY, base) else fallback
    key, number = base, 2
    while key in used:
        key, number = f"{base}_{number}", number + 1
    return key


def usual(key: str, kind: Kind, label: Words) -> Field:
    """A new field with what its kind cannot do without."""
    made = Field(key, kind, label)
    match kind:
        case Kind.CHOICE | Kind.CHOICES:
            offered = (Choice("lua_chon_1", Words("Lựa chọn 1", "")), Choice("lua_chon_2", Words("Lựa chọn 2", "")))
            return replace(made, choices=offered)
        case Kind.CODE | Kind.CODES:
            return replace(made, table="relations")
        case Kind.GROUP:
            return replace(made, fields=(Field("noi_dung", Kind.TEXT, Words("Nội dung", "")),))
        case Kind.COMPUTED:
            return replace(made, computed="today", result=Kind.DATE)
        case Kind.CONSENT:
            return replace(made, required=ALWAYS)
    return made


# --- Fields -----------------------------------------------------------------------------------------------------------
def field_added(definition: Definition, field: Field, *, section: str, group: str = "") -> Definition:
    """With one more field, last in a section or in a group.  :raises NotThere:"""
    if group:
        return _at(definition, group, lambda block, at: _put(block, at, (*block[at].fields, field)))
    section_of(definition, section)
    return _sections(
        definition, lambda each: replace(each, fields=(*each.fields, field)) if each.key == section else each
    )


def field_removed(definition: Definition, path: str) -> Definition:
    """Without a field. What names it is left as it stands, and told by `findings`.  :raises NotThere:"""
    return _at(definition, path, lambda block, at: (*block[:at], *block[at + 1 :]))


def field_changed(definition: Definition, path: str, field: Field) -> Definition:
    """With a field as it now is; what named it by its old key names it by the new one.

    :raises NotThere: :raises KeyTaken:
    """
    old = find(definition, path)
    if field.key != old.key:
        definition = _renamed(definition, path, field.key)
        path = ".".join([*path.split(".")[:-1], field.key])
        field = _with_sources(field, find(definition, path), old)
    return _at(definition, path, lambda block, at: (*block[:at], field, *block[at + 1 :]))


def field_moved(definition: Definition, path: str, by: int) -> Definition:
    """One place up (-1) or down (1); from the end of a section into the next.  :raises NotThere:"""
    field = find(definition, path)
    block = _block_of(definition, path)
    at = block.index(field)
    if 0 <= at + by < len(block):
        return _at(definition, path, lambda found, place: _swapped(found, place, place + by))
    if "." in path:
        return definition
    keys = [section.key for section in definition.sections]
    other = keys.index(home_of(definition, path)) + by
    if not 0 <= other < len(keys):
        return definition
    without = field_removed(definition, path)

    def take(section: Section) -> Section:
        if section.key != keys[other]:
            return section
        return replace(section, fields=(*section.fields, field) if by < 0 else (field, *section.fields))

    return _sections(without, take)


def field_placed(definition: Definition, path: str, *, section: str, group: str = "") -> Definition:
    """Moved to the end of a section or of a group.  :raises NotThere: :raises KeyTaken: there is one of that key."""
    field = find(definition, path)
    there = find(definition, group).fields if group else definition.fields
    was = _block_of(definition, path)
    if there != was and any(each.key == field.key for each in there):
        raise KeyTaken(key=field.key)
    if group and (field.kind is Kind.GROUP or group == path):
        raise NotThere
    return field_added(field_removed(definition, path), field, section=section, group=group)


def _block_of(definition: Definition, path: str) -> Block:
    before = path.rpartition(".")[0]
    if before:
        return find(definition, before).fields
    return section_of(definition, home_of(definition, path)).fields


def siblings(definition: Definition, path: str) -> Block:
    """The fields whose keys must differ from this one's, itself among them."""
    before = path.rpartition(".")[0]
    return find(definition, before).fields if before else definition.fields


def _at(definition: Definition, path: str, change: Callable[[Block, int], Block]) -> Definition:
    keys = path.split(".")
    find(definition, path)

    def into(block: Block, rest: list[str]) -> Block:
        at = next(number for number, field in enumerate(block) if field.key == rest[0])
        if len(rest) == 1:
            return change(block, at)
        return _put(block, at, into(block[at].fields, rest[1:]))

    home = home_of(definition, path)
    return _sections(
        definition, lambda each: replace(each, fields=into(each.fields, keys)) if each.key == home else each
    )


def _put(block: Block, at: int, inside: Block) -> Block:
    return (*block[:at], replace(block[at], fields=inside), *block[at + 1 :])


def _swapped(items: tuple[T, ...], one: int, other: int) -> tuple[T, ...]:
    found = list(items)
    found[one], found[other] = found[other], found[one]
    return tuple(found)


def _sections(definition: Definition, change: Callable[[Section], Section]) -> Definition:
    return replace(definition, sections=tuple(change(section) for section in definition.sections))


# --- New keys ---------------------------------------------------------------------------------------------------------
def _renamed(definition: Definition, path: str, key: str) -> Definition:
    """The form with a field under a new key, and every expression that names it following."""
    taken = {field.key for field in siblings(definition, path)}
    if key in taken or not re.fullmatch(KEY, key) or ("." not in path and key in RESERVED):
        raise KeyTaken(key=key[:40])
    placed = {place.path: place for place in scopes.places(definition)}
    depth = path.count(".")

    def followed(at: scopes.Place | None, source: str) -> str:
        def name(match: re.Match[str]) -> str:
            if at is None or match[0].startswith('"'):
                return match[0]
            parts = match[0].split(".")
            meant = at.find(tuple(parts))
            if meant is None or not f"{meant[0]}.".startswith(f"{path}."):
                return match[0]
            place = depth - (meant[0].count(".") + 1 - len(parts))
            if place >= 0:
                parts[place] = key
            return ".".join(parts)

        return _NAMES.sub(name, source)

    def into(block: Block, before: str) -> Block:
        return tuple(_followed(field, f"{before}{field.key}") for field in block)

    def _followed(field: Field, at: str) -> Field:
        given = {name: followed(placed.get(at), getattr(field, name)) for name in _SOURCES}
        return replace(field, fields=into(field.fields, f"{at}."), key=key if at == path else field.key, **given)  # type: ignore[arg-type]

    def sections() -> Iterable[Section]:
        for section in definition.sections:
            first = placed.get(section.fields[0].key) if section.fields else None
            yield replace(section, shown=followed(first, section.shown), fields=into(section.fields, ""))

    def at_new(at: str) -> str:
        parts = at.split(".")
        if f"{at}.".startswith(f"{path}."):
            parts[depth] = key
        return ".".join(parts)

    rules = tuple(
        replace(rule, holds=followed(placed.get(rule.at), rule.holds), at=at_new(rule.at)) for rule in definition.rules
    )
    return replace(definition, sections=tuple(sections()), rules=rules)


def _with_sources(field: Field, followed: Field, old: Field) -> Field:
    """What was not touched by hand is as it followed the new key."""
    untouched = {
        name: getattr(followed, name)
        for name in (each.name for each in attributes(Field))
        if name not in ("key",) and getattr(field, name) == getattr(old, name)
    }
    return replace(field, **untouched)


# --- Sections ---------------------------------------------------------------------------------------------------------
def section_added(definition: Definition, title: Words) -> Definition:
    """With one more section, last."""
    key = new_key(title.vi, (section.key for section in definition.sections), "phan")
    return replace(definition, sections=(*definition.sections, Section(key, title, ())))


def section_removed(definition: Definition, key: str) -> Definition:
    """Without a section and its fields.  :raises NotThere:"""
    section_of(definition, key)
    return replace(definition, sections=tuple(section for section in definition.sections if section.key != key))


def section_changed(definition: Definition, key: str, *, title: Words, hint: Words, shown: str) -> Definition:
    """With a section's own words as they now are.  :raises NotThere:"""
    section_of(definition, key)
    return _sections(
        definition, lambda each: replace(each, title=title, hint=hint, shown=shown) if each.key == key else each
    )


def section_moved(definition: Definition, key: str, by: int) -> Definition:
    """One place up (-1) or down (1).  :raises NotThere:"""
    at = definition.sections.index(section_of(definition, key))
    if not 0 <= at + by < len(definition.sections):
        return definition
    return replace(definition, sections=_swapped(definition.sections, at, at + by))


# --- Checks -----------------------------------------------------------------------------------------------------------
def rule_added(definition: Definition, at: str) -> Definition:
    """With one more check, at a field, still to be written."""
    key = new_key("kiem_tra", (rule.key for rule in definition.rules))
    return replace(definition, rules=(*definition.rules, Rule(key, "", SILENT, at)))


def rule_changed(definition: Definition, key: str, rule: Rule) -> Definition:
    """With a check as it now is.  :raises NotThere:"""
    rule_of(definition, key)
    return replace(definition, rules=tuple(rule if each.key == key else each for each in definition.rules))


def rule_removed(definition: Definition, key: str) -> Definition:
    """Without a check.  :raises NotThere:"""
    rule_of(definition, key)
    return replace(definition, rules=tuple(rule for rule in definition.rules if rule.key != key))
