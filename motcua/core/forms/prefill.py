"""First answers: what is already known of the applicant need not be typed again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
    """The answers with what is needed, was left empty and is known: `owner` typed on the same page."""
    found = dict(answers)
    for field in definition.fields:
        if field.required and is_blank(found.get(field.key)):
            value = _known(field, sources)
            if not is_blank(value):
                found[field.key] = value
    return found


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
