"""An agency keeps its identity under another name; asking for a day gives the name of that day."""

from datetime import date, datetime

import pytest

from motcua.core.vietnam import ZONE
from motcua.journal.models import JournalEvent
from motcua.org import actions, queries, refusals
from motcua.org.models import Agency, AgencyName, Unit
from tests.org.build import agency, unit

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
BY = {"by": "officer:1", "at": NOW}


@pytest.fixture
def ward():
    return agency("UBND phường Đông Vệ", parent=agency("UBND tỉnh", level="province"), since=date(2025, 7, 1))


def names_on(day):
    return {node.name for node in queries.tree(on=day).walk()}


def renamed(ward, name, since, **given):
    actions.rename(
        agency_id=ward.pk, name=name, short_name="", since=since, **({"decision": "Nghị quyết 1"} | BY | given)
    )


def test_the_past_keeps_the_old_name_and_a_name_to_come_waits(ward):
    renamed(ward, "UBND phường Hạc Thành", date(2026, 3, 1))
    renamed(ward, "UBND phường Lam Sơn", date(2027, 1, 1))
    assert "UBND phường Đông Vệ" in names_on(date(2026, 2, 28))
    assert "UBND phường Hạc Thành" in names_on(date(2026, 3, 1))
    assert "UBND phường Lam Sơn" in names_on(date(2027, 1, 1))
    assert Agency.objects.get(pk=ward.pk).name == "UBND phường Hạc Thành"
    assert actions.take_up_names(on=date(2027, 1, 1)) == 1
    assert actions.take_up_names(on=date(2027, 1, 1)) == 0
    assert Agency.objects.get(pk=ward.pk).name == "UBND phường Lam Sơn"


def test_what_was_before_and_after_is_journaled(ward):
    renamed(ward, "UBND phường Hạc Thành", date(2026, 3, 1))
    event = JournalEvent.objects.get(kind="agency.renamed")
    assert event.subject == f"agency:{ward.pk}"
    assert event.details["before"]["name"] == "UBND phường Đông Vệ"
    assert event.details["after"] == {
        "name": "UBND phường Hạc Thành", "short_name": "UBND phường Hạc Thành", "from": "2026-03-01",
    }  # fmt: skip


def test_a_tree_takes_two_queries_however_often_its_agencies_were_renamed(ward, django_assert_num_queries):
    renamed(ward, "UBND phường Hạc Thành", date(2026, 3, 1))
    with django_assert_num_queries(2):
        queries.tree(on=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("name", "since", "refusal"),
    [
        (" ", date(2026, 3, 1), refusals.AgencyNameMissing),
        ("UBND phường Đông Vệ", date(2026, 3, 1), refusals.NameUnchanged),
        ("UBND phường A", date(2025, 7, 1), refusals.AgencyNotThen),
        ("UBND phường Có Rồi", date(2026, 3, 1), refusals.AgencyNameTaken),
    ],
)
def test_a_name_that_cannot_be_is_refused(ward, name, since, refusal):
    agency("UBND phường Có Rồi", parent=ward.parent)
    with pytest.raises(refusal):
        renamed(ward, name, since)
    assert not AgencyName.objects.filter(name=name.strip(), valid_from=since).exists()


def test_a_second_name_begins_after_the_first(ward):
    renamed(ward, "UBND phường A", date(2026, 3, 1))
    with pytest.raises(refusals.RenamedSince):
        renamed(ward, "UBND phường B", date(2026, 3, 1))


def test_a_new_agency_does_not_take_a_name_that_another_will_bear(ward):
    renamed(ward, "UBND phường Lam Sơn", date(2027, 1, 1))
    given = {"short_name": "", "level": "commune", "parent_id": ward.parent_id, "is_one_stop": True}
    with pytest.raises(refusals.AgencyNameTaken):
        actions.found_agency(name="UBND phường Lam Sơn", since=date(2026, 12, 1), **given, **BY)
    made = actions.found_agency(name="UBND phường Khác", since=date(2026, 12, 1), **given, **BY)
    assert made.short_name == "UBND phường Khác"


def test_a_division_is_renamed_from_a_day(ward):
    room = unit("Phòng Kinh tế", within=ward, since=date(2025, 7, 1))
    actions.rename_unit(unit_id=room.pk, name="Phòng Kinh tế và Đô thị", since=date(2026, 6, 1), **BY)
    assert queries.units_named(on=date(2026, 5, 31))[ward.pk] == [(room.pk, "Phòng Kinh tế")]
    assert queries.units_named(on=date(2026, 6, 1))[ward.pk] == [(room.pk, "Phòng Kinh tế và Đô thị")]
    assert Unit.objects.get(pk=room.pk).name == "Phòng Kinh tế và Đô thị"
    unit("Phòng Văn hóa", within=ward)
    with pytest.raises(refusals.UnitNameTaken):
        actions.rename_unit(unit_id=room.pk, name="Phòng Văn hóa", since=date(2026, 7, 1), **BY)


def test_codes_of_both_schemes_have_their_days(ward):
    def give(code, since, scheme="new"):
        return actions.assign_code(agency_id=ward.pk, scheme=scheme, code=code, since=since, **BY)

    give("h56.7", date(2025, 7, 1))
    give("H56.8", date(2026, 1, 1))
    assert str(queries.id_of(ward.pk, date(2025, 12, 31))) == "H56.7"
    assert str(queries.id_of(ward.pk, date(2026, 1, 1))) == "H56.8"
    give("000.00.08.H56", date(2025, 7, 1), "old")
    for code, since, refusal in (
        ("H56..", date(2026, 2, 1), refusals.CodeMalformed),
        ("H56.9", date(2025, 8, 1), refusals.CodeOfThatTime),
        ("H56.9", date(2025, 6, 1), refusals.AgencyNotThen),
    ):
        with pytest.raises(refusal):
            give(code, since)
    other = agency("UBND phường Khác", parent=ward.parent)
    with pytest.raises(refusals.CodeOfAnother):
        actions.assign_code(agency_id=other.pk, scheme="new", code="H56.8", since=date(2026, 5, 1), **BY)


def test_communes_have_the_name_and_the_order_of_the_day(ward, django_assert_num_queries):
    other = agency("UBND phường Lam Sơn", parent=ward.parent, since=date(2025, 7, 1))
    for each, code in ((ward.parent, "38"), (ward, "14765"), (other, "14900")):
        actions.give_code(agency_id=each.pk, scheme="gso", code=code, since=date(2025, 7, 1))
    renamed(ward, "UBND phường Vân Du", date(2026, 3, 1))

    with django_assert_num_queries(1):
        before = queries.communes(on=date(2026, 2, 28))
    assert before == {"38": [("14765", "Phường Đông Vệ"), ("14900", "Phường Lam Sơn")]}
    assert queries.communes(on=date(2026, 3, 1)) == {"38": [("14900", "Phường Lam Sơn"), ("14765", "Phường Vân Du")]}
    assert queries.communes(on=date(2025, 6, 30)) == {}
