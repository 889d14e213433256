from datetime import date

import pytest

from motcua.core.numbering import Scheme
from motcua.org import actions, queries
from motcua.org.models import Agency
from motcua.org.refusals import UnknownAgency
from tests.org.build import agency

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)
NOW = date(2026, 11, 23)


@pytest.fixture
def province():
    return agency("Tỉnh", level=Agency.Level.PROVINCE)


@pytest.fixture
def district(province):
    return agency("Huyện", parent=province, level=Agency.Level.DISTRICT, until=JUNE)


@pytest.fixture
def old_communes(district):
    return [agency(name, parent=district, until=JUNE) for name in ("Xã Đông", "Xã Ân", "Xã An")]


@pytest.fixture
def new_communes(province):
    return [agency(name, parent=province, since=JULY) for name in ("Xã Tây", "Xã Bắc")]


@pytest.fixture
def department(province):
    return agency("Sở Y tế", parent=province, level=Agency.Level.DEPARTMENT)


def test_the_tree_of_a_day_is_that_days_tree(province, old_communes, new_communes, department):
    before, after = queries.tree(on=JUNE), queries.tree(on=JULY)
    assert [node.name for node in before.walk()] == ["Tỉnh", "Sở Y tế", "Huyện", "Xã An", "Xã Ân", "Xã Đông"]
    assert [node.name for node in after.walk()] == ["Tỉnh", "Sở Y tế", "Xã Bắc", "Xã Tây"]
    assert [node.name for node in before.at_level("commune")] == ["Xã An", "Xã Ân", "Xã Đông"]


def test_the_tree_takes_two_queries_however_large(province, old_communes, department, django_assert_num_queries):
    actions.give_code(agency_id=department.pk, scheme="new", code="H56.14", since=date(2024, 7, 1))
    with django_assert_num_queries(2):
        tree = queries.tree(on=JUNE)
    assert tree.by_id[department.pk].codes == {"new": "H56.14"}


def test_the_scope_of_an_agency_is_its_subtree_of_the_day(province, district, old_communes, new_communes, department):
    assert queries.subtree_ids(district.pk, JUNE) == {district.pk, *(c.pk for c in old_communes)}
    assert queries.subtree_ids(district.pk, JULY) == frozenset()
    assert queries.subtree_ids(province.pk, JULY) == {province.pk, department.pk, *(c.pk for c in new_communes)}
    assert queries.subtree_ids(old_communes[0].pk, JUNE) == {old_communes[0].pk}
    assert queries.subtree_ids(10**9, JUNE) == frozenset()


def ids(heirs):
    return [heir.agency_id for heir in heirs]


def test_successions_are_followed_through_time(province, district, old_communes, new_communes):
    dong, an_, _ = old_communes
    vanished = agency("Xã Cũ", parent=district, until=date(2024, 12, 31))
    tay, bac = new_communes
    actions.state_succession(predecessor_id=vanished.pk, successor_id=dong.pk, on=date(2025, 1, 1))
    actions.state_succession(predecessor_id=dong.pk, successor_id=tay.pk, on=JULY, part=True)
    actions.state_succession(predecessor_id=dong.pk, successor_id=bac.pk, on=JULY, part=True, is_default=False)
    actions.state_succession(predecessor_id=an_.pk, successor_id=bac.pk, on=JULY)

    assert ids(queries.successors(vanished.pk, date(2024, 12, 31))) == [vanished.pk]
    assert ids(queries.successors(vanished.pk, JUNE)) == [dong.pk]
    heirs = queries.successors(vanished.pk, NOW)
    assert [(heir.agency_id, heir.part, heir.is_default) for heir in heirs] == [
        (tay.pk, True, True),
        (bac.pk, True, False),
    ]
    assert [(heir.agency_id, heir.part) for heir in queries.successors(an_.pk, NOW)] == [(bac.pk, False)]

    assert set(ids(queries.predecessors(bac.pk, JUNE))) == {dong.pk, an_.pk}
    assert set(ids(queries.predecessors(bac.pk, date(2024, 12, 31)))) == {dong.pk, an_.pk, vanished.pk}
    assert ids(queries.predecessors(bac.pk, NOW)) == [bac.pk]


def test_what_an_heir_gave_away_before_it_inherited_is_not_followed(province, new_communes):
    giver = agency("Sở A", parent=province, level=Agency.Level.DEPARTMENT)
    other = agency("Sở B", parent=province, level=Agency.Level.DEPARTMENT)
    late = agency("Sở C", parent=province, level=Agency.Level.DEPARTMENT, until=JUNE)
    actions.state_succession(predecessor_id=giver.pk, successor_id=other.pk, on=date(2023, 1, 1), part=True)
    actions.state_succession(predecessor_id=late.pk, successor_id=giver.pk, on=JULY)
    assert ids(queries.successors(late.pk, NOW)) == [giver.pk]
    assert set(ids(queries.successors(giver.pk, NOW))) == {giver.pk, other.pk}


def test_agencies_are_found_by_any_code(province, department, old_communes, new_communes):
    an_, tay = old_communes[2], new_communes[0]
    actions.give_code(agency_id=department.pk, scheme="old", code="000.00.14.H56", since=date(2018, 1, 1))
    actions.give_code(agency_id=an_.pk, scheme="gso", code="14758", since=date(2018, 1, 1))
    actions.end(agency_id=an_.pk, last_day=JUNE)
    actions.give_code(agency_id=tay.pk, scheme="gso", code="14758", since=JULY)

    assert queries.agency_by_code("000.00.14.H56") == department
    assert queries.agency_by_code(" h56.14 ") == department  # never given, but the form of the other scheme
    assert queries.agency_by_code("14758") == tay
    assert queries.agency_by_code("14758", on=JUNE) == an_
    with pytest.raises(UnknownAgency):
        queries.agency_by_code("H56.99")
    with pytest.raises(UnknownAgency):
        queries.agency_by_code("000.00.14.H56", on=date(2017, 1, 1))


def test_an_agency_numbers_dossiers_with_the_code_of_the_day(department, django_assert_num_queries):
    actions.give_code(agency_id=department.pk, scheme="gso", code="38", since=date(2018, 1, 1))
    assert queries.id_of(department.pk, on=NOW) is None
    actions.give_code(agency_id=department.pk, scheme="old", code="000.00.14.H56", since=date(2018, 1, 1))
    actions.give_code(agency_id=department.pk, scheme="new", code="H56.14", since=date(2024, 7, 1))
    with django_assert_num_queries(1):
        assert str(queries.id_of(department.pk, on=date(2021, 5, 31))) == "000.00.14.H56"
    assert queries.id_of(department.pk, on=NOW).scheme is Scheme.NEW


def test_a_new_code_ends_the_one_before(department):
    actions.give_code(agency_id=department.pk, scheme="new", code="H56.14", since=date(2024, 7, 1))
    actions.give_code(agency_id=department.pk, scheme="new", code="H56.15", since=JULY)
    assert str(queries.id_of(department.pk, on=JUNE)) == "H56.14"
    assert str(queries.id_of(department.pk, on=JULY)) == "H56.15"


def test_names_are_found_without_accents_in_vietnamese_order(old_communes, new_communes):
    assert [found.name for found in queries.find("xa an", on=JUNE)] == ["Xã An", "Xã Ân"]
    assert [found.name for found in queries.find("ĐÔNG", on=JUNE, level="commune")] == ["Xã Đông"]
    assert not queries.find("dong", on=JULY)


def test_ending_an_agency_ends_its_codes_and_units(province):
    commune = agency("Xã", parent=province)
    actions.give_code(agency_id=commune.pk, scheme="gso", code="14758", since=date(2019, 12, 1))
    unit = actions.open_unit(agency_id=commune.pk, name="Văn phòng", since=date(2019, 12, 1))
    actions.end(agency_id=commune.pk, last_day=JUNE)
    unit.refresh_from_db()
    assert unit.valid_to == JUNE
    with pytest.raises(UnknownAgency):
        queries.agency_by_code("14758", on=JULY)


def test_an_agency_is_established_with_what_is_computed_from_its_name():
    founded = actions.establish(key="so-y-te", name="Sở Y tế", level="department", since=JULY)
    assert (founded.short_name, founded.name_folded) == ("Sở Y tế", "so y te so y te")
    assert founded.sort_key


@pytest.mark.parametrize("called", ["UBND xã Tây", "Ủy ban nhân dân xã Tây", "Xã Tây"])
def test_a_commune_is_called_by_its_place_not_by_its_committee(province, called):
    agency(called, parent=province, since=JULY)

    assert queries.tree(on=NOW).communes() == {"Xã Tây": ""}
