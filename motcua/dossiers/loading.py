"""Between rows and the values the rules work on: one place where columns and fields meet."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from motcua.base import sql
from motcua.core import lifecycle
from motcua.core.deadline import Cause, ClockEvent, ClockKind, Norm, Unit
from motcua.core.flow import MarkState, Outcome, StepKind
from motcua.core.lifecycle import Consultation, Dossier, Proposal, ProposalKind, ProposalStage, Rules, Step, Supplement
from motcua.core.roles import Role

Row = dict[str, Any]

_STATES = {state.value: state for state in lifecycle.State}
_TIMERS = {kind.value: kind for kind in lifecycle.TimerKind}
_ROLES = {role.value: role for role in Role}
_KINDS = {kind.value: kind for kind in StepKind}
_MARKS = {state.value: state for state in MarkState}
_OUTCOMES: dict[str, Outcome | None] = {outcome.value: outcome for outcome in Outcome} | {"": None}
_CLOCK_KINDS = {kind.value: kind for kind in ClockKind}
_CAUSES = {cause.value: cause for cause in Cause}

_SAME = [
    "id",
    "receiving_agency_id",
    "competent_agency_id",
    "channel",
    "field_id",
    "is_non_territorial",
    "taken_over_at",
    "owner_citizen_id",
    "submitted_at",
    "accepted_at",
    "accepted_by",
    "due_original_at",
    "due_at",
    "due_on",
    "due_is_draft",
    "has_no_due_date",
    "processed_at",
    "timeliness",
    "returned_at",
    "closed_at",
    "state_since",
    "last_at",
    "timer_at",
    "supplements_asked",
    "postponements",
    "is_negative",
    "open_proposals",
    "open_consultations",
]
_WRITTEN = [
    "submitted_at",
    "accepted_at",
    "accepted_by",
    "taken_over_at",
    "due_original_at",
    "due_at",
    "due_on",
    "due_is_draft",
    "processed_at",
    "timeliness",
    "returned_at",
    "closed_at",
    "state_since",
    "last_at",
    "timer_at",
    "supplements_asked",
    "postponements",
    "is_negative",
    "open_proposals",
    "open_consultations",
]


def beside(row: Row, statements: sql.Statements) -> dict[str, list[Row]]:
    """What only some dossiers have; asked for only when the dossier says so."""
    found: dict[str, list[Row]] = {}
    if row["open_proposals"]:
        found["proposals"] = sql.run(statements.proposals, id=row["id"]).fetchall()
    if row["state"] in ("intake_supplement", "supplement", "supplement_given"):
        found["supplements"] = sql.run(statements.open_supplement, id=row["id"]).fetchall()
    if row["open_consultations"]:
        found["consultations"] = sql.run(statements.open_consultations, id=row["id"]).fetchall()
    return found


def clock_event(row: Row) -> ClockEvent:
    """One entry of the clock's ledger."""
    return ClockEvent(_CLOCK_KINDS[row["kind"]], row["at"], _CAUSES[row["cause"]], row["ground"], row["until"])


def norm_of(row: Row) -> Norm | None:
    """The term pinned to a dossier; None while nobody has said how long it may take."""
    return Norm(row["norm_value"] or Decimal(0), Unit(row["norm_unit"])) if row["norm_unit"] else None


def dossier(row: Row, steps: Sequence[Row], clock: Sequence[Row], more: dict[str, list[Row]]) -> Dossier:
    """The aggregate from its rows."""
    supplements = more.get("supplements")
    return Dossier(
        state=_STATES[row["state"]],
        code=row["code"] or "",
        norm=norm_of(row),
        is_part=row["parent_id"] is not None,
        is_linked=row["linked_set_id"] is not None,
        timer_kind=_TIMERS.get(row["timer_kind"]),
        steps=tuple(_step(each) for each in steps),
        clock=tuple(clock_event(each) for each in clock),
        proposals=tuple(_proposal(each) for each in more.get("proposals", ())),
        supplement=Supplement(**supplements[0]) if supplements else None,
        consultations=tuple(Consultation(**each) for each in more.get("consultations", ())),
        **{name: row[name] for name in _SAME},
    )


def columns(after: Dossier, rules: Rules) -> Row:
    """The columns a move may change."""
    values: Row = {name: getattr(after, name) for name in _WRITTEN}
    values["code"] = after.code or None
    values["state"] = after.state.value
    values["norm_value"] = after.norm.value if after.norm else None
    values["norm_unit"] = after.norm.unit.value if after.norm else ""
    values["has_no_due_date"] = after.has_no_due_date
    values["calendar_version_id"] = rules.calendar_version_id
    values["process_version_id"] = rules.process_version_id
    values["timer_kind"] = after.timer_kind.value if after.timer_kind else ""
    return values


def _step(row: Row) -> Step:
    row["kind"] = _KINDS[row["kind"]]
    row["role"] = _ROLES[row["role"]]
    row["state"] = _MARKS[row["state"]]
    row["outcome"] = _OUTCOMES[row["outcome"]]
    row["came_from"] = tuple(row["came_from"])
    return Step(**row)


def opened_step(step: Step) -> Row:
    """The row of a step just opened."""
    return {
        "no": step.no,
        "key": step.key,
        "round": step.round,
        "performer": step.performer,
        "name": step.name,
        "kind": step.kind.value,
        "role": step.role.value,
        "agency_id": step.agency_id,
        "unit_id": step.unit_id,
        "came_from": list(step.came_from),
        "opened_at": step.opened_at,
        **_changing(step),
    }


def altered_step(step: Step) -> Row:
    """The columns of a step that a move may change."""
    return {"id": step.id, **_changing(step)}


def _changing(step: Step) -> Row:
    return {
        "officer_id": step.officer_id,
        "due_at": step.due_at,
        "seen_at": step.seen_at,
        "state": step.state.value,
        "done_at": step.done_at,
        "done_by": step.done_by,
        "outcome": step.outcome.value if step.outcome else "",
        "note": step.note,
    }


def _proposal(row: Row) -> Proposal:
    row["kind"] = ProposalKind(row["kind"])
    row["stage"] = ProposalStage(row["stage"])
    return Proposal(**row)


def proposal_columns(proposal: Proposal, dossier_id: int) -> Row:
    """A new proposal's row, or the columns that change of an old one."""
    values: Row = {
        "stage": proposal.stage.value,
        "content": sql.json(dict(proposal.content)),
        "decided_by": proposal.decided_by,
        "decided_at": proposal.decided_at,
    }
    if proposal.id is not None:
        return values | {"id": proposal.id}
    return values | {
        "dossier": dossier_id,
        "kind": proposal.kind.value,
        "ground": proposal.ground,
        "new_due_at": proposal.new_due_at,
        "drafted_by": proposal.drafted_by,
        "drafted_at": proposal.drafted_at,
    }


def supplement_columns(supplement: Supplement, dossier_id: int) -> Row:
    """A new request's row, or the columns that change of an old one."""
    if supplement.id is not None:
        return {
            "id": supplement.id,
            "supplied_at": supplement.supplied_at,
            "confirmed_at": supplement.confirmed_at,
        }
    return {
        "dossier": dossier_id,
        "number": supplement.number,
        "at_intake": supplement.at_intake,
        "asked_at": supplement.asked_at,
        "asked_by": supplement.asked_by,
        "content": sql.json(dict(supplement.content)),
        "term_ends_on": supplement.term_ends_on,
    }


def consultation_columns(consultation: Consultation, dossier_id: int) -> Row:
    """A new question's row, or the columns that change of an old one."""
    if consultation.id is not None:
        return {
            "id": consultation.id,
            "answer": consultation.answer,
            "answered_at": consultation.answered_at,
            "answered_by": consultation.answered_by,
        }
    return {
        "dossier": dossier_id,
        "agency_id": consultation.agency_id,
        "question": consultation.question,
        "asked_at": consultation.asked_at,
        "asked_by": consultation.asked_by,
        "due_at": consultation.due_at,
    }
