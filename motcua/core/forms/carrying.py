"""Answers of one declaration carried to another form: what several procedures ask is asked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.core.forms import parts
from motcua.core.forms.kinds import is_blank
from motcua.core.forms.model import OF_PARTS, Definition, Field, Kind


def carried(definition: Definition, answers: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What this form asks and the other has answered.

    :param names: for a key of this form the key there, dotted for a part of a person or an address; what is not named
        comes from the same key. Files stay with the papers they were handed in as.
    """
    found: dict[str, Any] = {}
    for field in definition.fields:
        value = _fitting(field, _at(answers, names.get(field.key, field.key)))
        if not is_blank(value):
            found[field.key] = value
    return found


def _at(answers: Mapping[str, Any], path: str) -> Any:
    value: Any = answers
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _fitting(field: Field, value: Any) -> Any:
    """The value without what this field has no place for."""
    if field.kind is Kind.FILE or is_blank(value):
        return None
    if field.kind in OF_PARTS:
        return _block(parts.of(field), value) if isinstance(value, Mapping) else None
    if field.kind is Kind.GROUP:
        items = value if isinstance(value, list) else []
        return [_block(field.fields, item) for item in items if isinstance(item, Mapping)]
    return value


def _block(fields: Iterable[Field], given: Mapping[str, Any]) -> dict[str, Any]:
    found = {field.key: _fitting(field, given.get(field.key)) for field in fields}
    return {key: value for key, value in found.items() if not is_blank(value)}
