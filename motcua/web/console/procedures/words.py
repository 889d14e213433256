"""How versions, levels and deadlines of procedures are said on these pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua.catalog.models import ProcedureDraft, ProcedureVersion
from motcua.core import publication
from motcua.core.publication import Deadline, Decision, Duty, Issuer, Standing
from motcua.core.status_words import Tone
from motcua.core.vietnam import day_text
from motcua.core.worktime import CalendarGap, WorkCalendar

LEVELS = {
    "TINH": gettext_lazy("Cấp tỉnh"),
    "XA": gettext_lazy("Cấp xã"),
    "BO": gettext_lazy("Bộ, ngành"),
    "HUYEN": gettext_lazy("Cấp huyện (trước 1/7/2025)"),
    "KHAC": gettext_lazy("Cơ quan khác"),
}
DUTIES = {
    Duty.DECIDE: gettext_lazy("Ký quyết định công bố"),
    Duty.MAKE_PUBLIC: gettext_lazy("Cập nhật, công khai thủ tục"),
}
TONES = {
    Standing.OPEN: Tone.WAIT,
    Standing.OVERDUE: Tone.LATE,
    Standing.MET: Tone.OK,
    Standing.MET_LATE: Tone.LATE,
}
SOON = 2  # working days left from which a duty is said in gold


@dataclass(frozen=True, slots=True)
class Duties:
    """One deadline as a page shows it."""

    what: str
    due_on: date
    tone: Tone
    standing: str
    done_on: date | None
    law: str


def levels(found: Iterable[str]) -> str:
    return ", ".join(str(LEVELS.get(each, each)) for each in found)


def duties(decision: Decision | None, calendar: WorkCalendar | None, today: date) -> list[Duties]:
    """The deadlines of a decision; none where no calendar counts them."""
    if decision is None or calendar is None:
        return []
    try:
        found = publication.deadlines(decision, calendar, today=today)
        return [_duty(each, calendar, today) for each in found]
    except CalendarGap:
        return []


def decision_of(draft: ProcedureDraft) -> Decision:
    return Decision(Issuer(draft.issuer), draft.decided_on, draft.effective_on)


def state(version: ProcedureVersion, today: date) -> tuple[Tone, str]:
    """A tag for a version: in force, to come, over, never in force."""
    abolished = version.procedure.abolished_on
    if version.valid_to is not None and version.valid_to < version.valid_from:
        return Tone.IDLE, _("Không áp dụng")
    if version.valid_from > today:
        return Tone.INFO, _("Chờ hiệu lực")
    if abolished is not None and abolished <= today:
        return Tone.IDLE, _("Đã bãi bỏ")
    if version.valid_to is not None and version.valid_to < today:
        return Tone.IDLE, _("Hết hiệu lực")
    return Tone.OK, _("Đang hiệu lực")


def period(first: date, last: date | None) -> str:
    """01/07/2025 – 31/12/2026; no last day is said so."""
    if last is not None and last < first:
        return _("không có ngày hiệu lực nào")
    if last is None:
        return _("từ %(first)s") % {"first": day_text(first)}
    return _("%(first)s – %(last)s") % {"first": day_text(first), "last": day_text(last)}


def texts(version: ProcedureVersion) -> list[tuple[str, str]]:
    """The long texts of a version that say something, with what each is called."""
    named = (
        (_("Trình tự thực hiện"), version.steps),
        (_("Yêu cầu, điều kiện"), version.conditions),
        (_("Mô tả"), version.description),
        (_("Cơ quan có thẩm quyền"), version.competent_authority),
        (_("Cơ quan được ủy quyền"), version.delegated_agency),
        (_("Cơ quan phối hợp"), version.coordinating_agency),
        (_("Địa chỉ tiếp nhận"), version.receiving_address),
        (_("Từ khóa"), version.keywords),
    )
    return [(label, text) for label, text in named if text]


def _duty(each: Deadline, calendar: WorkCalendar, today: date) -> Duties:
    standing = each.standing(today)
    left = calendar.working_days_between(today, each.due_on)
    tone = TONES[standing]
    if standing is Standing.OPEN and left <= SOON:
        tone = Tone.SOON
    return Duties(str(DUTIES[each.duty]), each.due_on, tone, _standing(standing, left), each.done_on, each.law)


def _standing(standing: Standing, left: int) -> str:
    match standing:
        case Standing.MET:
            return _("Đúng hạn")
        case Standing.MET_LATE:
            return _("Đã làm, trễ hạn")
        case Standing.OVERDUE:
            late = max(1, -left)
            return ngettext("Trễ %(count)s ngày làm việc", "Trễ %(count)s ngày làm việc", late) % {"count": late}
    if left <= 0:
        return _("Hạn hôm nay")
    return ngettext("Còn %(count)s ngày làm việc", "Còn %(count)s ngày làm việc", left) % {"count": left}
