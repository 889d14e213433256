"""What one drafts and a leader decides: supplement notices, apologies with a new date, withdrawals."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.core.lifecycle import ProposalKind
from motcua.dossiers import actions
from motcua.people import queries as people
from motcua.web.office import offers, promises
from motcua.web.office.acting import act
from motcua.web.office.case import Case, named, of_dossier
from motcua.web.office.forms import ConfirmForm, ReasonForm
from motcua.web.office.forms.proposals import ApologyForm, SupplementForm
from motcua.web.office.presenting import beside
from motcua.web.office.presenting.words import PROPOSALS, norm
from motcua.web.ui import wording
from motcua.web.ui.parts import Fact


@permission(Permission.WORK_STEP)
@of_dossier
def supplement(request: HttpRequest, case: Case) -> HttpResponse:
    """Draft the notice of everything that is missing (law:one-notice)."""
    papers = [component.name for component in case.page.components]

    def do(given: dict[str, Any]) -> None:
        actions.propose_supplement(
            dossier_id=case.id,
            content={"reason": given["reason"], "items": given["items"]},
            ground=given.get("ground", ""),
            by=case.actor,
            now=case.now,
            key=given["key"],
        )

    return act(
        request,
        case,
        title=_("Đề nghị bổ sung hồ sơ"),
        form=SupplementForm(request.POST or None, papers=papers, needs_ground=offers.needs_ground(case)),
        do=do,
        done=_("Đã trình lãnh đạo yêu cầu bổ sung."),
        template="office/supplement.html",
        asked=case.dossier.supplements_asked,
    )


@permission(Permission.WORK_STEP)
@of_dossier
def apology(request: HttpRequest, case: Case) -> HttpResponse:
    """Draft an apology with one new date, computed from the promise (law:second-date)."""
    dates = promises.second_dates(case)

    def do(given: dict[str, Any]) -> None:
        actions.propose_apology(
            dossier_id=case.id,
            reason=given["reason"],
            new_due_at=dict(dates)[int(given["days"])],
            by=case.actor,
            now=case.now,
            key=given["key"],
        )

    choices = [
        (str(days), _("%(days)s ngày làm việc: %(due)s") % {"days": f"{days:02d}", "due": wording.due(at)})
        for days, at in dates
    ]
    return act(
        request,
        case,
        title=_("Xin lỗi và hẹn lại ngày trả"),
        form=ApologyForm(request.POST or None, dates=choices),
        do=do,
        done=_("Đã trình lãnh đạo văn bản xin lỗi, hẹn lại."),
        template="office/apology.html",
        facts=_promise(case),
    )


def _promise(case: Case) -> list[Fact]:
    row = case.row
    facts = [Fact(_("Đã hẹn"), wording.due(row.due_at))] if row.due_at else []
    return [*facts, Fact(_("Thời hạn quy định"), norm(row.norm_value, row.norm_unit))]


@permission(Permission.APPROVE_SUPPLEMENT)
@of_dossier
def sign(request: HttpRequest, case: Case, kind: str) -> HttpResponse:
    """Sign a draft, or agree to a withdrawal: the desk then sends it."""
    proposed = _kind(kind)
    withdraws = proposed is ProposalKind.WITHDRAWAL

    def do(given: dict[str, Any]) -> None:
        told = {"dossier_id": case.id, "by": case.actor, "now": case.now, "key": given["key"]}
        if withdraws:
            actions.agree_withdrawal(**told)
        else:
            actions.sign_proposal(kind=proposed, **told)

    return act(
        request,
        case,
        title=_("Đồng ý cho rút hồ sơ") if withdraws else _("Ký: %(proposed)s") % {"proposed": PROPOSALS[proposed]},
        form=ConfirmForm(request.POST or None),
        do=do,
        done=_("Đã đồng ý cho rút hồ sơ.") if withdraws else _("Đã ký. Bộ phận Một cửa gửi cho người nộp."),
        text=_("Hồ sơ kết thúc tại đây. Muốn làm lại, người nộp phải nộp hồ sơ mới.") if withdraws else "",
        draft=_draft(case, proposed),
        button=_("Đồng ý cho rút") if withdraws else _("Ký"),
        danger=withdraws,
    )


@permission(Permission.APPROVE_SUPPLEMENT)
@of_dossier
def reject(request: HttpRequest, case: Case, kind: str) -> HttpResponse:
    """Do not agree to a draft; its reason goes back to the drafter."""
    proposed = _kind(kind)

    def do(given: dict[str, Any]) -> None:
        actions.reject_proposal(
            dossier_id=case.id, kind=proposed, reason=given["reason"], by=case.actor, now=case.now, key=given["key"]
        )

    return act(
        request,
        case,
        title=_("Không đồng ý: %(proposed)s") % {"proposed": PROPOSALS[proposed]},
        form=ReasonForm(request.POST or None, label=_("Lý do không đồng ý")),
        do=do,
        done=_("Đã trả lại dự thảo kèm lý do."),
        draft=_draft(case, proposed),
        button=_("Không đồng ý"),
    )


def _kind(text: str) -> ProposalKind:
    try:
        return ProposalKind(text)
    except ValueError as unknown:
        raise Http404 from unknown


def _draft(case: Case, kind: ProposalKind) -> beside.ProposalLine | None:
    live = [each for each in case.page.proposals if each.kind == kind and each.stage in ("drafted", "signed")]
    return beside.proposal(live[-1], people.names_of(named(case))) if live else None
