"""Form II.06a: dossiers by field in a period, folded from the journal, so that any past period can be recomputed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.base import sql
from motcua.base.refusal import Refusal
from motcua.core import figures
from motcua.core.figures import Column, Counts, Ended, Formula, Standing, Verdict
from motcua.core.vietnam import ZONE, day_text

STATEMENTS = sql.load("motcua.reports")


class PeriodBackwards(Refusal):
    """A period ends on or after the day it begins."""

    code = "period-backwards"
    vi = "Kỳ báo cáo từ {start} đến {end} không hợp lệ: ngày cuối phải không trước ngày đầu."
    en = "The period from {start} to {end} is not one: it must not end before it begins."


class UnknownFormula(Refusal):
    """A report names a formula that exists and was in force."""

    code = "unknown-formula"
    vi = "Không có cách tính “{key}” cho kỳ này. Các cách tính: {known}."
    en = "There is no formula “{key}” for this period. Formulas: {known}."


@dataclass(frozen=True, slots=True)
class Row:
    """One field's row, within a section of one level of government."""

    field_id: int
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one level with their sum."""

    level: str
    rows: tuple[Row, ...]
    total: Counts


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form, with the name of its formula and the moment it was computed."""

    start: date
    end: date
    formula: Formula
    computed_at: datetime
    sections: tuple[Section, ...]
    total: Counts

    @property
    def adds_up(self) -> bool:
        """Whether received = resolved + in progress in every row, section and total."""
        rows = (row.counts for section in self.sections for row in section.rows)
        return all(counts.adds_up for counts in (*rows, *(s.total for s in self.sections), self.total))


LEVELS = ("province", "department", "centre", "district", "commune", "central")


def form_ii06a(
    *, start: date, end: date, now: datetime, agencies: Iterable[int] | None = None, formula: str = "vpcp"
) -> Form:
    """Compute the form for a period, both days included, from the journal alone.

    :param agencies: the competent agencies counted; None: all.
    :raises PeriodBackwards, UnknownFormula:
    """
    chosen = _formula(formula, start, end)
    found: dict[tuple[str, int], Counts] = {}
    for group in sql.rows(STATEMENTS.standings, **_scope(start, end, agencies)):
        standing = _standing(group)
        placed = figures.column_of(standing, start=start, end=end, formula=chosen)
        if placed is not None:
            counts = found.setdefault((group["level"], group["field_id"]), Counts())
            counts.count(placed, standing.ended, group["number"])
    return _form(found, start, end, chosen, now)


def recount(*, start: date, end: date, agencies: Iterable[int] | None = None) -> dict[int, Counts]:
    """The official form by field once more, plainly counted from the dossiers as they stand now."""
    found: dict[int, Counts] = {}
    scope = _scope(start, end, agencies)
    rows = sql.rows(
        STATEMENTS.recount, start=start, end=end, everywhere=scope["everywhere"], agencies=scope["agencies"]
    )
    for row in rows:
        counts = found.setdefault(row["field_id"], Counts())
        for column in (row["received"], row["stands"]):
            counts.columns[Column(column)] += row["number"]
    return found


def by_field(form: Form) -> dict[int, Counts]:
    """The rows of a form by field, levels added together."""
    found: dict[int, Counts] = {}
    for section in form.sections:
        for row in section.rows:
            found.setdefault(row.field_id, Counts()).add(row.counts)
    return found


def _formula(key: str, start: date, end: date) -> Formula:
    if end < start:
        raise PeriodBackwards(start=day_text(start), end=day_text(end))
    try:
        return figures.formula_on(key, start)
    except LookupError as error:
        raise UnknownFormula(key=key, known=", ".join(figures.FORMULAS)) from error


def _scope(start: date, end: date, agencies: Iterable[int] | None) -> dict[str, Any]:
    return {
        "begin": datetime.combine(start, time(), tzinfo=ZONE),
        "after": datetime.combine(end + timedelta(days=1), time(), tzinfo=ZONE),
        "everywhere": agencies is None,
        "agencies": list(agencies or ()),
    }


_ENDED = {
    "dossier.processed": Ended.PROCESSED,
    "dossier.withdrawn": Ended.WITHDRAWN,
    "dossier.stopped": Ended.STOPPED,
    "dossier.supplement_asked": Ended.AWAITING_SUPPLEMENT,
    "dossier.supplement_given": Ended.AWAITING_SUPPLEMENT,
    "dossier.payment_asked": Ended.AWAITING_PAYMENT,
}
_STANDS_STILL = frozenset({"dossier.supplement_asked", "dossier.supplement_given"})
_FINAL = frozenset({Ended.PROCESSED, Ended.WITHDRAWN, Ended.STOPPED})


def _standing(group: dict[str, Any]) -> Standing:
    ended = _ENDED.get(group["last_kind"], Ended.NOT)
    # Withdrawn or stopped while papers were awaited: no date was promised at that moment.
    no_promise = group["kind_before"] in _STANDS_STILL and ended in (Ended.WITHDRAWN, Ended.STOPPED)
    return Standing(
        accepted_on=group["accepted_on"],
        online=group["online"],
        ended=ended,
        ended_on=group["last_on"] if ended in _FINAL else None,
        verdict=Verdict(group["verdict"]) if group["verdict"] and ended is Ended.PROCESSED else None,
        due_on=None if no_promise else group["due_on"],
    )


def _form(found: dict[tuple[str, int], Counts], start: date, end: date, formula: Formula, now: datetime) -> Form:
    names = {row["id"]: row["name"] for row in sql.rows(STATEMENTS.fields, ids=sorted({key[1] for key in found}))}
    sections = []
    total = Counts()
    for level in LEVELS:
        rows = tuple(
            Row(field_id, name, found[level, field_id])
            for field_id, name in names.items()
            if (level, field_id) in found
        )
        if rows:
            subtotal = Counts()
            for row in rows:
                subtotal.add(row.counts)
            sections.append(Section(level, rows, subtotal))
            total.add(subtotal)
    return Form(start, end, formula, now, tuple(sections), total)
