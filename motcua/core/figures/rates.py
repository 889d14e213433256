"""The on-time rates in use. They differ, so every rate shown names its formula (law:on-time-rates)."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from motcua.core.figures.form_ii06a import Column, Counts


@dataclass(frozen=True, slots=True)
class Rate:
    """A named way of computing the share of dossiers on time."""

    key: str
    name_vi: str
    name_en: str
    above: Callable[[Counts], int]
    below: Callable[[Counts], int]


def _timely(counts: Counts) -> int:
    return counts.columns[Column.EARLY] + counts.columns[Column.ON_TIME]


RATES: dict[str, Rate] = {
    "A": Rate(
        "A",
        "(trước hạn + đúng hạn) / đã giải quyết",
        "(early + on time) / resolved",
        _timely,
        lambda counts: counts.resolved,
    ),
    "B": Rate(
        "B",
        "(đã giải quyết kịp hạn + đang giải quyết trong hạn) / tiếp nhận trong kỳ",
        "(resolved in time + in progress within time) / received in the period",
        lambda counts: _timely(counts) + counts.columns[Column.WITHIN_TIME],
        lambda counts: counts.received - counts.columns[Column.CARRIED_OVER],
    ),
    "C": Rate(
        "C",
        "(đã giải quyết kịp hạn + đang giải quyết trong hạn) / tổng tiếp nhận, gồm kỳ trước chuyển sang",
        "(resolved in time + in progress within time) / received, carried over included",
        lambda counts: _timely(counts) + counts.columns[Column.WITHIN_TIME],
        lambda counts: counts.received,
    ),
}


def rate(key: str, counts: Counts) -> Fraction | None:
    """The share by this formula, exact; None where nothing is there to divide by."""
    chosen = RATES[key]
    below = chosen.below(counts)
    return Fraction(chosen.above(counts), below) if below else None
