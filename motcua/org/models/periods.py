"""Days between which a record holds: `valid_from` is its first day, `valid_to` its last; without one it is open."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, Q, Value


class Days(Func):
    """The days of a row as a range that PostgreSQL can compare."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("valid_from"), F("valid_to"), Value("[]"))

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Write the migration as `Days()`: its arguments are always these."""
        return f"{type(self).__module__}.{type(self).__qualname__}", (), {}


IN_ORDER = Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))


def holding(day: date, prefix: str = "") -> Q:
    """Return the condition that a row (or the row behind `prefix`) holds on a day."""
    open_ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    return Q(**{f"{prefix}valid_from__lte": day}) & open_ended
