"""What a desk may do with a dossier now: each act with its right, when it is offered, what it asks, what it calls."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.access import Permission
from motcua.base.words import gettext_lazy as _
from motcua.core.lifecycle import MOVES, ProposalKind, ProposalStage, State, Verb
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions import Moved
from motcua.dossiers.filing import PaperIn
from motcua.dossiers.queries import Page
from motcua.results import actions as results
from motcua.web.counter.asking import (
    AcceptForm,
    ActForm,
    AskForm,
    PaymentForm,
    ReasonForm,
    RefuseForm,
    RefuseProofForm,
    SupplyForm,
    waiting_proofs,
)
from motcua.web.counter.clerk import Clerk
from motcua.web.counter.returning import HandOverForm
from motcua.web.ui.uploads import Kept

P = Permission
WITHDRAWABLE = MOVES[Verb.ASK_WITHDRAWAL].sources


# --- The acts ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Doing:
    """One act about to be done: by whom, on which dossier, with what."""

    page: Page
    clerk: Clerk
    form: Any
    kept: list[Kept] = field(default_factory=list)

    @property
    def common(self) -> dict[str, Any]:
        return {
            "dossier_id": self.page.dossier.pk,
            "by": self.clerk.actor,
            "now": self.clerk.now,
            "key": self.form.cleaned_data["key"],
        }

    @property
    def given(self) -> dict[str, Any]:
        given: dict[str, Any] = self.form.cleaned_data
        return given


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a desk does. `offer` names the form to print next."""

    slug: str
    button: str
    needs: Permission
    fits: Callable[[Page, Clerk], bool]
    do: Callable[[Doing], Moved]
    done: str
    form: type[ActForm] = ActForm
    icon: str = "check"
    key: str = ""
    kind: str = ""
    offer: str = ""
    says: str = ""
    aside: bool = False  # possible, but not what waits to be done
    keeps: str = "paper"  # what its uploads are


def _holds(page: Page, clerk: Clerk, *roles: Role) -> bool:
    desks = {page.dossier.receiving_agency_id, page.dossier.competent_agency_id}
    return bool(clerk.agencies_as(*roles) & desks)


def _at(*states: State, roles: tuple[Role, ...] = (Role.RECEPTION,)) -> Callable[[Page, Clerk], bool]:
    def fits(page: Page, clerk: Clerk) -> bool:
        return page.dossier.state in states and _holds(page, clerk, *roles)

    return fits


def _goes_elsewhere(page: Page) -> bool:
    return page.dossier.is_non_territorial and page.dossier.taken_over_at is None


def _may_transfer(page: Page, clerk: Clerk) -> bool:
    return _at(State.ACCEPTED)(page, clerk) and not _goes_elsewhere(page)


def _may_send_on(page: Page, clerk: Clerk) -> bool:
    mine = page.dossier.receiving_agency_id in clerk.agencies_as(Role.RECEPTION)
    return page.dossier.state == State.ACCEPTED and _goes_elsewhere(page) and mine


def _may_take_over(page: Page, clerk: Clerk) -> bool:
    theirs = page.dossier.competent_agency_id in clerk.agencies_as(Role.RECEPTION)
    return page.dossier.state == State.IN_TRANSIT and theirs


def _expired(page: Page, clerk: Clerk) -> bool:
    waiting = _at(State.INTAKE_SUPPLEMENT, State.SUPPLEMENT)(page, clerk)
    return waiting and bool(page.supplements) and _passed(page.supplements[-1].term_ends_on, clerk)


def _passed(day: date, clerk: Clerk) -> bool:
    return clerk.today > day


def _live(page: Page, kind: ProposalKind, *stages: ProposalStage) -> bool:
    return any(each.kind == kind and each.stage in stages for each in page.proposals)


def _signed(kind: ProposalKind) -> Callable[[Page, Clerk], bool]:
    def fits(page: Page, clerk: Clerk) -> bool:
        return _at(State.IN_PROCESS)(page, clerk) and _live(page, kind, ProposalStage.SIGNED)

    return fits


def withdrawal_asked(page: Page) -> bool:
    return _live(page, ProposalKind.WITHDRAWAL, ProposalStage.DRAFTED, ProposalStage.SIGNED)


def _may_ask_withdrawal(page: Page, clerk: Clerk) -> bool:
    return _at(*WITHDRAWABLE)(page, clerk) and not withdrawal_asked(page)


def _may_give_back(page: Page, clerk: Clerk) -> bool:
    # law:withdrawal — before acceptance the desk gives the dossier back by itself, afterwards the leader agrees.
    return _at(State.SUBMITTED, State.INTAKE_SUPPLEMENT)(page, clerk) and withdrawal_asked(page)


def _may_refuse_proof(page: Page, clerk: Clerk) -> bool:
    return _at(State.FINANCE, roles=(Role.RECEPTION, Role.CASHIER))(page, clerk) and bool(waiting_proofs(page))


def _supply(doing: Doing) -> Moved:
    """Each paper received, with its own scans; other scans go to the lines that have none, in their order."""
    attached = doing.form.attached
    own = {item: attached.of(control) for control, item in doing.form.items.items()}
    others = list(attached.of("scans"))
    papers: list[PaperIn] = []
    for line in filter(None, (" ".join(each.split()) for each in doing.given["papers"].splitlines())):
        scans = own.pop(line, []) or ([others.pop(0)] if others else [])
        papers.append(PaperIn(name=line[:500], originals=1, **_scanned(scans[:1])))
        papers += [PaperIn(name=line[:500], **_scanned([kept])) for kept in scans[1:]]
    papers += [PaperIn(name=item[:500], **_scanned([kept])) for item, some in own.items() for kept in some]
    papers += [kept.as_paper() for kept in others]
    return actions.supply(papers=tuple(papers), **doing.common)


def _scanned(scans: list[Kept]) -> dict[str, Any]:
    return {"file_id": scans[0].id, "is_digitised": True} if scans else {}


def _hand_over(doing: Doing) -> Moved:
    given = doing.given
    return results.hand_over(
        way=given["way"],
        to_name=given["to_name"],
        proof=doing.form.proof,
        waybill=given["waybill"],
        originals_back=given["originals_back"],
        receiver=doing.form.receiver,
        **doing.common,
    )


ACTS: tuple[Act, ...] = (
    Act("cho-rut", _("Đồng ý cho rút hồ sơ"), P.ACCEPT_DOSSIER, _may_give_back,
        lambda d: actions.agree_withdrawal(**d.common), _("Đã trả hồ sơ theo đề nghị rút."), icon="undo-2",
        offer="thong-bao-dung"),
    Act("khong-cho-rut", _("Không đồng ý cho rút"), P.ACCEPT_DOSSIER, _may_give_back,
        lambda d: actions.reject_proposal(kind=ProposalKind.WITHDRAWAL, reason=d.given["reason"], **d.common),
        _("Đã ghi nhận không đồng ý cho rút hồ sơ."), ReasonForm, icon="x", kind="secondary", aside=True),
    Act("tiep-nhan", _("Tiếp nhận"), P.ACCEPT_DOSSIER, _at(State.SUBMITTED),
        lambda d: actions.accept(norm=d.given.get("norm"), **d.common),
        _("Đã tiếp nhận hồ sơ."), AcceptForm, key="T", offer="giay-tiep-nhan",
        says=_("Hồ sơ đầy đủ, hợp lệ và đúng thẩm quyền. Thời hạn giải quyết tính từ bây giờ.")),
    Act("xac-nhan-bo-sung", _("Xác nhận đã bổ sung đủ"), P.ACCEPT_DOSSIER, _at(State.SUPPLEMENT_GIVEN),
        lambda d: actions.confirm_supplement(**d.common),
        _("Đã xác nhận bổ sung đủ, thời hạn được tính lại."), key="T", offer="giay-tiep-nhan"),
    Act("dong", _("Kết thúc do hết hạn bổ sung"), P.ACCEPT_DOSSIER, _expired,
        lambda d: actions.close_expired(**d.common), _("Đã kết thúc hồ sơ do hết thời hạn bổ sung."),
        icon="circle-slash", kind="danger", offer="thong-bao-dung phieu-tu-choi",
        says=_("Đã hết thời hạn bổ sung mà chưa nhận được giấy tờ.")),
    Act("nhan-bo-sung", _("Nhận giấy tờ bổ sung"), P.ACCEPT_DOSSIER, _at(State.INTAKE_SUPPLEMENT, State.SUPPLEMENT),
        _supply, _("Đã nhận giấy tờ bổ sung, chờ kiểm tra."), SupplyForm, icon="file-plus", key="B"),
    Act("chuyen", _("Chuyển bộ phận chuyên môn"), P.HAND_OVER_DOSSIER, _may_transfer,
        lambda d: actions.transfer(**d.common), _("Đã chuyển hồ sơ cho bộ phận chuyên môn."), icon="send", key="C"),
    Act("chuyen-co-quan", _("Chuyển đến cơ quan có thẩm quyền"), P.HAND_OVER_DOSSIER, _may_send_on,
        lambda d: actions.send_to_competent(**d.common), _("Đã chuyển hồ sơ đến cơ quan có thẩm quyền."),
        icon="send", key="C", offer="phieu-ban-giao"),
    Act("nhan-ban-giao", _("Nhận bàn giao"), P.HAND_OVER_DOSSIER, _may_take_over,
        lambda d: actions.take_over(**d.common), _("Đã nhận bàn giao, thời hạn giải quyết tính từ bây giờ."),
        key="T", offer="phieu-ban-giao"),
    Act("gui-bo-sung", _("Gửi phiếu yêu cầu bổ sung"), P.ACCEPT_DOSSIER, _signed(ProposalKind.SUPPLEMENT),
        lambda d: actions.send_supplement(**d.common), _("Đã gửi phiếu yêu cầu bổ sung, tạm dừng tính thời hạn."),
        icon="send", key="C", offer="phieu-bo-sung"),
    Act("gui-xin-loi", _("Gửi văn bản xin lỗi, hẹn lại"), P.ACCEPT_DOSSIER, _signed(ProposalKind.APOLOGY),
        lambda d: actions.send_apology(**d.common), _("Đã gửi văn bản xin lỗi; ngày hẹn mới có hiệu lực."),
        icon="send", key="C", offer="van-ban-xin-loi"),
    Act("da-nop-tien", _("Xác nhận đã nộp tiền"), P.RECORD_PAYMENT,
        _at(State.FINANCE, roles=(Role.RECEPTION, Role.CASHIER)),
        lambda d: actions.confirm_payment(proof=d.given["proof"], **d.common),
        _("Đã ghi nhận nghĩa vụ tài chính; thời hạn tiếp tục tính."), PaymentForm, icon="banknote", key="T",
        offer="giay-tiep-nhan", keeps="proof"),
    Act("khong-ghi-nhan", _("Chưa ghi nhận chứng từ"), P.RECORD_PAYMENT, _may_refuse_proof,
        lambda d: actions.refuse_proof(proof_id=d.given["proof"], reason=d.given["reason"], **d.common),
        _("Đã báo cho người nộp vì sao chưa ghi nhận."), RefuseProofForm, icon="x", kind="secondary", aside=True),
    Act("tra-ket-qua", _("Trả kết quả"), P.RETURN_RESULT,
        _at(State.PROCESSED, roles=(Role.RECEPTION, Role.RETURN_DESK)), _hand_over,
        _("Đã trả kết quả."), HandOverForm, icon="package-check", key="T"),
    Act("yeu-cau-bo-sung", _("Yêu cầu bổ sung"), P.ACCEPT_DOSSIER, _at(State.SUBMITTED),
        lambda d: actions.ask_at_intake(content=d.form.content(), ground=d.given.get("ground", ""), **d.common),
        _("Đã yêu cầu bổ sung."), AskForm, icon="file-question-mark", key="B", kind="secondary", offer="phieu-bo-sung",
        says=_("Nêu mọi thiếu sót trong một thông báo."), aside=True),
    Act("tu-choi", _("Từ chối tiếp nhận"), P.ACCEPT_DOSSIER, _at(State.SUBMITTED),
        lambda d: actions.refuse(reason=d.given["reason"], guidance=d.given["guidance"], **d.common),
        _("Đã từ chối tiếp nhận hồ sơ."), RefuseForm, icon="circle-slash", kind="danger", offer="phieu-tu-choi",
        aside=True),
    Act("de-nghi-rut", _("Ghi nhận đề nghị rút hồ sơ"), P.ACCEPT_DOSSIER, _may_ask_withdrawal,
        lambda d: actions.ask_withdrawal(reason=d.given["reason"], **d.common),
        _("Đã ghi nhận đề nghị rút hồ sơ."), ReasonForm, icon="undo-2", kind="secondary", aside=True),
)  # fmt: skip

BY_SLUG = {act.slug: act for act in ACTS}


def open_to(page: Page, clerk: Clerk) -> list[Act]:
    """What this clerk may do with the dossier now, and nothing else; the act that is due leads."""
    return [act for act in ACTS if act.fits(page, clerk)]
