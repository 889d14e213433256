"""The desk's printed forms, each from what happened to one dossier: receipt, supplement, refusal, apology, stop,
handover. Pure."""

from urllib.parse import urlsplit

from motcua.core import vietnam
from motcua.core.lifecycle import ProposalKind, State
from motcua.dossiers.models import Supplement
from motcua.dossiers.queries import Page
from motcua.gateways import documents
from motcua.gateways.documents import Form, Signature
from motcua.web.counter.forms import RETURN_WAYS
from motcua.web.counter.slip_words import (
    Around,
    book,
    day,
    letterhead,
    missing,
    paper,
    party,
    reissues,
    sent,
    signed_by,
)
from motcua.web.ui import procedures

RECEIVER = "Người tiếp nhận hồ sơ"
TERM_PASSED = "Đã hết thời hạn bổ sung, hoàn thiện hồ sơ mà chưa nhận được giấy tờ bổ sung."
RECEIPT_REMARK = (
    "Khi đến nhận kết quả, mang theo giấy này hoặc giấy tờ tùy thân; người nhận thay mang theo giấy ủy quyền."
)


def receipt(page: Page, around: Around) -> Form:
    dossier = page.dossier
    submitter = page.parties.get("submitter") or page.parties.get("proxy")
    owner = page.parties["owner"]
    times = reissues(page)
    first = len(times) == 1
    assert dossier.accepted_at is not None
    return documents.ReceiptSlip(
        letterhead=letterhead(dossier.receiving_agency, times[-1], around),
        dossier_code=dossier.code or "",
        tracking_url=around.tracking_url,
        copies=(documents.Copy.KEPT, documents.Copy.APPLICANT),
        desk=around.desk,
        submitter=party(submitter or owner),
        owner=party(owner) if submitter else None,
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        request="",
        competent_agency=dossier.competent_agency.name,
        papers=tuple(paper(component) for component in page.components),
        set_count=1,
        processing_time=procedures.norm_words(dossier.norm_value, dossier.norm_unit),
        received_at=dossier.taken_over_at or dossier.accepted_at,
        due_at=None
        if dossier.has_no_due_date
        else (dossier.due_original_at if first else dossier.due_at or dossier.due_original_at),
        return_way=str(dict(RETURN_WAYS).get(str(page.answers.get("result_by", "")), RETURN_WAYS[0][1])),
        fees=around.fees,
        fee_paid=None,
        book=book(around, times[-1]),
        website=urlsplit(around.public_url).netloc,
        hotline=around.hotline,
        remark=" ".join(filter(None, [RECEIPT_REMARK, _by_post(page), _linked(page)])),
        officer=around.names.get(dossier.accepted_by or 0, around.issued_by),
    )


def _by_post(page: Page) -> str:
    """What the submitter by post can hold against their own slip of posting."""
    parcel = page.parcel
    return f"Hồ sơ gửi qua bưu chính, vận đơn {parcel.waybill}, gửi ngày {parcel.posted_on:%d/%m/%Y}." if parcel else ""


def _linked(page: Page) -> str:
    """The codes of all dossiers the one declaration made: one receipt for all of them."""
    if page.linked is None:
        return ""
    named = "; ".join(f"{each.code} ({each.procedure}, {each.agency})" for each in page.linked.members)
    return f"Hồ sơ nộp liên thông gồm: {named}. Hồ sơ sau được tính thời hạn khi hồ sơ trước có kết quả."


def supplement(page: Page, supplement: Supplement, around: Around) -> Form:
    dossier = page.dossier
    content = supplement.content
    leader = None if supplement.at_intake else sent(page, ProposalKind.SUPPLEMENT)
    asker = around.names.get(supplement.asked_by or 0, around.issued_by)
    guidance = str(content.get("guidance", ""))
    return documents.SupplementSlip(
        letterhead=letterhead(
            dossier.receiving_agency if supplement.at_intake else dossier.competent_agency, supplement.asked_at, around
        ),
        dossier_code=dossier.code or "",
        tracking_url=around.tracking_url,
        recipient=party(page.parties["owner"]),
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        missing=tuple(missing(item) for item in content.get("items", [])),
        reason=str(content.get("reason", "")) or "Hồ sơ chưa đủ thành phần theo quy định.",
        deadline=supplement.term_ends_on,
        how_to_supplement=guidance or "Nộp tại Bộ phận Một cửa, qua bưu chính công ích hoặc trên Cổng dịch vụ công.",
        contact=documents.Contact(asker, around.hotline),
        signature=signed_by(leader, around) if leader else Signature((RECEIVER,), asker),
    )


def refusal(page: Page, around: Around) -> Form:
    dossier = page.dossier
    said = page.statements.get("dossier.refused")
    reason = str(said.content.get("reason", "")) if said else TERM_PASSED
    return documents.RefusalSlip(
        letterhead=letterhead(dossier.receiving_agency, dossier.closed_at, around),
        dossier_code=dossier.code,
        desk=around.desk,
        recipient=party(page.parties["owner"]),
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        stage=documents.RefusalStage.AT_RECEPTION,
        reasons=tuple(line for line in map(vietnam.tidy, reason.splitlines()) if line),
        legal_grounds=(),
        guidance=str(said.content.get("guidance", "")) if said else "Khi đủ giấy tờ, nộp hồ sơ mới.",
        signature=Signature((RECEIVER,), around.names.get((said.by if said else None) or 0, around.issued_by)),
    )


def apology(page: Page, around: Around) -> Form:
    dossier = page.dossier
    letter = sent(page, ProposalKind.APOLOGY)
    assert letter is not None
    assert letter.new_due_at is not None
    assert dossier.accepted_at is not None
    assert dossier.due_original_at is not None
    return documents.ApologyLetter(
        letterhead=letterhead(dossier.competent_agency, letter.decided_at, around),
        dossier_code=dossier.code or "",
        tracking_url=around.tracking_url,
        desk=around.desk,
        recipient=party(page.parties["owner"]),
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        received_at=dossier.accepted_at,
        promised_at=dossier.due_original_at,
        reason=str(letter.content.get("reason", "")),
        agency_at_fault=dossier.competent_agency.name,
        new_due_at=letter.new_due_at,
        contact=documents.Contact(around.names.get(letter.drafted_by or 0, around.desk), around.hotline),
        signature=signed_by(letter, around),
    )


def stop(page: Page, around: Around) -> Form:
    dossier = page.dossier
    wish = sent(page, ProposalKind.WITHDRAWAL) if dossier.state == State.WITHDRAWN else None
    said = page.statements.get("dossier.stopped")
    reason = wish.content.get("reason", "") if wish else said.content.get("reason", "") if said else TERM_PASSED
    received = dossier.accepted_at or dossier.submitted_at
    assert received is not None
    decider = (wish.decided_by if wish else said.by if said else None) or 0
    by_desk = not dossier.accepted_at or not (wish or said)
    name = around.names.get(decider, around.issued_by)
    return documents.StopNotice(
        letterhead=letterhead(
            dossier.competent_agency if dossier.accepted_at else dossier.receiving_agency, dossier.closed_at, around
        ),
        dossier_code=dossier.code or "",
        tracking_url=around.tracking_url,
        recipient=party(page.parties["owner"]),
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        received_at=received,
        requested_on=day(wish.drafted_at) if wish else None,
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


def handover(page: Page, around: Around) -> Form:
    dossier = page.dossier
    sent_at = dossier.state_since if dossier.state == State.IN_TRANSIT else dossier.taken_over_at
    return documents.HandoverSlip(
        letterhead=letterhead(dossier.receiving_agency, sent_at, around),
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
