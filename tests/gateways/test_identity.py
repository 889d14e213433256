"""The contract of an identity system, kept by the fake and by the adapter against a real provider; then what only the
adapter has to withstand, and the same adapter against a provider others wrote."""

import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motcua.gateways.identity import Errand, Refused, Unreachable, calls, oidc
from motcua.gateways.identity.fake import FakeIdentity, Person
from motcua.gateways.identity.oidc import Connection, OpenIdIdentity
from tests.gateways import oidc_double as double

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
BACK = "https://motcua.example/dang-nhap/dinh-danh/ve/"
ERRAND = Errand("state-0123456789abcdef", "nonce-0123456789abcdef", "verifier-" + "x" * 40, BACK)


@pytest.fixture
def provider():
    with double.running(NOW) as running:
        yield running


@pytest.fixture
def connection(provider) -> Connection:
    return Connection(provider.address, double.CLIENT, double.SECRET, levels={"LoA1": 1, "LoA2": 2})


@pytest.fixture
def adapter(connection) -> OpenIdIdentity:
    return OpenIdIdentity(connection, caller=calls.Caller(timeout=0.7))


@pytest.fixture
def code(adapter, provider) -> str:
    return provider.agree(adapter.begin(ERRAND))


def finish(system, code, errand=ERRAND, **given):
    return system.finish(errand, code=code, **{"now": NOW} | given)


# --- The contract -----------------------------------------------------------------------------------------------------
class Fake:
    """The fake, and how somebody agrees there."""

    def __init__(self):
        self.system = FakeIdentity({"tech-1": Person("tech-1", "Nguyễn Văn An", "038085001234")})

    def agree(self):
        self.system.begin(ERRAND)
        return self.system.agree("tech-1", ERRAND, now=NOW)

    def break_down(self):
        self.system.down = True


class Real:
    """The adapter before the provider of the tests."""

    def __init__(self, adapter, provider):
        self.system, self.provider = adapter, provider

    def agree(self):
        return self.provider.agree(self.system.begin(ERRAND))

    def break_down(self):
        self.provider.wrong = "down"


@pytest.fixture(params=["fake", "openid connect"])
def side(request, adapter, provider):
    return Fake() if request.param == "fake" else Real(adapter, provider)


def test_who_agreed_is_who_comes_back(side):
    assert f"state={ERRAND.state}" in side.system.begin(ERRAND)
    proved = finish(side.system, side.agree())

    assert (proved.subject, proved.full_name, proved.personal_id, proved.level, proved.at) == (
        "tech-1", "Nguyễn Văn An", "038085001234", 2, NOW,
    )  # fmt: skip


def test_the_way_out_shows_what_was_signed_and_where_to_come_back(side):
    token = finish(side.system, side.agree()).token
    asked = dict(
        urllib.parse.parse_qsl(
            urllib.parse.urlsplit(side.system.leave(token, state="s-1", return_url=f"{BACK}?x")).query
        )
    )
    assert token
    assert (asked["id_token_hint"], asked["state"], asked["post_logout_redirect_uri"]) == (token, "s-1", f"{BACK}?x")
    assert token not in repr(finish(side.system, side.agree()))


def test_a_code_works_once(side):
    code = side.agree()
    finish(side.system, code)
    with pytest.raises(Refused):
        finish(side.system, code)


@pytest.mark.parametrize(
    "other", [{"nonce": "nonce-of-another-one"}, {"return_url": "https://elsewhere.example/"}, {"verifier": "y" * 50}]
)
def test_a_code_of_another_session_is_refused(side, other):
    with pytest.raises(Refused):
        finish(side.system, side.agree(), replace(ERRAND, **other))


def test_an_answer_of_long_ago_is_refused(side):
    code = side.agree()
    with pytest.raises(Refused):
        finish(side.system, code, now=NOW + timedelta(minutes=11))


def test_an_invented_code_is_refused(side):
    with pytest.raises(Refused):
        finish(side.system, "invented")


def test_an_answer_sent_by_another_issuer_is_refused(side):
    with pytest.raises(Refused):
        finish(side.system, side.agree(), issuer="https://another.example")


def test_a_system_that_is_down_says_so(side):
    code = side.agree()
    side.break_down()
    with pytest.raises(Unreachable):
        finish(side.system, code)


# --- What is signed ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("wrong", ["none", "shared secret", "another key", "altered"])
def test_a_token_not_signed_by_the_system_is_refused(adapter, provider, code, wrong):
    provider.wrong = wrong
    with pytest.raises(Refused, match="signed"):
        finish(adapter, code)


AT = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"iss": "https://another.example"}, "another issuer"),
        ({"iss": None}, "another issuer"),
        ({"aud": "another-client"}, "for somebody else"),
        ({"aud": None}, "for somebody else"),
        ({"aud": [double.CLIENT, "another"]}, "handed to somebody else"),
        ({"azp": "another"}, "handed to somebody else"),
        ({"nonce": "nonce-of-another-one"}, "another session"),
        ({"nonce": None}, "another session"),
        ({"exp": AT - 61}, "expired"),
        ({"exp": None}, "no exp"),
        ({"exp": True}, "no exp"),
        ({"iat": AT - 601}, "just now"),
        ({"iat": AT + 61}, "just now"),
        ({"iat": "yesterday"}, "no iat"),
        ({"nbf": AT + 61}, "not valid yet"),
        ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "access token"),
        ({"sub": ""}, "names nobody"),
        ({"sub": 7}, "names nobody"),
        ({"sub": "x" * 121}, "names nobody"),
        ({"SoDinhDanh": "12"}, "personal ID"),
        ({"HoVaTen": "x" * 121}, "no name"),
    ],
)
def test_a_token_that_says_something_wrong_is_refused(adapter, provider, code, claims, why):
    provider.claims = claims
    with pytest.raises(Refused, match=why):
        finish(adapter, code)


@pytest.mark.parametrize(
    "claims", [{"exp": AT - 59}, {"iat": AT + 59}, {"aud": [double.CLIENT]}, {"azp": double.CLIENT}, {"at_hash": None},
               {"aud": [double.CLIENT, "another"], "azp": double.CLIENT}],
)  # fmt: skip
def test_what_the_protocol_allows_is_accepted(adapter, provider, code, claims):
    provider.claims = claims
    assert finish(adapter, code).subject == "tech-1"


def test_new_keys_are_fetched_but_not_for_every_forged_token(adapter, provider, code, monkeypatch):
    finish(adapter, code)
    provider.rotate()
    provider.asked.clear()
    with pytest.raises(Refused):  # the keys were read a moment ago
        finish(adapter, provider.agree(adapter.begin(ERRAND)))
    assert "/keys" not in provider.asked

    monkeypatch.setattr(oidc, "KEYS_AGAIN_AFTER", 0.0)
    assert finish(adapter, provider.agree(adapter.begin(ERRAND))).subject == "tech-1"
    assert provider.asked.count("/keys") == 1


# --- Attributes and levels --------------------------------------------------------------------------------------------
def test_attributes_may_come_from_userinfo_of_the_same_person(adapter, provider, code):
    provider.only_in_userinfo = True
    assert finish(adapter, code).personal_id == "038085001234"

    provider.wrong = "userinfo"
    with pytest.raises(Refused, match="somebody else"):
        finish(adapter, provider.agree(adapter.begin(ERRAND)))


@pytest.mark.parametrize(("acr", "level"), [("LoA1", 1), ("LoA2", 2), ("LoA9", 1), ("", 1)])
def test_an_unknown_level_counts_as_the_lowest(adapter, provider, code, acr, level):
    provider.acr = acr
    assert finish(adapter, code).level == level


def test_names_of_attributes_are_settings(provider, connection):
    provider.person = {"sub": "s9", "ten": "Lê Thị Bình", "so": "038190004321"}
    names = oidc.Names(full_name=("x", "ten"), personal_id=("so",))
    system = OpenIdIdentity(replace(connection, names=names))

    assert finish(system, provider.agree(system.begin(ERRAND))).full_name == "Lê Thị Bình"


def test_endpoints_of_the_settings_go_before_discovery(provider, connection):
    doors = {name: url for name, url in provider.published().items() if name != "issuer"}
    provider.wrong = "discovery"
    system = OpenIdIdentity(replace(connection, endpoints=doors, acr_values="LoA2"))
    address = system.begin(ERRAND)

    assert "acr_values=LoA2" in address
    assert finish(system, provider.agree(address)).level == 2
    assert "/.well-known/openid-configuration" not in provider.asked


# --- The line ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("wrong", ["down", "slow", "garbage", "discovery"])
def test_a_system_that_fails_in_whatever_way_is_unreachable(adapter, provider, wrong):
    provider.wrong = wrong
    with pytest.raises(Unreachable):
        adapter.begin(ERRAND)


def test_a_system_that_keeps_failing_is_left_alone_for_a_while(adapter, provider):
    provider.wrong = "down"
    for _ in range(4):
        with pytest.raises(Unreachable):
            adapter.begin(ERRAND)
    assert len(provider.asked) == calls.FAILURES


@pytest.mark.parametrize("issuer", ["http://dinh-danh.example", "ftp://127.0.0.1/", "file:///etc/passwd"])
def test_nothing_is_sent_where_it_could_be_read(connection, issuer):
    with pytest.raises(Unreachable, match="https"):
        OpenIdIdentity(replace(connection, issuer=issuer)).begin(ERRAND)


def test_a_wrong_client_secret_is_refused(provider, connection):
    system = OpenIdIdentity(replace(connection, client_secret="wrong"))
    with pytest.raises(Refused):
        finish(system, provider.agree(system.begin(ERRAND)))


# --- A provider others wrote ------------------------------------------------------------------------------------------
@pytest.fixture
def theirs(tmp_path):
    """`oidc-provider-mock`, in a process of its own; its client asks for any name."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = '{"sub": "tech-7", "HoVaTen": "Trần Thị Hoa", "SoDinhDanh": "038185001234"}'
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--user-claims", user]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield f"http://localhost:{port}", process, tmp_path / "log"
        finally:
            process.terminate()
            process.wait(10)


def test_the_adapter_understands_a_provider_it_was_not_written_for(theirs):
    address, process, log = theirs
    system = OpenIdIdentity(Connection(address, "mot-cua", "x", scope="openid profile"))
    errand = Errand(*(secrets.token_urlsafe(32) for _ in range(3)), BACK)
    where = _once_it_listens(system, errand, process, log)
    code = _agree_there(where)
    now = datetime.now(UTC)
    proved = system.finish(errand, code=code, now=now, issuer="")

    assert (proved.subject, proved.full_name, proved.personal_id) == ("tech-7", "Trần Thị Hoa", "038185001234")
    out = system.leave(proved.token, state="s-1", return_url="http://127.0.0.1:8000/dang-xuat/ve/")
    with urllib.request.urlopen(out) as page:
        asks = page.read().decode()
    assert "state=s-1" in asks  # it asks the person, then leads back with the state
    with pytest.raises(Refused):
        system.finish(errand, code=code, now=now)
    with pytest.raises(Refused, match="another session"):
        system.finish(replace(errand, nonce="another"), code=_agree_there(where), now=now)


def _once_it_listens(system, errand, process, log) -> str:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            return system.begin(errand)
        except Unreachable:
            system.caller = calls.Caller()
            time.sleep(0.2)
    raise AssertionError(log.read_text())


def _agree_there(where: str) -> str:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    opener = urllib.request.build_opener(Stay)
    form = urllib.parse.urlencode({"sub": "tech-7"}).encode()
    with pytest.raises(urllib.error.HTTPError) as sent_back:
        opener.open(where, form, timeout=10)
    with sent_back.value as answer:
        back = answer.headers["Location"]
    assert back.startswith(BACK)
    return re.search(r"[?&]code=([^&]+)", back)[1]
