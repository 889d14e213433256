"""The inbox: one's own open steps, as one wants to see them, kept fresh while it lies open."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.dossiers import queries
from motcua.dossiers.queries import Found
from motcua.web.office import actions, asking, frame, navigation
from motcua.web.office import desk as desks
from motcua.web.office.asking import Asked
from motcua.web.office.columns import COLUMNS
from motcua.web.office.desk import SOON, Desk
from motcua.web.office.forms.inbox import FilterForm, ViewForm
from motcua.web.office.models import SavedView
from motcua.web.office.presenting import lists
from motcua.web.office.views.lists import KEYS, PAGE, note_search
from motcua.web.ui import searching
from motcua.web.ui.parts import Page, Tab
from motcua.web.ui.refusals import REFUSED, said

FEW = 3  # columns that fit beside one another on a small screen


@permission(Permission.WORK_STEP)
def inbox(request: HttpRequest) -> HttpResponse:
    """The officer's open steps. Without anything asked, the view they chose to open first; else what they ask."""
    desk, part = desks.of(request), _part(request)
    if request.method == "POST":  # what was typed into the filter: kept, and led on from by its key
        return searching.lead(_address(asking.read(request, now=desk.now)))
    views = list(SavedView.objects.filter(officer_id=desk.account.officer.pk))
    asked, view = _asked(request, views, desk)
    page, found = _page(request, desk, asked)
    if found.looked_at:
        note_search(desk, found.looked_at)
    values: dict[str, Any] = {
        "lines": lists.inbox(found.rows, desk.calendar, desk.now, asked.columns),
        "columns": [COLUMNS[key] for key in asked.columns],
        "table_kind": "dense wide" if len(asked.columns) > FEW else "dense",
        "page": page,
        "asked": asked,
        "text": asked.text,
        "forgotten": asking.is_forgotten(request, now=desk.now),
        "live_url": f"{reverse('office:fresh')}?{request.GET.urlencode()}",
    }
    if part:
        return frame.draw(request, "office/parts/inbox.html", values)
    form = FilterForm(kinds=queries.inbox_kinds(desk.actor), asked=asked)
    values |= {
        "tabs": _tabs(desk, asked, view),
        "views": _chips(views, view),
        "view": view,
        "filter_form": form,
        "applied": form.applied(),
        "view_form": ViewForm(
            initial={"name": view.name if view else "", "is_default": bool(view and view.is_default)}
        ),
        "chosen_columns": asked.columns,
        "all_columns": COLUMNS.values(),
        "keys": KEYS,
    }
    return frame.draw(request, "office/inbox.html", values)


def _part(request: HttpRequest) -> bool:
    """Whether only the rows are asked for; their links lead to the whole page again."""
    given = request.GET.copy()
    part = given.pop("phan", [""]) == ["danh-sach"]
    request.GET = given  # type: ignore[assignment]  # Django's stubs know only the one that cannot change
    return part


def _asked(request: HttpRequest, views: list[SavedView], desk: Desk) -> tuple[Asked, SavedView | None]:
    chosen = request.GET.get(asking.VIEW, "")
    if chosen:
        view = next((each for each in views if str(each.pk) == chosen), None)
    else:
        silent = not ({*request.GET} - {"trang", asking.ORDER})
        view = next((each for each in views if each.is_default), None) if silent else None
    if view is None:
        return asking.read(request, now=desk.now), None
    asked = asking.with_ticket(asking.of_view(view), request, now=desk.now)
    return (asked.reordered(request.GET[asking.ORDER]) if asking.ORDER in request.GET else asked), view


def _page(request: HttpRequest, desk: Desk, asked: Asked) -> tuple[Page, Found]:
    """The page asked for. Late steps come first in the usual order, so lateness alone is a stretch of it."""
    number = request.GET.get("trang")
    if asked.is_plain:
        counts = desk.counts
        first, total = {
            navigation.LATE: (0, counts.late),
            navigation.SOON: (counts.late, counts.soon),
        }.get(asked.due, (0, counts.total))
        page = Page.asked(number, size=PAGE, total=total)
        rows = queries.inbox(desk.actor, limit=page.shown, offset=first + page.start) if page.shown else []
        return page, Found(rows, total)
    offset = Page.asked(number, size=PAGE, total=PAGE * 1000).start
    found = queries.inbox_wanted(desk.actor, _wanted(desk, asked), limit=PAGE, offset=offset)
    return Page.asked(number if found.total > offset else None, size=PAGE, total=found.total), found


def _wanted(desk: Desk, asked: Asked) -> queries.Wanted:
    return asked.wanted(now=desk.now, soon=desk.working(SOON))


def _tabs(desk: Desk, asked: Asked, view: SavedView | None) -> list[Tab]:
    """The usual lists; none is current when something of one's own is asked for."""
    plain = view is None and asked == Asked(due=asked.due, order=asked.order, columns=asked.columns)
    return navigation.tabs(desk, (asked.due or "inbox") if plain and asked.due != asking.NEW else "")


def _chips(views: list[SavedView], current: SavedView | None) -> list[Tab]:
    return [Tab(each.name, f"?{asking.VIEW}={each.pk}", current=each == current) for each in views]


@permission(Permission.WORK_STEP)
def fresh(request: HttpRequest) -> JsonResponse:
    """The steps of the page as they are now, for a list that lies open: numbers only, rights checked as on the page."""
    desk = desks.of(request)
    views = list(SavedView.objects.filter(officer_id=desk.account.officer.pk))
    asked, _ = _asked(request, views, desk)
    offset = Page.asked(request.GET.get("trang"), size=PAGE, total=PAGE * 1000).start
    if asked.is_plain and not asked.due:
        steps = queries.inbox_ids(desk.actor, limit=PAGE, offset=offset)
    else:
        steps = [row["step_id"] for row in _page(request, desk, asked)[1].rows]
    answer = JsonResponse({"steps": steps})
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _address(asked: Asked) -> str:
    return f"{reverse('office:inbox')}?{asked.query or asking.ALL + '=1'}"


@require_POST
@permission(Permission.WORK_STEP)
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep what is asked for now under a name."""
    desk = desks.of(request)
    asked = asking.read(request, now=desk.now)
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy đặt tên cho chế độ xem, tối đa 60 ký tự."))
        return redirect(_address(asked))
    given = form.cleaned_data
    try:
        view = actions.save_view(
            officer_id=desk.account.officer.pk, name=given["name"], asked=asked, is_default=given["is_default"]
        )
    except REFUSED as refused:
        messages.error(request, said(refused))
        return redirect(_address(asked))
    messages.success(request, _("Đã lưu chế độ xem “%(name)s”.") % {"name": view.name})
    return redirect(f"{reverse('office:inbox')}?{asking.VIEW}={view.pk}")


@require_POST
@permission(Permission.WORK_STEP)
def forget_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """Remove one of one's own views."""
    actions.forget_view(officer_id=desks.of(request).account.officer.pk, view_id=view_id)
    messages.success(request, _("Đã xóa chế độ xem."))
    return redirect("office:inbox")
