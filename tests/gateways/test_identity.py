"""The contract of an identity system, kept by the fake; the real adapter will join it."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.gateways.identity import Refused, Unreachable
from motcua.gateways.identity.fake import FakeIdentity, Person

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
BACK = "https://motcua.example/dang-nhap/dinh-danh/"


@pytest.fixture
def provider():
    return FakeIdentity({"s1": Person("s1", "Nguyễn Văn An", "038085001234")})


def finish(provider, code, *, nonce="n1", return_url=BACK, now=NOW):
    return provider.finish(code=code, nonce=nonce, return_url=return_url, now=now)


@pytest.fixture
def code(provider):
    return provider.sign("s1", nonce="n1", return_url=BACK, now=NOW)


def test_who_agreed_is_who_comes_back(provider, code):
    assert "state=s" in provider.begin(state="s", nonce="n1", return_url=BACK)
    proved = finish(provider, code)
    assert (proved.subject, proved.full_name, proved.personal_id, proved.level) == (
        "s1",
        "Nguyễn Văn An",
        "038085001234",
        2,
    )


def test_a_code_works_once(provider, code):
    finish(provider, code)
    with pytest.raises(Refused):
        finish(provider, code)


@pytest.mark.parametrize(
    "wrong", [{"nonce": "n2"}, {"return_url": "https://elsewhere.example/"}, {"now": NOW + timedelta(minutes=6)}]
)
def test_a_code_of_another_session_or_another_time_is_refused(provider, code, wrong):
    with pytest.raises(Refused):
        finish(provider, code, **wrong)


def test_an_invented_code_is_refused(provider):
    with pytest.raises(Refused):
        finish(provider, "invented")


def test_a_system_that_is_down_says_so(provider, code):
    provider.down = True
    with pytest.raises(Unreachable):
        finish(provider, code)
