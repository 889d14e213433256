"""What waits at a desk, pile by pile, and how each line of it is worded: time left, or whom it waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.core import deadline, lifecycle, regime, vietnam
from motcua.core.lifecycle import State
from motcua.core.roles import Role
from motcua.core.status_words import Due, Tone, Words, due, waiting, without_due_date
from motcua.core.worktime import CalendarGap, WorkCalendar
from motcua.org import queries as org
from motcua.web.ui import wording

CHANNELS = {
    "direct": gettext_lazy("Tại quầy"),
    "online": gettext_lazy("Trực tuyến"),
    "postal": gettext_lazy("Bưu chính"),
}
NOTICES = {"supplement": gettext_lazy("Phiếu yêu cầu bổ sung"), "apology": gettext_lazy("Văn bản xin lỗi, hẹn lại")}


@dataclass(frozen=True, slots=True)
class Pile:
    """One tab of the desk. Without states it holds what leaders have signed for the desk to send."""

    slug: str
    title: str
    roles: tuple[Role, ...]
    states: tuple[State, ...] = ()
    nothing: str = gettext_lazy("Không có hồ sơ nào ở mục này.")


PILES = (
    Pile(
        "kiem-tra",
        gettext_lazy("Chờ kiểm tra"),
        (Role.RECEPTION,),
        (State.SUBMITTED,),
        gettext_lazy("Hồ sơ nộp trực tuyến hoặc qua bưu chính sẽ hiện ở đây để kiểm tra trong 8 giờ làm việc."),
    ),
    Pile("da-bo-sung", gettext_lazy("Đã bổ sung"), (Role.RECEPTION,), (State.SUPPLEMENT_GIVEN,)),
    Pile("cho-chuyen", gettext_lazy("Chờ chuyển"), (Role.RECEPTION,), (State.ACCEPTED,)),
    Pile("ban-giao", gettext_lazy("Chờ nhận bàn giao"), (Role.RECEPTION,), (State.IN_TRANSIT,)),
    Pile(
        "cho-gui",
        gettext_lazy("Chờ gửi"),
        (Role.RECEPTION,),
        (),
        gettext_lazy("Thông báo, văn bản xin lỗi lãnh đạo đã ký sẽ hiện ở đây để gửi cho người nộp."),
    ),
    Pile("nop-tien", gettext_lazy("Chờ nộp tiền"), (Role.RECEPTION, Role.CASHIER), (State.FINANCE,)),
    Pile("bo-sung", gettext_lazy("Chờ bổ sung"), (Role.RECEPTION,), (State.INTAKE_SUPPLEMENT, State.SUPPLEMENT)),
    Pile("tra-ket-qua", gettext_lazy("Chờ trả kết quả"), (Role.RECEPTION, Role.RETURN_DESK), (State.PROCESSED,)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier of a pile."""

    id: int
    code: str
    procedure: str
    owner: str
    about: str
    agency: str
    due: Due


def line(row: Mapping[str, Any], *, now: datetime, home: int) -> Line:
    """A dossier as it stands at the desk; its agency is named only where it is not the desk's own."""
    return Line(
        id=row["id"],
        code=row["code"],
        procedure=row["procedure_name"],
        owner=row["owner_name"],
        about=CHANNELS.get(row["channel"], ""),
        agency="" if row["competent_agency_id"] == home else row["competent_name"],
        due=_standing(row, now),
    )


def notice(row: Mapping[str, Any], *, now: datetime) -> Line:
    """A signed notice or letter that is to be sent."""
    left = Due(Tone.SOON, Words("Soạn {at}", "Drafted {at}").with_(at=wording.moment(row["drafted_at"])), 0)
    return Line(
        id=row["id"],
        code=row["code"],
        procedure=row["procedure_name"],
        owner=row["owner_name"],
        about=NOTICES.get(row["kind"], ""),
        agency="",
        due=left,
    )


def _standing(row: Mapping[str, Any], now: datetime) -> Due:
    state = State(row["state"])
    if state in (State.INTAKE_SUPPLEMENT, State.SUPPLEMENT):
        return _supplement(row["timer_at"], now)
    if state is State.FINANCE and row["has_proof"]:
        return Due(Tone.SOON, Words("Đã gửi chứng từ", "Proof of payment sent"), 0)
    if state is State.FINANCE:
        return waiting(_("nộp tiền từ %(day)s") % {"day": _short(row["state_since"])})
    if state is State.PROCESSED:
        return Due(Tone.OK, Words("Có từ {at}", "Since {at}").with_(at=_short(row["processed_at"])), 100)
    try:
        return countdown(state, row["state_since"], org.work_calendar(row["calendar_version_id"]), now)
    except CalendarGap:
        return without_due_date()


def _short(moment: datetime) -> str:
    return f"{moment.astimezone(vietnam.ZONE):%d/%m}"


def _supplement(term_ends_at: datetime | None, now: datetime) -> Due:
    """The timer of a term that has passed rings once and is gone."""
    if term_ends_at is None or term_ends_at <= now:
        return Due(Tone.SOON, Words("Hết hạn bổ sung", "Term passed"), 100)
    return Due(Tone.WAIT, Words("Chờ đến {at}", "Until {at}").with_(at=_short(term_ends_at)), 0)


def countdown(state: State, since: datetime, calendar: WorkCalendar, now: datetime) -> Due:
    """How much working time the desk has left. Counted from when the dossier came: a timer that rang begins anew."""
    rules = regime.at(since.astimezone(vietnam.ZONE).date())
    if state in (State.SUBMITTED, State.SUPPLEMENT_GIVEN):
        check = deadline.acceptance_check(since, calendar, hours=rules.acceptance_check_hours)
        start, end = check.counted_from, check.due_at
    else:
        start, end = since, lifecycle.transfer_due(since, calendar, rules)
    left = -calendar.between(end, now) if end < now else calendar.between(max(now, start), end)
    if end < now and not left:
        left = -timedelta(minutes=1)  # past the end, though no office hour has gone by since
    return due(left=left, whole=calendar.between(start, end))


def of(slug: str, piles: Sequence[Pile]) -> Pile | None:
    """The pile an address names, among those this clerk has."""
    return next((pile for pile in piles if pile.slug == slug), None)
