"""Signing in: what is let through, what is refused and in which words, and how often one may try."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from motcua.core.vietnam import Unreadable
from motcua.people import actions, refusals, throttle
from motcua.people.actions import sign_in
from motcua.people.models import Account, Throttle
from tests.factories import people
from tests.factories.people import BY, NOW, PASSWORD

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "203.0.113.7", "203.0.113.8"


def try_in(username="le.hoa", password=PASSWORD, address=HERE, now=NOW):
    return actions.check_password(username=username, password=password, address=address, now=now)


@pytest.fixture
def hoa():
    return people.account(username="le.hoa")


@pytest.mark.parametrize("typed", ["le.hoa", " LE.HOA ", "Le.Hoa"])
def test_name_and_password_open_the_first_door(hoa, typed):
    assert try_in(typed) == hoa


def test_a_name_typed_with_combining_marks_is_the_same_name():
    made = people.account(username="hòa.lê")
    assert try_in("hòa.lê") == made


@pytest.mark.parametrize(
    "attempt",
    [{"password": "sai"}, {"username": "khong.co"}, {"username": ""}, {"password": ""}, {"username": "\x00"}],
)
def test_whatever_is_wrong_the_answer_is_the_same(hoa, attempt):
    with pytest.raises(refusals.WrongNameOrPassword) as refusal:
        try_in(**attempt)
    assert str(refusal.value) == "Tên đăng nhập hoặc mật khẩu không đúng."


def test_a_closed_account_is_told_nothing_else(hoa):
    actions.close(account=hoa, by=BY, now=NOW)
    with pytest.raises(refusals.WrongNameOrPassword):
        try_in()
    actions.reopen(account=hoa, by=BY, now=NOW)
    assert try_in() == hoa


def test_an_unknown_name_costs_the_same_work_as_a_known_one(hoa, monkeypatch):
    hashed = []
    monkeypatch.setattr(sign_in, "make_password", lambda text: hashed.append(text))
    with pytest.raises(refusals.WrongNameOrPassword):
        try_in("khong.co", "abc")
    assert hashed == ["abc"]


def test_a_temporary_password_works_until_its_end():
    new = actions.create_officer(username="moi.ve", full_name="Người Mới", by=BY, now=NOW)
    assert try_in("moi.ve", new.temporary_password, now=NOW + timedelta(days=7, seconds=-1))
    with pytest.raises(refusals.TemporaryPasswordExpired):
        try_in("moi.ve", new.temporary_password, now=NOW + timedelta(days=7))


# --- How often --------------------------------------------------------------------------------------------------------


def fail(times, **attempt):
    for _ in range(times):
        with pytest.raises(refusals.WrongNameOrPassword):
            try_in(**({"password": "sai"} | attempt))


def test_after_five_wrong_passwords_even_the_right_one_waits_and_is_told_how_long(hoa):
    fail(5)
    with pytest.raises(throttle.TooManyTries) as refusal:
        try_in()
    assert refusal.value.seconds == 30
    assert try_in(now=NOW + timedelta(seconds=30)) == hoa


def test_an_unknown_name_is_counted_like_a_known_one(hoa):
    fail(5, username="khong.co")
    with pytest.raises(throttle.TooManyTries):
        try_in("khong.co")


def test_an_attack_from_elsewhere_does_not_lock_the_owner_out(hoa):
    fail(5, address=ELSEWHERE)
    with pytest.raises(throttle.TooManyTries):
        try_in(address=ELSEWHERE)
    assert try_in(address=HERE) == hoa


def test_an_attack_from_many_addresses_on_one_name_is_slowed_down(hoa):
    for number in range(30):
        fail(1, address=f"198.51.100.{number}")
    with pytest.raises(throttle.TooManyTries):
        try_in(address="198.51.100.99", password="sai")


def test_an_address_that_tries_many_names_is_slowed_down():
    for number in range(60):
        fail(1, username=f"ten.{number}")
    with pytest.raises(throttle.TooManyTries):
        try_in("ten.khac", "sai")


def test_a_right_password_makes_the_allowance_whole_again(hoa):
    fail(4)
    try_in()
    fail(5)
    with pytest.raises(throttle.TooManyTries):
        try_in()


def test_a_clock_set_back_gives_no_tries_away(hoa):
    fail(5)
    with pytest.raises(throttle.TooManyTries):
        try_in(now=NOW - timedelta(hours=1))


def test_the_table_of_tries_names_nobody(hoa):
    fail(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM people_throttle t")
        text = cursor.fetchone()[0]
    assert "le.hoa" not in text
    assert HERE not in text


def test_rows_that_say_nothing_any_more_are_swept(hoa):
    fail(1)
    assert throttle.sweep(now=NOW) == 0
    assert throttle.sweep(now=NOW + timedelta(hours=1)) == 3
    assert not Throttle.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_once_exactly_the_allowance_passes():
    limit = throttle.Limit("race", burst=5, every=timedelta(minutes=1))

    def one(_):
        try:
            throttle.take(limit, "x", now=NOW)
        except throttle.TooManyTries:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        passed = list(pool.map(one, range(24)))
    assert passed.count(True) == 5


# --- Opening accounts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"username": "le.hoa"}, refusals.UsernameTaken),
        ({"username": "LE.HOA"}, refusals.UsernameTaken),
        ({"username": "ab"}, refusals.BadUsername),
        ({"username": "có khoảng trắng"}, refusals.BadUsername),
        ({"username": "038085001234"}, refusals.BadUsername),
        ({"full_name": "  "}, refusals.NameMissing),
        ({"password": "1234567890"}, refusals.WeakPassword),
        ({"password": "ngan"}, refusals.WeakPassword),
    ],
)
def test_an_account_that_cannot_be_opened_is_refused_in_words(hoa, fields, refusal):
    given = {"username": "moi.ve", "full_name": "Người Mới", "password": PASSWORD} | fields
    with pytest.raises(refusal):
        actions.create_officer(**given, by=BY, now=NOW)
    assert Account.objects.count() == 1


def test_changing_the_password_needs_the_present_one_and_ends_the_temporary_one():
    new = actions.create_officer(username="moi.ve", full_name="Người Mới", by=BY, now=NOW)
    account = new.officer.account
    with pytest.raises(refusals.WrongNameOrPassword):
        actions.change_password(account=account, present="sai", new="song-Ma-nui-Nua", now=NOW)
    with pytest.raises(refusals.SamePassword):
        actions.change_password(account=account, present=new.temporary_password, new=new.temporary_password, now=NOW)
    actions.change_password(account=account, present=new.temporary_password, new="song-Ma-nui-Nua", now=NOW)
    assert try_in("moi.ve", "song-Ma-nui-Nua", now=NOW + timedelta(days=30)) == account


def test_a_citizen_registers_and_what_they_say_stays_unproved():
    citizen = actions.register_citizen(
        username="an.nguyen",
        password=PASSWORD,
        full_name="  Nguyễn   Văn An ",
        personal_id="038 085 001234",
        phone="+84 912 345 678",
        now=NOW,
    )
    citizen.refresh_from_db()
    assert (citizen.full_name, citizen.personal_id, citizen.identity_level) == ("Nguyễn Văn An", "038085001234", 0)
    assert try_in("an.nguyen") == citizen.account


@pytest.mark.parametrize("fields", [{"personal_id": "12345"}, {"phone": "113"}, {"personal_id": ""}])
def test_a_registration_that_cannot_be_read_leaves_nothing_behind(fields):
    given = {"personal_id": "038085001234", "phone": "0912345678"} | fields
    with pytest.raises(Unreadable):
        actions.register_citizen(username="an.nguyen", password=PASSWORD, full_name="An", now=NOW, **given)
    assert not Account.objects.exists()
