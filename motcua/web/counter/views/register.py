"""The tracking book of a desk (Form 07): on the screen, as PDF, as a spreadsheet."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission
from motcua.access import actions as access
from motcua.access.models import LookLog
from motcua.base.words import gettext_lazy
from motcua.core import vietnam
from motcua.dossiers import queries
from motcua.gateways import documents
from motcua.org import queries as org
from motcua.web.counter import register
from motcua.web.counter.clerk import Clerk, at_desk, shell
from motcua.web.counter.register import Days
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb, Key, Page
from motcua.web.ui.refusals import said

PAGE_SIZE = 50
LONGEST = timedelta(days=92)  # a quarter
MOST = 5000  # rows of one file
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEYS = [
    Key("JK", gettext_lazy("Lên, xuống")),
    Key(["Enter"], gettext_lazy("Mở")),
    Key(["I"], gettext_lazy("In sổ")),
    Key(["/"], gettext_lazy("Tìm")),
]


@at_desk(Permission.SEE_DOSSIERS)
def book(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """A page of the book; today's unless other days are asked for."""
    days = _days(request, clerk.today)
    total = queries.book_count(clerk.agencies, first=days.first, last=days.last)
    page = Page.asked(request.GET.get("trang"), size=PAGE_SIZE, total=total)
    found = queries.book(clerk.agencies, first=days.first, last=days.last, limit=PAGE_SIZE, offset=page.start)
    _note(clerk, days, len(found))
    values = {
        "days": days,
        "title": register.title(days),
        "rows": [(each.dossier.pk, register.line(each)) for each in found],
        "page": page,
        "first": vietnam.day_text(days.first),
        "last": vietnam.day_text(days.last),
        "query": f"?tu={vietnam.day_text(days.first)}&den={vietnam.day_text(days.last)}",
        "too_many": total > MOST,
        "most": MOST,
        "crumbs": [Crumb(_("Việc tại quầy"), reverse("counter:desk")), Crumb(_("Sổ theo dõi"))],
        "keys": KEYS,
    }
    response = render(request, "counter/register.html", shell(clerk) | values)
    response.headers["Cache-Control"] = "no-store"
    return response


@at_desk(Permission.SEE_DOSSIERS)
@in_vietnamese
def printed(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """The book as the statutory form."""
    days = _days(request, clerk.today)
    rows = _rows(clerk, days)
    tree = org.tree(on=clerk.today)
    node = tree.by_id.get(clerk.desk.pk)
    above = tree.by_id.get(node.parent_id or 0) if node else None
    try:
        content = register.pdf(rows, days, clerk, above.name if above else "")
    except (documents.Unprintable, documents.NoSuchForm) as refused:
        return HttpResponse(said(refused), status=409, content_type="text/plain; charset=utf-8")
    return _file(content, "application/pdf", f"so-theo-doi-{days.first:%Y%m%d}-{days.last:%Y%m%d}.pdf", "inline")


@at_desk(Permission.SEE_DOSSIERS)
@in_vietnamese
def spreadsheet(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """The book as a spreadsheet."""
    days = _days(request, clerk.today)
    content = register.spreadsheet(_rows(clerk, days), days, clerk)
    return _file(content, XLSX, f"so-theo-doi-{days.first:%Y%m%d}-{days.last:%Y%m%d}.xlsx", "attachment")


def _rows(clerk: Clerk, days: Days) -> list[documents.BookRow]:
    found = queries.book(clerk.agencies, first=days.first, last=days.last, limit=MOST)
    _note(clerk, days, len(found))
    return [register.line(each) for each in found]


def _days(request: HttpRequest, today: date) -> Days:
    """The days an address names; what cannot be read is today, a longer time than a quarter ends after one."""
    first = _day(request.GET.get("tu", ""), today)
    last = _day(request.GET.get("den", ""), max(first, today) if "tu" in request.GET else today)
    first, last = min(first, last), max(first, last)
    return Days(first, min(last, first + LONGEST))


def _day(text: str, otherwise: date) -> date:
    try:
        return vietnam.read_date(text)
    except vietnam.Unreadable:
        return otherwise


def _note(clerk: Clerk, days: Days, count: int) -> None:
    access.note_look(
        officer_id=clerk.account.officer.pk,
        dossier_id=None,
        purpose=LookLog.Purpose.SEARCH,
        what=f"quầy: sổ theo dõi {days.words}: {count} hồ sơ",
        at=clerk.now,
    )


def _file(content: bytes, media_type: str, name: str, how: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
