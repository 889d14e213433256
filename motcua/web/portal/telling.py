"""Tells the people of a dossier how it stands: a sentence first, then the date and why, then the way it went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalog import queries as catalog
from motcua.core import lifecycle, vietnam
from motcua.core.deadline import Explanation
from motcua.core.flow import ProcessDef, StepDef, StepKind
from motcua.core.lifecycle import State
from motcua.core.roles import Role
from motcua.core.status_words import LATE, STATUSES, Tone, Words
from motcua.dossiers.models import Dossier, PaymentProof, Step, Supplement
from motcua.dossiers.queries import Page
from motcua.web.ui import procedures, wording
from motcua.web.ui.parts import Fact, Moment, Stage

UNDER_WAY = frozenset({State.ACCEPTED, State.IN_TRANSIT, State.IN_PROCESS})
SUPPLEMENT_SENT = Words(
    "Giấy tờ bổ sung đã gửi, đang chờ kiểm tra.", "Your further papers have been sent and are waiting to be checked."
)

PROOF_SENT = Words(
    "Chứng từ nộp tiền đã gửi, đang chờ cơ quan kiểm tra.",
    "Your proof of payment has been sent and is waiting to be checked.",
)
TURN_AWAITED = Words(
    "Hồ sơ đang chờ kết quả của hồ sơ liên thông trước.",
    "This dossier is waiting for the result of the linked one before it.",
)
TURN_ADVICE = Words(
    "Ông/Bà chưa cần làm gì thêm: có kết quả trước, hồ sơ được tự động giải quyết tiếp và thời hạn tính từ lúc đó.",
    "You need not do anything: when that result is there, this one is taken up and its time counts from then.",
)
LATE_ADVICE = Words(
    "Cơ quan phải gửi văn bản xin lỗi, nêu lý do và hẹn lại ngày trả kết quả. Ông/Bà chưa cần làm gì thêm.",
    "The office must send an apology with the reason and a new date. You do not need to do anything for now.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a supplement notice asks for."""

    reason: str
    items: list[str]
    until: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to be paid, as the notice says it; what the procedure costs; what was sent as proof, newest first."""

    notice: str
    fees: Sequence[str]
    proofs: Sequence[PaymentProof]
    pay_to: str = ""  # the account this installation is paid into, where it names one

    @property
    def waits(self) -> bool:
        """Whether a proof lies at the office: then nothing is wanted of the payer."""
        return any(each.answer == PaymentProof.Answer.WAITING for each in self.proofs)


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the tracking page says."""

    code: str
    procedure: str
    owner: str
    tone: Tone
    headline: str
    advice: str
    appointment: str
    postponed_from: str
    apology: str
    asked: Asked | None
    owed: Owed | None
    why: Sequence[str]
    moments: list[Moment]
    facts: list[Fact]
    may_supply: bool
    may_withdraw: bool
    withdrawal_asked: bool = field(default=False)


def tell(page: Page, explanation: Explanation | None, *, now: datetime, masked: bool) -> Told:
    """Return what may be said about a dossier. With `masked`, names are for those who know them already."""
    dossier = page.dossier
    state = State(dossier.state)
    asked = _asked(page.supplements) if state in (State.SUPPLEMENT, State.INTAKE_SUPPLEMENT) else None
    tone, headline, advice = _standing(page, state, now)
    owner = page.parties["owner"].full_name if "owner" in page.parties else dossier.owner_name
    waiting = [proposal for proposal in page.proposals if proposal.stage in ("drafted", "signed")]
    return Told(
        code=dossier.code or "",
        procedure=dossier.procedure_version.name,
        owner=vietnam.mask_name(owner) if masked else owner,
        tone=tone,
        headline=wording.said(headline),
        advice=wording.said(advice),
        appointment=_appointment(dossier, state),
        postponed_from=_postponed_from(dossier),
        apology=_apology(page),
        asked=asked,
        owed=_owed(page) if state is State.FINANCE else None,
        why=explanation.words("en" if (get_language() or "vi").startswith("en") else "vi") if explanation else (),
        moments=_moments(page, state, asked, now),
        facts=_facts(dossier),
        may_supply=asked is not None,
        may_withdraw=state in lifecycle.MOVES[lifecycle.Verb.ASK_WITHDRAWAL].sources,
        withdrawal_asked=any(proposal.kind == "withdrawal" for proposal in waiting),
    )


def _standing(page: Page, state: State, now: datetime) -> tuple[Tone, Words, Words]:
    """The sentence of state, what to do next, and the colour both have."""
    if state is State.SUPPLEMENT_GIVEN:
        return Tone.INFO, SUPPLEMENT_SENT, STATUSES[2].advice
    if state is State.FINANCE and any(each.answer == PaymentProof.Answer.WAITING for each in page.payment_proofs):
        return Tone.INFO, PROOF_SENT, STATUSES[6].advice
    if state is State.AWAITING_TURN:
        return Tone.WAIT, TURN_AWAITED, TURN_ADVICE
    status = STATUSES[lifecycle.national_status(state) or 1]
    dossier = page.dossier
    if state in UNDER_WAY and dossier.due_at and dossier.due_at < now:
        return Tone.LATE, LATE, STATUSES[2].advice if dossier.postponements else LATE_ADVICE
    if state is State.IN_PROCESS:
        sentence = _sentence_of_step(page)
        if sentence:
            return status.tone, Words(sentence, status.sentence.en), status.advice
    return status.tone, status.sentence, status.advice


def _sentence_of_step(page: Page) -> str:
    process = catalog.process(page.dossier.process_version_id)
    steps = [process.by_key[step.key] for step in page.steps if step.state == "open" and step.key in process.by_key]
    return next((step.citizen_sentence for step in steps if step.citizen_sentence), "")


def _appointment(dossier: Dossier, state: State) -> str:
    if state in (State.PROCESSED, State.RETURNED) or state in lifecycle.CLOSED or not dossier.due_at:
        return ""
    return wording.due(dossier.due_at)


def _postponed_from(dossier: Dossier) -> str:
    if not dossier.postponements or not dossier.due_original_at:
        return ""
    return wording.weekday(dossier.due_original_at)


def _apology(page: Page) -> str:
    sent = [proposal for proposal in page.proposals if proposal.kind == "apology" and proposal.stage == "done"]
    return str(sent[-1].content.get("reason", "")) if sent else ""


def _asked(supplements: Sequence[Supplement]) -> Asked | None:
    if not supplements:
        return None
    latest = max(supplements, key=lambda supplement: supplement.number)
    return Asked(
        reason=str(latest.content.get("reason", "")),
        items=[_item(item) for item in latest.content.get("items", [])],
        until=wording.weekday(latest.term_ends_on),
    )


def _owed(page: Page) -> Owed:
    said = page.statements.get("dossier.payment_asked")
    asked_at = said.at if said else None
    proofs = [each for each in page.payment_proofs if asked_at is None or each.sent_at >= asked_at]
    return Owed(str(said.content.get("notice", "")) if said else "", _fees(page.dossier), proofs, settings.PAY_TO)


def _fees(dossier: Dossier) -> list[str]:
    """What the procedure costs by the way this dossier came; nothing where the catalogue does not say it clearly."""
    if dossier.submitted_at is None:
        return []
    on = dossier.submitted_at.astimezone(vietnam.ZONE).date()
    fees = catalog.fees_of(dossier.procedure_version_id, dossier.channel, dossier.case_key, on=on)
    return [procedures.fee_words(fee) for fee in fees or ()]


def _item(item: Any) -> str:
    """An item of a notice: a line of text, or a paper with a note."""
    if not isinstance(item, dict):
        return str(item)
    name, note = item.get("name") or item.get("paper") or "", item.get("note") or item.get("problem") or ""
    return f"{name}: {note}" if name and note else str(name or note)


def _facts(dossier: Dossier) -> list[Fact]:
    facts = [Fact(_("Nơi tiếp nhận"), dossier.receiving_agency.name)]
    if dossier.competent_agency_id != dossier.receiving_agency_id:
        facts.append(Fact(_("Cơ quan giải quyết"), dossier.competent_agency.name))
    if dossier.submitted_at:
        facts.append(Fact(_("Nộp lúc"), wording.moment(dossier.submitted_at)))
    if dossier.accepted_at:
        facts.append(Fact(_("Tiếp nhận lúc"), wording.moment(dossier.accepted_at)))
    return facts


def _moments(page: Page, state: State, asked: Asked | None, now: datetime) -> list[Moment]:
    """The way of the dossier: what is done, what is going on, what is to come."""
    dossier = page.dossier
    way: list[Moment] = []
    if dossier.submitted_at:
        way.append(Moment(Stage.DONE, _("Đã nộp hồ sơ"), [wording.moment(dossier.submitted_at)]))
    if dossier.accepted_at:
        lines = [dossier.receiving_agency.name, wording.moment(dossier.accepted_at)]
        way.append(Moment(Stage.DONE, _("Tiếp nhận hồ sơ"), lines))
    elif state is State.AWAITING_TURN:
        way.append(Moment(Stage.NOW, _("Chờ kết quả hồ sơ liên thông trước")))
    elif state is State.SUBMITTED:
        way.append(Moment(Stage.NOW, _("Chờ tiếp nhận"), [dossier.receiving_agency.name]))
    if dossier.accepted_at:
        way += _step_moments(page, state)
    if asked:
        way.append(Moment(Stage.NOW, _("Chờ Ông/Bà bổ sung giấy tờ"), [_("Trước %(day)s") % {"day": asked.until}]))
    way += _ending(dossier, state, now)
    return [
        Moment(moment.stage, moment.title, moment.lines, number=number) for number, moment in enumerate(way, start=1)
    ]


def _step_moments(page: Page, state: State) -> Iterable[Moment]:
    process = catalog.process(page.dossier.process_version_id)
    latest: dict[str, Step] = {}
    for taken in sorted(page.steps, key=lambda step: step.no):
        if taken.state in ("open", "done"):
            latest[taken.key] = taken
    reached = max((process.by_key[key].order for key in latest if key in process.by_key), default=0)
    for definition in _shown(process):
        step: Step | None = latest.get(definition.key)
        if step is None:
            if definition.order > reached and state not in lifecycle.CLOSED and state is not State.PROCESSED:
                yield Moment(Stage.TODO, definition.name)
        elif step.state == "done":
            yield Moment(Stage.DONE, step.name, [step.agency.name, wording.moment(step.done_at)])  # type: ignore[arg-type]
        elif state in UNDER_WAY:
            yield Moment(Stage.NOW, step.name, _now_lines(step))


def _shown(process: ProcessDef) -> list[StepDef]:
    """The steps between acceptance and the result: acceptance and handing over are told by the dossier itself."""
    at_desk = {key for key in process.start if process.by_key[key].role is Role.RECEPTION}
    steps = [step for step in process.steps if step.kind is not StepKind.RETURN_RESULT and step.key not in at_desk]
    return sorted(steps, key=lambda step: step.order)


def _now_lines(step: Step) -> list[str]:
    lines = [step.agency.name]
    if step.due_at:
        lines.append(_("Hạn của bước: %(moment)s") % {"moment": wording.moment(step.due_at)})
    return lines


def _ending(dossier: Dossier, state: State, now: datetime) -> Iterable[Moment]:
    if state in (State.REFUSED, State.WITHDRAWN, State.STOPPED):
        closed = [wording.moment(dossier.closed_at)] if dossier.closed_at else []
        yield Moment(Stage.DONE, wording.said(STATUSES[lifecycle.national_status(state) or 8].tag), closed)
        return
    if dossier.processed_at:
        yield Moment(Stage.DONE, _("Có kết quả"), [wording.moment(dossier.processed_at)])
    if dossier.returned_at:
        yield Moment(Stage.DONE, _("Đã trả kết quả"), [wording.moment(dossier.returned_at)])
    elif state is State.PROCESSED:
        yield Moment(Stage.NOW, _("Chờ Ông/Bà đến nhận kết quả"), [dossier.receiving_agency.name])
    else:
        coming = dossier.due_at if dossier.due_at and dossier.due_at > now else None
        planned = [_("Dự kiến %(moment)s") % {"moment": wording.due(coming)}] if coming else []
        yield Moment(Stage.TODO, _("Trả kết quả"), planned)
