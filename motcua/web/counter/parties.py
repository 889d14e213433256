"""Whose dossier it is and who brought it, from the desk's forms to what is filed."""

from collections.abc import Iterator, Mapping

from motcua.dossiers.filing import ParcelIn, PartyIn
from motcua.web.counter.forms import BODY, OwnerForm, ParcelForm, SubmitterForm


def parties(owner: OwnerForm, submitter: SubmitterForm, communes: Mapping[str, str]) -> Iterator[PartyIn]:
    """The owner, and whoever hands it in for them with the ground for it."""
    typed = owner.cleaned_data
    body = typed["kind"] == BODY
    commune = typed["commune"].strip()
    yield PartyIn(
        full_name=typed["full_name"],
        kind=typed["kind"],
        personal_id=typed["personal_id"],
        tax_code=typed["tax_code"] if body else "",
        born_on=typed["born_on"].isoformat() if typed["born_on"] else "",
        phone=typed["phone"],
        email=typed["email"],
        address=", ".join(filter(None, [typed["address"], commune])),
        commune_code=communes.get(commune, ""),
    )
    if submitter.given:
        given = submitter.cleaned_data
        yield PartyIn(
            given["full_name"],
            role=submitter.role,
            personal_id=given["personal_id"],
            phone=given["phone"],
            ground=given["ground"],
            ground_paper=given["ground_paper"],
        )


def parcel(form: ParcelForm, channel: str) -> ParcelIn | None:
    """The postal item, where the dossier came by post."""
    if channel != "postal":
        return None
    given = form.cleaned_data
    return ParcelIn(given["waybill"], given["posted_on"], given["arrived_on"])
