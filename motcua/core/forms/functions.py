"""The functions expressions may call: what they take, what they give, what they do with values that are all there."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from motcua.core.forms.expressions import Type


@dataclass(frozen=True, slots=True)
class Function:
    """`takes` has one set of types for each argument; with `more` the last may be repeated."""

    takes: tuple[frozenset[Type], ...]
    gives: Type
    run: Callable[..., Any]
    more: bool = False

    def fits(self, given: Sequence[Type]) -> bool:
        """Whether it can be called with arguments of these types."""
        if len(given) < len(self.takes) or (len(given) > len(self.takes) and not self.more):
            return False
        return all(each in self.takes[min(at, len(self.takes) - 1)] for at, each in enumerate(given))


def age(born: date, on: date) -> Decimal:
    """Whole years, counted on the birthday; someone born on 29 February has it on 1 March in other years."""
    return Decimal(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def add_months(day: date, months: Decimal) -> date | None:
    """The same day of a later month, or its last."""
    whole = day.year * 12 + day.month - 1 + int(months)
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if 1 <= year <= 9999 else None


def add_years(day: date, years: Decimal) -> date | None:
    return add_months(day, years * 12)


def add_days(day: date, days: Decimal) -> date | None:
    try:
        return day + timedelta(days=int(days))
    except OverflowError:
        return None


def _rounded(number: Decimal, digits: Decimal) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-max(0, min(6, int(digits)))), ROUND_HALF_UP)


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _total(numbers: tuple[Decimal, ...]) -> Decimal:
    return sum(numbers, Decimal(0))


_DATE, _NUMBER, _TEXT = frozenset({Type.DATE}), frozenset({Type.NUMBER}), frozenset({Type.TEXT})
_NUMBERS = frozenset({Type.NUMBERS})
_LISTS = frozenset({Type.TEXTS, Type.NUMBERS, Type.DATES, Type.TRUTHS, Type.ITEMS, Type.FILES})

FUNCTIONS: Final[dict[str, Function]] = {
    "age": Function((_DATE, _DATE), Type.NUMBER, age),
    "add_days": Function((_DATE, _NUMBER), Type.DATE, add_days),
    "add_months": Function((_DATE, _NUMBER), Type.DATE, add_months),
    "add_years": Function((_DATE, _NUMBER), Type.DATE, add_years),
    "year": Function((_DATE,), Type.NUMBER, lambda day: Decimal(day.year)),
    "date": Function((_TEXT,), Type.DATE, _day),
    "count": Function((_LISTS,), Type.NUMBER, lambda items: Decimal(len(items))),
    "sum": Function((_NUMBERS,), Type.NUMBER, _total),
    "distinct": Function(
        (frozenset({Type.TEXTS, Type.NUMBERS, Type.DATES}),), Type.TRUTH, lambda items: len(set(items)) == len(items)
    ),
    "lowest": Function((_NUMBER,), Type.NUMBER, lambda *numbers: min(numbers), more=True),
    "highest": Function((_NUMBER,), Type.NUMBER, lambda *numbers: max(numbers), more=True),
    "round": Function((_NUMBER, _NUMBER), Type.NUMBER, _rounded),
    "length": Function((_TEXT,), Type.NUMBER, lambda text: Decimal(len(text))),
    "join": Function((_TEXT,), Type.TEXT, _joined, more=True),
}
SPECIAL: Final = frozenset({"answered", "if"})  # they look at what is missing, see `evaluating` and `typing`
