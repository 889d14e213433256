"""Staying signed in: remembered for pages, never for changes, ended at once where it counts."""

from datetime import timedelta

import pytest
from django.contrib import auth
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from motcua.base import clock
from motcua.people import actions
from tests.factories import people
from tests.factories.people import BY, NOW, PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def who(request):
    return HttpResponse(request.user.get_username() or "nobody")


who.permission = None  # replaced below: these tests are about sessions, not about rights
urlpatterns = [path("who/", who)]


@pytest.fixture(autouse=True)
def _open_door(settings):
    from motcua.access.doors import PUBLIC

    who.permission = PUBLIC


@pytest.fixture
def account():
    return people.account("officer", username="le.hoa")


@pytest.fixture
def client(account):
    client = Client()
    client.force_login(account)
    return client


def shown(client, method="get"):
    return getattr(client, method)("/who/").content.decode()


@pytest.fixture
def remembering(settings):
    settings.SIGNED_IN_CACHE_SECONDS = 60


@pytest.mark.parametrize(
    "end",
    [
        lambda account: actions.end_sessions(account=account, by=BY, now=NOW),
        lambda account: actions.close(account=account, by=BY, now=NOW),
        lambda account: actions.give_temporary_password(account=account, by=BY, now=NOW),
        lambda account: actions.change_password(account=account, present=PASSWORD, new="song-Ma-nui-Nua", now=NOW),
    ],
)
def test_a_session_ends_at_once_with_its_epoch_its_account_or_its_password(client, account, end):
    assert shown(client) == "le.hoa"
    end(account)
    assert shown(client) == "nobody"


def test_a_change_is_never_made_on_a_remembered_session(client, account, remembering):
    assert shown(client) == "le.hoa"
    actions.end_sessions(
        account=account, by=BY, now=NOW
    )  # as another process would: nothing remembered here is dropped
    assert shown(client) == "le.hoa"
    assert shown(client, "post") == "nobody"


def test_a_remembered_page_asks_the_database_nothing(client, remembering, django_assert_num_queries):
    shown(client)
    with django_assert_num_queries(0):
        assert shown(client) == "le.hoa"


def test_without_memory_a_page_asks_for_session_account_and_posts(client, django_assert_num_queries):
    shown(client)
    with django_assert_num_queries(3):
        shown(client)


def test_signing_out_removes_the_session(client, remembering):
    key = client.cookies["phien"].value
    client.logout()
    thief = Client()
    thief.cookies["phien"] = key
    assert shown(thief) == "nobody"


def test_signing_in_takes_a_new_session_key(account):
    client = Client()
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["phien"] = session.session_key
    client.force_login(account)
    assert client.cookies["phien"].value != session.session_key


@pytest.mark.parametrize(("minutes", "answer"), [(29, "le.hoa"), (31, "nobody")])
def test_a_session_nobody_uses_ends(client, minutes, answer):
    with clock.at(NOW):
        shown(client)
    with clock.at(NOW + timedelta(minutes=minutes)):
        assert shown(client) == answer


def test_a_session_in_use_stays(client):
    for step in range(0, 120, 20):
        with clock.at(NOW + timedelta(minutes=step)):
            assert shown(client) == "le.hoa"


def test_nobody_signs_in_past_the_second_factor(account):
    assert auth.authenticate(username="le.hoa", password=PASSWORD) is None
    assert not Client().login(username="le.hoa", password=PASSWORD)
