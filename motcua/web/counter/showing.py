"""A dossier as the desk sees it: who, what, by when and why, what has happened. Finished values for the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.core import lifecycle
from motcua.core.lifecycle import STANDINGS, State
from motcua.core.status_words import STATUSES, Due, Tone, Words, due, returned, waiting, without_due_date
from motcua.core.worktime import CalendarGap, WorkCalendar
from motcua.dossiers.models import Component, Dossier, Party, PaymentProof
from motcua.dossiers.queries import Entry, Page
from motcua.files import signatures
from motcua.files.papers import previewed
from motcua.files.signatures import Said
from motcua.results.models import Delivery, Result
from motcua.web.counter.asking import waiting_proofs
from motcua.web.counter.forms import PERSON, RETURN_WAYS
from motcua.web.counter.piles import CHANNELS, countdown
from motcua.web.ui import procedures, wording
from motcua.web.ui.parts import Fact, Moment, Stage

ROLES = {
    "owner": gettext_lazy("Chủ hồ sơ"),
    "submitter": gettext_lazy("Người nộp"),
    "proxy": gettext_lazy("Người được ủy quyền nộp"),
}
AT_THE_DESK = frozenset({State.SUBMITTED, State.SUPPLEMENT_GIVEN, State.ACCEPTED, State.IN_TRANSIT})


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A paper of the dossier, with what was said of it and the scan to open."""

    name: str
    counts: str
    note: str
    file_id: int | None
    supplement: int
    signatures: list[Said] = field(default_factory=list)


def tag(dossier: Dossier) -> tuple[Tone, str]:
    """The state in the desk's words."""
    state = State(dossier.state)
    return STATUSES[lifecycle.national_status(state) or 1].tone, wording.said(STANDINGS[state].words)


def standing(dossier: Dossier, calendar: WorkCalendar, now: datetime) -> Due | None:
    """How much time is left: the desk's own while the dossier lies there, then that of the result."""
    state = State(dossier.state)
    try:
        if state in AT_THE_DESK:
            return countdown(state, dossier.state_since, calendar, now)
        if state is State.FINANCE:
            return waiting(_("nộp tiền"))
        if state in (State.SUPPLEMENT, State.INTAKE_SUPPLEMENT):
            return waiting()
        if state is State.RETURNED and dossier.returned_at:
            return returned(f"{wording.day(dossier.returned_at)[:5]}")
        if state is State.PROCESSED:
            return Due(Tone.OK, Words("Đã có kết quả", "Result ready"), 100)
        if state in lifecycle.CLOSED or not dossier.accepted_at:
            return None
        return _left(dossier, calendar, now)
    except CalendarGap:
        return None


def _left(dossier: Dossier, calendar: WorkCalendar, now: datetime) -> Due:
    if dossier.due_at is None:
        return without_due_date()
    assert dossier.accepted_at is not None
    late = dossier.due_at < now
    left = -calendar.between(dossier.due_at, now) if late else calendar.between(now, dossier.due_at)
    return due(left=left, whole=calendar.between(dossier.accepted_at, dossier.due_at))


def people(parties: Mapping[str, Party]) -> list[tuple[str, list[Fact]]]:
    """Everybody of the dossier with what is known of them."""
    return [(ROLES[role], list(_person(parties[role]))) for role in ROLES if role in parties]


def _person(party: Party) -> Iterable[Fact]:
    yield Fact(_("Tên tổ chức") if party.kind != PERSON else _("Họ và tên"), party.full_name)
    told = [
        (_("Số định danh"), " ".join((party.personal_id or "")[at : at + 3] for at in range(0, 12, 3)).strip()),
        (_("Mã số thuế"), party.tax_code),
        (_("Ngày sinh"), "/".join(reversed(party.born_on.split("-")))),
        (_("Điện thoại"), wording.phone(party.phone or "")),
        (_("Thư điện tử"), party.email),
        (_("Địa chỉ"), party.address),
        (_("Căn cứ nộp thay"), party.get_ground_display() if party.ground else ""),
        (_("Giấy tờ làm căn cứ"), party.ground_paper),
    ]
    for label, value in told:
        if value:
            yield Fact(label, value)


def facts(page: Page) -> list[Fact]:
    """Where it was received, who decides, and its dates."""
    dossier = page.dossier
    told: list[Fact] = [Fact(_("Cách nộp"), CHANNELS.get(dossier.channel, dossier.channel))]
    told.append(Fact(_("Nơi tiếp nhận"), dossier.receiving_agency.name))
    if dossier.competent_agency_id != dossier.receiving_agency_id:
        told.append(Fact(_("Cơ quan giải quyết"), dossier.competent_agency.name))
    if dossier.is_non_territorial:
        told.append(Fact(_("Hình thức"), _("Tiếp nhận phi địa giới")))
    if page.parcel:
        told.append(Fact(_("Mã vận đơn"), page.parcel.waybill, kind="code"))
        told.append(
            Fact(_("Ngày gửi, ngày đến"), f"{page.parcel.posted_on:%d/%m/%Y}, {page.parcel.arrived_on:%d/%m/%Y}")
        )
    if dossier.norm_unit:
        told.append(Fact(_("Thời hạn"), procedures.norm_words(dossier.norm_value, dossier.norm_unit)))
    for label, at in (
        (_("Nộp lúc"), dossier.submitted_at),
        (_("Tiếp nhận lúc"), dossier.accepted_at),
        (_("Cơ quan nhận bàn giao"), dossier.taken_over_at),
        (_("Xử lý xong"), dossier.processed_at),
        (_("Trả kết quả"), dossier.returned_at),
    ):
        if at:
            told.append(Fact(label, wording.moment(at)))
    wished = dict(RETURN_WAYS).get(str(page.answers.get("result_by", "")))
    return [*told, Fact(_("Cách nhận kết quả"), wished)] if wished else told


def papers(components: Iterable[Component]) -> list[PaperShown]:
    return [
        PaperShown(
            name=component.name,
            counts=_counts(component),
            note=component.note,
            file_id=component.file_id,
            supplement=component.supplement_number,
            signatures=signatures.told_whole(component.file) if component.file else [],
        )
        for component in components
    ]


@dataclass(frozen=True, slots=True)
class ShownProof:
    """A proof of payment the owner sent, with its first pages small."""

    proof: PaymentProof
    previews: tuple[int, ...]


def proofs(page: Page) -> list[ShownProof]:
    """What the owner sent for the payment that is waited for and nobody has answered, the newest first."""
    if State(page.dossier.state) is not State.FINANCE:
        return []
    return [ShownProof(each, tuple(range(1, min(previewed(each.file), 3) + 1))) for each in waiting_proofs(page)]


def _counts(component: Component) -> str:
    kinds = [
        (component.originals, _("bản chính")),
        (component.certified_copies, _("bản sao chứng thực")),
        (component.copies, _("bản sao")),
    ]
    counted = [f"{count} {kind}" for count, kind in kinds if count]
    if component.is_present_only:
        counted.append(_("chỉ xuất trình"))
    if component.is_reused:
        counted.append(_("đã có tại cơ quan"))
    return ", ".join(counted) or (_("bản điện tử") if component.file_id else "")


def moments(entries: Sequence[Entry], names: Mapping[int, str]) -> list[Moment]:
    """The dossier's way, newest first: what the desk looks for is what happened last."""
    shown = []
    for number, entry in enumerate(entries, start=1):
        who = names.get(officer_id(entry.actor) or 0, "")
        shown.append(Moment(Stage.DONE, wording.said(entry.words), [_line(entry, who)], number))
    return list(reversed(shown))


def _line(entry: Entry, who: str) -> str:
    return " · ".join(filter(None, [wording.moment(entry.at), who, entry.agency]))


def officer_id(actor: str) -> int | None:
    """The officer a journal entry names, as “officer:12”."""
    kind, _, number = actor.partition(":")
    return int(number) if kind == "officer" and number.isdigit() else None


def answer(result: Result | None, delivery: Delivery | None) -> list[Fact]:
    """The result and how it was handed over."""
    told = []
    if result and result.register_number:
        told.append(Fact(_("Kết quả"), result.title))
        told.append(Fact(_("Số, ký hiệu"), result.register_number, kind="code"))
    if delivery:
        told += [
            Fact(_("Đã trả"), delivery.get_way_display()),
            Fact(_("Người nhận"), delivery.to_name),
            *([Fact(_("Tư cách"), delivery.get_capacity_display())] if delivery.capacity else []),
            *([Fact(_("Căn cứ, giấy tờ"), delivery.ground)] if delivery.ground else []),
            Fact(_("Đã kiểm tra"), delivery.proof),
        ]
        told += [Fact(_("Mã vận đơn"), delivery.waybill, kind="code")] if delivery.waybill else []
        told += [Fact(_("Bản chính thu lại"), delivery.originals_back)] if delivery.originals_back else []
    return told


def said(page: Page) -> list[tuple[str, Sequence[tuple[str, str]]]]:
    """What was asked for or told and still matters: the supplement, the wish to withdraw, the reason of an end."""
    told: list[tuple[str, Sequence[tuple[str, str]]]] = []
    for kind, title in (
        ("dossier.refused", _("Lý do từ chối")),
        ("dossier.stopped", _("Lý do dừng giải quyết")),
        ("dossier.payment_asked", _("Thông báo nộp tiền")),
        ("dossier.payment_confirmed", _("Chứng từ nộp tiền")),
    ):
        if kind in page.statements:
            content = page.statements[kind].content
            told.append((title, [("", str(value)) for value in content.values() if value]))
    return told
