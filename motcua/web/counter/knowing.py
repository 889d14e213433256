"""What the desk knows of a person beforehand: from the card on the reader, and from earlier dossiers of its agencies.

Every look into an earlier dossier is logged with that dossier, so that its owner sees it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from motcua.access import actions as access
from motcua.access.models import LookLog
from motcua.base.words import gettext_lazy as _
from motcua.core import vietnam
from motcua.core.vietnam import IdCard
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import HeldPaper, Person
from motcua.web.counter.clerk import Clerk
from motcua.web.counter.forms import BODY, PERSON
from motcua.web.ui import wording

LABELS = {
    "full_name": _("họ tên"),
    "born_on": _("ngày sinh"),
    "phone": _("số điện thoại"),
    "email": _("thư điện tử"),
    "address": _("địa chỉ"),
    "commune": _("xã, phường"),
}


@dataclass(frozen=True)
class Known:
    """A person at the desk: values of the owner's form by name, and what earlier dossiers say otherwise."""

    number: str
    values: dict[str, str] = field(default_factory=dict)
    earlier: Person | None = None
    differences: list[tuple[str, str]] = field(default_factory=list)  # label, what the earlier dossier has

    @property
    def name(self) -> str:
        return self.values.get("full_name", "")


def of_card(card: IdCard) -> dict[str, str]:
    """What a card tells, by the names of the owner's form."""
    born = str(card.born) if card.born and card.born.day else ""
    return {
        "kind": PERSON,
        "full_name": card.full_name,
        "personal_id": card.personal_id.number,
        "born_on": born,
        "address": card.address,
    }


def of(number: str, clerk: Clerk, communes: dict[str, str], given: dict[str, str] | None = None) -> Known:
    """What is known of whoever has this number; what was given (read from the card) goes before what was written."""
    given = {name: value for name, value in (given or {}).items() if value}
    found = dossiers.person(number, agencies=clerk.agencies)
    if found is None:
        return Known(number, given or _bare(number))
    _note(clerk, found.dossier_id, "quầy: điền người nộp từ hồ sơ trước")
    written = _written(found, communes)
    different = [
        (LABELS[name], written[name])
        for name, value in given.items()
        if name in LABELS and name != "address" and written.get(name) and not vietnam.same_name(value, written[name])
    ]
    if given.get("address") and written.get("commune"):
        # A card names the residence on the day it was issued: where the person lives was said later.
        given.pop("address")
    return Known(number, written | given, found, different)


def _bare(number: str) -> dict[str, str]:
    return {"kind": BODY, "tax_code": number} if len(number) in (10, 14) else {"kind": PERSON, "personal_id": number}


def _written(found: Person, communes: dict[str, str]) -> dict[str, str]:
    commune = next((name for name, code in communes.items() if code == found.commune_code and code), "")
    address = found.address.removesuffix(f", {commune}") if commune else found.address
    values = {
        "kind": found.kind if found.kind in (PERSON, BODY) else BODY,
        "full_name": found.full_name,
        "personal_id": found.personal_id,
        "tax_code": found.tax_code,
        "born_on": _day(found.born_on),
        "phone": wording.phone(found.phone).replace("\u00a0", " ") if found.phone else "",
        "email": found.email,
        "address": "" if address == commune else address,
        "commune": commune,
    }
    return {name: value for name, value in values.items() if value}


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-"))) if len(iso) == 10 else ""


def visits(number: str, clerk: Clerk) -> list[Dossier]:
    """Their dossiers at this desk, what waits to be collected first."""
    found = dossiers.dossiers_of(number, agencies=clerk.agencies)
    access.note_look(
        officer_id=clerk.account.officer.pk,
        dossier_id=None,
        purpose=LookLog.Purpose.SEARCH,
        what=f"quầy: hồ sơ của người nộp: {len(found)} kết quả",
        at=clerk.now,
    )
    return found


@dataclass(frozen=True, slots=True)
class Twins:
    """Dossiers that may be the same one: at this desk with their codes, elsewhere by agency and code only."""

    here: list[Dossier] = field(default_factory=list)
    elsewhere: list[Dossier] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.here or self.elsewhere)

    @property
    def mark(self) -> str:
        """What the page sends back so that a warning that was read is not given twice."""
        return "-".join(str(each.pk) for each in sorted([*self.here, *self.elsewhere], key=lambda each: each.pk))


def twins(numbers: list[str], procedure_id: int, clerk: Clerk) -> Twins:
    """Open dossiers of the same owner for the same procedure, and those of today (law:one-notice)."""
    found = Twins(*dossiers.alike(numbers, procedure_id=procedure_id, on=clerk.today, agencies=clerk.agencies))
    for each in found.elsewhere:  # that somebody has a dossier there is theirs to know
        _note(clerk, each.pk, "quầy: cảnh báo trùng hồ sơ")
    return found


def held(number: str, clerk: Clerk) -> list[HeldPaper]:
    """Papers of theirs this desk's dossiers hold."""
    whose = dossiers.of_number(number)
    return dossiers.held_papers(whose, within=clerk.agencies) if whose else []


def note_held(shown: Iterable[HeldPaper], clerk: Clerk) -> None:
    """That papers of earlier dossiers were told of on a page."""
    for dossier_id in sorted({paper.dossier_id for paper in shown}):
        _note(clerk, dossier_id, "quầy: giấy tờ đã có")


def _note(clerk: Clerk, dossier_id: int, what: str) -> None:
    access.note_look(
        officer_id=clerk.account.officer.pk,
        dossier_id=dossier_id,
        purpose=LookLog.Purpose.RECEPTION,
        what=what,
        at=clerk.now,
    )
