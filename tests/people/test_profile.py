"""The profile: contact data, those one files for, mandates with ground and days; the journal without personal data."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.base.sealing import lookup_hash
from motcua.core.vietnam import Unreadable
from motcua.journal.models import JournalEvent
from motcua.people import actions, queries, refusals
from motcua.people.actions.profile import MOST
from motcua.people.models import Represented
from tests.factories import people
from tests.factories.people import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def citizen():
    return people.citizen()


def keep(citizen, kind="household", full_name="Nguyễn Thị Mai", represented_id=None, **given):
    standing = actions.Standing(kind=kind, full_name=full_name, **given)
    return actions.keep_represented(citizen=citizen, given=standing, now=NOW, represented_id=represented_id)


def test_contact_data_change_and_are_found_by_the_new_number(citizen):
    contact = actions.Contact("0987 654 321", "an@example.vn", " 5  Lê Lợi ", "14797", date(1985, 1, 5))
    actions.change_contact(citizen=citizen, contact=contact, now=NOW)
    citizen.refresh_from_db()

    assert (citizen.phone, citizen.address, citizen.commune_code, citizen.born_on) == (
        "+84987654321", "5 Lê Lợi", "14797", "1985-01-05",
    )  # fmt: skip
    assert citizen.phone_hash == lookup_hash("+84987654321", of="phone")


def test_the_journal_names_what_changed_and_not_to_what(citizen):
    contact = actions.Contact("0987654321")
    actions.change_contact(citizen=citizen, contact=contact, now=NOW)
    actions.change_contact(citizen=citizen, contact=contact, now=NOW)  # nothing new: nothing to tell

    event = JournalEvent.objects.get(kind="account.contact_changed")
    assert event.details == {"parts": ["phone"]}


def test_a_telephone_nobody_can_call_is_refused(citizen):
    with pytest.raises(Unreadable):
        actions.change_contact(citizen=citizen, contact=actions.Contact("123"), now=NOW)


def test_those_one_files_for_are_kept_sealed(citizen):
    keep(citizen, relation="Mẹ", personal_id="038155001234", phone="0987654321", born_on=date(1955, 2, 3))
    found = queries.represented_by(citizen.pk).get()

    assert (found.personal_id, found.phone, found.born_on) == ("038155001234", "+84987654321", "1955-02-03")
    with connection.cursor() as cursor:
        cursor.execute("SELECT personal_id, born_on FROM people_represented")
        assert all(text not in bytes(cell) for cell in cursor.fetchone() for text in (b"038155001234", b"1955"))
    assert JournalEvent.objects.get(kind="account.represented_added").details == {"which": "household"}


@pytest.mark.parametrize(
    ("kind", "given", "refusal"),
    [
        ("household", {"full_name": "  "}, refusals.NameMissing),
        ("household", {"personal_id": "12"}, Unreadable),
        ("body", {}, refusals.TaxCodeMissing),
        ("body", {"tax_code": "1"}, Unreadable),
        ("mandate", {"valid_from": TODAY}, refusals.GroundMissing),
        ("mandate", {"ground": "Giấy ủy quyền 01"}, refusals.GroundMissing),
        ("mandate", {"ground": "x", "valid_from": TODAY, "valid_to": date(2026, 1, 1)}, refusals.DaysBackwards),
    ],
)
def test_what_is_wrong_is_refused_in_words(citizen, kind, given, refusal):
    with pytest.raises(refusal):
        keep(citizen, kind, **given)
    assert not Represented.objects.exists()


@pytest.mark.parametrize(
    ("day", "counts"), [("2026-11-22", 0), ("2026-11-23", 1), ("2026-12-31", 1), ("2027-01-01", 0)]
)
def test_a_mandate_holds_on_its_days_only(citizen, day, counts):
    keep(citizen, "mandate", ground="Giấy ủy quyền 01", valid_from=TODAY, valid_to=date(2026, 12, 31))
    assert queries.represented_on(citizen.pk, on=date.fromisoformat(day)).count() == counts


def test_nobody_changes_or_removes_anothers(citizen):
    other = people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321")
    number = keep(citizen)
    with pytest.raises(refusals.NoSuchRepresented):
        keep(other, represented_id=number)
    with pytest.raises(refusals.NoSuchRepresented):
        actions.remove_represented(citizen=other, represented_id=number, now=NOW)
    keep(citizen, full_name="Nguyễn Thị Mai Lan", represented_id=number)
    assert queries.represented_by(citizen.pk).get().full_name == "Nguyễn Thị Mai Lan"
    actions.remove_represented(citizen=citizen, represented_id=number, now=NOW)
    assert not Represented.objects.exists()


def test_the_list_has_an_end(citizen):
    for _ in range(MOST):
        keep(citizen)
    with pytest.raises(refusals.TooManyRepresented):
        keep(citizen)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("represented_kind_is_known", {"kind": "friend"}),
        ("represented_has_a_name", {"full_name": " "}),
        ("represented_body_has_a_tax_code", {"kind": "body"}),
        ("represented_mandate_has_ground_and_beginning", {"kind": "mandate", "ground": "x"}),
        ("represented_mandate_has_ground_and_beginning", {"kind": "mandate", "valid_from": TODAY}),
        ("represented_days_in_order", {"valid_from": TODAY, "valid_to": date(2026, 1, 1)}),
        ("represented_days_in_order", {"valid_to": TODAY}),
    ],
)
def test_the_table_refuses_what_cannot_be(citizen, name, wrong):
    keep(citizen)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Represented.objects.update(**wrong)
