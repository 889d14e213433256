"""How long a process takes, and a template fitted to a norm."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import flow
from motcua.core.flow import Performer, StepKind, Together
from motcua.core.roles import Role
from tests.factories.flow import AGREED, DONE, REJECTED, a_chain, a_consultation, a_process, a_step


def budgeted():
    """Return 4 + 56 for three steps together + 16 hours."""
    return a_process(
        a_step("a", "b", hours="4"),
        a_step("b", "c", hours=None, budget="city"),
        a_step("c", "d", hours=None, budget="city"),
        a_step("d", "e", hours=None, budget="city"),
        a_step("e", hours="16"),
        budgets={"city": Decimal(56)},
    )


def people(together, shared=None):
    hours = (None, None) if shared else (Decimal(4), Decimal(8))
    performers = tuple(Performer(Role.CLERK, hours=own) for own in hours)
    return a_process(a_step("a", hours=shared, performers=performers, together=together))


@pytest.mark.parametrize(
    ("process", "hours"),
    [
        (a_chain(), "32"),
        (a_consultation(), "32"),  # two consultations of 8 hours run side by side
        (budgeted(), "76"),  # the shared hours are counted once
        (people(Together.IN_TURN), "12"),
        (people(Together.ANY_ORDER), "8"),
        (people(Together.IN_TURN, shared="6"), "6"),
        (people(Together.ANY_ORDER, shared="6"), "6"),
        (a_process(a_step("a", "b", hours="0.25"), a_step("b", hours="0.5")), "0.75"),
        (a_process(a_step("a", "b", hours=None), a_step("b", hours="2")), "2"),
    ],
)
def test_a_process_takes_what_its_steps_take(process, hours):
    assert flow.run_through(process).hours == Decimal(hours)
    assert flow.longest(process).hours == Decimal(hours)


def test_a_run_tells_who_did_what_when():
    ran = flow.run_through(a_chain()).steps
    assert [(step.key, step.outcome, step.opened_at, step.done_at) for step in ran] == [
        ("a", DONE, 0, 4),
        ("b", DONE, 4, 28),
        ("c", AGREED, 28, 32),
        ("d", DONE, 32, 32),
    ]


def test_a_join_waits_for_the_slower_branch():
    process = a_process(
        a_step("a", "b", "c"), a_step("b", "d", hours="40"), a_step("c", "d"), a_step("d", joins=("b", "c"))
    )
    assert flow.run_through(process).hours == Decimal(56)
    assert [ran.key for ran in flow.longest(process).steps] == ["a", "b", "d"]


def test_a_stated_choice_drives_the_run():
    process = a_process(a_step("a", next={DONE: ("c",), REJECTED: ("b",)}), a_step("b", "c", hours="80"), a_step("c"))
    assert flow.run_through(process).hours == Decimal(16)
    assert flow.run_through(process, lambda step: list(step.next)[-1]).hours == Decimal(96)
    assert flow.longest(process).hours == Decimal(96)


def test_outcomes_that_go_round_are_noticed():
    with pytest.raises(flow.NeverEnds):
        flow.run_through(a_chain(), lambda step: list(step.next)[-1])


def test_a_join_that_waits_for_ever_is_noticed():
    process = a_process(a_step("a", "b"), a_step("b", joins=("a", "c")), a_step("c", "b"))
    with pytest.raises(flow.NeverEnds):
        flow.run_through(process)


def template():
    return a_process(
        a_step("a", "b", hours="4", role=Role.RECEPTION),
        a_step("b", "c", hours="4", role=Role.DIVISION_HEAD),
        a_step("c", "d", hours="56", bulk=True),
        a_step("d", "f", "e", hours="8"),
        a_step("e", "g", hours="8", kind=StepKind.CONSULT),
        a_step("f", "g", hours="6", kind=StepKind.CONSULT),
        a_step("g", "h", hours="8", joins=("e", "f"), next={AGREED: ("h",), REJECTED: ("c",)}),
        a_step("h", hours=None, kind=StepKind.RETURN_RESULT),
    )


def hours_of(process):
    return [str(step.hours) for step in process.steps]


@pytest.mark.parametrize(
    ("norm", "hours"),
    [
        ("88", ["4", "4", "56", "8", "8", "6", "8", "None"]),
        ("240", ["4", "4", "208", "8", "8", "6", "8", "None"]),
        ("40", ["4", "4", "8", "8", "8", "6", "8", "None"]),  # the bulk step is still as long as any
        ("22", ["1.00", "1.00", "14.00", "2.00", "2.00", "1.50", "2.00", "None"]),  # a quarter of everything
        ("8", ["0.25", "0.25", "6.00", "0.50", "0.50", "0.50", "0.50", "None"]),
    ],
)
def test_a_template_is_fitted_to_a_norm(norm, hours):
    fitted = flow.adjust(template(), Decimal(norm))
    assert hours_of(fitted) == hours
    assert flow.run_through(fitted).hours == Decimal(norm)
    assert fitted.template == "p"


@given(st.integers(6, 2000).map(lambda quarters: Decimal(quarters) / 4) | st.decimals(2, 500, places=2))
def test_fitted_hours_make_up_the_norm_exactly(norm):
    fitted = flow.adjust(template(), norm)
    assert flow.longest(fitted).hours == norm
    assert flow.run_through(fitted).hours == norm
    assert all(step.hours >= Decimal("0.25") for step in fitted.steps if step.hours is not None)


def test_fitting_again_starts_from_the_first_template():
    once = flow.adjust(template(), Decimal(240))
    assert flow.adjust(once, Decimal(88)).template == "p"


@pytest.mark.parametrize("norm", ["0", "1", "-8"])
def test_a_norm_too_short_for_the_steps_is_refused(norm):
    with pytest.raises(flow.NormTooShort):
        flow.adjust(template(), Decimal(norm))


@pytest.mark.parametrize(
    "process",
    [
        a_chain(),
        a_process(a_step("a", bulk=True, hours=None)),
        a_process(a_step("a", "b", bulk=True), a_step("b", bulk=True)),
        a_process(a_step("a", "b", "c"), a_step("b", bulk=True, hours="1"), a_step("c", hours="80")),
    ],
    ids=["none", "without hours", "two", "beside a longer one"],
)
def test_a_template_must_say_which_step_takes_up_the_slack(process):
    with pytest.raises(flow.NoBulkStep):
        flow.adjust(process, Decimal(80))
