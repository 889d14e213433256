"""The sound part of a form that is still being written: what can be tried out before everything is right."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from motcua.core.forms import editing
from motcua.core.forms.findings import errors
from motcua.core.forms.model import Definition
from motcua.core.status_words import Words

_EMPTIED: Final = frozenset({"shown", "required", "least", "most", "as_of"})
MOST_ROUNDS: Final = 40


def sound_part(definition: Definition) -> Definition | None:
    """The form without what is wrong in it: first the expressions, then the fields; None where nothing is left."""
    for _ in range(MOST_ROUNDS):
        wrong = errors(definition)
        if not wrong:
            return definition
        smaller = definition
        for each in wrong:
            try:
                smaller = _without(smaller, each.path, each.about, each.code)
            except editing.NotThere:
                continue
        if smaller == definition:
            return None
        definition = smaller
    return None


def _without(definition: Definition, path: str, about: str, code: str) -> Definition:
    if about.startswith("!"):
        return editing.rule_removed(definition, about[1:])
    if about.startswith("#"):
        section = editing.section_of(definition, about[1:])
        if section.fields and section.shown:
            return editing.section_changed(definition, section.key, title=section.title, hint=section.hint, shown="")
        return editing.section_removed(definition, section.key)
    if code == "no-title":
        return replace(definition, title=Words("…", "…"))
    if not path:
        return definition
    path = _written(definition, path)
    field = editing.find(definition, path)
    if code == "no-label":
        return editing.field_changed(definition, path, replace(field, label=Words(field.key, field.key)))
    if about in _EMPTIED:
        return editing.field_changed(definition, path, replace(field, **{about: ""}))  # type: ignore[arg-type]
    if code == "wrong-example":
        return editing.field_changed(definition, path, replace(field, examples=()))
    return editing.field_removed(definition, path)


def _written(definition: Definition, path: str) -> str:
    """The field a person wrote that holds this path: a part of a kind stands for its field."""
    while path:
        try:
            editing.find(definition, path)
        except editing.NotThere:
            path = path.rpartition(".")[0]
        else:
            return path
    raise editing.NotThere
