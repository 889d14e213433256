"""Between the names of controls in a sent page and nested answers: `f.heirs.0.name` is the name of the first heir."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from motcua.core.forms import Definition, Field, Kind, inner
from motcua.core.forms.model import MOST_ITEMS

PREFIX = "f."
LISTS = frozenset({Kind.CHOICES, Kind.CODES})


def name_of(path: str) -> str:
    return f"{PREFIX}{path}"


def id_of(path: str) -> str:
    return "f-" + path.replace(".", "-")


def answers_in(data: QueryDict, definition: Definition) -> dict[str, Any]:
    """The answers a page sent, nested as the form is. What the form does not ask is not looked at."""
    named = {name[len(PREFIX) :]: data.getlist(name) for name in data if name.startswith(PREFIX)}
    return _block(definition.fields, named, "")


def _block(fields: Iterable[Field], named: Mapping[str, list[str]], before: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        path = f"{before}{field.key}"
        if field.kind is Kind.GROUP:
            found[field.key] = [
                _block(field.fields, named, f"{path}.{at}.") for at in range(_items(named.get(f"{path}.items")))
            ]
        elif inside := inner(field):
            found[field.key] = _block(inside, named, f"{path}.")
        elif path in named and field.kind is not Kind.FILE:
            found[field.key] = named[path] if field.kind in LISTS else named[path][-1]
    return found


def _items(given: list[str] | None) -> int:
    """How many items of a group the page showed."""
    typed = (given or ["0"])[-1]
    return min(int(typed), MOST_ITEMS) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


def at(answers: Any, path: str) -> Any:
    """What stands at a path of nested answers; None where nothing does."""
    for key in path.split("."):
        if isinstance(answers, list):
            answers = answers[int(key)] if key.isdigit() and int(key) < len(answers) else None
        else:
            answers = answers.get(key) if isinstance(answers, dict) else None
    return answers
