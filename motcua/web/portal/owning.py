"""What only the owner is told: the list of one's dossiers, their papers, and who looked at one's data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access.models import LookLog
from motcua.access.queries import ToldLook
from motcua.core import lifecycle
from motcua.core.lifecycle import State
from motcua.core.roles import Role
from motcua.core.status_words import LATE, STATUSES, Tone
from motcua.dossiers.queries import Page, Part
from motcua.files import queries as stored
from motcua.files.models import StoredFile
from motcua.web.portal.telling import PROOF_SENT, SUPPLEMENT_SENT, TURN_AWAITED, UNDER_WAY
from motcua.web.ui import wording
from motcua.web.ui.linked import WAITS


# --- The list ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Row:
    """A dossier in its owner's list: how it stands, and what to press next where something is wanted."""

    code: str
    name: str
    owner: str
    url: str
    tone: Tone
    state: str
    sentence: str
    submitted_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    act: str = ""
    act_url: str = ""
    has_message: bool = False
    is_linked: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one part of the list, under their title."""

    title: str
    count: int
    rows: list[Row]
    wanted: bool = False


def groups(found: Iterable[dict[str, Any]], counts: Mapping[Part, int], *, now: datetime) -> list[Group]:
    """The rows of `queries.own` under the titles of their parts; a part that begins on another page is named again."""
    titles = {
        Part.WANTED: _("Cần Ông/Bà làm"),
        Part.RUNNING: _("Đang giải quyết"),
        Part.OVER: _("Đã xong"),
    }
    rows: dict[Part, list[Row]] = {}
    for each in found:
        rows.setdefault(Part(each["part"]), []).append(row(each, now=now))
    return [Group(titles[part], counts[part], some, wanted=part is Part.WANTED) for part, some in rows.items()]


_OF_STATE = {State.SUPPLEMENT_GIVEN: SUPPLEMENT_SENT, State.AWAITING_TURN: TURN_AWAITED}


def row(found: dict[str, Any], *, now: datetime) -> Row:
    """One row of `queries.own` in words."""
    state = State(found["state"])
    status = STATUSES[lifecycle.national_status(state) or 1]
    late = state in UNDER_WAY and found["due_at"] is not None and found["due_at"] < now
    waits = state is State.AWAITING_TURN
    sentence, act, act_url = _wanted(found, state)
    if not sentence:
        words = LATE if late else _OF_STATE.get(state, status.sentence)
        sentence = wording.said(words)
    return Row(
        code=found["code"],
        name=found["procedure_name"],
        owner=found["owner_name"],
        url=reverse("portal:tracked", args=[found["code"]]),
        tone=Tone.LATE if late else Tone.WAIT if waits else status.tone,
        state=_("Trễ hẹn") if late else wording.said(WAITS if waits else status.tag),
        sentence=sentence,
        submitted_at=found["submitted_at"],
        due_at=found["due_at"] if state in UNDER_WAY else None,
        ended_at=found["closed_at"],
        act=act,
        act_url=act_url,
        has_message=found["has_message"],
        is_linked=found["is_linked"],
    )


def _wanted(found: dict[str, Any], state: State) -> tuple[str, str, str]:
    """The sentence that says what is wanted, and the way to do it; nothing where nothing is."""
    code = found["code"]
    if state in (State.SUPPLEMENT, State.INTAKE_SUPPLEMENT):
        term: date | None = found["term_ends_on"]
        words = _("Xin bổ sung giấy tờ trước %(day)s.") % {"day": wording.weekday(term)} if term else ""
        return words or _("Xin bổ sung giấy tờ."), _("Bổ sung giấy tờ"), reverse("portal:supply", args=[code])
    if state is State.FINANCE and found["proof_waits"]:
        return wording.said(PROOF_SENT), "", ""
    if state is State.FINANCE:
        return (
            _("Xin nộp tiền theo thông báo; thời hạn giải quyết đang tạm dừng."),
            _("Xem thông báo, gửi chứng từ"),
            reverse("portal:proof", args=[code]),
        )
    if state is State.PROCESSED:
        words = _("Đã có kết quả. Mời Ông/Bà đến nhận tại %(place)s.") % {"place": found["agency_name"]}
        return words, _("Xem cách nhận kết quả"), reverse("portal:tracked", args=[code])
    return "", "", ""


# --- Papers -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class File:
    """A paper or slip of the dossier; without an address it cannot be opened (a paper handed in at the desk)."""

    name: str
    url: str = ""
    note: str = ""


def papers(page: Page) -> list[File]:
    """What was handed in, with the scan where there is one."""
    return [
        File(paper.name, _address(page, paper.file), _supplied(paper.supplement_number)) for paper in page.components
    ]


def _supplied(number: int) -> str:
    return _("Bổ sung lần %(number)s") % {"number": number} if number else ""


def _address(page: Page, file: StoredFile | None) -> str:
    if file is None or file.scan_state in (StoredFile.Scan.WAITING, StoredFile.Scan.INFECTED):
        return ""
    return reverse("portal:own-file", args=[page.dossier.code, file.pk])


def slips(page: Page) -> list[File]:
    """The forms that were printed for the citizen, the newest first."""
    names = _slip_names()
    found = stored.of_dossier(page.dossier.pk).filter(kind=StoredFile.Kind.FORM).order_by("-pk")
    slips = []
    for file in found:
        title = next((name for begin, name in names.items() if file.name.startswith(begin)), "")
        if title:
            slips.append(File(title, _address(page, file), wording.moment(file.at)))
    return slips


def _slip_names() -> dict[str, str]:
    """The forms meant for the citizen by the beginning of their file's name; the house's own papers are not here."""
    return {
        "giay-tiep-nhan": _("Giấy tiếp nhận và hẹn trả kết quả"),
        "phieu-bo-sung": _("Phiếu yêu cầu bổ sung"),
        "phieu-tu-choi": _("Phiếu từ chối tiếp nhận"),
        "van-ban-xin-loi": _("Văn bản xin lỗi, hẹn lại"),
        "thong-bao-dung": _("Thông báo dừng giải quyết"),
    }


def is_for_citizen(file: StoredFile) -> bool:
    """Whether a stored form is one the citizen was given."""
    return any(file.name.startswith(begin) for begin in _slip_names())


# --- Who looked -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Look:
    """One line of who looked at the data: the office and the post, never the person behind it."""

    agency: str
    role: str
    why: str
    what: str
    at: datetime
    times: int
    code: str = ""


def looks(found: Iterable[ToldLook], codes: Mapping[int, str] | None = None) -> Iterator[Look]:
    """Who looked and why, for the owner of the data."""
    purposes = {
        LookLog.Purpose.PROCESSING: _("Giải quyết hồ sơ"),
        LookLog.Purpose.RECEPTION: _("Tiếp nhận, trả kết quả"),
        LookLog.Purpose.SEARCH: _("Tra cứu theo yêu cầu"),
        LookLog.Purpose.MONITORING: _("Theo dõi, đôn đốc"),
        LookLog.Purpose.INSPECTION: _("Thanh tra, kiểm tra"),
    }
    roles = _roles()
    for look in found:
        yield Look(
            agency=look.agency,
            role=roles.get(look.role, _("Cán bộ được phân công")) if look.role else _("Cán bộ được phân công"),
            why=purposes[look.purpose],
            what=_("thông tin và giấy tờ") if look.papers else _("thông tin hồ sơ"),
            at=look.at,
            times=look.times,
            code=(codes or {}).get(look.dossier_id, ""),
        )


def _roles() -> dict[Role, str]:
    return {
        Role.RECEPTION: _("Cán bộ tiếp nhận"),
        Role.RETURN_DESK: _("Cán bộ trả kết quả"),
        Role.CASHIER: _("Cán bộ thu phí, lệ phí"),
        Role.CASE_OFFICER: _("Chuyên viên thụ lý"),
        Role.DIVISION_HEAD: _("Lãnh đạo phòng"),
        Role.AGENCY_LEADER: _("Lãnh đạo cơ quan"),
        Role.COMMITTEE_OFFICE: _("Chuyên viên Văn phòng UBND"),
        Role.COMMITTEE_LEADER: _("Lãnh đạo UBND"),
        Role.CLERK: _("Văn thư"),
        Role.OTHER_AGENCY: _("Cơ quan phối hợp"),
        Role.CENTRE_DIRECTOR: _("Giám đốc Trung tâm"),
        Role.PROCEDURE_CONTROL: _("Cán bộ kiểm soát thủ tục hành chính"),
        Role.ARCHIVIST: _("Cán bộ lưu trữ"),
        Role.AUDITOR: _("Thanh tra, kiểm tra"),
    }
