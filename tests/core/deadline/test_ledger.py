"""Ledgers that contradict themselves are refused by the name of what is wrong."""

from dataclasses import replace

import pytest

from motcua.core import deadline
from tests.core.deadline.ledgers import NO_TERM, PAUSE, days, extend, finish, move, restart, resume, start, stop
from tests.core.worktime.calendars import OFFICE, at

START = start("2026-11-16 10:30")


@pytest.mark.parametrize(
    ("events", "refusal"),
    [
        ([stop("2026-11-16 10:30")], deadline.NotStarted),
        ([finish("2026-11-16 10:30")], deadline.NotStarted),
        ([START, start("2026-11-17 08:00")], deadline.AlreadyStarted),
        ([START, stop("2026-11-16 10:29:59")], deadline.ClockMovedBackwards),
        ([START, stop("2026-11-17 08:00"), resume("2026-11-16 11:00")], deadline.ClockMovedBackwards),
        ([START, resume("2026-11-17 08:00")], deadline.ResumedWithoutStop),
        ([START, restart("2026-11-17 08:00"), resume("2026-11-17 09:00")], deadline.ResumedWithoutStop),
        ([START, stop("2026-11-17 08:00"), stop("2026-11-17 09:00")], deadline.AlreadyStopped),
        ([START, replace(stop("2026-11-17 08:00"), ground="")], deadline.GroundMissing),
        ([START, replace(extend("2026-11-17 08:00", "2026-12-01 08:00"), ground="")], deadline.GroundMissing),
        ([START, replace(move("2026-11-17 08:00", "2026-12-01 08:00"), until=None)], deadline.NewDateMissing),
        ([START, extend("2026-11-17 08:00", "2026-11-23 10:30")], deadline.ExtensionNotLater),
        ([START, extend("2026-11-17 08:00", "2026-11-20 10:30")], deadline.ExtensionNotLater),
        (
            [START, extend("2026-11-17 08:00", "2026-12-01 08:00"), extend("2026-11-18 08:00", "2026-12-02 08:00")],
            deadline.AlreadyExtended,
        ),
        (
            [
                START,
                extend("2026-11-17 08:00", "2026-12-01 08:00"),
                restart("2026-11-18 08:00"),
                extend("2026-11-19 08:00", "2026-12-21 08:00"),
            ],
            deadline.AlreadyExtended,
        ),
        (
            [START, stop("2026-11-17 08:00"), extend("2026-11-18 08:00", "2026-12-01 08:00")],
            deadline.NoDateToChange,
        ),
        ([START, stop("2026-11-17 08:00"), move("2026-11-18 08:00", "2026-12-01 08:00")], deadline.NoDateToChange),
        ([START, finish("2026-11-17 08:00"), stop("2026-11-18 08:00")], deadline.AlreadyFinished),
        ([START, finish("2026-11-17 08:00"), finish("2026-11-18 08:00")], deadline.AlreadyFinished),
    ],
)
def test_a_ledger_that_contradicts_itself_is_refused_by_name(events, refusal):
    with pytest.raises(refusal) as refused:
        deadline.owed(days("5"), events, OFFICE)
    assert refused.value.event == events[-1]
    assert f"{events[-1].at:%H:%M:%S %d/%m/%Y}" in refused.value.vi
    assert refused.value.en in str(refused.value)


def test_a_procedure_without_a_term_has_no_date_to_extend():
    with pytest.raises(deadline.NoDateToChange):
        deadline.owed(NO_TERM, [START, extend("2026-11-17 08:00", "2026-12-01 08:00")], OFFICE)


def test_events_at_the_same_moment_keep_the_order_in_which_they_were_recorded():
    events = [START, stop("2026-11-17 08:00"), resume("2026-11-17 08:00"), finish("2026-11-17 08:00")]
    assert deadline.owed(days("5"), events, OFFICE, PAUSE).due_at == at("2026-11-23 10:30")


def test_a_dossier_may_be_finished_while_its_clock_is_stopped():
    events = [START, stop("2026-11-17 08:00"), finish("2026-11-18 08:00")]
    assert deadline.owed(days("5"), events, OFFICE, PAUSE).stopped


def test_any_answer_can_be_given_as_it_was_on_a_past_day():
    events = [START, stop("2026-11-17 08:00"), resume("2026-11-19 09:00")]
    known = deadline.as_of(events, at("2026-11-18 12:00"))
    assert known == events[:2]
    assert deadline.owed(days("5"), known, OFFICE) is None
