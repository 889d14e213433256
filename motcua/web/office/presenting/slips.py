"""The control slip in words, and as the printed form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from motcua.core.deadline import Timeliness
from motcua.core.status_words import Tone
from motcua.dossiers import models
from motcua.dossiers.queries import Handover, Page
from motcua.gateways import documents
from motcua.org.models import Agency
from motcua.web.office.presenting.dossier import short
from motcua.web.office.presenting.words import VERDICTS, norm
from motcua.web.ui.shell import SITE

DESK = "Bộ phận Một cửa"


@dataclass(frozen=True, slots=True)
class Line:
    """One hand-over."""

    giver: str
    receiver: str
    step: str
    at: str
    due: str
    done: str
    tone: Tone | str
    word: str
    note: str


def lines(handovers: Iterable[Handover], now: datetime) -> list[Line]:
    """The rows of the slip."""
    return [_line(row, now) for row in handovers]


def _line(row: Handover, now: datetime) -> Line:
    tone, word = VERDICTS.get(row.verdict, ("", ""))
    due, done = short(row.due_at, now), short(row.done_at, now)
    return Line(row.giver, row.receiver, row.step, short(row.at, now), due, done, tone, word, row.note)


def document(page: Page, names: Mapping[int, str], *, on: date) -> documents.ControlSlip:
    """The slip as a form to print."""
    row = page.dossier
    agency = row.competent_agency
    return documents.ControlSlip(
        letterhead=documents.Letterhead(_superior(agency), agency.name, None, _place(agency), on),
        dossier_code=row.code or "",
        procedure=row.procedure_version.name,
        procedure_code=row.procedure_version.procedure.national_code,
        owner=row.owner_name,
        competent_agency=agency.name,
        coordinating_agencies=tuple(dict.fromkeys(each.agency.name for each in page.consultations)),
        processing_time=norm(row.norm_value, row.norm_unit),
        received_at=row.accepted_at or row.submitted_at or row.state_since,
        due_at=row.due_at,
        handovers=tuple(_handovers(page.steps, names)),
    )


def _superior(agency: Agency) -> str:
    return agency.parent.name if agency.parent else ""


def _place(agency: Agency) -> str:
    """Where a paper is signed: the commune's own name, else the province's."""
    for kind in ("phường ", "xã ", "đặc khu "):
        _, found, name = agency.name.partition(kind)
        if found:
            return name
    return SITE.place.removeprefix("Tỉnh ").removeprefix("Thành phố ")


def _handovers(steps: Iterable[models.Step], names: Mapping[int, str]) -> Iterable[documents.Handover]:
    given = list(steps)
    by_no = {step.no: step for step in given}
    for step in given:
        before = [by_no[no] for no in step.came_from if no in by_no]
        yield documents.Handover(
            giver_unit="; ".join(dict.fromkeys(_where(each) for each in before)) or DESK,
            giver="; ".join(dict.fromkeys(filter(None, (_who(each, names) for each in before)))),
            receiver_unit=_where(step),
            receiver=_who(step, names),
            at=step.opened_at,
            timeliness=_timeliness(before[-1]) if before else None,
            note=step.note,
        )


def _where(step: models.Step) -> str:
    return step.unit.name if step.unit else step.agency.short_name


def _who(step: models.Step, names: Mapping[int, str]) -> str:
    return names.get(step.done_by or step.officer_id or 0, "")


def _timeliness(step: models.Step) -> Timeliness | None:
    if step.done_at is None or step.due_at is None:
        return None
    return Timeliness.LATE if step.done_at > step.due_at else Timeliness.ON_TIME
