"""How people, papers and bodies stand on the desk's printed forms. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.core import vietnam
from motcua.core.lifecycle import ProposalKind, ProposalStage
from motcua.dossiers.models import Component, Proposal
from motcua.dossiers.models import Party as StoredParty
from motcua.dossiers.queries import Page
from motcua.gateways import documents
from motcua.gateways.documents import IdKind, Letterhead, Party, Signature
from motcua.org.models import Agency
from motcua.web.counter.forms import PERSON
from motcua.web.ui import wording


@dataclass(frozen=True, slots=True)
class Around:
    """What a form says that no dossier knows: the house, the people's names, the place and the number it got."""

    public_url: str
    tracking_url: str
    hotline: str
    place: str
    desk: str
    superiors: Mapping[int, str]  # agency → the body above it
    names: Mapping[int, str]  # officer → full name
    issued_by: str
    fees: tuple[documents.Fee, ...] | None
    number: str = ""


def reissues(page: Page) -> list[datetime]:
    """The moments from which a receipt holds: acceptance, then each time the clock began anew with a new date."""
    dossier = page.dossier
    times = [dossier.accepted_at, dossier.taken_over_at]
    times += [supplement.confirmed_at for supplement in page.supplements if not supplement.at_intake]
    paid = page.statements.get("dossier.payment_confirmed")
    times.append(paid.at if paid else None)
    return sorted(time for time in times if time is not None)


def desk_name(agency: Agency) -> str:
    """How the desk of an agency is called on paper."""
    return agency.name if agency.level == Agency.Level.CENTRE else f"Bộ phận Một cửa {agency.name}"


def letterhead(agency: Agency, at: datetime | None, around: Around) -> Letterhead:
    superior = around.superiors.get(agency.pk, "")
    if agency.level == Agency.Level.COMMUNE:
        superior = superior.removeprefix("Ủy ban nhân dân ").removeprefix("UBND ")
    assert at is not None
    return Letterhead(superior, agency.name, around.number, around.place, day(at))


def book(around: Around, at: datetime) -> documents.BookEntry | None:
    serial = around.number.split("/")[0]
    return documents.BookEntry(f"{at.astimezone(vietnam.ZONE):%Y}", serial) if serial else None


def party(party: StoredParty) -> Party:
    body = party.kind != PERSON
    number = party.tax_code if body and party.tax_code else party.personal_id or ""
    kind = IdKind.TAX_CODE if body and party.tax_code else IdKind.PERSONAL_ID if len(number) == 12 else IdKind.OLD_ID
    return Party(
        name=party.full_name,
        is_organisation=body,
        id_kind=kind,
        id_number=number if body else " ".join(number[at : at + 3] for at in range(0, len(number), 3)),
        address=party.address or "",
        phone=wording.phone(party.phone or "").replace("\u00a0", " "),
        email=party.email or "",
    )


def paper(component: Component) -> documents.Paper:
    marks = [(component.is_present_only, "chỉ xuất trình"), (component.is_reused, "đã có tại cơ quan")]
    said = ", ".join(words for is_so, words in marks if is_so)
    name = f"{component.name} ({said})" if said else component.name
    return documents.Paper(
        name,
        originals=component.originals,
        certified_copies=component.certified_copies,
        copies=component.copies,
        electronic=1 if component.is_digitised else 0,
    )


def missing(item: Any) -> documents.MissingPaper:
    """An item of a notice: a line of text, or a paper with a note."""
    if isinstance(item, dict):
        name = item.get("name") or item.get("paper") or ""
        return documents.MissingPaper(str(name), str(item.get("note") or item.get("problem") or ""))
    name, _, remark = str(item).partition(": ")
    return documents.MissingPaper(name, remark)


def sent(page: Page, kind: ProposalKind) -> Proposal | None:
    done = [each for each in page.proposals if each.kind == kind and each.stage == ProposalStage.DONE]
    return done[-1] if done else None


def signed_by(proposal: Proposal, around: Around) -> Signature:
    return Signature(("Lãnh đạo cơ quan",), around.names.get(proposal.decided_by or 0, ""))


def day(moment: datetime) -> date:
    return moment.astimezone(vietnam.ZONE).date()
