"""One dossier in words: facts, people, papers, steps, drafts, opinions, the answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.core import vietnam
from motcua.core.lifecycle import State
from motcua.core.status_words import Tone
from motcua.dossiers import models
from motcua.dossiers.queries import Page
from motcua.files import signatures
from motcua.files.signatures import Said
from motcua.web.office.presenting import words
from motcua.web.office.presenting.lists import standing
from motcua.web.ui import wording
from motcua.web.ui.parts import Fact

Names = Mapping[int, str]
PARTY_ROLES = {
    "owner": gettext_lazy("Chủ hồ sơ"),
    "submitter": gettext_lazy("Người nộp"),
    "proxy": gettext_lazy("Người được ủy quyền"),
}
RESULT_BY: Mapping[object, str] = {
    "desk": gettext_lazy("Tại Bộ phận Một cửa"),
    "post": gettext_lazy("Qua bưu chính công ích"),
    "online": gettext_lazy("Bản điện tử"),
}
PARTY_KINDS = {
    "citizen": gettext_lazy("Cá nhân"),
    "organisation": gettext_lazy("Tổ chức, doanh nghiệp"),
    "household": gettext_lazy("Hộ kinh doanh"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """What the page begins with."""

    code: str
    procedure: str
    tone: Tone
    state: str


def head(page: Page, now: datetime) -> Head:
    row = page.dossier
    tone, state = standing(State(row.state), row.due_at, row.processed_at, row.timeliness, now)
    return Head(row.code or "", row.procedure_version.name, tone, state)


IDENTITY = {
    0: gettext_lazy("Tài khoản tự khai"),
    1: gettext_lazy("Định danh điện tử mức 1"),
    2: gettext_lazy("Định danh điện tử mức 2"),
}


def facts(page: Page, names: Names) -> list[Fact]:
    """The facts of the dossier itself, nothing personal."""
    row = page.dossier
    found = [
        Fact(_("Mã thủ tục"), row.procedure_version.procedure.national_code),
        Fact(_("Lĩnh vực"), row.field.name),
        Fact(_("Thời hạn"), words.norm(row.norm_value, row.norm_unit)),
        Fact(_("Cách nộp"), models.Dossier.Channel(row.channel).label),
        Fact(_("Nơi tiếp nhận"), row.receiving_agency.name),
    ]
    if row.channel == models.Dossier.Channel.ONLINE:
        found.insert(4, Fact(_("Người nộp đăng nhập"), IDENTITY[row.identity_level]))
    if row.competent_agency_id != row.receiving_agency_id:
        found.append(Fact(_("Cơ quan giải quyết"), row.competent_agency.name))
    if wished := RESULT_BY.get(page.answers.get("result_by")):
        found.append(Fact(_("Cách nhận kết quả"), wished))
    if row.handling_unit:
        found.append(Fact(_("Đơn vị xử lý"), row.handling_unit.name))
    found += [Fact(label, wording.moment(at)) for label, at in _moments(row) if at]
    if row.accepted_by:
        found.append(Fact(_("Người tiếp nhận"), names.get(row.accepted_by, "")))
    if row.due_is_draft:
        found.append(Fact(_("Lưu ý"), _("Ngày hẹn theo lịch nghỉ dự kiến của năm chưa ban hành.")))
    return found


def glance_facts(page: Page) -> list[Fact]:
    """The little that tells which dossier it is, numbers masked."""
    owner = people(page, whole=False)[:1]
    found = [Fact(_("Chủ hồ sơ"), page.dossier.owner_name), *(fact for person in owner for fact in person.facts)]
    return [*found, *(Fact(label, wording.moment(at)) for label, at in _moments(page.dossier) if at)]


def _moments(row: models.Dossier) -> Iterable[tuple[str, datetime | None]]:
    yield _("Nộp lúc"), row.submitted_at
    yield _("Tiếp nhận lúc"), row.accepted_at
    yield _("Hẹn trả"), row.due_at
    if row.postponements:
        yield _("Hẹn ban đầu"), row.due_original_at
    yield _("Xử lý xong"), row.processed_at
    yield _("Đã trả"), row.returned_at


@dataclass(frozen=True, slots=True)
class Person:
    """A party: who, and how to reach them, whole or masked."""

    role: str
    name: str
    facts: list[Fact]


def people(page: Page, *, whole: bool) -> list[Person]:
    """The parties; numbers and addresses whole only for those with the right, who are logged."""
    order = [page.parties[role] for role in PARTY_ROLES if role in page.parties]
    return [Person(PARTY_ROLES[each.role], each.full_name, _reach(each, whole=whole)) for each in order]


def _reach(party: models.Party, *, whole: bool) -> list[Fact]:
    number = party.personal_id or party.tax_code
    label = _("Số định danh") if party.personal_id else _("Mã số thuế")
    if not whole:
        given = [(label, vietnam.mask_number(number or "")), (_("Điện thoại"), vietnam.mask_number(party.phone or ""))]
        return [Fact(name, value) for name, value in given if value]
    given = [
        (_("Là"), PARTY_KINDS.get(party.kind, "")) if party.kind != "citizen" else ("", ""),
        (label, number or ""),
        (_("Ngày sinh"), str(vietnam.partial_from_iso(party.born_on)) if party.born_on else ""),
        (_("Điện thoại"), wording.phone(party.phone or "")),
        (_("Thư điện tử"), party.email or ""),
        (_("Địa chỉ"), party.address or ""),
    ]
    return [Fact(name, value) for name, value in given if value]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the dossier, with the address of its file for those who may open it."""

    name: str
    amount: str
    remarks: str
    file_name: str
    url: str
    signatures: list[Said] = field(default_factory=list)


def papers(page: Page, *, open_files: bool) -> list[PaperLine]:
    """The papers handed in, in order."""
    return [_paper(page.dossier.pk, each, open_files=open_files) for each in page.components]


def _paper(dossier_id: int, row: models.Component, *, open_files: bool) -> PaperLine:
    counts = (
        (row.originals, _("bản chính")),
        (row.certified_copies, _("bản sao chứng thực")),
        (row.copies, _("bản sao")),
    )
    remarks = [
        _("chỉ xuất trình") if row.is_present_only else "",
        _("dùng lại bản đã có") if row.is_reused else "",
        _("bổ sung lần %(number)s") % {"number": row.supplement_number} if row.supplement_number else "",
        row.note,
    ]
    return PaperLine(
        name=row.name,
        amount=", ".join(f"{count} {kind}" for count, kind in counts if count),
        remarks=" · ".join(remark for remark in remarks if remark),
        file_name=row.file.name if row.file else "",
        url=reverse("office:file", args=[dossier_id, row.file_id]) if row.file_id and open_files else "",
        signatures=signatures.told_whole(row.file) if row.file and open_files else [],
    )


def short(at: datetime | None, now: datetime) -> str:
    """A moment in a narrow column: this year's without the year."""
    if at is None:
        return ""
    whole = wording.moment(at)
    return whole.removesuffix(f"/{now.astimezone(vietnam.ZONE).year}")


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as it was given to somebody."""

    name: str
    who: str
    where: str
    given: str
    due: str
    done: str
    tone: Tone
    word: str
    note: str
    is_open: bool


def steps(page: Page, names: Names, now: datetime) -> list[StepLine]:
    """Every step ever given, in order: who had it, by when, and when it was done."""
    return [_step(row, names, now) for row in page.steps]


def _step(row: models.Step, names: Names, now: datetime) -> StepLine:
    tone, word = _verdict(row, now)
    return StepLine(
        name=row.name,
        who=names.get(row.done_by or row.officer_id or 0, ""),
        where=row.unit.name if row.unit else row.agency.short_name,
        given=short(row.opened_at, now),
        due=short(row.due_at, now),
        done=short(row.done_at, now) if row.state == "done" else "",
        tone=tone,
        word=word,
        note=row.note,
        is_open=row.state == "open",
    )


def _verdict(row: models.Step, now: datetime) -> tuple[Tone, str]:
    if row.state == "open":
        late = row.due_at is not None and row.due_at < now
        return (Tone.LATE, _("Đang quá hạn")) if late else words.STEP_STATES["open"]
    if row.state in words.STEP_STATES:
        return words.STEP_STATES[row.state]
    if row.due_at is None or row.done_at is None:
        return Tone.OK, words.OUTCOMES.get(row.outcome, "Xong")
    return (Tone.LATE, _("Quá hạn")) if row.done_at > row.due_at else (Tone.OK, _("Đúng hạn"))
