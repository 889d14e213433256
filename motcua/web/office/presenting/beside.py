"""What stands beside a dossier in words: drafts another decides, opinions of others, the answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.core.status_words import Tone
from motcua.dossiers import models
from motcua.dossiers.queries import Page
from motcua.results import printing
from motcua.results.models import Result
from motcua.web.office.presenting import words
from motcua.web.office.presenting.dossier import Names
from motcua.web.ui import wording
from motcua.web.ui.parts import Fact


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A draft that another decides."""

    kind: str
    tone: Tone
    stage: str
    drafted: str
    decided: str
    facts: list[Fact]
    items: list[str]


def proposal(row: models.Proposal, names: Names) -> ProposalLine:
    """A draft with all that its reader needs to decide it."""
    content = row.content
    tone, stage = words.STAGES[row.stage]
    given = [
        (_("Lý do"), str(content.get("reason", ""))),
        (_("Căn cứ"), row.ground),
        (_("Ngày hẹn mới"), wording.due(row.new_due_at) if row.new_due_at else ""),
        (_("Lý do không đồng ý"), str(content.get("rejected_because", ""))),
    ]
    return ProposalLine(
        kind=words.PROPOSALS[row.kind],
        tone=tone,
        stage=stage,
        drafted=_by(names, row.drafted_by, row.drafted_at, _("Người nộp")),
        decided=_by(names, row.decided_by, row.decided_at, "") if row.decided_at else "",
        facts=[Fact(label, value) for label, value in given if value],
        items=[_item(item) for item in content.get("items", [])],
    )


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    name, note = str(item.get("paper") or item.get("name") or ""), str(item.get("note") or "")
    return f"{name}: {note}" if name and note else name or note


def _by(names: Names, officer_id: int | None, at: datetime, otherwise: str) -> str:
    who = names.get(officer_id or 0, otherwise)
    return f"{who}, {wording.moment(at)}" if who else wording.moment(at)


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """A question to another agency, and its answer."""

    agency: str
    question: str
    asked: str
    due: datetime
    tone: Tone
    word: str
    answer: str
    answered: str


def opinions(page: Page, names: Names, now: datetime) -> list[OpinionLine]:
    """Questions put to other agencies."""
    return [_opinion(row, names, now) for row in page.consultations]


def _opinion(row: models.Consultation, names: Names, now: datetime) -> OpinionLine:
    tone, word = Tone.WAIT, _("Chờ trả lời")
    if row.answered_at:
        late = row.answered_at > row.due_at
        tone, word = (Tone.LATE, _("Trả lời quá hạn")) if late else (Tone.OK, _("Đã trả lời"))
    elif row.due_at < now:
        tone, word = Tone.LATE, _("Quá hạn trả lời")
    return OpinionLine(
        agency=row.agency.name,
        question=row.question,
        asked=_by(names, row.asked_by, row.asked_at, ""),
        due=row.due_at,
        tone=tone,
        word=word,
        answer=row.answer,
        answered=_by(names, row.answered_by, row.answered_at, "") if row.answered_at else "",
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """The result as far as it has come. It bears no digital signature in this version, and the page says so."""

    title: str
    body: str
    file_name: str
    url: str
    print_url: str
    print_label: str
    tone: Tone
    stage: str
    is_negative: bool
    facts: list[Fact]


def answer(result: Result | None, *, dossier_id: int, open_files: bool, printed: bool) -> Answer | None:
    """The result: drafted, approved, registered.

    :param printed: whether this officer may have a text written here as a paper.
    """
    if result is None:
        return None
    approvals = result.standing_approvals
    stage = (Tone.SOON, _("Dự thảo, chờ duyệt"))
    if approvals:
        stage = (Tone.INFO, _("Đã duyệt, chờ vào sổ"))
    if result.register_number:
        stage = (Tone.OK, _("Đã vào sổ"))
    found = [Fact(_("Soạn"), f"{result.drafted_by.full_name}, {wording.moment(result.drafted_at)}")]
    found += [Fact(_("Duyệt"), _approved(each)) for each in approvals]
    if result.register_number and result.registered_at and result.registered_by:
        found.append(Fact(_("Số, ký hiệu"), result.register_number, "code"))
        found.append(Fact(_("Vào sổ"), f"{result.registered_by.full_name}, {wording.moment(result.registered_at)}"))
    may_open = result.file_id and open_files
    return Answer(
        title=result.title,
        body=result.body if open_files else "",
        file_name=result.file.name if result.file else "",
        url=reverse("office:file", args=[result.dossier_id, result.file_id]) if may_open else "",
        print_url=reverse("office:printed", args=[dossier_id]) if printed and printing.is_printable(result) else "",
        print_label=_("In kết quả (chưa ký số)") if printing.is_final(result) else _("In dự thảo"),
        tone=stage[0],
        stage=stage[1],
        is_negative=result.is_negative,
        facts=found,
    )


def _approved(approval: Any) -> str:
    said = f"{approval.officer.full_name}, {wording.moment(approval.at)}"
    return _("%(said)s. Ý kiến: %(note)s") % {"said": said, "note": approval.note} if approval.note else said
