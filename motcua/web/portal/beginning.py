"""What a new application begins with: what the citizen declared in an earlier dossier of theirs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.core import vietnam
from motcua.dossiers import queries
from motcua.dossiers.actions import NoSuchDossier
from motcua.dossiers.models import Party
from motcua.people.models import Citizen

COPIED = "tu"
"""The parameter of the filing page that names an earlier dossier."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """First values for the parts of the application; empty where nothing better than the account is known."""

    owner: Mapping[str, Any] = field(default_factory=dict)
    submitter: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    copied_from: str = ""


NOTHING = Beginning()


def of(asked: Mapping[str, str], citizen: Citizen, *, communes: Mapping[str, str]) -> Beginning:
    """Read what the address asks for. Another citizen's dossier, or none, begins nothing and says nothing."""
    code = asked.get(COPIED, "")
    return copy_of(code, citizen, communes=communes) if code else NOTHING


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


def local(phone: str) -> str:
    """A stored number as it is dialled here; what cannot be read as it stands."""
    try:
        return vietnam.read_phone(phone).local
    except vietnam.Unreadable:
        return phone


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
