"""The calendars, and one year of one."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.core import worktime
from motcua.core.worktime import CalendarSpec, YearStatus
from motcua.org import actions as org
from motcua.org import queries
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.calendars.entering import YearForm
from motcua.web.console.calendars.proposing import months, year_of
from motcua.web.console.desk import Desk
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

AHEAD = 3  # years beyond this one that may be prepared


@permission(Permission.MANAGE_SETTINGS)
def calendars(request: HttpRequest) -> HttpResponse:
    """Each calendar with its newest version and how far each year may be trusted."""
    desk = desks.of(request)
    rows = []
    for version in queries.newest_calendars():
        spec = worktime.from_table(version.spec)
        known = {year.year: year.status for year in spec.years}
        last = max(*known, desk.today.year + AHEAD)
        years = [(year, known.get(year, YearStatus.MISSING).value) for year in range(desk.today.year - 1, last + 1)]
        rows.append((version, years))
    return frame.draw(request, "console/calendars/list.html", {"rows": rows}, way=[Crumb(_("Lịch làm việc"))])


@permission(Permission.MANAGE_SETTINGS)
def year(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """One year: shown as it stands or is proposed, and confirmed as decided."""
    desk = desks.of(request)
    version = next((each for each in queries.newest_calendars() if each.calendar.key == key), None)
    if version is None or not 2000 <= year <= desk.today.year + 20:
        raise Http404
    spec = worktime.from_table(version.spec)
    found = year_of(spec, year)
    form = YearForm(request.POST or None, year=found, initial={"on": desk.today, "everywhere": True})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _confirm(desk, key, year, form)
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Đã xác nhận lịch năm %(year)s.") % {"year": year})
                return redirect("console:calendar_year", key, year)
    values = {
        "version": version,
        "year": found,
        "form": form,
        "months": list(months(spec, found)) if _has_hours(spec, year) else [],
        "history": queries.versions_of(version.calendar_id)[:20],
    }
    way = [Crumb(_("Lịch làm việc"), reverse("console:calendars")), Crumb(f"{version.calendar.name}, {year}")]
    return frame.draw(request, "console/calendars/year.html", values, way=way, status=status)


@transaction.atomic
def _confirm(desk: Desk, key: str, year: int, form: YearForm) -> None:
    """Confirm the year in this calendar, or in all: the days off are those of the country, only the hours differ."""
    given = form.cleaned_data
    keys = [each.calendar.key for each in queries.newest_calendars()] if given["everywhere"] else [key]
    for each in sorted(keys):
        org.confirm_year(
            calendar_key=each,
            year=year,
            table=form.table,
            on=given["on"],
            reason=given["reason"],
            by=f"officer:{desk.actor.id}",
            at=desk.now,
            replaces_official=bool(given.get("replaces")),
        )


def _has_hours(spec: CalendarSpec, year: int) -> bool:
    try:
        list(months(spec, year_of(spec, year)))
    except worktime.CalendarInvalid:
        return False
    return True
