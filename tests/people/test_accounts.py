"""What PostgreSQL refuses about accounts, officers and citizens, and how personal columns are kept."""

import pytest
from django.db import IntegrityError, connection

from motcua.people.models import Account, Citizen, Officer
from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"username": "Hoa"}, "account_username_is_tidy"),
        ({"username": "le hoa"}, "account_username_is_tidy"),
        ({"username": "ab"}, "account_username_is_tidy"),
        ({"username": "038085001234"}, "account_username_is_no_identity_number"),
        ({"username": "171234567"}, "account_username_is_no_identity_number"),
        ({"kind": "robot"}, "account_kind_is_known"),
    ],
)
def test_an_account_that_must_not_be_is_refused(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        people.account(**fields)


def test_a_username_is_taken_once():
    people.account(username="le.hoa")
    with pytest.raises(IntegrityError, match="username"):
        people.account(username="le.hoa")


def test_nobody_is_officer_and_citizen_with_one_account():
    with pytest.raises(IntegrityError, match="officer_account_is_an_officers"):
        people.officer(account=people.account("citizen"))


def test_an_officers_account_carries_no_citizen():
    with pytest.raises(IntegrityError, match="citizen_account_is_a_citizens"):
        people.citizen(account=people.account("officer"))


def test_the_kind_of_an_account_in_use_cannot_be_changed():
    officer = people.officer()
    with pytest.raises(IntegrityError, match="officer_account_is_an_officers"):
        Account.objects.filter(pk=officer.account_id).update(kind="citizen")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_person_has_a_name(name):
    with pytest.raises(IntegrityError, match="officer_has_a_name"):
        people.officer(name)


def test_a_citizen_has_a_name():
    with pytest.raises(IntegrityError, match="citizen_has_a_name"):
        people.citizen("  ")


@pytest.mark.parametrize(
    "fields",
    [{"identity_level": 1}, {"identity_level": 3, "identity_subject": "s"}, {"identity_subject": "s"}],
)
def test_a_level_of_identity_needs_its_proof(fields):
    with pytest.raises(IntegrityError, match="citizen_level_is_proved"):
        people.citizen(**fields)


def test_an_unproved_number_locks_nobody_out_and_a_proved_one_is_unique():
    people.citizen()
    people.citizen()
    people.citizen(identity_level=2, identity_subject="one")
    with pytest.raises(IntegrityError, match="citizen_proved_number_once"):
        people.citizen(identity_level=1, identity_subject="other")


def test_personal_columns_are_unreadable_in_the_table():
    made = people.citizen(address="Số 5 đường Hạc Thành")
    with connection.cursor() as cursor:
        cursor.execute("SELECT personal_id, phone, address, c::text FROM people_citizen c WHERE id = %s", [made.pk])
        *sealed, row = cursor.fetchone()
    assert all(isinstance(value, bytes) for value in sealed)
    assert not [word for word in ("038085001234", "912345678", "Hạc Thành") if word in row]
    fresh = Citizen.objects.get(pk=made.pk)
    assert (fresh.personal_id, fresh.phone, fresh.address) == ("038085001234", "+84912345678", "Số 5 đường Hạc Thành")


def test_a_condition_on_a_sealed_column_is_an_error_not_an_empty_answer():
    people.citizen()
    with pytest.raises(TypeError, match="compare its lookup hash"):
        Citizen.objects.filter(personal_id="038085001234").exists()


def test_officers_are_listed_by_given_name():
    for name in ("Trần Thị Ánh", "Lê Văn Đức", "Nguyễn Văn An", "Đỗ Dũng"):
        people.officer(name)
    listed = Officer.objects.order_by("sort_key").values_list("full_name", flat=True)
    assert list(listed) == ["Nguyễn Văn An", "Trần Thị Ánh", "Đỗ Dũng", "Lê Văn Đức"]
