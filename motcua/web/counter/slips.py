"""The printed forms of one dossier: what happened to it, put into the words each form asks for. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from motcua.core import regime, vietnam
from motcua.core.lifecycle import ProposalKind, ProposalStage, State
from motcua.core.regime import FormKind
from motcua.dossiers.models import Component, Proposal, Supplement
from motcua.dossiers.models import Party as StoredParty
from motcua.dossiers.queries import Page
from motcua.gateways import documents
from motcua.gateways.documents import Form, IdKind, Letterhead, Party, Signature
from motcua.org.models import Agency
from motcua.web.counter.forms import PERSON, RETURN_WAYS
from motcua.web.ui import procedures, wording

SYMBOLS = {
    FormKind.RECEIPT: "TNHS",
    FormKind.SUPPLEMENT: "PBS",
    FormKind.REFUSAL: "TCHS",
    FormKind.APOLOGY: "XL",
    FormKind.STOP: "TB",
    FormKind.HANDOVER: "BG",
}
RECEIVER = "Người tiếp nhận hồ sơ"
TERM_PASSED = "Đã hết thời hạn bổ sung, hoàn thiện hồ sơ mà chưa nhận được giấy tờ bổ sung."
RECEIPT_REMARK = (
    "Khi đến nhận kết quả, mang theo giấy này hoặc giấy tờ tùy thân; người nhận thay mang theo giấy ủy quyền."
)


@dataclass(frozen=True, slots=True)
class Around:
    """What a form says that no dossier knows: the house, the people's names, the place and the number it got."""

    public_url: str
    tracking_url: str
    hotline: str
    place: str
    desk: str
    superiors: Mapping[int, str]  # agency → the body above it
    names: Mapping[int, str]  # officer → full name
    issued_by: str
    fees: tuple[documents.Fee, ...] | None
    number: str = ""


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
            Slip("giay-tiep-nhan", FormKind.RECEIPT, "Giấy tiếp nhận và hẹn trả kết quả", _day(times[-1]),
                 dossier.receiving_agency, _receipt, len(times))
        )  # fmt: skip
    found += [_supplement_slip(page, supplement) for supplement in reversed(page.supplements)]
    if state is State.REFUSED:
        on = _day(dossier.closed_at or dossier.state_since)
        found.append(Slip("phieu-tu-choi", FormKind.REFUSAL, "Phiếu từ chối", on, dossier.receiving_agency, _refusal))
    apology = _sent(page, ProposalKind.APOLOGY)
    if apology:
        on = _day(apology.decided_at or apology.drafted_at)
        title = "Văn bản xin lỗi, hẹn lại"
        found.append(Slip("van-ban-xin-loi", FormKind.APOLOGY, title, on, dossier.competent_agency, _apology))
    if state in (State.WITHDRAWN, State.STOPPED):
        on = _day(dossier.closed_at or dossier.state_since)
        agency = dossier.competent_agency if dossier.accepted_at else dossier.receiving_agency
        found.append(Slip("thong-bao-dung", FormKind.STOP, "Thông báo dừng giải quyết", on, agency, _stop))
    if dossier.is_non_territorial and (state is State.IN_TRANSIT or dossier.taken_over_at):
        on = _day(dossier.accepted_at or dossier.state_since)
        found.append(
            Slip("phieu-ban-giao", FormKind.HANDOVER, "Phiếu bàn giao", on, dossier.receiving_agency, _handover)
        )
    return {slip.slug: slip for slip in found if _existed(slip)}


def reissues(page: Page) -> list[datetime]:
    """The moments from which a receipt holds: acceptance, then each time the clock began anew with a new date."""
    dossier = page.dossier
    times = [dossier.accepted_at, dossier.taken_over_at]
    times += [supplement.confirmed_at for supplement in page.supplements if not supplement.at_intake]
    paid = page.statements.get("dossier.payment_confirmed")
    times.append(paid.at if paid else None)
    return sorted(time for time in times if time is not None)


def _supplement_slip(page: Page, supplement: Supplement) -> Slip:
    latest = supplement.number == page.supplements[-1].number
    slug = "phieu-bo-sung" if latest else f"phieu-bo-sung-{supplement.number}"
    title = "Phiếu yêu cầu bổ sung" if latest else f"Phiếu yêu cầu bổ sung lần {supplement.number}"
    dossier = page.dossier
    agency = dossier.receiving_agency if supplement.at_intake else dossier.competent_agency

    def make(page: Page, around: Around) -> Form:
        return _supplement(page, supplement, around)

    return Slip(slug, FormKind.SUPPLEMENT, title, _day(supplement.asked_at), agency, make, supplement.number)


def _existed(slip: Slip) -> bool:
    """Whether the law of its day had such a form (a stop notice: only since 2025)."""
    return slip.kind is FormKind.HANDOVER or regime.at(slip.on).form(slip.kind) is not None


# --- The forms --------------------------------------------------------------------------------------------------------
def _receipt(page: Page, around: Around) -> Form:
    dossier = page.dossier
    submitter = page.parties.get("submitter") or page.parties.get("proxy")
    owner = page.parties["owner"]
    times = reissues(page)
    first = len(times) == 1
    assert dossier.accepted_at is not None
    return documents.ReceiptSlip(
        letterhead=_letterhead(dossier.receiving_agency, times[-1], around),
        dossier_code=dossier.code or "",
        tracking_url=around.tracking_url,
        copies=(documents.Copy.KEPT, documents.Copy.APPLICANT),
        desk=around.desk,
        submitter=_party(submitter or owner),
        owner=_party(owner) if submitter else None,
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        request="",
        competent_agency=dossier.competent_agency.name,
        papers=tuple(_paper(component) for component in page.components),
        set_count=1,
        processing_time=procedures.norm_words(dossier.norm_value, dossier.norm_unit),
        received_at=dossier.taken_over_at or dossier.accepted_at,
        due_at=None
        if dossier.has_no_due_date
        else (dossier.due_original_at if first else dossier.due_at or dossier.due_original_at),
        return_way=dict(RETURN_WAYS).get(str(page.answers.get("result_by", "")), RETURN_WAYS[0][1]),
        fees=around.fees,
        fee_paid=None,
        book=_book(around, times[-1]),
        website=urlsplit(around.public_url).netloc,
        hotline=around.hotline,
        remark=RECEIPT_REMARK,
        officer=around.names.get(dossier.accepted_by or 0, around.issued_by),
    )


def _supplement(page: Page, supplement: Supplement, around: Around) -> Form:
    dossier = page.dossier
    content = supplement.content
    leader = None if supplement.at_intake else _sent(page, ProposalKind.SUPPLEMENT)
    asker = around.names.get(supplement.asked_by or 0, around.issued_by)
    guidance = str(content.get("guidance", ""))
    return documents.SupplementSlip(
        letterhead=_letterhead(
            dossier.receiving_agency if supplement.at_intake else dossier.competent_agency, supplement.asked_at, around
        ),
        dossier_code=dossier.code or "",
        tracking_url=around.tracking_url,
        recipient=_party(page.parties["owner"]),
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        missing=tuple(_missing(item) for item in content.get("items", [])),
        reason=str(content.get("reason", "")) or "Hồ sơ chưa đủ thành phần theo quy định.",
        deadline=supplement.term_ends_on,
        how_to_supplement=guidance or "Nộp tại Bộ phận Một cửa, qua bưu chính công ích hoặc trên Cổng dịch vụ công.",
        contact=documents.Contact(asker, around.hotline),
        signature=_signed_by(leader, around) if leader else Signature((RECEIVER,), asker),
    )


def _refusal(page: Page, around: Around) -> Form:
    dossier = page.dossier
    said = page.statements.get("dossier.refused")
    reason = str(said.content.get("reason", "")) if said else TERM_PASSED
    return documents.RefusalSlip(
        letterhead=_letterhead(dossier.receiving_agency, dossier.closed_at, around),
        dossier_code=dossier.code,
        desk=around.desk,
        recipient=_party(page.parties["owner"]),
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        stage=documents.RefusalStage.AT_RECEPTION,
        reasons=tuple(line for line in map(vietnam.tidy, reason.splitlines()) if line),
        legal_grounds=(),
        guidance=str(said.content.get("guidance", "")) if said else "Khi đủ giấy tờ, nộp hồ sơ mới.",
        signature=Signature((RECEIVER,), around.names.get((said.by if said else None) or 0, around.issued_by)),
    )


def _apology(page: Page, around: Around) -> Form:
    dossier = page.dossier
    letter = _sent(page, ProposalKind.APOLOGY)
    assert letter is not None
    assert letter.new_due_at is not None
    assert dossier.accepted_at is not None
    assert dossier.due_original_at is not None
    return documents.ApologyLetter(
        letterhead=_letterhead(dossier.competent_agency, letter.decided_at, around),
        dossier_code=dossier.code or "",
        tracking_url=around.tracking_url,
        desk=around.desk,
        recipient=_party(page.parties["owner"]),
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        received_at=dossier.accepted_at,
        promised_at=dossier.due_original_at,
        reason=str(letter.content.get("reason", "")),
        agency_at_fault=dossier.competent_agency.name,
        new_due_at=letter.new_due_at,
        contact=documents.Contact(around.names.get(letter.drafted_by or 0, around.desk), around.hotline),
        signature=_signed_by(letter, around),
    )


def _stop(page: Page, around: Around) -> Form:
    dossier = page.dossier
    wish = _sent(page, ProposalKind.WITHDRAWAL) if dossier.state == State.WITHDRAWN else None
    said = page.statements.get("dossier.stopped")
    reason = wish.content.get("reason", "") if wish else said.content.get("reason", "") if said else TERM_PASSED
    received = dossier.accepted_at or dossier.submitted_at
    assert received is not None
    decider = (wish.decided_by if wish else said.by if said else None) or 0
    by_desk = not dossier.accepted_at or not (wish or said)
    name = around.names.get(decider, around.issued_by)
    return documents.StopNotice(
        letterhead=_letterhead(
            dossier.competent_agency if dossier.accepted_at else dossier.receiving_agency, dossier.closed_at, around
        ),
        dossier_code=dossier.code or "",
        tracking_url=around.tracking_url,
        recipient=_party(page.parties["owner"]),
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        received_at=received,
        requested_on=_day(wish.drafted_at) if wish else None,
        reason=str(reason),
        state_when_stopped=f"{page.steps[-1].name}." if page.steps else "Chưa tiếp nhận.",
        papers_returned=tuple(
            f"{component.name} ({component.originals:02} bản chính)"
            for component in page.components
            if component.originals and not component.is_present_only
        ),
        fee_treatment="Theo quy định về phí, lệ phí.",
        signature=Signature((RECEIVER if by_desk else "Lãnh đạo cơ quan",), name),
    )


def _handover(page: Page, around: Around) -> Form:
    dossier = page.dossier
    sent_at = dossier.state_since if dossier.state == State.IN_TRANSIT else dossier.taken_over_at
    return documents.HandoverSlip(
        letterhead=_letterhead(dossier.receiving_agency, sent_at, around),
        giver_unit=around.desk,
        giver=around.names.get(dossier.accepted_by or 0, around.issued_by),
        receiver_unit=f"Bộ phận Một cửa {dossier.competent_agency.name}",
        receiver="",
        handed_at=sent_at or dossier.state_since,
        dossiers=(
            documents.HandedDossier(
                dossier_code=dossier.code or "",
                owner=page.parties["owner"].full_name,
                procedure=dossier.procedure_version.name,
                set_count=1,
                due_at=dossier.due_at,
                note="",
            ),
        ),
    )


# --- Their parts ------------------------------------------------------------------------------------------------------
def desk_name(agency: Agency) -> str:
    """How the desk of an agency is called on paper."""
    return agency.name if agency.level == Agency.Level.CENTRE else f"Bộ phận Một cửa {agency.name}"


def _letterhead(agency: Agency, at: datetime | None, around: Around) -> Letterhead:
    superior = around.superiors.get(agency.pk, "")
    if agency.level == Agency.Level.COMMUNE:
        superior = superior.removeprefix("Ủy ban nhân dân ").removeprefix("UBND ")
    assert at is not None
    return Letterhead(superior, agency.name, around.number, around.place, _day(at))


def _book(around: Around, at: datetime) -> documents.BookEntry | None:
    serial = around.number.split("/")[0]
    return documents.BookEntry(f"{at.astimezone(vietnam.ZONE):%Y}", serial) if serial else None


def _party(party: StoredParty) -> Party:
    body = party.kind != PERSON
    number = party.tax_code if body and party.tax_code else party.personal_id or ""
    kind = IdKind.TAX_CODE if body and party.tax_code else IdKind.PERSONAL_ID if len(number) == 12 else IdKind.OLD_ID
    return Party(
        name=party.full_name,
        is_organisation=body,
        id_kind=kind,
        id_number=number if body else " ".join(number[at : at + 3] for at in range(0, len(number), 3)),
        address=party.address or "",
        phone=wording.phone(party.phone or "").replace("\u00a0", " "),
        email=party.email or "",
    )


def _paper(component: Component) -> documents.Paper:
    name = f"{component.name} (chỉ xuất trình)" if component.is_present_only else component.name
    return documents.Paper(
        name,
        originals=component.originals,
        certified_copies=component.certified_copies,
        copies=component.copies,
        electronic=1 if component.is_digitised else 0,
    )


def _missing(item: Any) -> documents.MissingPaper:
    """An item of a notice: a line of text, or a paper with a note."""
    if isinstance(item, dict):
        name = item.get("name") or item.get("paper") or ""
        return documents.MissingPaper(str(name), str(item.get("note") or item.get("problem") or ""))
    name, _, remark = str(item).partition(": ")
    return documents.MissingPaper(name, remark)


def _sent(page: Page, kind: ProposalKind) -> Proposal | None:
    done = [each for each in page.proposals if each.kind == kind and each.stage == ProposalStage.DONE]
    return done[-1] if done else None


def _signed_by(proposal: Proposal, around: Around) -> Signature:
    return Signature(("Lãnh đạo cơ quan",), around.names.get(proposal.decided_by or 0, ""))


def _day(moment: datetime) -> date:
    return moment.astimezone(vietnam.ZONE).date()
