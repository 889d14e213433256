"""The list of procedures, and what is due or late to be made public."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.access import Permission, permission
from motcua.catalog import queries
from motcua.catalog.models import Publication
from motcua.catalog.queries import Lacking, ProcedureRow, Published, Wanted
from motcua.core import publication
from motcua.core.publication import Duty, Issuer
from motcua.core.status_words import Tone
from motcua.org import queries as org
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.procedures import words
from motcua.web.console.procedures.words import Duties
from motcua.web.ui.parts import Crumb, Page, Tab

SIZE = 50
LOOKED_BACK = timedelta(days=400)
TABS = {
    Lacking.ALL: pgettext_lazy("thủ tục", "Tất cả"),
    Lacking.CHOOSE: gettext_lazy("Cán bộ phải chọn"),
    Lacking.NO_PROCESS: gettext_lazy("Chưa có quy trình"),
    Lacking.NO_FORM: gettext_lazy("Chưa có biểu mẫu"),
    Lacking.DRAFT: gettext_lazy("Đang soạn"),
    Lacking.DUE: gettext_lazy("Chờ công khai"),
    Lacking.ABOLISHED: gettext_lazy("Bãi bỏ"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the list."""

    row: ProcedureRow
    levels: str
    period: str
    duty: Duties | None


@dataclass(frozen=True, slots=True)
class Due:
    """A decision with its deadlines."""

    code: str
    name: str
    number: str
    what: str
    duties: list[Duties]
    is_late: bool


@permission(Permission.MANAGE_CATALOG)
def procedures(request: HttpRequest) -> HttpResponse:
    """Every procedure, by name; searched and narrowed."""
    desk = desks.of(request)
    wanted = asked(request)
    page = Page.asked(request.GET.get("trang"), size=SIZE, total=10**6)
    rows, counts = queries.procedure_list(wanted, on=desk.today, skip=page.start, most=SIZE)
    page = Page.asked(request.GET.get("trang"), size=SIZE, total=counts[wanted.lacking])
    first = queries.first_drafts() if wanted.lacking in (Lacking.DRAFT, Lacking.DUE) else []
    values = {
        "tabs": _tabs(wanted, counts, request.GET),
        "rows": [_shown(row, desk) for row in rows],
        "first_drafts": first,
        "page": page,
        "wanted": wanted,
        "fields": queries.all_fields(),
        "levels": words.LEVELS.items(),
        "agencies": org.agencies(on=desk.today).order_by("sort_key"),
        "exported": request.GET.urlencode(),
        "may_change": desk.reach(Permission.MANAGE_CATALOG).everywhere,
    }
    return frame.draw(request, "console/procedures/list.html", values, way=[Crumb(_("Thủ tục"))])


@permission(Permission.MANAGE_CATALOG)
def deadlines(request: HttpRequest) -> HttpResponse:
    """What is to be made public by when, what is late, and what was done in the last year."""
    desk = desks.of(request)
    waiting = [
        Due(
            draft.code,
            draft.data["name"],
            draft.decision_number,
            str(Publication.What.ISSUED.label),
            words.duties(words.decision_of(draft), desk.calendar, desk.today),
            False,
        )
        for draft in queries.drafts_due()
    ]
    done = [_done(each, desk) for each in queries.publications(since=desk.now - LOOKED_BACK)]
    values = {
        "waiting": waiting,
        "done": done,
        "late": sum(each.is_late for each in done),
        "calendar": desk.calendar is not None,
        "province": publication.terms(Issuer.PROVINCE, desk.today),
        "ministry": publication.terms(Issuer.MINISTRY, desk.today),
    }
    way = [Crumb(_("Thủ tục"), reverse("console:procedures")), Crumb(_("Thời hạn công khai"))]
    return frame.draw(request, "console/procedures/deadlines.html", values, way=way)


def asked(request: HttpRequest) -> Wanted:
    """What the address asks for; what it says wrong is left out."""
    lacking = request.GET.get("loc", "")
    level = request.GET.get("cap", "")
    return Wanted(
        text=request.GET.get("tim", "")[:200].replace("\0", ""),
        field_id=_number(request.GET.get("linh-vuc", "")),
        level=level if level in words.LEVELS else "",
        agency_id=_number(request.GET.get("co-quan", "")),
        lacking=Lacking(lacking) if lacking in set(Lacking) else Lacking.ALL,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _tabs(wanted: Wanted, counts: Mapping[Lacking, int], given: Mapping[str, str]) -> list[Tab]:
    kept = {name: given[name] for name in ("tim", "linh-vuc", "cap", "co-quan") if given.get(name)}
    return [
        Tab(
            str(label),
            "?" + urlencode({**kept, "loc": each.value}),
            counts[each],
            each is wanted.lacking,
            tone="soon" if each is Lacking.DUE and counts[each] else "",
        )
        for each, label in TABS.items()
    ]


def _shown(row: ProcedureRow, desk: Desk) -> Shown:
    found = words.duties(row.decision, desk.calendar, desk.today)
    return Shown(
        row,
        words.levels(row.levels),
        words.period(row.valid_from, row.valid_to),
        next((each for each in found if each.what == str(words.DUTIES[Duty.MAKE_PUBLIC])), None),
    )


def _done(each: Published, desk: Desk) -> Due:
    found = words.duties(each.decision, desk.calendar, desk.today)
    late = any(duty.tone is Tone.LATE for duty in found)
    return Due(each.code, each.name, each.number, str(each.what.label), found, late)
