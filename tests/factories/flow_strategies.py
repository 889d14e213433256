"""Processes as hypothesis draws them: any graph at all, mostly wrong ones."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from motcua.core.flow import END, Outcome, Performer, ProcessDef, StepDef, StepKind, Together, UnitRule
from motcua.core.roles import Role

OUTCOMES = (Outcome.DONE, Outcome.REJECTED)

hours = st.none() | st.decimals(min_value=0, max_value=400, places=2)
words = st.text(max_size=12)
roles = st.none() | st.sampled_from(Role)


@st.composite
def any_graph(draw: st.DrawFn, largest: int = 5) -> ProcessDef:
    """Draw a process whose keys are all known: strands, circles, splits and joins as they come."""
    keys = [f"s{place}" for place in range(draw(st.integers(1, largest)))]
    targets = st.lists(st.sampled_from([*keys, END]), min_size=1, max_size=2, unique=True).map(tuple)
    following = {
        key: {outcome: draw(targets) for outcome in OUTCOMES[: draw(st.integers(1, len(OUTCOMES)))]} for key in keys
    }
    steps = []
    for order, key in enumerate(keys):
        sources = sorted({source for source, ways in following.items() for way in ways.values() if key in way})
        joins = draw(st.lists(st.sampled_from(sources), unique=True, max_size=3)) if sources else []
        steps.append(
            StepDef(
                key=key,
                order=order,
                name=key,
                role=Role.CASE_OFFICER,
                next=following[key],
                hours=Decimal(8),
                joins=tuple(joins) if len(joins) > 1 else (),
                performers=draw(st.sampled_from([(), (Performer(Role.CLERK), Performer(Role.COMMITTEE_OFFICE))])),
                together=draw(st.sampled_from(Together)),
            )
        )
    return ProcessDef(key="drawn", version=1, steps=tuple(steps), start=(keys[0],))


performers = st.builds(Performer, role=roles, unit_rule=st.sampled_from(UnitRule), hours=hours, text=words)

steps_of_any_kind = st.builds(
    StepDef,
    key=words,
    order=st.integers(-5, 500),
    name=words,
    role=roles,
    next=st.dictionaries(st.sampled_from(Outcome), st.lists(words, max_size=3).map(tuple), max_size=4),
    unit_rule=st.sampled_from(UnitRule),
    hours=hours,
    kind=st.sampled_from(StepKind),
    budget=st.none() | words,
    joins=st.lists(words, max_size=3).map(tuple),
    performers=st.lists(performers, max_size=3).map(tuple),
    together=st.sampled_from(Together),
    bulk=st.booleans(),
    sub_process=words,
    output=words,
    citizen_sentence=words,
    performer_text=words,
    time_text=words,
)

any_definition = st.builds(
    ProcessDef,
    key=words,
    version=st.integers(0, 99),
    steps=st.lists(steps_of_any_kind, max_size=4).map(tuple),
    start=st.lists(words, max_size=3).map(tuple),
    name=words,
    budgets=st.dictionaries(words, st.decimals(min_value=0, max_value=999, places=2), max_size=3),
    template=words,
)
