"""How long the list pages of the doors take: whole requests in this process, from the address to the finished page.

Session, rights, look-log, statements and templates: everything but the socket. Each request is another officer's,
another citizen's or another term's; whoever asks has just asked before, so that sessions and connection are warm.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.million.lists import PARTS, drawn, p90
from bench.million.lives import TODAY
from motcua.base import clock
from motcua.core.roles import Role
from motcua.dossiers.models import Dossier, Party
from motcua.people.models import Account, Post
from motcua.web.counter.piles import PILES, Pile
from tests.factories import people

COUNTED = 5  # requests of each page whose queries are counted
OWN = (8, 60)  # dossiers a citizen has, from the least to the most
NOW = TODAY + timedelta(minutes=30)
WORKERS = (Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.AGENCY_LEADER)
TERMS = ("xác nhận hôn nhân", "tinh trang hon nhan", "cấp giấy", "giay xac nhna", "hôn", "1.05", "tthn", "")


@dataclass(frozen=True)
class Asked:
    """One request: who asks, for what. `typed` is the body of a form."""

    path: str
    account: Account | None = None
    given: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] | None = None
    leads_on: bool = False  # what is typed leads to a page of its own, and both are measured


Makes = Callable[[random.Random, int], list[Asked]]


def measure(number: int, *, seed: int = 11) -> dict[str, dict[str, float]]:
    """Ask for each page so many times; milliseconds on the wall, and how many queries it took."""
    chance = random.Random(seed)
    with clock.at(NOW):
        return {name: _timed(make(chance, number)) for name, make in PAGES.items()}


def _timed(requests: Sequence[Asked]) -> dict[str, float]:
    took, queries = [], []
    for n, asked in enumerate(requests):
        client = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR=f"10.0.{n // 250}.{n % 250}")  # each from elsewhere
        if asked.account is not None:
            client.force_login(asked.account)
        _send(client, asked)
        began = time.perf_counter()
        _send(client, asked)
        took.append((time.perf_counter() - began) * 1000)
        if n < COUNTED:
            with CaptureQueriesContext(connection) as found:
                _send(client, asked)
            queries.append(len(found))
    return {
        "median_ms": round(statistics.median(took), 1),
        "p90_ms": round(p90(took), 1),
        "p95_ms": round(statistics.quantiles(took, n=20, method="inclusive")[-1], 1),
        "max_ms": round(max(took), 1),
        "queries": max(queries),
        "requests": len(took),
    }


def _send(client: Client, asked: Asked) -> None:
    if asked.typed is None:
        response, expected = client.get(asked.path, asked.given), HTTPStatus.OK
    else:
        expected = HTTPStatus.OK if asked.leads_on else HTTPStatus.FOUND
        response = client.post(asked.path, asked.typed, follow=asked.leads_on)
    if response.status_code != expected:
        raise AssertionError(f"{asked.path} {asked.given}: {response.status_code}")


def _officers(chance: random.Random, number: int, *roles: Role) -> list[Post]:
    posts = list(Post.objects.filter(role__in=[role.value for role in roles]).select_related("officer__account"))
    return chance.choices(posts, k=number)


def _of(*roles: Role, path: str, **given: str) -> Makes:
    """The same address for different officers."""
    return lambda chance, number: [
        Asked(path, post.officer.account, given) for post in _officers(chance, number, *roles)
    ]


def _within(chance: random.Random, number: int) -> list[Asked]:
    words = chance.choices(PARTS, k=number)
    officers = _officers(chance, number, *WORKERS)
    return [
        Asked("/can-bo/", post.officer.account, typed={"tim": word}, leads_on=True)
        for post, word in zip(officers, words, strict=True)
    ]


def _search(path: str, role: Role, typed: Callable[[Dossier], str]) -> Makes:
    """An officer looks for a dossier of their own agency."""

    def make(chance: random.Random, number: int) -> list[Asked]:
        accounts = {
            post.agency_id: post.officer.account
            for post in Post.objects.filter(role=role.value).select_related("officer__account")
        }
        return [
            Asked(path, accounts[dossier.receiving_agency_id], typed={"q": typed(dossier)}, leads_on=True)
            for dossier in _dossiers(chance, number)
        ]

    return make


def _dossiers(chance: random.Random, number: int) -> list[Dossier]:
    ids = drawn("SELECT id FROM dossiers_dossier WHERE id = ANY(%s)", chance, number)
    return list(Dossier.objects.filter(pk__in=ids))


def _code(dossier: Dossier) -> str:
    return dossier.code or ""


def _name(dossier: Dossier) -> str:
    return dossier.owner_name


def _part_of_name(dossier: Dossier) -> str:
    return dossier.owner_name.split()[-1]


def _number(dossier: Dossier) -> str:
    return Party.objects.get(dossier=dossier, role="owner").personal_id or ""


def _track(chance: random.Random, number: int) -> list[Asked]:
    return [
        Asked("/tra-cuu/", typed={"code": _code(dossier), "digits": _number(dossier)[-4:]})
        for dossier in _dossiers(chance, number)
    ]


def _tracked(chance: random.Random, number: int) -> list[Asked]:
    return [Asked(f"/tra-cuu/k/{dossier.key}/") for dossier in _dossiers(chance, number)]


def _procedures(chance: random.Random, number: int) -> list[Asked]:
    return [Asked("/thu-tuc/", given={"q": term}) for term in chance.choices(TERMS, k=number)]


def _mine(chance: random.Random, number: int) -> list[Asked]:
    """Citizens with dossiers of their own: the loader's belong to nobody with an account."""
    found = []
    for n in range(number):
        citizen = people.citizen(personal_id=f"0380850{n:05}", phone=f"+84912{n:06}")
        own = [dossier.pk for dossier in _dossiers(chance, chance.randint(*OWN))]
        Dossier.objects.filter(pk__in=own).update(owner_citizen=citizen)
        found.append(Asked("/ho-so-cua-toi/", citizen.account))
    return found


def _pile(pile: Pile) -> Makes:
    return _of(pile.roles[0] if pile.slug != "tra-ket-qua" else Role.RETURN_DESK, path="/quay/", muc=pile.slug)


LEADER, RECEPTION = Role.AGENCY_LEADER, Role.RECEPTION
PAGES: dict[str, Makes] = {
    "inbox": _of(*WORKERS, path="/can-bo/"),
    "inbox, one channel": _of(*WORKERS, path="/can-bo/", kenh="online"),
    "inbox, a search within": _within,
    "office search, code": _search("/can-bo/tim/", Role.DIVISION_HEAD, _code),
    "office search, full name": _search("/can-bo/tim/", Role.DIVISION_HEAD, _name),
    "office search, part of a name": _search("/can-bo/tim/", Role.DIVISION_HEAD, _part_of_name),
    "office search, ID number": _search("/can-bo/tim/", Role.DIVISION_HEAD, _number),
    "overdue of an agency": _of(LEADER, path="/can-bo/qua-han/"),
    "nearly late": _of(LEADER, path="/can-bo/sap-tre/"),
    "waiting for signature": _of(LEADER, path="/can-bo/cho-ky/"),
    **{f"desk: {pile.title}": _pile(pile) for pile in PILES},
    "desk search, part of a name": _search("/quay/tim/", RECEPTION, _part_of_name),
    "tracking book, today": _of(RECEPTION, path="/quay/so-theo-doi/"),
    "tracking book, a quarter": _of(RECEPTION, path="/quay/so-theo-doi/", tu="01/09/2026", den="23/11/2026"),
    "procedure search": _procedures,
    "track: code and digits": _track,
    "track: the dossier": _tracked,
    "citizen's own dossiers": _mine,
}
