"""Every planned life makes its fate true by the rules themselves, and the table of the plan is what was demanded."""

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.core.deadline import Norm, Unit
from motcua.core.figures import Counts, Ended
from motcua.rehearsal import planning
from motcua.rehearsal.planning import Deed, Demand, Fate, Impossible, Origin, TwistKind
from motcua.rehearsal.planning.lives import ENDED, NEVER_ACCEPTED, PROCESSED
from tests.rehearsal.worlds import PROCESS, world

SOME = Demand(
    date(2021, 10, 1), new=700, carried_over=250, processed=700, withdrawn=20, stopped=8, awaiting=50,
    awaiting_payment=20, overdue=15, never_accepted=20, on_time=Fraction(95, 100),
)  # fmt: skip
HERE = world()


@pytest.fixture(scope="module")
def planned():
    return planning.plan(SOME, HERE)


def total(table):
    whole = Counts()
    for counts in table.values():
        whole.add(counts)
    return whole


def test_the_table_of_the_plan_is_what_was_demanded(planned):
    counts = total(planning.expected_table(planned))
    row = counts.row()
    assert counts.adds_up
    assert (row["3"], row["6"], row["7"], row["13"]) == (950, 250, 728, 15)
    assert (counts.memo[Ended.AWAITING_SUPPLEMENT], counts.memo[Ended.WITHDRAWN]) == (50, 20)
    assert row["10"] == planned.quota.fates[Fate.LATE] == round(728 * 0.05)


def test_the_variant_of_the_province_counts_those_who_wait_as_on_time(planned):
    official, variant = (total(planning.expected_table(planned, key)).row() for key in ("vpcp", "thanh-hoa"))
    assert int(variant["7"]) - int(official["7"]) == 50
    assert variant["3"] == official["3"] == variant["7"] + variant["11"]


def test_every_fate_and_origin_is_met_in_the_number_asked_for(planned):
    assert Counter(life.fate for life in planned.lives) == Counter(planned.quota.fates)
    assert sum(life.origin is Origin.CARRIED for life in planned.lives) == 250
    assert all(
        (life.accepted_at.date() < date(2021, 10, 1)) == (life.origin is Origin.CARRIED)
        for life in planned.lives
        if life.accepted_at
    )


def test_every_twist_happens_somewhere(planned):
    assert {twist.kind for life in planned.lives for twist in life.twists} == set(TwistKind)


def test_the_same_seed_gives_the_same_plan_and_another_seed_another(planned):
    assert planning.plan(SOME, world()).mark == planned.mark
    other = Demand(**{name: getattr(SOME, name) for name in SOME.__slots__} | {"seed": 2})
    assert planning.plan(other, HERE).mark != planned.mark


def test_a_walk_keeps_to_its_moments_and_to_working_hours(planned):
    calendar, stages = HERE.calendar, HERE.stages[PROCESS]
    for life in planned.lives:
        acts = planning.script(life, stages, calendar, seed=1)
        assert acts == planning.script(life, stages, calendar, seed=1)
        assert all(act.at <= planned.month.closes for act in acts)
        handled = acts if acts[0].deed is Deed.RECEIVE else acts[1:]
        assert all(calendar.between(act.at, calendar.closing(act.at.date())).days >= 0 for act in handled)
        deeds = [act.deed for act in acts]
        if life.fate in PROCESSED:
            assert life.ended_at == next(act.at for act in reversed(acts) if act.deed is Deed.STEP)
            assert deeds.count(Deed.STEP) >= len(stages.walk)
        elif life.fate in ENDED:
            assert acts[-1].at == life.ended_at
        assert (Deed.ACCEPT in deeds or Deed.RECEIVE in deeds) == (life.fate not in NEVER_ACCEPTED)


@settings(max_examples=25, deadline=None)
@given(
    month=st.sampled_from([date(2021, month, 1) for month in (3, 5, 9, 10, 12)]),
    new=st.integers(1, 120),
    carried=st.integers(0, 120),
    part=st.floats(0, 0.9),
    rate=st.fractions(Fraction(1, 2), 1),
    seed=st.integers(0, 9),
)
def test_any_month_adds_up_in_every_row(month, new, carried, part, rate, seed):
    demand = Demand(
        month, new=new, carried_over=carried, processed=int((new + carried) * part), on_time=rate, seed=seed
    )
    plan = planning.plan(demand, HERE)
    table = planning.expected_table(plan)
    assert all(counts.adds_up for counts in table.values())
    counts = total(table)
    quota = planning.settle(demand)
    assert (counts.received, counts.resolved) == (new + carried, quota.resolved)
    assert counts.row()["10"] == quota.fates[Fate.LATE]


def test_a_fate_no_term_allows_is_refused_by_name():
    only_short = world({1: Norm(Decimal(8), Unit.WORKING_HOUR)})
    with pytest.raises(Impossible) as refused:
        planning.plan(Demand(date(2021, 10, 1), new=0, carried_over=10, processed=0, overdue=0, awaiting=0), only_short)
    assert "within" in refused.value.message_en


def test_a_month_outside_the_calendar_is_refused():
    with pytest.raises(Impossible):
        planning.plan(Demand(date(1999, 10, 1), new=10), HERE)


def test_nothing_can_be_carried_into_the_first_month_the_calendar_knows():
    with pytest.raises(Impossible) as refused:
        planning.plan(Demand(date(2021, 1, 1), new=5, carried_over=5), HERE)
    assert "accepted before it" in refused.value.message_en
