"""The control slip: one row for every time the dossier passed from one pair of hands to the next (law:control-slip)."""

from dataclasses import dataclass
from datetime import datetime

from motcua.core.flow import MarkState
from motcua.dossiers.models import Step


@dataclass(frozen=True, slots=True)
class Handover:
    """One row of the slip."""

    giver: str
    receiver: str
    step: str
    at: datetime
    due_at: datetime | None
    done_at: datetime | None
    verdict: str  # early, on_time, late; empty while it is being done or where no time is counted
    note: str


def control_slip(steps: list[Step]) -> list[Handover]:
    """The rows, drawn from the steps alone, in the order in which they were opened.

    :param steps: with their agency, unit and officer, as `page` reads them.
    """
    by_no = {step.no: step for step in steps}
    rows = []
    for step in sorted(steps, key=lambda each: each.no):
        givers = [place(by_no[no]) for no in step.came_from if no in by_no]
        rows.append(
            Handover(
                giver="; ".join(dict.fromkeys(givers)) or "Bộ phận Một cửa",
                receiver=place(step),
                step=step.name,
                at=step.opened_at,
                due_at=step.due_at,
                done_at=step.done_at if step.state in (MarkState.DONE, MarkState.SENT_BACK) else None,
                verdict=_verdict(step),
                note=step.note,
            )
        )
    return rows


def place(step: Step) -> str:
    """Who had a step: the officer, or the unit, at the agency."""
    where = step.unit.name if step.unit else step.agency.short_name
    return f"{step.officer.full_name}, {where}" if step.officer else where


def _verdict(step: Step) -> str:
    if step.state != MarkState.DONE or step.done_at is None or step.due_at is None:
        return ""
    if step.done_at > step.due_at:
        return "late"
    return "on_time" if step.done_at.date() == step.due_at.date() else "early"
