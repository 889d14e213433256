"""The last administrator stays."""

from datetime import date

import pytest

from motcua.core.roles import Role
from motcua.people import actions
from motcua.people.refusals import LastAdministrator
from tests.factories import people, places
from tests.factories.people import BY, NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def first():
    officer = people.officer("Một")
    people.post(officer, Role.SYSTEM_ADMIN, places.agency(level="province").pk)
    return officer


def second(first, **given):
    officer = people.officer("Hai")
    people.post(officer, Role.SYSTEM_ADMIN, first.posts.get().agency_id, **given)
    return officer


def close(officer):
    actions.close(account=officer.account, by=BY, now=NOW)


def end(officer):
    actions.end_post(post_id=officer.posts.get().pk, last_day=date(2026, 12, 31), by=BY, now=NOW)


@pytest.mark.parametrize("remove", [close, end])
def test_the_last_administrator_is_neither_closed_nor_ended(first, remove):
    with pytest.raises(LastAdministrator):
        remove(first)
    second(first, until="2026-12-01")  # not until further notice
    with pytest.raises(LastAdministrator):
        remove(first)
    third = second(first)
    close_first = third.account
    close_first.is_active = False
    close_first.save()
    with pytest.raises(LastAdministrator):
        remove(first)


@pytest.mark.parametrize("remove", [close, end])
def test_with_another_one_goes_and_then_the_other_stays(first, remove):
    other = second(first)
    remove(first)
    with pytest.raises(LastAdministrator):
        close(other)


def test_others_are_not_held_up(first):
    clerk = people.officer("Ba")
    people.post(clerk, Role.RECEPTION, first.posts.get().agency_id)
    close(clerk)
    assert not type(clerk.account).objects.get(pk=clerk.account_id).is_active
    actions.close(account=people.citizen().account, by=BY, now=NOW)
