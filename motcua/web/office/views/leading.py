"""What a leader looks at: documents to sign, each opened before; what will be late, what is, and who has it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.access.actions import note_look
from motcua.core.lifecycle import ProposalKind
from motcua.core.roles import Role
from motcua.core.worktime import CalendarGap
from motcua.dossiers import queries
from motcua.people import queries as people
from motcua.web.office import actions, frame, many, navigation, offers, promises
from motcua.web.office import desk as desks
from motcua.web.office.actions import Ordered
from motcua.web.office.case import Case, named, of_dossier
from motcua.web.office.desk import AHEAD, Desk
from motcua.web.office.forms.proposals import BatchApologyForm, SignForm
from motcua.web.office.models import MOST_LINES, Bulk, SeenDocument
from motcua.web.office.presenting import beside, lists
from motcua.web.office.presenting import dossier as shown
from motcua.web.office.presenting.words import PROPOSALS
from motcua.web.office.views.batch import before, ordered_now
from motcua.web.office.views.lists import KEYS, PAGE
from motcua.web.ui import wording
from motcua.web.ui.parts import Crumb, Key, Page

RESULT = "result"
DAYS = (1, 2, 3, 5, 7, 10, 15, 20, 30)


@permission(Permission.APPROVE_SUPPLEMENT)
def signing(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this leader; several are signed together once each has been opened."""
    desk = desks.of(request)
    form = SignForm(request.POST or None)
    if request.method == "POST":
        if (account := before(request, desk)) is not None:
            return account
        wanted = _wanted(desk, request.POST.getlist("ky"))
        if not wanted:
            messages.warning(request, _("Chưa chọn văn bản nào. Mở xem từng văn bản, đánh dấu rồi ký."))
            return redirect("office:proposals")
        if form.is_valid():
            note = {"note": form.cleaned_data["note"]}
            return ordered_now(request, desk, Bulk.Kind.SIGN, form.cleaned_data["key"], wanted, note)
    values = {
        "tabs": navigation.tabs(desk, "proposals"),
        "lines": lists.signing(desk.to_sign, desk.to_approve, _seen(desk), desk.calendar, desk.now),
        "form": form,
        "keys": KEYS[:3],
    }
    return frame.draw(request, "office/signing.html", values, status=422 if form.errors else 200)


def _seen(desk: Desk) -> lists.Seen:
    dossiers = [row["id"] for row in desk.to_sign] + [step.dossier_id for step, _ in desk.to_approve]
    found = SeenDocument.objects.filter(officer_id=desk.account.officer.pk, dossier_id__in=dossiers)
    return frozenset(found.values_list("dossier_id", "what", "drafted_at"))


def _wanted(desk: Desk, ticked: list[str]) -> list[Ordered]:
    """The ticked documents among those that wait for this leader; whether each was seen, the signing itself asks."""
    waiting = {f"{row['kind']}-{row['id']}": Ordered(row["id"], None, what=row["kind"]) for row in desk.to_sign}
    waiting |= {f"{RESULT}-{step.pk}": Ordered(step.dossier_id, step.pk, what=RESULT) for step, _ in desk.to_approve}
    return [waiting[tick] for tick in dict.fromkeys(ticked) if tick in waiting and not tick.startswith("withdrawal")]


@permission(Permission.APPROVE_SUPPLEMENT)
@of_dossier
def document(request: HttpRequest, case: Case, what: str) -> HttpResponse:
    """One document as it will be signed. That it lay open is recorded; so is the look at what it says of people."""
    draft, answer, drafted_at = _document(case, what)
    officer_id = case.desk.account.officer.pk
    note_look(officer_id=officer_id, dossier_id=case.id, purpose=case.purpose, what=f"document:{what}", at=case.now)
    has_file = answer is not None and bool(answer.file_name)
    if not has_file and (answer is None or case.sees_papers):
        actions.note_seen(officer_id=officer_id, dossier_id=case.id, what=what, drafted_at=drafted_at, at=case.now)
    title = answer.title if answer else PROPOSALS[ProposalKind(what)]
    values = {
        "title": title,
        "head": shown.head(case.page, case.now),
        "facts": shown.glance_facts(case.page),
        "draft": draft,
        "answer": answer,
        "has_file": has_file,
        "works": offers.works(case) if answer else [],
        "to_decide": [each for each in offers.to_decide(case) if each.proposal.kind == what],
        "dossier_url": reverse("office:dossier", args=[case.id]),
        "crumbs": [Crumb(_("Chờ ký"), reverse("office:proposals")), Crumb(case.code)],
        "keys": [Key("?", _("Tất cả phím tắt"))],
    }
    return frame.draw(request, "office/document.html", values)


def _document(case: Case, what: str) -> tuple[beside.ProposalLine | None, beside.Answer | None, datetime]:
    if what == RESULT and case.own_result is not None:
        answer = beside.answer(
            case.own_result, dossier_id=case.id, open_files=case.sees_papers, printed=case.sees_answer
        )
        return None, answer, case.own_result.drafted_at
    for row in case.page.proposals:
        if row.kind == what and row.stage == "drafted":
            return beside.proposal(row, people.names_of(named(case))), None, row.drafted_at
    raise Http404


@permission(Permission.WATCH_UNIT)
def nearly_late(request: HttpRequest) -> HttpResponse:
    """What will be late within sixteen working hours, and who has it."""
    desk = desks.of(request)
    watched = desk.watched
    until = desk.working(AHEAD)
    number = _number(request)
    rows = queries.nearly_late(
        watched.agencies,
        places=watched.places,
        received=watched.received,
        now=desk.now,
        until=until,
        limit=PAGE + 1,
        offset=(number - 1) * PAGE,
    )
    values = _watched(desk, rows, number, several=watched.several) | {
        "tabs": navigation.tabs(desk, "nearly_late"),
        "title": _("Hồ sơ sắp trễ của cơ quan"),
        "lead": _("Đến hạn trước %(moment)s: trong 16 giờ làm việc tới.") % {"moment": wording.moment(until)},
        "nothing": _("Không có hồ sơ sắp trễ"),
        "advice": _("Không hồ sơ nào đến hạn trong 16 giờ làm việc tới."),
        "last": _("Còn"),
    }
    return frame.draw(request, "office/overdue.html", values)


@permission(Permission.WATCH_UNIT)
def overdue(request: HttpRequest) -> HttpResponse:
    """What the agency or division owes and has not done in time, with the step at fault."""
    desk = desks.of(request)
    watched = desk.watched
    number = _number(request)
    rows = queries.overdue(
        watched.agencies,
        places=watched.places,
        received=watched.received,
        now=desk.now,
        limit=PAGE + 1,
        offset=(number - 1) * PAGE,
    )
    values = _watched(desk, rows, number, several=watched.several) | {
        "tabs": navigation.tabs(desk, "overdue"),
        "title": _("Hồ sơ quá hạn của cơ quan"),
        "lead": "",
        "nothing": _("Không có hồ sơ quá hạn"),
        "advice": _("Mọi hồ sơ đang giải quyết đều trong thời hạn."),
        "last": _("Trễ"),
    }
    return frame.draw(request, "office/overdue.html", values)


def _number(request: HttpRequest) -> int:
    return Page.asked(request.GET.get("trang"), size=PAGE, total=PAGE * 1000).number


def _watched(desk: Desk, rows: queries.Rows, number: int, *, several: bool) -> dict[str, Any]:
    names = people.names_of(row["officer_id"] for row in rows if row["officer_id"])
    works = Permission.WORK_STEP in desk.permissions
    return {
        "lines": lists.overdue(rows[:PAGE], names, desk.calendar, desk.now),
        "several": several,
        "earlier": number - 1,
        "later": number + 1 if len(rows) > PAGE else 0,
        "gives": works and bool(desk.actor.roles & many.GIVERS),
        "apologises": works and Role.DIVISION_HEAD in desk.actor.roles,
        "keys": KEYS[:3],
    }


@permission(Permission.WORK_STEP)
def apologise(request: HttpRequest) -> HttpResponse:
    """Draft one apology for each of the ticked dossiers, each with its own new date, computed and shown before."""
    desk = desks.of(request)
    given = request.POST or request.GET
    if (account := before(request, desk)) is not None:
        return account
    days = int(given["ngay"]) if given.get("ngay", "") in map(str, DAYS) else DAYS[3]
    lines = _apologies(many.ticked(desk, request), days)
    form = BatchApologyForm(request.POST or None)
    if not lines:
        messages.warning(request, _("Chưa chọn hồ sơ nào. Đánh dấu ở đầu dòng (phím X) rồi chọn việc cần làm."))
        return redirect("office:overdue" if Permission.WATCH_UNIT in desk.permissions else "office:inbox")
    able = [Ordered(case.id, None, what="apology", new_due_at=at) for case, at, obstacle in lines if not obstacle]
    if request.method == "POST" and form.is_valid() and able:
        reason = {"reason": form.cleaned_data["reason"]}
        return ordered_now(request, desk, Bulk.Kind.APOLOGISE, form.cleaned_data["key"], able, reason)
    title = _("Xin lỗi, hẹn lại nhiều hồ sơ")
    values = {
        "title": title,
        "lines": [(case, _said(case.row.due_at), _said(at), why) for case, at, why in lines],
        "steps": given.getlist("buoc"),
        "days": [(each, each == days) for each in DAYS],
        "chosen_days": days,
        "able": len(able),
        "button": _("Trình lãnh đạo ký %(count)s văn bản") % {"count": len(able)},
        "form": form,
        "most": MOST_LINES,
        "crumbs": [Crumb(_("Hồ sơ quá hạn"), reverse("office:overdue")), Crumb(title)],
    }
    return frame.draw(request, "office/apologies.html", values, status=422 if form.errors else 200)


def _said(at: datetime | None) -> str:
    return wording.due(at) if at else ""


def _apologies(ticked: list[many.Ticked], days: int) -> list[tuple[Case, datetime | None, str]]:
    """Each dossier once, with the date it would be promised for, or why not."""
    cases = {each.case.id: each.case for each in ticked if _may_propose(each.case)}
    return [(case, *_new_date(case, days)) for case in cases.values()]


def _may_propose(case: Case) -> bool:
    steps = frozenset(step.agency_id for step in case.dossier.steps)
    return bool(case.own_steps) or case.actor.holds(frozenset({Role.DIVISION_HEAD}), steps)


def _new_date(case: Case, days: int) -> tuple[datetime | None, str]:
    if case.dossier.postponements >= offers.regime_of(case).extension_max:
        return None, _("Đã hẹn lại một lần, không hẹn lại nữa.")
    if case.dossier.open_proposals:
        return None, _("Đang có dự thảo chờ ký hoặc chờ gửi.")
    try:
        at = promises.promised_after(case, days)
    except CalendarGap:
        return None, _("Ngày hẹn mới nằm ngoài lịch làm việc đã ban hành.")
    if at is None:
        return None, _("Hồ sơ không có hạn đang chạy.")
    return (at, "") if at > case.now else (None, _("Ngày hẹn mới đã qua: hãy chọn nhiều ngày hơn."))
