"""Invents people, addresses, numbers and answers; the same dice give the same person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from motcua.catalog import queries as catalog
from motcua.core import forms
from motcua.core.forms import Definition, Field, Kind
from motcua.core.forms.inventing import invent
from motcua.core.vietnam import read_personal_id
from motcua.rehearsal.demonstration.data import AgencyFacts, Facts

MOUNTAIN = frozenset({"ngoclac", "muonglat"})
PROVINCE_CODE = "038"  # where most of them were registered at birth


@dataclass(frozen=True, slots=True)
class Invented:
    """A person or a firm as it comes to the desk."""

    full_name: str
    kind: str  # as `PartyIn.kind`
    personal_id: str
    tax_code: str
    phone: str
    address: str


def person_name(facts: Facts, dice: Random, *, woman: bool | None = None, mountain: bool = False) -> str:
    """Return a name in the usual order: family, middle, given."""
    if woman is None:
        woman = dice.random() < 0.5
    words = facts.names["women" if woman else "men"]
    surnames = facts.names["mountain"]["surnames"] if mountain else facts.names["surnames"]
    return f"{dice.choice(surnames)} {dice.choice(words['middles'])} {dice.choice(words['given'])}"


def firm_name(facts: Facts, dice: Random) -> str:
    """Return the name of a company or a cooperative."""
    firms = facts.names["firms"]
    return f"{dice.choice(firms['kinds'])} {dice.choice(firms['trades'])} {dice.choice(firms['words'])}"


def address(facts: Facts, dice: Random, commune: AgencyFacts) -> str:
    """Return where somebody of a commune lives."""
    places = facts.names["places"]
    if commune.kind == "phuong" and dice.random() < 0.7:
        return f"{dice.randint(1, 240)} {dice.choice(places['words'])}, {commune.place}"
    hamlet = dice.choice([word for word in places["hamlets"] if word.startswith("bản") == (commune.slug in MOUNTAIN)])
    return f"{hamlet[0].upper()}{hamlet[1:]}, {commune.place}"


def phone(dice: Random) -> str:
    """Return a mobile number of the right form."""
    return f"0{dice.choice(('91', '98', '97', '35', '38', '86', '94'))}{dice.randint(0, 9_999_999):07d}"


def applicant(facts: Facts, dice: Random, commune: AgencyFacts, owner: str) -> Invented:
    """Return who hands a dossier in: a person, a firm, or a religious body."""
    lives = address(facts, dice, commune)
    if owner == "firm":
        return Invented(firm_name(facts, dice), "organisation", "", tax_code(dice), phone(dice), lives)
    if owner == "body":
        name = f"{dice.choice(facts.texts['bodies'])} {commune.place.split(' ', 1)[1]}"
        return Invented(name, "organisation", "", "", phone(dice), lives)
    woman = dice.random() < 0.52
    born = 2026 - dice.randint(19, 84)
    century_and_sex = (0 if born < 2000 else 2) + woman
    number = f"{PROVINCE_CODE}{century_and_sex}{born % 100:02d}{dice.randint(1, 39_999):06d}"
    name = person_name(facts, dice, woman=woman, mountain=commune.slug in MOUNTAIN)
    return Invented(name, "citizen", number, "", phone(dice), lives)


def tax_code(dice: Random) -> str:
    """Return a tax code whose check digit is right."""
    while True:
        digits = [2, 8, 0, *(dice.randint(0, 9) for _ in range(6))]
        check = 10 - sum(a * b for a, b in zip(digits, (31, 29, 23, 19, 17, 13, 7, 5, 3), strict=True)) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


def declaration(
    facts: Facts, dice: Random, definition: Definition, owner: Mapping[str, str], commune: AgencyFacts, on: date
) -> dict[str, Any]:
    """Fill in an electronic form as its owner would."""

    def name(field: Field, dice: Random) -> str:
        return person_name(facts, dice, mountain=commune.slug in MOUNTAIN)

    known = {key: value for key, value in owner.items() if value} | _by_number(owner["personal_id"], dice)
    begun = forms.first_answers(definition, {"owner": known, "account": known})
    tables = catalog.code_tables(on=on)
    made = invent(definition, dice, on, tables=tables, make={Kind.PERSON_NAME: name}, fullness=0.5, begun=begun)
    return dict(made.values)


def _by_number(personal_id: str, dice: Random) -> dict[str, str]:
    """What a personal ID number tells of its holder: the sex, and a day in the year of birth."""
    if not personal_id:
        return {}
    number = read_personal_id(personal_id)
    born = date(number.birth_year, 1, 1) + timedelta(days=dice.randint(0, 364))
    return {"sex": str(number.sex), "born_on": born.isoformat()}


def answers(
    facts: Facts, dice: Random, ask: tuple[Mapping[str, Any], ...], commune: AgencyFacts, on: date
) -> dict[str, Any]:
    """Fill in the fields of a form; one that need not be filled in is often left empty."""
    given = {}
    for field in ask:
        if field.get("required") or dice.random() < 0.6:
            given[field["key"]] = _answer(facts, dice, field, commune, on)
    return given


def _answer(facts: Facts, dice: Random, field: Mapping[str, Any], commune: AgencyFacts, on: date) -> str:
    if "samples" in field:
        return str(dice.choice(field["samples"]))
    if field["type"] == "choice":
        return str(dice.choice(field["choices"]))
    if field["type"] == "date":
        days = {"lately": -dice.randint(1, 25), "soon": dice.randint(5, 60), "years_ago": -dice.randint(400, 5000)}
        return (on + timedelta(days=days[field["draw"]])).isoformat()
    match field["draw"]:
        case "address":
            return address(facts, dice, commune)
        case "firm":
            return firm_name(facts, dice)
        case sex:
            woman = {"man": False, "woman": True}.get(sex)
            return person_name(facts, dice, woman=woman, mountain=commune.slug in MOUNTAIN)
