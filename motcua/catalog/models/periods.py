"""Days between which something holds: `valid_to` is the last day; None means until further notice.

A period that ends the day before it begins is empty: what it describes was replaced on the day it began.
"""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db.models import CheckConstraint, F, Func, Q


class SameKey(Func):
    """A range of one number: lets the built-in range operators compare keys for equality, without an extension."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, '[]')"

    def __init__(self, column: str, **extra: Any) -> None:
        super().__init__(F(column), F(column), **extra)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Name the column once in migrations."""
        return f"{type(self).__module__}.{type(self).__name__}", (self.get_source_expressions()[0].name,), {}


class Days(Func):
    function = "daterange"
    template = "%(function)s(%(expressions)s + 1, '[)')"

    def __init__(self, **extra: Any) -> None:
        super().__init__(F("valid_from"), F("valid_to"), **extra)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Take no arguments in migrations."""
        return f"{type(self).__module__}.{type(self).__name__}", (), {}


def never_overlap(*keys: str, name: str, message: str) -> ExclusionConstraint:
    """Return the constraint that rows with the same keys never hold on the same day."""
    return ExclusionConstraint(
        name=name,
        expressions=[*((SameKey(key), "&&") for key in keys), (Days(), "&&")],
        violation_error_message=message,
    )


def in_order(name: str) -> CheckConstraint:
    """Return the constraint that a period does not end before it begins (an empty one may)."""
    return CheckConstraint(
        name=name,
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from") - 1),
        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
    )
