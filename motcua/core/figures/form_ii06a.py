"""Form II.06a/VPCP/KSTT: each dossier stands in exactly one column of those received and one of those resolved or open.

Named, dated formulas say which: the official one, and Thanh Hóa's variant. law:report-forms
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Column(StrEnum):
    """The form's columns that are counted; 3, 7 and 11 are their sums."""

    ONLINE = "4"
    DESK_AND_POST = "5"
    CARRIED_OVER = "6"
    EARLY = "8"
    ON_TIME = "9"
    LATE = "10"
    WITHIN_TIME = "12"
    OVERDUE = "13"


RECEIVED = (Column.ONLINE, Column.DESK_AND_POST, Column.CARRIED_OVER)
RESOLVED = (Column.EARLY, Column.ON_TIME, Column.LATE)
IN_PROGRESS = (Column.WITHIN_TIME, Column.OVERDUE)


class Ended(StrEnum):
    """How a dossier stood at the end of the period; the names of the states, as far as reports tell them apart."""

    NOT = "not"  # being worked on
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    PROCESSED = "processed"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Verdict(StrEnum):
    """What was decided at the moment of processing."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Standing:
    """All a report needs to know of one accepted dossier on the last day of a period."""

    accepted_on: date
    online: bool
    ended: Ended
    ended_on: date | None = None
    verdict: Verdict | None = None  # of a processed dossier, by its own unit's rule
    due_on: date | None = None  # the promise in force; none: no term, or the clock stands


@dataclass(frozen=True, slots=True)
class Formula:
    """Which states count as resolved on time though no result was issued."""

    key: str
    valid_from: date
    law: str
    name_vi: str
    name_en: str
    on_time_too: frozenset[Ended]
    definition_vi: str
    definition_en: str


# law:report-forms — the form as issued, and the way Thanh Hóa's portal has filled it in. Both stay: old reports are
# recomputed by the formula they named.
FORMULAS: dict[str, Formula] = {
    formula.key: formula
    for formula in (
        Formula(
            key="vpcp",
            valid_from=date(2017, 10, 31),
            law="report-forms",
            name_vi="Biểu II.06a/VPCP/KSTT",
            name_en="Form II.06a/VPCP/KSTT",
            on_time_too=frozenset(),
            definition_vi=(
                "Trước hạn, đúng hạn, quá hạn: so ngày kết thúc xử lý với ngày hẹn trả. Hồ sơ rút hoặc dừng tính là đã"
                " giải quyết theo ngày kết thúc; hồ sơ đang chờ bổ sung hoặc chờ nộp tiền tính là đang giải quyết"
                " trong hạn."
            ),
            definition_en=(
                "Early, on time, late: the day processing ended against the due date. Withdrawn and stopped dossiers"
                " count as resolved on the day they ended; those waiting for papers or payment as in progress within"
                " time."
            ),
        ),
        Formula(
            key="thanh-hoa",
            valid_from=date(2017, 10, 31),
            law="report-forms",
            name_vi="Biểu II.06a theo cách tính của Thanh Hóa",
            name_en="Form II.06a as Thanh Hóa computes it",
            on_time_too=frozenset({Ended.AWAITING_SUPPLEMENT, Ended.WITHDRAWN, Ended.STOPPED}),
            definition_vi=(
                "Như biểu II.06a, riêng hồ sơ đang chờ bổ sung, đã rút hoặc đã dừng tính vào cột “đúng hạn”."
            ),
            definition_en="As form II.06a, but dossiers awaiting papers, withdrawn or stopped count as “on time”.",
        ),
    )
}


def formula_on(key: str, day: date) -> Formula:
    """The formula of this name as in force on a day.  :raises LookupError: no such formula then."""
    formula = FORMULAS.get(key)
    if formula is None or day < formula.valid_from:
        raise LookupError(f"no formula {key} on {day}")
    return formula


def column_of(standing: Standing, *, start: date, end: date, formula: Formula) -> tuple[Column, Column] | None:
    """The column a dossier was received in and the one it stands in at the end; None when it does not count.

    :param start: first day of the period. :param end: last day.
    """
    if standing.accepted_on > end or (standing.ended_on is not None and standing.ended_on < start):
        return None
    if standing.accepted_on < start:
        received = Column.CARRIED_OVER
    else:
        received = Column.ONLINE if standing.online else Column.DESK_AND_POST
    return received, _outcome(standing, end, formula)


def _outcome(standing: Standing, end: date, formula: Formula) -> Column:
    if standing.ended in formula.on_time_too:
        return Column.ON_TIME
    if standing.ended is Ended.PROCESSED:
        return {Verdict.EARLY: Column.EARLY, Verdict.LATE: Column.LATE}.get(
            standing.verdict or Verdict.ON_TIME, Column.ON_TIME
        )
    if standing.ended in (Ended.WITHDRAWN, Ended.STOPPED):
        return _by_date(standing)
    if standing.due_on is not None and standing.ended is Ended.NOT and standing.due_on < end:
        return Column.OVERDUE
    return Column.WITHIN_TIME


def _by_date(standing: Standing) -> Column:
    if standing.due_on is None or standing.ended_on is None or standing.ended_on == standing.due_on:
        return Column.ON_TIME
    return Column.EARLY if standing.ended_on < standing.due_on else Column.LATE


@dataclass(slots=True)
class Counts:
    """One row of the form. `memo` counts the states the form hides, so that both formulas can be told from it."""

    columns: dict[Column, int] = field(default_factory=lambda: dict.fromkeys(Column, 0))
    memo: dict[Ended, int] = field(default_factory=lambda: dict.fromkeys(Ended, 0))

    def count(self, placed: tuple[Column, Column], ended: Ended, times: int = 1) -> None:
        """Count dossiers in the two columns they stand in."""
        for column in placed:
            self.columns[column] += times
        self.memo[ended] += times

    def add(self, other: "Counts") -> None:
        """Add another row."""
        for column, number in other.columns.items():
            self.columns[column] += number
        for ended, number in other.memo.items():
            self.memo[ended] += number

    def sum(self, columns: Iterable[Column]) -> int:
        """The sum of some columns."""
        return sum(self.columns[column] for column in columns)

    @property
    def received(self) -> int:
        """Column 3 = 4 + 5 + 6."""
        return self.sum(RECEIVED)

    @property
    def resolved(self) -> int:
        """Column 7 = 8 + 9 + 10."""
        return self.sum(RESOLVED)

    @property
    def in_progress(self) -> int:
        """Column 11 = 12 + 13."""
        return self.sum(IN_PROGRESS)

    @property
    def adds_up(self) -> bool:
        """Whether column 3 = 7 + 11."""
        return self.received == self.resolved + self.in_progress

    def row(self) -> dict[str, int]:
        """Columns 3 to 13 by number."""
        return {
            "3": self.received,
            "4": self.columns[Column.ONLINE],
            "5": self.columns[Column.DESK_AND_POST],
            "6": self.columns[Column.CARRIED_OVER],
            "7": self.resolved,
            "8": self.columns[Column.EARLY],
            "9": self.columns[Column.ON_TIME],
            "10": self.columns[Column.LATE],
            "11": self.in_progress,
            "12": self.columns[Column.WITHIN_TIME],
            "13": self.columns[Column.OVERDUE],
        }
