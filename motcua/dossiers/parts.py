"""Parts decided at another level: a step of the parent opens a sub-dossier, and is done when that one is.

A part has no clock of its own towards the citizen and is counted in no figure: the parent's date is the citizen's.
Lock order is the parent first, always.
"""

from datetime import datetime

from django.db import transaction

from motcua.base import sql
from motcua.catalog import queries as catalog
from motcua.core import lifecycle
from motcua.core.flow import Outcome, StepKind
from motcua.core.lifecycle import SYSTEM, Change, Dossier, Rules, Step
from motcua.dossiers import commit, creation
from motcua.dossiers.commit import STATEMENTS, Moved
from motcua.dossiers.filing import Filing, PartyIn


def open_parts(moved: Moved, *, now: datetime) -> None:
    """Open a sub-dossier for each step of the change that belongs to a higher level. In the parent's transaction."""
    if moved.change is None:
        return
    for step in moved.change.opened:
        if step.kind is StepKind.HIGHER_LEVEL:
            _open_part(moved, step, now)


def _open_part(moved: Moved, step: Step, now: datetime) -> None:
    parent = sql.row(STATEMENTS.parent_of_part, id=moved.id)
    assert parent is not None  # the caller holds its lock
    version_id = catalog.part_process(parent["process_version_id"], step.key, now)
    filing = Filing(
        procedure_version_id=parent["procedure_version_id"],
        receiving_agency_id=step.agency_id,
        competent_agency_id=step.agency_id,
        channel=parent["channel"],
        parties=(PartyIn(full_name=parent["owner_name"]),),
        case_key=parent["case_key"],
    )

    def decide(draft: Dossier, rules: Rules, code: str) -> Change:
        return lifecycle.begin_part(draft, code=code, due_at=step.due_at, now=now, rules=rules)

    creation.create(
        filing,
        decide,
        by=SYSTEM,
        verb="open_part",
        now=now,
        parent=(moved.id, step.no),
        process_version_id=version_id,
    )


def hold_parent(step_id: int, *, now: datetime) -> commit.Loaded | None:
    """Lock the parent of the dossier this step belongs to, before that dossier itself; None when it is no part."""
    parent_id = sql.value(STATEMENTS.parent_of_step, step=step_id)
    return None if parent_id is None else commit.load(parent_id, now=now)


def finish_parent_step(part: Moved, *, result: lifecycle.ResultRef, now: datetime) -> Moved | None:
    """Complete the parent's step when its part is processed; the parent ends with it if nothing else is left."""
    link = sql.row(STATEMENTS.parent_step, id=part.id)
    if link is None:
        return None
    with transaction.atomic():
        try:
            return commit.move(
                lambda dossier, rules: lifecycle.complete_step(
                    dossier, link["step_id"], Outcome.DONE, by=SYSTEM, now=now, rules=rules
                ),
                dossier_id=link["dossier_id"],
                by=SYSTEM,
                verb="finish_part",
                now=now,
                also=lambda moved: open_parts(moved, now=now),
            )
        except lifecycle.ResultMissing:
            return commit.move(
                lambda dossier, rules: lifecycle.issue_result(
                    dossier, link["step_id"], Outcome.DONE, result=result, by=SYSTEM, now=now, rules=rules
                ),
                dossier_id=link["dossier_id"],
                by=SYSTEM,
                verb="finish_part",
                now=now,
            )


__all__ = ["finish_parent_step", "hold_parent", "open_parts"]
