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
from motcua.web.office.presenting.dossier import Names, short
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


def lines(steps: Iterable[models.Step], handovers: Iterable[Handover], names: Names, now: datetime) -> list[Line]:
    """The rows of the slip, with the name of whoever did a step nobody was named for."""
    given = sorted(steps, key=lambda step: step.no)
    by_no = {step.no: step for step in given}
    return [_line(step, row, by_no, names, now) for step, row in zip(given, handovers, strict=True)]


def _line(step: models.Step, row: Handover, by_no: Mapping[int, models.Step], names: Names, now: datetime) -> Line:
    before = [by_no[no] for no in step.came_from if no in by_no]
    tone, word = VERDICTS.get(row.verdict, ("", ""))
    return Line(
        giver="; ".join(dict.fromkeys(_hands(each, names) for each in before)) or DESK,
        receiver=_hands(step, names),
        step=row.step,
        at=short(row.at, now),
        due=short(row.due_at, now),
        done=short(row.done_at, now),
        tone=tone,
        word=word,
        note=row.note,
    )


def _hands(step: models.Step, names: Names) -> str:
    return ", ".join(filter(None, (_who(step, names), _where(step))))


def document(page: Page, names: Names, *, on: date) -> documents.ControlSlip:
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


def _handovers(steps: Iterable[models.Step], names: Names) -> Iterable[documents.Handover]:
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


def _who(step: models.Step, names: Names) -> str:
    return names.get(step.done_by or step.officer_id or 0, "")


def _timeliness(step: models.Step) -> Timeliness | None:
    if step.done_at is None or step.due_at is None:
        return None
    return Timeliness.LATE if step.done_at > step.due_at else Timeliness.ON_TIME
