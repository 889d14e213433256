"""Parts decided at another level: a step of the parent opens a sub-dossier, and is done when that one is.

A part has no clock of its own towards the citizen and is counted in no figure: the parent's date is the citizen's.
It stands when the parent stands and is due when its step is. It lives as long as its step is open: taken back, or the
parent ended, the part is dropped. Lock order is the parent first, always.
"""

from dataclasses import replace
from datetime import datetime

from motcua.base import sql
from motcua.catalog import queries as catalog
from motcua.catalog.queries import Pins
from motcua.core import lifecycle
from motcua.core.deadline import SupplementPolicy
from motcua.core.flow import MarkState, Outcome, StepKind
from motcua.core.lifecycle import SYSTEM, AlreadySeen, Change, Dossier, ResultRef, Rules, State, Step
from motcua.dossiers import commit, creation, linking
from motcua.dossiers.commit import STATEMENTS, Moved
from motcua.dossiers.filing import Filing, PartyIn
from motcua.dossiers.rules import policy_of

_WAITS = frozenset({MarkState.OPEN, MarkState.DONE})


def follow(moved: Moved, *, now: datetime, unless_begun: bool = False) -> None:
    """Open a part for each step of a higher level the change opened, drop that of each it took back, keep the others.

    In the parent's transaction, under its lock. Costs a change of ordinary steps nothing.

    :param unless_begun: refuse to drop a part somebody has opened: a recall comes too late.
    :raises AlreadySeen:
    """
    if moved.change is None:
        return
    for step in moved.change.altered:
        if step.kind is StepKind.HIGHER_LEVEL and step.state not in _WAITS:
            _drop(moved.id, step.no, now=now, unless_begun=unless_begun)
    if moved.change.clock:
        for step in moved.dossier.open_steps:
            if step.kind is StepKind.HIGHER_LEVEL and step.id is not None:
                _keep(moved, step, now=now)
    for step in moved.change.opened:
        if step.kind is StepKind.HIGHER_LEVEL:
            _open(moved, step, now)


def _open(moved: Moved, step: Step, now: datetime) -> None:
    parent = sql.row(STATEMENTS.parent_of_part, id=moved.id)
    assert parent is not None  # the caller holds its lock
    filing = Filing(
        procedure_version_id=parent["procedure_version_id"],
        receiving_agency_id=step.agency_id,
        competent_agency_id=step.agency_id,
        channel=parent["channel"],
        parties=(PartyIn(full_name=parent["owner_name"]),),
        case_key=parent["case_key"],
    )
    # The higher level need not offer the procedure to citizens: the part keeps what its parent is bound to.
    pins = Pins(
        process_version_id=catalog.part_process(parent["process_version_id"], step.key, now),
        # law:restart-from-zero is the parent's: a part goes on where it stood, as its step does.
        policy=replace(policy_of(parent), supplement=SupplementPolicy.PAUSE),
        field_id=parent["field_id"],
        handling_unit_id=step.unit_id,
        norm=None,
    )

    def decide(draft: Dossier, rules: Rules, code: str) -> Change:
        return lifecycle.begin_part(draft, code=code, due_at=step.due_at, now=now, rules=rules)

    part = creation.create(filing, decide, by=SYSTEM, verb="open_part", now=now, parent=(moved.id, step.no), pins=pins)
    follow(part, now=now)


def _drop(parent_id: int, step_no: int, *, now: datetime, unless_begun: bool) -> None:
    part_id = sql.value(STATEMENTS.part_of_step, parent=parent_id, no=step_no)
    if part_id is None:
        return

    def decide(part: Dossier, rules: Rules) -> Change | None:
        if unless_begun and any(step.seen_at or not step.is_open for step in part.steps):
            raise AlreadySeen
        return lifecycle.drop_part(part, now=now, rules=rules)

    commit.move(
        decide, dossier_id=part_id, by=SYSTEM, verb="drop_part", now=now, also=lambda moved: follow(moved, now=now)
    )


def _keep(moved: Moved, step: Step, *, now: datetime) -> None:
    """Let the part of a step stand or go on with its parent, due when the step is."""
    part_id = sql.value(STATEMENTS.part_of_step, parent=moved.id, no=step.no)
    if part_id is None:
        return

    def decide(part: Dossier, rules: Rules) -> Change | None:
        return lifecycle.keep_with_parent(part, moved.dossier, due_at=step.due_at, now=now, rules=rules)

    commit.move(
        decide, dossier_id=part_id, by=SYSTEM, verb="keep_part", now=now, also=lambda kept: follow(kept, now=now)
    )


def hold_parents(step_id: int, *, now: datetime) -> None:
    """Lock the parents of the dossier this step belongs to, the topmost first, and what waits for the end of one.

    A dossier that is no part has none.
    """
    parent_id = sql.value(STATEMENTS.parent_of_step, step=step_id)
    if parent_id is not None:
        for row in sql.rows(STATEMENTS.parents, id=parent_id):
            linking.hold_before_counters(commit.load(row["id"], now=now), now=now)


def end(part: Moved, *, result: ResultRef, now: datetime) -> None:
    """Close a part whose result exists and complete its parent's step, which may end the parent in turn.

    The caller holds the parents' locks.
    """
    commit.move(
        lambda dossier, rules: lifecycle.hand_over(
            dossier, way="internal", proof="law:one-clock", by=SYSTEM, now=now, rules=rules
        ),
        dossier_id=part.id,
        by=SYSTEM,
        verb="hand_over",
        now=now,
    )
    link = sql.row(STATEMENTS.parent_step, id=part.id)
    if link is None:
        return
    parent = _finish_step(link["dossier_id"], link["step_id"], result=result, now=now)
    if parent.dossier.state is State.PROCESSED and link["is_part"]:
        end(parent, result=result, now=now)


def _finish_step(parent_id: int, step_id: int, *, result: ResultRef, now: datetime) -> Moved:
    def decide(dossier: Dossier, rules: Rules) -> Change:
        try:
            return lifecycle.complete_step(dossier, step_id, Outcome.DONE, by=SYSTEM, now=now, rules=rules)
        except lifecycle.ResultMissing:  # nothing is left: the part's result is the parent's
            return lifecycle.issue_result(
                dossier, step_id, Outcome.DONE, result=result, by=SYSTEM, now=now, rules=rules
            )

    return commit.move(
        decide,
        dossier_id=parent_id,
        by=SYSTEM,
        verb="finish_part",
        now=now,
        also=lambda moved: _after_step(moved, now=now),
    )


def _after_step(moved: Moved, *, now: datetime) -> None:
    follow(moved, now=now)
    linking.follow(moved, now=now)


__all__ = ["end", "follow", "hold_parents"]
