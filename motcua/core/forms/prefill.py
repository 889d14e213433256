"""First answers: what is already known of the applicant need not be typed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.core import vietnam
from motcua.core.forms import parts
from motcua.core.forms.kinds import is_blank
from motcua.core.forms.model import Definition, Field, Kind

Sources = Mapping[str, Mapping[str, Any]]
"""What is known: `account` and `owner` by what is known of them, `earlier` as earlier answers to the same form."""


def first_answers(definition: Definition, sources: Sources) -> dict[str, Any]:
    """The answers a fresh form begins with: for each field its first source that knows something."""
    found: dict[str, Any] = {}
    for field in definition.fields:
        value = _known(field, sources)
        if not is_blank(value):
            found[field.key] = value
    return found


def filled(definition: Definition, answers: Mapping[str, Any], sources: Sources) -> dict[str, Any]:
    """The answers with what is needed, was left empty and is known: `owner` typed on the same page.

    A person who is begun with the owner's name or number is the owner: the rest is filled in too.
    """
    found = dict(answers)
    for field in definition.fields:
        if not field.required:
            continue
        given, value = found.get(field.key), _known(field, sources)
        if is_blank(value):
            continue
        if is_blank(given):
            found[field.key] = value
        elif field.kind is Kind.PERSON and isinstance(given, Mapping) and _is_the_same(given, value):
            found[field.key] = {**given, **{part: known for part, known in value.items() if is_blank(given.get(part))}}
    return found


def _is_the_same(given: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Whether who was typed is who is known: nothing typed of them says otherwise."""
    number, name = str(given.get("personal_id") or ""), str(given.get("full_name") or "")
    if not number and not name:
        return True
    if number and "".join(number.split()) != known.get("personal_id"):
        return False
    return not name or vietnam.same_name(name, str(known.get("full_name") or ""))


def _known(field: Field, sources: Sources) -> Any:
    for source in field.prefill:
        who, _, what = source.partition(".")
        known = sources.get(who, {})
        if who == "earlier":
            value = known.get(field.key)
        elif field.kind is Kind.PERSON:
            value = {part.key: known[part.key] for part in parts.of(field) if not is_blank(known.get(part.key))}
        else:
            value = known.get(what)
        if not is_blank(value):
            return value
    return None


NOT_COPIED = frozenset({Kind.FILE, Kind.CONSENT, Kind.STATEMENT, Kind.COMPUTED})
"""What belongs to one application: its files, what was agreed to in it, what follows from the rest."""


def copied(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of an earlier application as first answers of a new one; what this form does not ask is left out."""
    return _copied(definition.fields, answers)


def _copied(fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        value = answers.get(field.key)
        if field.kind in NOT_COPIED or is_blank(value):
            continue
        if field.kind is not Kind.GROUP:
            found[field.key] = value
        elif isinstance(value, list):
            found[field.key] = [_copied(field.fields, item) for item in value if isinstance(item, Mapping)]
    return found
