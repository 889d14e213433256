"""An approved template fitted to the norm of one procedure, so that its hours make up exactly that norm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from typing import Final

from motcua.core.flow.definition import ProcessDef, StepDef
from motcua.core.flow.hours import longest

SMALLEST: Final = Decimal("0.25")
"""The shortest time a step is given, a quarter of an hour."""


class NormTooShort(ValueError):
    """The norm leaves some step of the template less than a quarter of an hour."""


class NoBulkStep(ValueError):
    """The template does not say which one step takes up the slack, or others run beside it."""


def adjust(template: ProcessDef, norm_hours: Decimal) -> ProcessDef:
    """Return the template with hours that make up `norm_hours` along its longest way.

    The small steps keep their hours while the bulk step stays the longest; below that, all shrink in proportion.

    :raises NormTooShort, NoBulkStep:
    """
    bulk = [step for step in template.steps if step.bulk]
    if len(bulk) != 1 or bulk[0].hours is None or bulk[0].key not in _way(template):
        raise NoBulkStep(template.key)
    fitted = _with_bulk(template, norm_hours)
    if _bulk_hours(fitted) < max(_single_times(template), default=Decimal(0)):
        scale = norm_hours / longest(template).hours
        fitted = _with_bulk(_scaled(template, scale), norm_hours)
    if _bulk_hours(fitted) < SMALLEST:
        raise NormTooShort(norm_hours)
    if longest(fitted).hours != norm_hours or bulk[0].key not in _way(fitted):
        raise NoBulkStep(template.key)
    return replace(fitted, template=template.template or template.key)


def _way(process: ProcessDef) -> tuple[str, ...]:
    return tuple(ran.key for ran in longest(process).steps)


def _bulk_hours(process: ProcessDef) -> Decimal:
    return next(step.hours for step in process.steps if step.bulk and step.hours is not None)


def _single_times(process: ProcessDef) -> Iterable[Decimal]:
    """Return the hours of every step but the bulk one, shared budgets as a whole."""
    yield from (step.time for step in process.steps if step.time is not None and not step.bulk)
    yield from process.budgets.values()


def _with_bulk(process: ProcessDef, norm_hours: Decimal) -> ProcessDef:
    """Give the bulk step what the others leave of the norm."""
    without = longest(_replaced(process, Decimal(0))).hours
    return _replaced(process, norm_hours - without)


def _replaced(process: ProcessDef, bulk_hours: Decimal) -> ProcessDef:
    steps = tuple(replace(step, hours=bulk_hours) if step.bulk else step for step in process.steps)
    return replace(process, steps=steps)


def _scaled(process: ProcessDef, scale: Decimal) -> ProcessDef:
    def scaled(hours: Decimal) -> Decimal:
        quarters = (hours * scale / SMALLEST).quantize(Decimal(1), rounding=ROUND_DOWN)
        return max(quarters * SMALLEST, SMALLEST)

    def scaled_step(step: StepDef) -> StepDef:
        people = tuple(
            person if person.hours is None else replace(person, hours=scaled(person.hours))
            for person in step.performers
        )
        return replace(step, hours=None if step.hours is None else scaled(step.hours), performers=people)

    return replace(
        process,
        steps=tuple(scaled_step(step) for step in process.steps),
        budgets={key: scaled(hours) for key, hours in process.budgets.items()},
    )
