"""What a clerk chose where a published text does not say one thing: kept in the record beside the text.

    "chosen_time": {"value": "5", "unit": "working_day"}
    "chosen_fees": [{"amount_vnd": 8000, "kind": "levy", "words": ""}]

A choice never replaces the text; it is read instead of it, and travels with the record from system to system.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from motcua.catalog.understand.fees import FeeItem, FeeKind
from motcua.core.deadline import Unit

TIME: Final = "chosen_time"
FEES: Final = "chosen_fees"
Norm = tuple[Decimal | None, str]
_WHOLE: Final = {Unit.CALENDAR_DAY: Decimal(1), Unit.MONTH: Decimal("0.5")}
_MOST: Final = Decimal(10_000)
_MOST_VND: Final = 10**12
_MOST_FEES: Final = 20


class BadChoice(ValueError):
    """A choice nobody could have made: no number, no unit, below zero."""


def time_of(method: Mapping[str, Any]) -> Norm | None:
    """Return the term a clerk chose for a way to file; None where the text counts.  :raises BadChoice:"""
    given = method.get(TIME)
    if given is None:
        return None
    try:
        unit = Unit(given["unit"])
        value = Decimal(str(given.get("value") or 0))
    except (TypeError, KeyError, ValueError, AttributeError, InvalidOperation) as error:
        raise BadChoice(TIME) from error
    if unit is Unit.NONE:
        return None, unit.value
    if not (value.is_finite() and 0 <= value <= _MOST and value % _WHOLE.get(unit, Decimal("0.01")) == 0):
        raise BadChoice(TIME)
    if value == 0 and unit is not Unit.SAME_DAY:
        raise BadChoice(TIME)
    return value, unit.value


def fees_of(method: Mapping[str, Any]) -> tuple[FeeItem, ...] | None:
    """Return the amounts a clerk chose for a way to file; None where the text counts.  :raises BadChoice:"""
    given = method.get(FEES)
    if given is None:
        return None
    if not isinstance(given, list) or not 0 < len(given) <= _MOST_FEES:
        raise BadChoice(FEES)
    return tuple(map(_fee, given))


def wrong_in(data: Mapping[str, Any]) -> str:
    """Return the name of the first choice of a record that cannot be read; empty when all can."""
    for method in data.get("methods") or ():
        try:
            time_of(method)
            fees_of(method)
        except BadChoice as bad:
            return str(bad)
    return ""


def _fee(row: Any) -> FeeItem:
    try:
        amount, kind, words = row["amount_vnd"], FeeKind(row.get("kind") or "unknown"), row.get("words") or ""
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise BadChoice(FEES) from error
    if isinstance(amount, bool) or not isinstance(amount, int) or not 0 <= amount <= _MOST_VND:
        raise BadChoice(FEES)
    if not isinstance(words, str):
        raise BadChoice(FEES)
    return FeeItem(Decimal(amount), kind=kind, words=words)
