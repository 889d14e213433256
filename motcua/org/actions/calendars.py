"""Working calendars: loading those that ship with the program, assigning them, confirming a drafted year."""

from collections.abc import Mapping
from datetime import date, datetime
from importlib import resources
from typing import Any

from django.db import transaction

from motcua.core import worktime
from motcua.core.worktime import CalendarInvalid, CalendarSpec, YearStatus
from motcua.journal import actions as journal
from motcua.org import calendars
from motcua.org.models import AgencyCalendar, Calendar, CalendarVersion, CalendarYear
from motcua.org.refusals import CalendarRefused, VersionTaken, YearAlreadyOfficial, YearNotOfficial


@transaction.atomic
def load_calendars(*, on: date | None = None) -> list[str]:
    """Load the calendars that ship with the program and return the versions that are new.

    The first version of a calendar holds from its first year; a later one for dossiers accepted from `on`.
    :raises VersionTaken: a file was changed and its version was not.
    """
    kinds = sorted(
        file.name.removesuffix(".toml")
        for file in resources.files(calendars).iterdir()
        if file.name.endswith(".toml") and not file.name.removesuffix(".toml").isdigit()
    )
    return [version for kind in kinds if (version := _load(kind, on))]


def _load(kind: str, on: date | None) -> str | None:
    spec = _read(calendars.table(kind))
    calendar, is_new = Calendar.objects.get_or_create(key=kind, defaults={"name": spec.name})
    known = calendar.versions.filter(version=spec.version).first()
    if known is not None:
        if known.spec != worktime.to_table(spec):
            raise VersionTaken(version=spec.version)
        return None
    first_day = date(spec.years[0].year, 1, 1)
    _add_version(calendar, spec, valid_from=first_day if is_new else on or first_day, note="")
    return spec.version


def assign_calendar(*, agency_id: int, calendar_key: str, since: date) -> AgencyCalendar:
    """Let an agency, and all below it without one of their own, keep a calendar from a day on."""
    calendar = Calendar.objects.get(key=calendar_key)
    return AgencyCalendar.objects.create(agency_id=agency_id, calendar=calendar, valid_from=since)


@transaction.atomic
def confirm_year(
    *,
    calendar_key: str,
    year: int,
    table: Mapping[str, Any],
    on: date,
    reason: str,
    by: str,
    at: datetime,
    replaces_official: bool = False,
) -> CalendarVersion:
    """Make a year official as decided (`table` as in the calendar files), for dossiers accepted from `on`.

    `by` is who decided (`officer:12`). Dossiers accepted before keep their version; moving their due dates is a
    decision of its own.
    :raises YearNotOfficial, YearAlreadyOfficial, CalendarRefused:
    """
    if table.get("status") != YearStatus.OFFICIAL:
        raise YearNotOfficial(year=year)
    calendar = Calendar.objects.select_for_update().get(key=calendar_key)
    latest = calendar.versions.order_by("-valid_from", "-pk")[0]
    years = dict(latest.spec["years"])
    before = _days_off(years.get(str(year), {}))
    if years.get(str(year), {}).get("status") == YearStatus.OFFICIAL and not replaces_official:
        raise YearAlreadyOfficial(year=year)
    years[str(year)] = dict(table)
    name = f"{calendar.key}-{year}.{calendar.versions.count() + 1}"
    spec = _read(latest.spec | {"version": name, "years": years})
    version = _add_version(calendar, spec, valid_from=max(on, latest.valid_from), note=reason)
    journal.record(
        f"calendar:{calendar.key}",
        "calendar.year_confirmed",
        at=at,
        actor=by,
        details={
            "year": year,
            "version": version.version,
            "valid_from": version.valid_from.isoformat(),
            "before": sorted(before),
            "after": sorted(_days_off(version.spec["years"][str(year)])),
        },
    )
    return version


def _days_off(year: Mapping[str, Any]) -> set[str]:
    """The days off and the days made up for (with a plus), for the journal."""
    swaps = year.get("swaps", ())
    return {row["on"] for row in year.get("days_off", ())} | {f"-{row['off']} +{row['work']}" for row in swaps}


def _read(table: Mapping[str, Any]) -> CalendarSpec:
    try:
        return worktime.from_table(table)
    except CalendarInvalid as wrong:
        raise CalendarRefused(reason_vi=wrong.vi, reason_en=wrong.en) from wrong


def _add_version(calendar: Calendar, spec: CalendarSpec, *, valid_from: date, note: str) -> CalendarVersion:
    version = CalendarVersion.objects.create(
        calendar=calendar, version=spec.version, spec=worktime.to_table(spec), valid_from=valid_from, note=note
    )
    CalendarYear.objects.bulk_create(
        CalendarYear(calendar_version=version, year=year.year, status=year.status) for year in spec.years
    )
    return version
