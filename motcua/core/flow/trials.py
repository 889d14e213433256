"""Trials of a process: a situation its designer wrote down, run again on every change; and finished dossiers run anew.

A trial keeps the answers given and what they led to: steps, performers, hours and, where it has a beginning, the moment
by which all is due. Whatever comes out differently afterwards is a miss, told in words.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Final

from motcua.core.flow.advance import OutcomeNotOffered
from motcua.core.flow.codec import DefinitionError, read_hours
from motcua.core.flow.definition import Outcome, ProcessDef, StepDef, UnitRule
from motcua.core.flow.hours import NeverEnds, Run, run_through
from motcua.core.flow.words import OUTCOMES
from motcua.core.roles import Role
from motcua.core.status_words import Words
from motcua.core.worktime import CalendarGap, WorkCalendar

MOST_TRIALS: Final = 50
MOST_ANSWERS: Final = 40

Answer = tuple[str, Outcome]
Did = tuple[str, Role | None, UnitRule]
"""One piece of work: which step, by whom, where."""


@dataclass(frozen=True, slots=True)
class Trial:
    name: str
    answers: tuple[Answer, ...]  # those that are not the ordinary ones, each step's in the order they are given
    steps: tuple[Did, ...] = ()  # what is expected
    hours: Decimal | None = None
    begins_at: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a trial."""

    trial: Trial
    did: tuple[Did, ...]
    hours: Decimal | None
    due_at: datetime | None
    misses: tuple[Words, ...]

    @property
    def passed(self) -> bool:
        return not self.misses


@dataclass(frozen=True, slots=True)
class Walked:
    """How one finished dossier went: its code, and the steps done in order with their answers."""

    code: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """How the same answers go through another version."""

    code: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    differences: tuple[Words, ...]


def try_out(process: ProcessDef, trial: Trial, calendar: WorkCalendar | None = None) -> Verdict:
    """Run a trial; without a calendar its due moment is not looked at."""
    found = _run(process, trial.answers)
    if isinstance(found, Words):
        return Verdict(trial, (), None, None, (found,))
    run, unasked = found
    did = tuple(_did(process, ran.key, ran.performer) for ran in run.steps)
    due_at = _due(trial.begins_at, run.hours, calendar)
    misses = [
        Words(
            f"Kết quả “{OUTCOMES[outcome].vi}” của bước “{_name(process, key)}” không được hỏi tới.",
            f"The outcome “{OUTCOMES[outcome].en}” of step “{_name(process, key)}” was never asked for.",
        )
        for key, outcome in unasked
    ]
    misses += _missed(process, trial, did)
    if trial.hours is not None and trial.hours != run.hours:
        misses.append(
            Words(
                f"Tổng thời gian là {_number(run.hours, ',')} giờ, mong đợi {_number(trial.hours, ',')} giờ.",
                f"It takes {_number(run.hours)} hours; {_number(trial.hours)} were expected.",
            )
        )
    if trial.due_at is not None and calendar is not None and due_at != trial.due_at:
        misses.append(Words("Hạn hoàn thành khác thời điểm mong đợi.", "It is due at another moment than expected."))
    return Verdict(trial, did, run.hours, due_at, tuple(misses))


def expecting(process: ProcessDef, trial: Trial, calendar: WorkCalendar | None = None) -> Trial:
    """Return the trial with what happens now as what is expected from now on.

    :raises CannotRun: its answers do not lead to the end.
    """
    verdict = try_out(process, replace(trial, steps=(), hours=None, due_at=None), calendar)
    if verdict.misses:
        raise CannotRun(verdict.misses)
    return replace(trial, steps=verdict.did, hours=verdict.hours, due_at=verdict.due_at)


class CannotRun(ValueError):
    """The answers of a trial do not fit the process."""

    def __init__(self, misses: tuple[Words, ...]) -> None:
        super().__init__(" ".join(miss.vi for miss in misses))
        self.misses = misses


def replay(process: ProcessDef, was: ProcessDef, walked: Walked) -> Replayed:
    """Give a process the answers a finished dossier was given in the version it followed, and compare the two ways.

    A step that is new answers as on an ordinary day. Branches side by side are compared as both versions plan them, not
    in the order in which people happened to finish.
    """
    old = _run(was, walked.answers)
    before = tuple(key for key, _ in walked.answers) if isinstance(old, Words) else _keys(old[0])
    gone = [key for key in dict.fromkeys(before) if key not in process.by_key]
    differences = [Words(f"Bỏ bước “{_name(was, key)}”.", f"Step “{_name(was, key)}” is left out.") for key in gone]
    found = _run(process, [answer for answer in walked.answers if answer[0] in process.by_key])
    if isinstance(found, Words):
        return Replayed(walked.code, before, (), (*differences, found))
    after = _keys(found[0])
    fresh = [key for key in dict.fromkeys(after) if key not in before]
    differences += [Words(f"Thêm bước “{_name(process, k)}”.", f"Step “{_name(process, k)}” is new.") for k in fresh]
    kept = ([key for key in before if key in after], [key for key in after if key in before])
    if sorted(kept[0]) != sorted(kept[1]):
        differences.append(Words("Số lần qua các bước khác trước.", "Steps are passed another number of times."))
    elif kept[0] != kept[1]:
        differences.append(Words("Thứ tự các bước khác trước.", "The steps follow in another order."))
    passed_over = [key for key in dict.fromkeys(before) if key in process.by_key and key not in after]
    differences += [
        Words(f"Không còn qua bước “{_name(process, k)}”.", f"Step “{_name(process, k)}” is passed over.")
        for k in passed_over
    ]
    return Replayed(walked.code, before, after, tuple(differences))


def _keys(run: Run) -> tuple[str, ...]:
    return tuple(ran.key for ran in run.steps)


def to_row(trial: Trial) -> dict[str, Any]:
    """Return a trial as values JSON can hold."""
    return {
        "name": trial.name,
        "answers": [[key, outcome.value] for key, outcome in trial.answers],
        "steps": [[key, role.value if role else None, unit.value] for key, role, unit in trial.steps],
        "hours": None if trial.hours is None else str(trial.hours),
        "begins_at": trial.begins_at.isoformat() if trial.begins_at else None,
        "due_at": trial.due_at.isoformat() if trial.due_at else None,
    }


def from_row(row: Mapping[str, Any]) -> Trial:
    """Read a stored trial.  :raises DefinitionError:"""
    try:
        return Trial(
            name=str(row["name"]),
            answers=tuple((str(key), Outcome(outcome)) for key, outcome in row["answers"]),
            steps=tuple((str(key), Role(role) if role else None, UnitRule(unit)) for key, role, unit in row["steps"]),
            hours=read_hours(row["hours"], "trial"),
            begins_at=_moment(row["begins_at"]),
            due_at=_moment(row["due_at"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DefinitionError("trial", str(error)) from error


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _run(process: ProcessDef, answers: Iterable[Answer]) -> tuple[Run, list[Answer]] | Words:
    """Return the run these answers lead to and the answers nobody asked for; or why there is none."""
    given: defaultdict[str, deque[Outcome]] = defaultdict(deque)
    for key, outcome in answers:
        given[key].append(outcome)
    try:
        run = run_through(process, _chooser(given))
    except OutcomeNotOffered as refused:
        key, outcome = refused.args
        name = _name(process, key)
        return Words(
            f"Bước “{name}” không còn kết quả “{OUTCOMES[outcome].vi}”.",
            f"Step “{name}” does not offer the outcome “{OUTCOMES[outcome].en}”.",
        )
    except (NeverEnds, KeyError, StopIteration):
        return Words("Với các kết quả này, quy trình không kết thúc.", "With these outcomes it never comes to its end.")
    return run, [(key, outcome) for key, left in given.items() for outcome in left]


def _chooser(given: Mapping[str, deque[Outcome]]) -> Callable[[StepDef], Outcome]:
    def choose(step: StepDef) -> Outcome:
        waiting = given.get(step.key)
        return waiting.popleft() if waiting else step.main_outcome

    return choose


def _did(process: ProcessDef, key: str, performer: int) -> Did:
    part = process.step(key).parts[performer]
    return key, part.role, part.unit_rule


def _missed(process: ProcessDef, trial: Trial, did: tuple[Did, ...]) -> list[Words]:
    """Return the first piece of work that is not what was expected; what follows it tells nothing more."""
    if not trial.steps:
        return []
    for no, (expected, real) in enumerate(zip_longest(trial.steps, did), start=1):
        if expected == real:
            continue
        wanted = _name(process, expected[0]) if expected else "–"
        came = _name(process, real[0]) if real else "–"
        if expected and real and expected[0] == real[0]:
            return [
                Words(
                    f"Việc thứ {no} (“{came}”) do người khác hoặc nơi khác thực hiện.",
                    f"Work {no} (“{came}”) is done by somebody else or elsewhere.",
                )
            ]
        return [
            Words(
                f"Việc thứ {no} là “{came}”, mong đợi “{wanted}”.", f"Work {no} is “{came}”; “{wanted}” was expected."
            )
        ]
    return []


def _due(begins_at: datetime | None, hours: Decimal, calendar: WorkCalendar | None) -> datetime | None:
    if begins_at is None or calendar is None:
        return None
    try:
        return calendar.add(begins_at, timedelta(seconds=int(hours * 3600)))
    except CalendarGap:
        return None


def _name(process: ProcessDef, key: str) -> str:
    return process.by_key[key].name if key in process.by_key else key


def _number(hours: Decimal, point: str = ".") -> str:
    return format(hours.normalize(), "f").replace(".", point)
