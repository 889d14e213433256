"""Processes as hypothesis draws them: any graph at all, mostly wrong ones."""

from __future__ import annotations

from dataclasses import replace
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


class _Blocks:
    """Builds a process out of blocks that are sound by the way they are put together."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.next: dict[str, dict[Outcome, tuple[str, ...]]] = {}
        self.joins: dict[str, tuple[str, ...]] = {}

    def task(self) -> str:
        key = f"s{len(self.next)}"
        self.next[key] = {Outcome.DONE: (END,)}
        self.joins[key] = ()
        return key

    def block(self, depth: int) -> tuple[str, list[tuple[str, Outcome]]]:
        """Return the entry of a new block, and the outcomes by which it is left."""
        kind = self.draw(st.sampled_from(["task", "chain", "loop", "choice", "parallel"])) if depth else "task"
        if kind == "task":
            key = self.task()
            return key, [(key, Outcome.DONE)]
        if kind == "choice":
            key = self.task()
            first, first_exits = self.block(depth - 1)
            second, second_exits = self.block(depth - 1)
            self.next[key] = {Outcome.DONE: (first,), Outcome.REJECTED: (second,)}
            return key, first_exits + second_exits
        if kind == "parallel":
            split, join, ends = self.task(), self.task(), []
            entries = []
            for _ in range(2):
                entry, exits = self.block(depth - 1)
                end = self.task()
                self.lead(exits, end)
                self.next[end] = {Outcome.DONE: (join,)}
                entries.append(entry)
                ends.append(end)
            self.next[split] = {Outcome.DONE: tuple(entries)}
            self.joins[join] = tuple(ends)
            return split, [(join, Outcome.DONE)]
        entry, exits = self.block(depth - 1)
        after, after_exits = self.block(depth - 1)
        self.lead(exits, after)
        if kind == "loop":
            check = self.task()
            self.lead(after_exits, check)
            self.next[check] = {Outcome.DONE: (END,), Outcome.REJECTED: (self.draw(st.sampled_from([entry, after])),)}
            after_exits = [(check, Outcome.DONE)]
        return entry, after_exits

    def lead(self, exits: list[tuple[str, Outcome]], to: str) -> None:
        for key, outcome in exits:
            self.next[key][outcome] = (to,)

    def process(self, start: str) -> ProcessDef:
        people = (Performer(Role.CLERK), Performer(Role.COMMITTEE_OFFICE))
        steps = tuple(
            StepDef(
                key=key,
                order=order,
                name=key,
                role=Role.CASE_OFFICER,
                next=following,
                hours=Decimal(8),
                joins=self.joins[key],
                performers=people if self.draw(st.integers(0, 3)) == 0 else (),
                together=self.draw(st.sampled_from(Together)),
            )
            for order, (key, following) in enumerate(self.next.items())
        )
        return ProcessDef(key="drawn", version=1, steps=steps, start=(start,))


@st.composite
def sound_process(draw: st.DrawFn, depth: int = 2) -> ProcessDef:
    blocks = _Blocks(draw)
    return blocks.process(blocks.block(depth)[0])


@st.composite
def damaged_process(draw: st.DrawFn) -> ProcessDef:
    """Draw a sound process and lead one outcome of it somewhere else."""
    process = draw(sound_process())
    place = draw(st.integers(0, len(process.steps) - 1))
    step = process.steps[place]
    outcome = draw(st.sampled_from(list(step.next)))
    elsewhere = draw(st.lists(st.sampled_from([*process.by_key, END]), min_size=1, max_size=2, unique=True))
    changed = replace(step, next={**step.next, outcome: tuple(elsewhere)})
    return replace(process, steps=(*process.steps[:place], changed, *process.steps[place + 1 :]))


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
    description=words,
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
