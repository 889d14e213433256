"""Each promise of the tables, and somebody who tries to break it."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.org.models import (
    Agency,
    AgencyCalendar,
    AgencyCode,
    AgencyName,
    Calendar,
    CalendarVersion,
    CalendarYear,
    Succession,
    Unit,
    UnitName,
)
from tests.org.build import LONG_AGO, agency, unit

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)


@contextmanager
def refused_by(constraint):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():  # noqa: PT012
        yield
        connection.check_constraints()  # what is deferred to the end of the transaction
    assert refused.value.__cause__.diag.constraint_name == constraint


@pytest.fixture
def province():
    return agency("Tỉnh", level=Agency.Level.PROVINCE)


def test_a_period_does_not_end_before_it_begins(province):
    with refused_by("agency_days_in_order"):
        agency("Xã", since=JULY, until=JUNE)
    with refused_by("unit_days_in_order"):
        unit("Phòng", within=province, since=JULY, until=JUNE)
    with refused_by("agencycode_days_in_order"):
        AgencyCode.objects.create(agency=province, scheme="new", code="H56", valid_from=JULY, valid_to=JUNE)
    calendar = Calendar.objects.create(key="office", name="Giờ hành chính")
    with refused_by("agencycalendar_days_in_order"):
        AgencyCalendar.objects.create(agency=province, calendar=calendar, valid_from=JULY, valid_to=JUNE)


def test_agencies_and_units_have_names(province):
    with refused_by("agency_has_a_name"):
        agency("  ", key="x")
    with refused_by("agency_has_a_name"):
        agency("Xã", short_name="", key="x")
    with refused_by("unit_has_a_name"):
        unit("", within=province)


def test_the_level_is_one_we_know():
    with refused_by("agency_level_is_known"):
        agency("Thôn", level="hamlet")


def test_a_key_is_used_once(province):
    with refused_by("org_agency_key_key"):
        agency("Khác", key=province.key)


def test_no_agency_stands_above_itself(province):
    with refused_by("agency_is_not_its_own_parent"):
        Agency.objects.filter(pk=province.pk).update(parent=province)
    commune = agency("Xã", parent=province)
    with refused_by("agency_tree_has_no_circle"):
        Agency.objects.filter(pk=province.pk).update(parent=commune)


def test_a_child_does_not_outlive_its_parent(province):
    district = agency("Huyện", parent=province, level=Agency.Level.DISTRICT, until=JUNE)
    with refused_by("agency_within_the_days_of_its_parent"):
        agency("Xã", parent=district)
    commune = agency("Xã", parent=district, until=JUNE)
    with refused_by("agency_within_the_days_of_its_parent"):
        Agency.objects.filter(pk=district.pk).update(valid_to=date(2025, 5, 31))
    with refused_by("agency_within_the_days_of_its_parent"):
        Agency.objects.filter(pk=commune.pk).update(valid_from=date(1999, 12, 31))


def test_a_reorganisation_may_touch_parent_and_child_in_any_order(province):
    district = agency("Huyện", parent=province, level=Agency.Level.DISTRICT)
    commune = agency("Xã", parent=district)
    Agency.objects.filter(pk=district.pk).update(valid_to=JUNE)
    Agency.objects.filter(pk=commune.pk).update(valid_to=JUNE)
    connection.check_constraints()
    assert Agency.objects.filter(valid_to=JUNE).count() == 2


def test_two_agencies_of_one_name_under_one_parent_follow_one_another(province):
    agency("Xã", parent=province, until=JUNE)
    agency("Xã", parent=province, since=JULY)
    with refused_by("agency_name_once_under_a_parent"):
        agency("Xã", parent=province, since=JUNE, until=JUNE, key="third")


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("old", "H56.14"),
        ("old", "00.00.14.H56"),
        ("new", "000.00.14.H56"),
        ("new", "H5"),
        ("gso", "14758a"),
        ("gso", "1"),
    ],
)
def test_a_code_has_the_form_of_its_scheme(province, scheme, code):
    with refused_by("agencycode_has_the_form_of_its_scheme"):
        AgencyCode.objects.create(agency=province, scheme=scheme, code=code, valid_from=LONG_AGO)


def test_a_scheme_is_one_we_know(province):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyCode.objects.create(agency=province, scheme="xyz", code="H56", valid_from=LONG_AGO)


def test_an_agency_has_one_code_of_a_scheme_at_a_time(province):
    AgencyCode.objects.create(agency=province, scheme="new", code="H56", valid_from=LONG_AGO, valid_to=JUNE)
    AgencyCode.objects.create(agency=province, scheme="new", code="H57", valid_from=JULY)
    AgencyCode.objects.create(agency=province, scheme="old", code="000.00.00.H56", valid_from=LONG_AGO)
    with refused_by("agencycode_one_per_agency_and_scheme"):
        AgencyCode.objects.create(agency=province, scheme="new", code="H58", valid_from=JUNE, valid_to=JUNE)


def test_a_code_names_one_agency_at_a_time_and_may_be_given_again(province):
    other = agency("Xã", parent=province)
    AgencyCode.objects.create(agency=province, scheme="gso", code="14758", valid_from=LONG_AGO, valid_to=JUNE)
    with refused_by("agencycode_used_by_one_agency"):
        AgencyCode.objects.create(agency=other, scheme="gso", code="14758", valid_from=JUNE)
    AgencyCode.objects.create(agency=other, scheme="gso", code="14758", valid_from=JULY)


@pytest.fixture
def old_and_new(province):
    return agency("Cũ", parent=province, until=JUNE), agency("Mới", parent=province, since=JULY)


def test_a_succession_joins_two_agencies_once(old_and_new):
    old, new = old_and_new
    with refused_by("succession_joins_two_agencies"):
        Succession.objects.create(predecessor=old, successor=old, on=JULY)
    Succession.objects.create(predecessor=old, successor=new, on=JULY)
    with refused_by("succession_stated_once"):
        Succession.objects.create(predecessor=old, successor=new, on=JULY, part=True, is_default=False)


def test_a_split_agency_has_one_default_heir(province, old_and_new):
    old, new = old_and_new
    other = agency("Mới khác", parent=province, since=JULY)
    Succession.objects.create(predecessor=old, successor=new, on=JULY, part=True)
    with refused_by("succession_one_default_a_day"):
        Succession.objects.create(predecessor=old, successor=other, on=JULY, part=True)
    Succession.objects.create(predecessor=old, successor=other, on=JULY, part=True, is_default=False)


def test_the_heir_of_the_whole_is_the_default(old_and_new):
    old, new = old_and_new
    with refused_by("succession_whole_is_default"):
        Succession.objects.create(predecessor=old, successor=new, on=JULY, is_default=False)


def test_a_succession_happens_on_a_day_on_which_the_heir_is_there(old_and_new):
    old, new = old_and_new
    with refused_by("succession_day_fits_both_agencies"):
        Succession.objects.create(predecessor=old, successor=new, on=JUNE)
    with refused_by("succession_day_fits_both_agencies"):
        Succession.objects.create(predecessor=new, successor=old, on=JULY)


def test_units_form_a_tree_inside_one_agency(province):
    other = agency("Sở", parent=province, level=Agency.Level.DEPARTMENT)
    office = unit("Văn phòng", within=province)
    with refused_by("unit_stays_in_its_agency"):
        unit("Phòng", within=other, parent=office)
    desk = unit("Bộ phận Một cửa", within=province, parent=office)
    with refused_by("unit_tree_has_no_circle"):
        Unit.objects.filter(pk=office.pk).update(parent=desk)
    with refused_by("unit_is_not_its_own_parent"):
        Unit.objects.filter(pk=office.pk).update(parent=office)
    with refused_by("unit_name_once_in_an_agency"):
        unit("Văn phòng", within=province)


@pytest.fixture
def version():
    calendar = Calendar.objects.create(key="office", name="Giờ hành chính")
    return CalendarVersion.objects.create(calendar=calendar, version="office-1", spec={}, valid_from=LONG_AGO)


def test_a_calendar_version_never_changes(version):
    year = CalendarYear.objects.create(calendar_version=version, year=2026, status="draft")
    with refused_by("calendar_version_is_final"):
        CalendarVersion.objects.update(spec={"hours": []})
    with refused_by("calendar_version_is_final"):
        CalendarYear.objects.filter(pk=year.pk).update(status="official")


def test_versions_and_years_are_stated_once(version):
    with refused_by("calendarversion_named_once"):
        CalendarVersion.objects.create(calendar=version.calendar, version="office-1", spec={}, valid_from=JULY)
    CalendarYear.objects.create(calendar_version=version, year=2026, status="draft")
    with refused_by("calendaryear_once_a_version"):
        CalendarYear.objects.create(calendar_version=version, year=2026, status="official")
    with refused_by("calendaryear_status_is_known"):
        CalendarYear.objects.create(calendar_version=version, year=2027, status="guess")
    with refused_by("calendaryear_is_plausible"):
        CalendarYear.objects.create(calendar_version=version, year=26, status="draft")
    with refused_by("org_calendar_key_key"):
        Calendar.objects.create(key="office", name="Khác")


def test_an_agency_keeps_one_calendar_at_a_time(province, version):
    AgencyCalendar.objects.create(agency=province, calendar=version.calendar, valid_from=LONG_AGO, valid_to=JUNE)
    AgencyCalendar.objects.create(agency=province, calendar=version.calendar, valid_from=JULY)
    with refused_by("agencycalendar_one_at_a_time"):
        AgencyCalendar.objects.create(agency=province, calendar=version.calendar, valid_from=date(2030, 1, 1))


def test_a_name_has_days_and_there_is_one_at_a_time(province):
    ward = agency("Phường", parent=province)
    with refused_by("agencyname_days_in_order"):
        AgencyName.objects.create(agency=ward, name="A", short_name="A", valid_from=JULY, valid_to=JUNE)
    with refused_by("agencyname_is_a_name"):
        AgencyName.objects.create(agency=ward, name="A", short_name=" ", valid_from=JULY)
    AgencyName.objects.create(agency=ward, name="A", short_name="A", valid_from=JULY)
    with refused_by("agencyname_one_at_a_time"):
        AgencyName.objects.create(agency=ward, name="B", short_name="B", valid_from=JULY)


def test_a_name_is_not_another_agencys_at_the_same_time(province):
    ward, other = agency("Phường", parent=province), agency("Xã", parent=province)
    with refused_by("agencyname_once_under_a_parent"):
        AgencyName.objects.create(agency=ward, name="Xã", short_name="Xã", valid_from=JULY)
    AgencyName.objects.create(agency=other, name="Xã", short_name="Xã", valid_from=LONG_AGO, valid_to=JUNE)
    AgencyName.objects.create(agency=other, name="Xã Mới", short_name="Xã Mới", valid_from=JULY)
    AgencyName.objects.create(agency=ward, name="Xã", short_name="Xã", valid_from=JULY)
    connection.check_constraints()


def test_a_name_of_a_division_has_days_and_there_is_one_at_a_time(province):
    room = unit("Phòng", within=province)
    with refused_by("unitname_days_in_order"):
        UnitName.objects.create(unit=room, name="A", valid_from=JULY, valid_to=JUNE)
    with refused_by("unitname_is_a_name"):
        UnitName.objects.create(unit=room, name="", valid_from=JULY)
    UnitName.objects.create(unit=room, name="A", valid_from=JULY)
    with refused_by("unitname_one_at_a_time"):
        UnitName.objects.create(unit=room, name="B", valid_from=JULY)


def test_a_division_is_succeeded_by_another_that_goes_on(province):
    old, new = unit("Phòng cũ", within=province), unit("Phòng mới", within=province, until=JUNE)
    with refused_by("unit_with_a_successor_ends"):
        Unit.objects.filter(pk=old.pk).update(successor=new)
    with refused_by("unit_does_not_succeed_itself"):
        Unit.objects.filter(pk=old.pk).update(successor=old, valid_to=JUNE)
    with refused_by("unit_successor_goes_on"):
        Unit.objects.filter(pk=old.pk).update(successor=new, valid_to=JUNE)
