"""The province is founded once; what is assumed of 2021 is counted and said; real data give the real numbers."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from motcua.catalog.models import Offering, ProcedureProcess
from motcua.core.deadline import Norm, Unit
from motcua.core.vietnam import ZONE, read_personal_id
from motcua.people.models import Account, Post
from motcua.rehearsal.planning import Names
from motcua.rehearsal.province import assigning, founding, reading
from motcua.rehearsal.province.assigning import Subject

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
OCTOBER = date(2021, 10, 1)


def subject(code: str, field: str, *, commune: bool = False, online: bool = True) -> Subject:
    return Subject(int(code[2:]), int(code[2:]), code, field, commune, online)


@pytest.mark.django_db
def test_founding_twice_adds_nothing():
    first = founding.found(data=None, on=OCTOBER, now=NOW)
    counts = [model.objects.count() for model in (Offering, ProcedureProcess, Post, Account)]
    founding.found(data=None, on=OCTOBER, now=NOW)
    assert [model.objects.count() for model in (Offering, ProcedureProcess, Post, Account)] == counts
    assert all(counts)
    assert len(first.notes) == 7


@pytest.mark.django_db
def test_nobody_can_sign_in_to_a_rehearsal():
    founding.found(data=None, on=OCTOBER, now=NOW)
    assert not any(account.has_usable_password() for account in Account.objects.all())


@pytest.mark.django_db
def test_departments_are_received_at_the_centre_and_communes_at_home():
    founding.found(data=None, on=OCTOBER, now=NOW)
    world = reading.read(on=OCTOBER)
    justice = next(office for office in world.offices if office.key == "Sở Tư pháp")
    communes = next(office for office in world.offices if office.key == "commune")
    assert all(place.agency_id != place.receiving_id for place in justice.places)
    assert all(place.agency_id == place.receiving_id for place in communes.places)
    assert round(sum(office.weight for office in world.offices)) == 100
    assert {office.key for office in reading.read(on=OCTOBER, office="centre").offices}.isdisjoint(
        {"commune", "district"}
    )
    assert reading.read(on=OCTOBER).offices == world.offices


@pytest.mark.django_db
def test_a_term_the_catalogue_leaves_open_is_chosen_by_the_clerk():
    founding.found(data=None, on=OCTOBER, now=NOW)
    ways = {
        way.is_chosen: way.norm
        for office in reading.read(on=OCTOBER).offices
        for service in office.services
        for way in service.ways
        if service.code == "2.000635"
    }
    assert ways == {True: Norm(Decimal(5), Unit.WORKING_DAY)}


@pytest.mark.parametrize(
    ("field", "commune", "offices"),
    [
        ("Hộ tịch", True, ("commune", "district")),
        ("Hộ tịch", False, ("Sở Tư pháp",)),
        ("Giáo dục mầm non", True, ("district",)),
        ("Nuôi con nuôi", True, ("commune",)),
        ("Thuế", True, ("Cục Thuế tỉnh",)),
        ("Xuất nhập khẩu", False, ("Sở Công Thương",)),
        ("Một lĩnh vực lạ", False, ("Văn phòng UBND tỉnh",)),
    ],
)
def test_a_field_and_a_level_name_the_office(field, commune, offices):
    [assigned], _ = assigning.assign([subject("1.000001", field, commune=commune)])
    assert assigned.offices == offices


def test_online_levels_go_to_so_many_of_those_filed_online_today():
    subjects = [subject(f"1.{n:06d}", "Hộ tịch", online=n % 2 == 0) for n in range(1, 201)]
    assigned, notes = assigning.assign(subjects)
    online = [each for each in assigned if each.level in ("3", "4")]
    assert len(online) == round(200 * 831 / 2079)
    assert all(each.subject.has_online for each in online)
    assert len(notes) == 3


def test_the_longest_term_named_is_chosen_else_a_usual_one():
    named = [
        {"value": "3", "unit": "working_day"},
        {"value": "20", "unit": "calendar_day"},
        {"value": None, "unit": "x"},
    ]
    assert assigning.chosen_norm(named, is_commune_level=False) == Norm(Decimal(20), Unit.CALENDAR_DAY)
    assert assigning.chosen_norm([], is_commune_level=False) == Norm(Decimal(10), Unit.WORKING_DAY)


def test_invented_people_have_numbers_that_read_as_the_provinces():
    from random import Random

    people = [Names().person(Random(n)) for n in range(50)]
    assert all(read_personal_id(person.personal_id).number.startswith("038") for person in people)
    assert len({person.full_name for person in people}) > 20


@pytest.mark.django_db
def test_the_real_catalogue_gives_the_published_numbers_of_2021(shared_data):
    founded = founding.found(data=shared_data, on=OCTOBER, now=NOW)
    assert Offering.objects.values("procedure").distinct().count() == 2079
    online = Offering.objects.filter(online_level__in=["3", "4"]).values("procedure").distinct()
    assert online.count() == 831
    assert any("2079" in note for note in founded.notes)
