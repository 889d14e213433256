"""The table of changes beside this file, read once, checked, and folded into one regime per period."""

import dataclasses
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, get_args, get_origin, get_type_hints

from motcua.core.regime.model import Form, FormKind, Regime

_ABOUT: Final = frozenset(
    {"valid_from", "valid_to", "law", "title_vi", "title_en", "forms", "sources", "assumed"},
)
_TYPES: Final[Mapping[str, Any]] = {name: hint for name, hint in get_type_hints(Regime).items() if name not in _ABOUT}
_OPTIONAL: Final = {
    field.name: field.default
    for field in dataclasses.fields(Regime)
    if field.name in _TYPES and field.default is not dataclasses.MISSING
}


class BadTable(ValueError):
    """The table of regimes contradicts itself; the program does not start with it."""


def load() -> tuple[Regime, ...]:
    """Read the table that ships with the program. :raises BadTable:"""
    text = resources.files("motcua.core.regime").joinpath("regimes.toml").read_text(encoding="utf-8")
    return build(tomllib.loads(text)["change"])


def build(changes: Iterable[Mapping[str, Any]]) -> tuple[Regime, ...]:
    """Fold changes, oldest first, into regimes. :raises BadTable:"""
    ordered = list(changes)
    days = [change["from"] for change in ordered]
    if not days or days != sorted(set(days)):
        raise BadTable("changes must be in the order of their days, one change a day")
    rules: dict[str, Any] = dict(_OPTIONAL)
    sources: dict[str, str] = {}
    forms: dict[FormKind, Form] = {}
    assumed: set[str] = set()
    regimes = []
    for change, last in zip(ordered, _last_days(days), strict=True):
        stated = {name: _value(name, given) for name, given in change.get("rules", {}).items()}
        rules |= stated
        sources |= dict.fromkeys(stated, change["law"])
        assumed = (assumed - stated.keys()) | set(change.get("assumed", ()))
        stated_forms = [_form(kind, change["law"], row) for kind, row in change.get("forms", {}).items()]
        forms |= {form.kind: form for form in stated_forms}
        _check_complete(rules, assumed, change["from"])
        regimes.append(
            Regime(
                valid_from=change["from"],
                valid_to=last,
                law=change["law"],
                title_vi=change["title_vi"],
                title_en=change["title_en"],
                forms=MappingProxyType(dict(forms)),
                sources=MappingProxyType(dict(sources)),
                assumed=frozenset(assumed),
                **rules,
            )
        )
    return tuple(regimes)


def _last_days(days: Sequence[date]) -> list[date | None]:
    return [day - timedelta(days=1) for day in days[1:]] + [None]


def _check_complete(rules: Mapping[str, Any], assumed: set[str], day: date) -> None:
    missing = _TYPES.keys() - rules.keys()
    if missing:
        raise BadTable(f"{day}: no value for {', '.join(sorted(missing))}")
    unknown = assumed - _TYPES.keys()
    if unknown:
        raise BadTable(f"{day}: assumed, but no such rule: {', '.join(sorted(unknown))}")


def _value(name: str, given: Any) -> Any:
    """Return the value as its field wants it; a slip of the pen in the table must not become a rule."""
    kind = _TYPES.get(name)
    if kind is None:
        raise BadTable(f"no such rule: {name}")
    try:
        if get_origin(kind) is tuple:
            member = get_args(kind)[0]
            return tuple(member(item) for item in given)
        if issubclass(kind, StrEnum):
            return kind(given)
    except ValueError as error:
        raise BadTable(f"{name}: {error}") from error
    if type(given) is not kind or (kind is int and given < 0) or (kind is time and given.tzinfo):
        raise BadTable(f"{name}: {given!r} is no {kind.__name__}")
    return given


def _form(kind: str, law: str, row: Mapping[str, str]) -> Form:
    try:
        return Form(kind=FormKind(kind), law=law, **row)
    except (TypeError, ValueError) as error:
        raise BadTable(f"form {kind}: {error}") from error
