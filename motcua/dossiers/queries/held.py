"""“We already hold this”: the papers earlier dossiers have of a person or body, asked for in one way by every door.

Whose a paper is: its dossier was filed from the account, or its owner has the number. A number counts only where it is
proved: an account's by the identity system, a visitor's by the card or paper the desk has before it. A citizen is told
of all agencies, an officer of one's own only (law:personal-data), whose door logs each dossier it shows papers from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.base import sql
from motcua.base.sealing import lookup_hash
from motcua.dossiers.commit import STATEMENTS
from motcua.dossiers.filing import vietnam_digits
from motcua.people.models import Citizen

SHORTEST = 9  # digits of the old number of a person
BODIES = (10, 13)  # digits of a tax code, and of that of a branch


@dataclass(frozen=True, slots=True)
class Whose:
    """By what a person or body is known."""

    citizen_id: int | None = None
    number_hash: str = ""
    tax_codes: tuple[str, ...] = ()


def of_account(citizen: Citizen) -> Whose:
    """By the account, and by its number where that is proved."""
    return Whose(citizen.pk, citizen.personal_id_hash if citizen.identity_level else "")


def of_number(number: str) -> Whose | None:
    """By an ID number or tax code; None where it is neither."""
    digits = vietnam_digits(number)
    if len(digits) < SHORTEST:
        return None
    if "-" in number or len(digits) in BODIES:
        return Whose(tax_codes=(number.strip(), digits))
    return Whose(number_hash=lookup_hash(digits, of="personal_id"))


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper the house has: its kind, its file, when it came, in which dossier, and whether the account filed that."""

    name: str
    file_id: int
    file_name: str
    size: int
    at: datetime
    code: str
    dossier_id: int
    is_own: bool


def held_papers(whose: Whose, *, within: Iterable[int] | None = None, limit: int = 500) -> list[HeldPaper]:
    """Each content of a kind once, the newest first. `within`: the agencies an officer is told of."""
    rows = sql.rows(
        STATEMENTS.held_papers,
        citizen=whose.citizen_id,
        number=whose.number_hash,
        tax_codes=list(whose.tax_codes),
        near=None if within is None else list(within),
        limit=limit,
    )
    return sorted((HeldPaper(**row) for row in rows), key=lambda paper: paper.at, reverse=True)
