"""What a new application begins with: an earlier dossier of the citizen, or somebody the citizen files for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.dossiers import queries
from motcua.dossiers.actions import NoSuchDossier
from motcua.dossiers.models import Party
from motcua.people import queries as people
from motcua.people.models import Citizen, Represented
from motcua.web.portal import profile
from motcua.web.portal.profile import local

COPIED, FOR = "tu", "cho"
"""The parameters of the filing page that name an earlier dossier, and somebody the citizen files for."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """First values for the parts of the application; empty where nothing better than the account is known."""

    owner: Mapping[str, Any] = field(default_factory=dict)
    submitter: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    copied_from: str = ""
    on_behalf_of: int = 0


NOTHING = Beginning()
OF_THE_OWNER = ("full_name", "personal_id", "tax_code", "born_on", "phone", "email", "address", "commune")


def of(asked: Mapping[str, str], citizen: Citizen, *, on: date, communes: Mapping[str, str]) -> Beginning:
    """Read what the address asks for. What is another citizen's, or is not there, begins nothing and says nothing."""
    code, number = asked.get(COPIED, ""), asked.get(FOR, "")
    if code:
        return copy_of(code, citizen, communes=communes)
    if number.isascii() and number.isdigit() and len(number) < 18:
        return for_somebody(int(number), citizen, on=on, communes=communes)
    return NOTHING


def for_somebody(represented_id: int, citizen: Citizen, *, on: date, communes: Mapping[str, str]) -> Beginning:
    """The owner is somebody of the citizen's list, the citizen hands the dossier in."""
    found = people.represented_on(citizen.pk, on=on).filter(pk=represented_id).first()
    if found is None:
        return NOTHING
    said = profile.standing(found, communes=communes)
    owner = {name: said[name] for name in OF_THE_OWNER if name in said}
    body = found.kind == Represented.Kind.BODY or (bool(found.tax_code) and not found.personal_id)
    owner["kind"] = "organisation" if body else "citizen"
    owner.setdefault("phone", local(citizen.phone or ""))
    submitter = {
        "full_name": citizen.full_name,
        "personal_id": citizen.personal_id,
        "phone": local(citizen.phone or ""),
        "is_proxy": found.kind == Represented.Kind.MANDATE,
    }
    return Beginning(owner=owner, submitter=submitter, on_behalf_of=found.pk)


def copy_of(code: str, citizen: Citizen, *, communes: Mapping[str, str]) -> Beginning:
    try:
        page = queries.page(queries.by_code(code[:64]))
    except NoSuchDossier:
        return NOTHING
    if page.dossier.owner_citizen_id != citizen.pk:
        return NOTHING
    names = {code: label for label, code in communes.items()}
    submitter = page.parties.get("proxy") or page.parties.get("submitter")
    return Beginning(
        owner=_owner(page.parties["owner"], names) if "owner" in page.parties else {},
        submitter=_submitter(submitter) if submitter else {},
        answers=page.answers,
        copied_from=page.dossier.code or "",
    )


def _owner(party: Party, communes: Mapping[str, str]) -> dict[str, Any]:
    commune = communes.get(party.commune_code, "")
    known = {
        "kind": party.kind,
        "full_name": party.full_name,
        "personal_id": party.personal_id,
        "tax_code": party.tax_code,
        "born_on": _day(party.born_on),
        "phone": local(party.phone or ""),
        "email": party.email,
        "address": (party.address or "").removesuffix(f", {commune}") if commune else party.address,
        "commune": commune,
    }
    return {name: value for name, value in known.items() if value}


def _submitter(party: Party) -> dict[str, Any]:
    return {
        "full_name": party.full_name,
        "personal_id": party.personal_id,
        "phone": local(party.phone or ""),
        "is_proxy": party.role == "proxy",
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
