from datetime import date, datetime, timedelta

import pytest

from motcua.core.vietnam import ZONE
from motcua.core.worktime import YearStatus
from motcua.journal.models import JournalEvent
from motcua.org import actions, calendars, queries
from motcua.org.models import Agency, Calendar, CalendarVersion, CalendarYear
from motcua.org.refusals import CalendarRefused, NoCalendar, VersionTaken, YearAlreadyOfficial, YearNotOfficial
from tests.org.build import agency

pytestmark = pytest.mark.django_db
NOW = date(2026, 11, 23)
SIGNED = {"by": "officer:1", "at": datetime(2026, 11, 23, 8, tzinfo=ZONE)}


@pytest.fixture
def commune():
    province = agency("Tỉnh", level=Agency.Level.PROVINCE)
    return agency("Xã", parent=province)


@pytest.fixture
def loaded():
    return actions.load_calendars()


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_loading_twice_loads_once(loaded):
    assert loaded
    assert actions.load_calendars() == []
    assert CalendarVersion.objects.count() == len(loaded)
    years = CalendarYear.objects.filter(calendar_version__calendar__key="office")
    assert set(years.values_list("year", flat=True)) >= {2021, 2025, 2026, 2027}
    assert years.get(year=2026).status == "official"


def test_a_changed_file_needs_a_version_of_its_own(loaded, monkeypatch):
    table = calendars.table

    def changed(hours="office"):
        return table(hours) | {"name": "Khác"}

    monkeypatch.setattr(calendars, "table", changed)
    with pytest.raises(VersionTaken):
        actions.load_calendars()


def test_every_agency_keeps_the_usual_calendar_unless_one_is_assigned_above(commune, loaded):
    usual = queries.calendar_of(commune.pk, NOW)
    assert usual.add(at("2026-11-23 10:30"), timedelta(hours=4)) == at("2026-11-23 16:30")
    actions.assign_calendar(agency_id=commune.parent_id, calendar_key="office-0730", since=date(2026, 1, 1))
    assert queries.calendar_of(commune.pk, date(2025, 12, 31)) is usual
    assert queries.calendar_of(commune.pk, NOW) is not usual
    actions.assign_calendar(agency_id=commune.pk, calendar_key="office", since=date(2026, 6, 1))
    assert queries.calendar_of(commune.pk, NOW) is usual


def test_a_calendar_is_built_once_a_process(commune, loaded, django_assert_num_queries):
    queries.calendar_of(commune.pk, NOW)
    with django_assert_num_queries(1):  # only which version; never the version itself
        queries.calendar_of(commune.pk, NOW)


def test_without_a_calendar_nothing_is_promised(commune):
    with pytest.raises(NoCalendar):
        queries.calendar_of(commune.pk, NOW)


def official_2027():
    year = dict(calendars.table()["years"]["2027"])
    return year | {"status": "official"}


def test_a_confirmed_year_holds_for_dossiers_accepted_from_then_on(commune, loaded):
    before = queries.calendar_version_id(commune.pk, NOW)
    assert queries.work_calendar(before).status(2027) is YearStatus.DRAFT
    version = actions.confirm_year(
        calendar_key="office", year=2027, table=official_2027(), on=date(2026, 12, 1), reason="Thông báo 1/TB", **SIGNED
    )
    assert queries.calendar_version_id(commune.pk, date(2026, 11, 30)) == before
    assert queries.calendar_version_id(commune.pk, date(2026, 12, 1)) == version.pk
    assert queries.work_calendar(version.pk).status(2027) is YearStatus.OFFICIAL
    assert queries.work_calendar(before).status(2027) is YearStatus.DRAFT
    assert version.years.get(year=2027).status == "official"
    assert version.note == "Thông báo 1/TB"
    event = JournalEvent.objects.get(subject="calendar:office")
    assert (event.kind, event.actor) == ("calendar.year_confirmed", "officer:1")


def test_an_official_year_is_replaced_only_on_purpose(loaded):
    confirm = {"calendar_key": "office", "year": 2027, "table": official_2027(), "on": NOW, "reason": "x"} | SIGNED
    actions.confirm_year(**confirm)
    with pytest.raises(YearAlreadyOfficial):
        actions.confirm_year(**confirm)
    again = actions.confirm_year(**confirm, replaces_official=True)
    assert Calendar.objects.get(key="office").versions.latest("pk") == again


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"status": "draft"}, YearNotOfficial),
        ({"days_off": [{"on": "2028-01-01", "name": "x", "name_en": "x", "law": "x"}]}, CalendarRefused),
        ({"nonsense": 1}, CalendarRefused),
        ({"days_off": "none"}, CalendarRefused),
    ],
)
def test_a_wrong_year_changes_nothing(loaded, change, refusal):
    count = CalendarVersion.objects.count()
    with pytest.raises(refusal):
        actions.confirm_year(
            calendar_key="office", year=2027, table=official_2027() | change, on=NOW, reason="x", **SIGNED
        )
    assert CalendarVersion.objects.count() == count
