"""The printed forms of one dossier: which belong to what happened to it, and the day whose law each follows. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.core import regime
from motcua.core.lifecycle import ProposalKind, State
from motcua.core.regime import FormKind
from motcua.dossiers.models import Supplement
from motcua.dossiers.queries import Page
from motcua.gateways.documents import Form
from motcua.org.models import Agency
from motcua.web.counter import slip_forms
from motcua.web.counter.slip_words import Around, day, reissues, sent

SYMBOLS = {
    FormKind.RECEIPT: "TNHS",
    FormKind.SUPPLEMENT: "PBS",
    FormKind.REFUSAL: "TCHS",
    FormKind.APOLOGY: "XL",
    FormKind.STOP: "TB",
    FormKind.HANDOVER: "BG",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """A form that belongs to what happened: its address, its name, the day whose law it follows, and how it is made."""

    slug: str
    kind: FormKind
    title: str
    on: date
    agency: Agency
    make: Callable[[Page, Around], Form]
    part: int = 1  # which of several of its kind

    @property
    def file_name(self) -> str:
        return f"{self.slug}-{self.part}" if self.slug[-1:].isalpha() else self.slug

    @property
    def symbol(self) -> str:
        prescribed = regime.at(self.on).form(self.kind)
        return (prescribed.symbol if prescribed else "") or SYMBOLS[self.kind]


def of(page: Page) -> dict[str, Slip]:
    """The forms of a dossier by their addresses, the one the desk needs first leading."""
    dossier = page.dossier
    state = State(dossier.state)
    found: list[Slip] = []
    if dossier.accepted_at:
        times = reissues(page)
        found.append(
            Slip("giay-tiep-nhan", FormKind.RECEIPT, _("Giấy tiếp nhận và hẹn trả kết quả"), day(times[-1]),
                 dossier.receiving_agency, slip_forms.receipt, len(times))
        )  # fmt: skip
    found += [_supplement_slip(page, supplement) for supplement in reversed(page.supplements)]
    if state is State.REFUSED:
        on = day(dossier.closed_at or dossier.state_since)
        found.append(
            Slip(
                "phieu-tu-choi", FormKind.REFUSAL, _("Phiếu từ chối"), on, dossier.receiving_agency, slip_forms.refusal
            )
        )
    apology = sent(page, ProposalKind.APOLOGY)
    if apology:
        on = day(apology.decided_at or apology.drafted_at)
        title = _("Văn bản xin lỗi, hẹn lại")
        found.append(Slip("van-ban-xin-loi", FormKind.APOLOGY, title, on, dossier.competent_agency, slip_forms.apology))
    if state in (State.WITHDRAWN, State.STOPPED):
        on = day(dossier.closed_at or dossier.state_since)
        agency = dossier.competent_agency if dossier.accepted_at else dossier.receiving_agency
        found.append(Slip("thong-bao-dung", FormKind.STOP, _("Thông báo dừng giải quyết"), on, agency, slip_forms.stop))
    if dossier.is_non_territorial and (state is State.IN_TRANSIT or dossier.taken_over_at):
        on = day(dossier.accepted_at or dossier.state_since)
        found.append(
            Slip(
                "phieu-ban-giao",
                FormKind.HANDOVER,
                _("Phiếu bàn giao"),
                on,
                dossier.receiving_agency,
                slip_forms.handover,
            )
        )
    return {slip.slug: slip for slip in found if _existed(slip)}


def _supplement_slip(page: Page, supplement: Supplement) -> Slip:
    latest = supplement.number == page.supplements[-1].number
    slug = "phieu-bo-sung" if latest else f"phieu-bo-sung-{supplement.number}"
    title = (
        _("Phiếu yêu cầu bổ sung")
        if latest
        else _("Phiếu yêu cầu bổ sung lần %(number)s") % {"number": supplement.number}
    )
    dossier = page.dossier
    agency = dossier.receiving_agency if supplement.at_intake else dossier.competent_agency

    def make(page: Page, around: Around) -> Form:
        return slip_forms.supplement(page, supplement, around)

    return Slip(slug, FormKind.SUPPLEMENT, title, day(supplement.asked_at), agency, make, supplement.number)


def _existed(slip: Slip) -> bool:
    """Whether the law of its day had such a form (a stop notice: only since 2025)."""
    return slip.kind is FormKind.HANDOVER or regime.at(slip.on).form(slip.kind) is not None
