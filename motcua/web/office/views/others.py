"""Asking others: another agency's opinion, the citizen's payment; and stopping on a legal ground."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.core.lifecycle import MOVES, Verb
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions, queries
from motcua.org import queries as org
from motcua.web.office import desk as desks
from motcua.web.office import frame
from motcua.web.office.acting import act
from motcua.web.office.case import Case, of_dossier
from motcua.web.office.forms import ReasonForm
from motcua.web.office.forms.beside import AnswerForm, ConsultForm, PaymentForm
from motcua.web.office.presenting import lists
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.WORK_STEP)
@of_dossier
def consult(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask another agency, to be answered within the norm (law:consultation)."""
    latest = case.dossier.due_at.astimezone(ZONE) if case.dossier.due_at else None

    def do(given: dict[str, Any]) -> None:
        actions.consult(
            dossier_id=case.id,
            agency_id=given["agency"],
            question=given["question"],
            due_at=given["due_at"],
            by=case.actor,
            now=case.now,
            key=given["key"],
        )

    return act(
        request,
        case,
        title=_("Lấy ý kiến cơ quan khác"),
        form=ConsultForm(
            request.POST or None,
            agencies=_agencies(case),
            latest=latest,
            calendar=org.work_calendar(case.row.calendar_version_id),
        ),
        do=do,
        done=_("Đã gửi nội dung cần lấy ý kiến."),
        text=_("Thời hạn giải quyết vẫn tính tiếp trong khi chờ ý kiến."),
        button=_("Gửi lấy ý kiến"),
    )


def _agencies(case: Case) -> dict[str, int]:
    """Every other agency of today by its name; of two with one name, the nearer one in the tree's order."""
    found = org.agencies(on=case.desk.today).exclude(pk=case.row.competent_agency_id).order_by("sort_key", "id")
    names: dict[str, int] = {}
    for name, agency_id in found.values_list("name", "id"):
        names.setdefault(name, agency_id)
    return names


@permission(Permission.ANSWER_CONSULTATION)
def answer(request: HttpRequest, consultation_id: int) -> HttpResponse:
    """Answer a question put to one's agency. Only what was asked is shown: the dossier stays with the asking agency."""
    desk = desks.of(request)
    asked = queries.consultation(consultation_id)
    if asked is None:
        raise Http404
    actor = desk.actor.in_field(asked.dossier.field_id)
    if not actor.holds(MOVES[Verb.ANSWER_CONSULTATION].actors, frozenset({asked.agency_id})):
        return frame.draw(request, "office/out_of_reach.html", {}, status=403)
    form, status = AnswerForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.answer_consultation(
                    dossier_id=asked.dossier_id,
                    consultation_id=asked.pk,
                    answer=form.cleaned_data["answer"],
                    by=desk.actor,
                    now=desk.now,
                    key=form.cleaned_data["key"],
                )
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Đã gửi ý kiến trả lời."))
                return redirect("office:consultations")
    dossier = asked.dossier
    values = {
        "asked": asked,
        "code": dossier.code,
        "procedure": dossier.procedure_version.name,
        "asking": dossier.competent_agency.name,
        "due": lists.left_until(asked.due_at, asked.asked_at, desk.calendar, desk.now),
        "form": form,
        "crumbs": [Crumb(_("Lấy ý kiến"), reverse("office:consultations")), Crumb(dossier.code or "")],
    }
    return frame.draw(request, "office/answer.html", values, status=status)


@permission(Permission.WORK_STEP)
@of_dossier
def payment(request: HttpRequest, case: Case) -> HttpResponse:
    """Tell the citizen what is to be paid: the clock stands until proof comes (law:financial-obligation)."""

    def do(given: dict[str, Any]) -> None:
        actions.ask_payment(dossier_id=case.id, notice=given["notice"], by=case.actor, now=case.now, key=given["key"])

    return act(
        request,
        case,
        title=_("Yêu cầu thực hiện nghĩa vụ tài chính"),
        form=PaymentForm(request.POST or None),
        do=do,
        done=_("Đã ghi nhận yêu cầu nộp tiền; thời hạn tạm dừng."),
        text=_("Thời hạn giải quyết tạm dừng cho đến khi Bộ phận Một cửa ghi nhận chứng từ nộp tiền."),
        button=_("Yêu cầu nộp tiền"),
    )


@permission(Permission.APPROVE_SUPPLEMENT)
@of_dossier
def stop(request: HttpRequest, case: Case) -> HttpResponse:
    """Stop for good on a legal ground (law:stop)."""

    def do(given: dict[str, Any]) -> None:
        actions.stop(dossier_id=case.id, reason=given["reason"], by=case.actor, now=case.now, key=given["key"])

    return act(
        request,
        case,
        title=_("Dừng giải quyết hồ sơ"),
        form=ReasonForm(
            request.POST or None,
            label=_("Căn cứ pháp lý và lý do"),
            hint=_("Ví dụ: chủ hồ sơ đã chết; có quyết định của Tòa án; trùng hồ sơ. Ghi rõ điều, khoản."),
        ),
        do=do,
        done=_("Đã dừng giải quyết hồ sơ."),
        text=_("Hồ sơ kết thúc và không mở lại được. Muốn giải quyết tiếp, người nộp phải nộp hồ sơ mới."),
        button=_("Dừng giải quyết"),
        danger=True,
    )
