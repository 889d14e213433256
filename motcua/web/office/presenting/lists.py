"""The lists of work as lines: code first, what it is, whose it is, where it stands, how much time is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.core import lifecycle, status_words
from motcua.core.lifecycle import ProposalKind, State
from motcua.core.status_words import STATUSES, Due, Tone, Words
from motcua.core.vietnam import ZONE
from motcua.core.worktime import CalendarGap, WorkCalendar
from motcua.dossiers.models import Step
from motcua.results.models import Result
from motcua.web.office.columns import USUAL
from motcua.web.office.presenting.words import PROPOSALS, VERDICTS
from motcua.web.ui import wording

STOPPED = {
    State.SUPPLEMENT: gettext_lazy("bổ sung"),
    State.SUPPLEMENT_GIVEN: gettext_lazy("kiểm tra bổ sung"),
    State.FINANCE: gettext_lazy("nộp tiền"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a dense list."""

    code: str
    url: str
    pane_url: str
    procedure: str
    owner: str
    step: str
    due: Due
    step_id: str = ""  # a text: templates group the digits of numbers
    is_new: bool = False
    cells: tuple[str, ...] = ()


CHANNELS = {
    "direct": gettext_lazy("Trực tiếp"),
    "online": gettext_lazy("Trực tuyến"),
    "postal": gettext_lazy("Bưu chính"),
}


def inbox(
    rows: Iterable[dict[str, Any]], calendar: WorkCalendar | None, now: datetime, columns: Iterable[str] = USUAL
) -> list[Line]:
    """The open steps of one officer, with the columns they chose."""
    shown = tuple(columns)
    return [
        Line(
            code=row["code"],
            url=reverse("office:dossier", args=[row["dossier_id"]]),
            pane_url=reverse("office:glance", args=[row["dossier_id"]]),
            procedure=row["procedure_name"],
            owner=row["owner_name"],
            step=row["step_name"],
            due=due_of_step(row["state"], row["opened_at"], row["step_due_at"], calendar, now),
            step_id=str(row["step_id"]),
            is_new=row["seen_at"] is None,
            cells=tuple(_cell(row, column, now) for column in shown),
        )
        for row in rows
    ]


def _cell(row: dict[str, Any], column: str, now: datetime) -> str:
    match column:
        case "procedure" | "owner" | "step" | "field":
            return str(row[f"{column}_name"])
        case "channel":
            return CHANNELS.get(row["channel"], "")
        case "received":
            return narrow(row["opened_at"], now)
        case _:
            return narrow(row["due_at"], now)


def narrow(at: datetime | None, now: datetime) -> str:
    """A moment in a narrow column: today as the hour, this year without the year."""
    if at is None:
        return ""
    if at.astimezone(ZONE).date() == now.astimezone(ZONE).date():
        return wording.moment(at)[:5]
    whole = wording.day(at.astimezone(ZONE).date())
    return whole.removesuffix(f"/{now.astimezone(ZONE).year}")


def due_of_step(
    state: str, opened_at: datetime, due_at: datetime | None, calendar: WorkCalendar | None, now: datetime
) -> Due:
    """How much working time is left of a step, or for what its clock stands."""
    if state in STOPPED:
        return status_words.waiting(STOPPED[State(state)])
    if due_at is None:
        return status_words.without_due_date()
    return left_until(due_at, opened_at, calendar, now)


def left_until(due_at: datetime, since: datetime, calendar: WorkCalendar | None, now: datetime) -> Due:
    """Working time left until a moment; the bare day where no calendar reaches so far."""
    bare = Due(Tone.IDLE, Words("Hạn {day}", "Due {day}").with_(day=wording.day(due_at)), 0)
    if calendar is None:
        return bare
    try:
        left = calendar.between(now, due_at) if now <= due_at else -calendar.between(due_at, now)
        return status_words.due(left=left, whole=calendar.between(since, max(since, due_at)))
    except CalendarGap:
        return bare


@dataclass(frozen=True, slots=True)
class SigningLine:
    """A document that waits for a signature, and whether it has been open before this leader as it stands now."""

    tick: str
    code: str
    url: str
    pane_url: str
    document: str
    title: str
    procedure: str
    owner: str
    due: Due
    seen: bool
    single: bool  # decided on its own page only: a withdrawal is final


Seen = frozenset[tuple[int, str, datetime]]


def signing(
    drafts: Iterable[dict[str, Any]],
    answers: Iterable[tuple[Step, Result]],
    seen: Seen,
    calendar: WorkCalendar | None,
    now: datetime,
) -> list[SigningLine]:
    """Everything that waits for a leader, what is due first at the top."""
    found = [
        (row["due_at"], _draft_to_sign(row, (row["id"], row["kind"], row["drafted_at"]) in seen, calendar, now))
        for row in drafts
    ]
    found += [
        (
            step.dossier.due_at,
            _answer_to_sign(step, answer, (step.dossier_id, "result", answer.drafted_at) in seen, calendar, now),
        )
        for step, answer in answers
    ]
    return [line for _, line in sorted(found, key=lambda pair: (pair[0] is None, pair[0] or now))]


def _draft_to_sign(row: dict[str, Any], seen: bool, calendar: WorkCalendar | None, now: datetime) -> SigningLine:
    kind = ProposalKind(row["kind"])
    return SigningLine(
        tick=f"{kind.value}-{row['id']}",
        code=row["code"],
        url=reverse("office:document", args=[row["id"], kind.value]),
        pane_url=reverse("office:glance", args=[row["id"]]),
        document=PROPOSALS[kind],
        title=PROPOSALS[kind],
        procedure=row["procedure_name"],
        owner=row["owner_name"],
        due=due_of_step(row["state"], row["drafted_at"], row["due_at"], calendar, now),
        seen=seen,
        single=kind is ProposalKind.WITHDRAWAL,
    )


def _answer_to_sign(
    step: Step, answer: Result, seen: bool, calendar: WorkCalendar | None, now: datetime
) -> SigningLine:
    row = step.dossier
    return SigningLine(
        tick=f"result-{step.pk}",
        code=row.code or "",
        url=reverse("office:document", args=[row.pk, "result"]),
        pane_url=reverse("office:glance", args=[row.pk]),
        document=_("Kết quả") + (_(" (không chấp thuận)") if answer.is_negative else ""),
        title=answer.title,
        procedure=row.procedure_version.name,
        owner=row.owner_name,
        due=due_of_step(row.state, answer.drafted_at, row.due_at, calendar, now),
        seen=seen,
        single=False,
    )


def consultations(rows: Iterable[dict[str, Any]], calendar: WorkCalendar | None, now: datetime) -> list[Line]:
    """Questions to this agency. Who asks is shown; whose dossier it is, is not needed to answer."""
    return [
        Line(
            code=row["code"],
            url=reverse("office:answer", args=[row["consultation_id"]]),
            pane_url="",
            procedure=row["procedure_name"],
            owner=row["asking_name"],
            step=row["question"],
            due=left_until(row["due_at"], row["asked_at"], calendar, now),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class LateLine:
    """A dossier past its day, with the step at fault."""

    code: str
    url: str
    pane_url: str
    procedure: str
    owner: str
    agency: str
    step: str
    who: str
    step_late: bool
    due: Due
    promised: str
    tick: str = ""


def overdue(
    rows: Iterable[dict[str, Any]], names: dict[int, str], calendar: WorkCalendar | None, now: datetime
) -> list[LateLine]:
    """What is late, and at whose step."""
    return [
        LateLine(
            code=row["code"],
            url=reverse("office:dossier", args=[row["id"]]),
            pane_url=reverse("office:glance", args=[row["id"]]),
            procedure=row["procedure_name"],
            owner=row["owner_name"],
            agency=row["agency_name"],
            step=row["step_name"] or wording.said(lifecycle.STANDINGS[State(row["state"])].words),
            who=names.get(row["officer_id"] or 0, "") or row["unit_name"] or "",
            step_late=bool(row["step_due_at"] and row["step_due_at"] < now),
            due=left_until(row["due_at"], row["accepted_at"] or row["due_at"], calendar, now),
            tick=str(row["step_id"] or ""),
            promised=wording.day(row["due_at"])[:5] if row["due_at"].year == now.year else wording.day(row["due_at"]),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A dossier a search found."""

    code: str
    url: str
    procedure: str
    owner: str
    agency: str
    tone: Tone
    state: str
    due: str
    by_answers: bool = False


def found(rows: Iterable[dict[str, Any]], now: datetime) -> list[FoundLine]:
    """What a search found, in Vietnamese order of names."""
    return [_found(row, now) for row in rows]


def _found(row: dict[str, Any], now: datetime) -> FoundLine:
    state = State(row["state"])
    tone, words = standing(state, row["due_at"], row["processed_at"], row["timeliness"], now)
    return FoundLine(
        code=row["code"],
        url=reverse("office:dossier", args=[row["id"]]),
        procedure=row["procedure_name"],
        owner=row["owner_name"],
        agency=row["agency_name"],
        tone=tone,
        state=words,
        due=wording.day(row["due_at"]) if row["due_at"] else "",
        by_answers=row["by_answers"],
    )


def standing(
    state: State, due_at: datetime | None, processed_at: datetime | None, timeliness: str, now: datetime
) -> tuple[Tone, str]:
    """How a dossier stands, in colour and words: the national state, and that it is late where it is."""
    status = STATUSES[lifecycle.national_status(state) or 1]
    words = wording.said(lifecycle.STANDINGS[state].words)
    if processed_at is not None and timeliness in VERDICTS:
        verdict_tone, verdict = VERDICTS[timeliness]
        return verdict_tone, f"{words} · {verdict.lower()}"
    running = state in (State.ACCEPTED, State.IN_TRANSIT, State.IN_PROCESS)
    if running and due_at is not None and due_at < now:
        return Tone.LATE, _("%(words)s · quá hạn") % {"words": words}
    return status.tone, words
