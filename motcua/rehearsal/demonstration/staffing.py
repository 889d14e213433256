"""Staffs the demonstration: officers in every role, citizens with an account, all with the password of `staff.toml`.

Many people are made at once and share one encoded password: hashing one for each would take half a minute. Settings
that are not a demonstration's never let this run.
"""

import hashlib
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from django.contrib.auth.hashers import make_password

from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from motcua.core.vietnam import fold, sort_key
from motcua.people import actions as people
from motcua.people.models import Account, Citizen, Officer, Post, SecondFactor
from motcua.rehearsal.demonstration import invention
from motcua.rehearsal.demonstration.data import AgencyFacts, Facts, PostFacts


@dataclass(frozen=True, slots=True)
class Place:
    """A post to be held: a role at an agency, perhaps in one division."""

    role: Role
    agency: str
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An officer to be made."""

    username: str
    agency: AgencyFacts
    places: tuple[Place, ...] = field(default=())


def persons(facts: Facts) -> Iterator[Person]:
    """Yield every officer of the demonstration, agency by agency."""
    for agency in facts.agencies:
        for line in facts.patterns[agency.staff]:
            yield from _of_line(agency, line)
        for number, title in enumerate(agency.liaisons, start=1):
            username = f"{facts.liaison.who}{number}.{agency.slug}"
            yield Person(username, agency, (Place(facts.liaison.role, agency.key, title=title),))


def _of_line(agency: AgencyFacts, line: PostFacts) -> Iterator[Person]:
    units = [unit for unit in agency.units if unit not in line.but] if line.unit == "each" else [line.unit]
    for unit in units:
        in_unit = f".{unit}" if line.unit == "each" else ""
        for number in range(1, line.count + 1):
            username = f"{line.who}{number if line.count > 1 else ''}{in_unit}.{agency.slug}"
            title = line.titles[min(number, len(line.titles)) - 1]
            places = [Place(role, agency.key, unit, title) for role in (line.role, *line.also)]
            if line.also_at:
                places.insert(0, Place(line.role, line.also_at, title=title))
            yield Person(username, agency, tuple(places))


def secret_of(username: str) -> str:
    """Return the key of the second factor that belongs to a user name here: the same at each founding."""
    return b32encode(hashlib.sha256(f"demonstration {username}".encode()).digest()[:20]).decode()


def found_officers(facts: Facts, agencies: dict[str, int], units: dict[tuple[str, str], int], *, now: datetime) -> int:
    """Make the officers who are missing, with their posts and second factors; return how many were made."""
    known = set(Account.objects.filter(kind="officer").values_list("username", flat=True))
    missing = [person for person in persons(facts) if person.username not in known]
    encoded = make_password(facts.password) if missing else ""
    accounts = Account.objects.bulk_create(
        Account(username=person.username, kind=Account.Kind.OFFICER, password=encoded, created_at=now)
        for person in missing
    )
    names = list(_names(facts, missing))
    officers = Officer.objects.bulk_create(
        Officer(account=account, full_name=name, sort_key=sort_key(name), name_folded=fold(name))
        for account, name in zip(accounts, names, strict=True)
    )
    Post.objects.bulk_create(
        Post(
            officer=officer,
            agency_id=agencies[place.agency],
            unit_id=units[place.agency, place.unit] if place.unit else None,
            role=place.role,
            title=place.title,
            valid_from=facts.staff_since,
        )
        for officer, person in zip(officers, missing, strict=True)
        for place in person.places
    )
    SecondFactor.objects.bulk_create(
        SecondFactor(officer=officer, secret=secret_of(person.username), confirmed_at=now)
        for officer, person in zip(officers, missing, strict=True)
    )
    return len(missing)


def _names(facts: Facts, missing: list[Person]) -> Iterator[str]:
    """Yield a name for each; nobody in one agency bears another's."""
    taken: set[tuple[str, str]] = set()
    for person in missing:
        dice = Random(person.username)  # noqa: S311  (names, no secrets)
        name = ""
        while not name or (person.agency.key, name) in taken:
            name = invention.person_name(facts, dice, mountain=person.agency.slug in invention.MOUNTAIN)
        taken.add((person.agency.key, name))
        yield name


def found_delegation(facts: Facts, agencies: dict[str, int], *, now: datetime, on: date, until: date) -> bool:
    """Lend a leader's role at the first commune to a head of division for a time."""
    commune = facts.communes[0]
    by_name = {
        officer.account.username: officer
        for officer in Officer.objects.select_related("account").filter(account__username__endswith=f".{commune.slug}")
    }
    lender, borrower = by_name[f"lanhdao3.{commune.slug}"], by_name[f"truongphong.vanphong.{commune.slug}"]
    if lender.delegations_given.exists():
        return False
    people.delegate(
        from_officer=lender,
        to_officer=borrower,
        role=Role.AGENCY_LEADER,
        agency_id=agencies[commune.key],
        valid_from=on,
        valid_to=until,
        by=SYSTEM,
        scope_note="Ký kết quả hộ tịch, chứng thực trong thời gian đồng chí Phó Chủ tịch đi học",
        now=now,
    )
    return True


def found_citizens(facts: Facts, *, now: datetime) -> int:
    """Make the citizens who are missing; return how many were made."""
    known = set(Citizen.objects.values_list("account__username", flat=True))
    missing = [row for row in facts.citizens if row["username"] not in known]
    for row in missing:
        people.register_citizen(
            username=row["username"],
            password=facts.password,
            full_name=row["full_name"],
            personal_id=row["personal_id"],
            phone=row["phone"],
            email=row.get("email", ""),
            address=row["address"],
            now=now,
        )
    return len(missing)
