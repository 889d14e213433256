"""What citizens say of themselves and of those they file for. Name and personal ID are not theirs to change here."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.base.sealing import lookup_hash
from motcua.core.vietnam import read_id_number, read_phone, read_tax_code, tidy
from motcua.people import refusals
from motcua.people.actions.noting import note
from motcua.people.models import Citizen, Represented

MOST = 50
Kind = Represented.Kind


@dataclass(frozen=True, slots=True)
class Contact:
    """How a citizen is reached, and where they live."""

    phone: str
    email: str = ""
    address: str = ""
    commune_code: str = ""
    born_on: date | None = None


@transaction.atomic
def change_contact(*, citizen: Citizen, contact: Contact, now: datetime) -> None:
    """Keep how a citizen is reached; the journal says which parts changed, not to what.

    :raises motcua.core.vietnam.Unreadable: the telephone cannot be read.
    """
    call = read_phone(contact.phone).e164
    given = {
        "phone": call,
        "email": contact.email.strip(),
        "address": tidy(contact.address),
        "commune_code": contact.commune_code,
        "born_on": contact.born_on.isoformat() if contact.born_on else None,
    }
    kept = Citizen.objects.select_for_update().get(pk=citizen.pk)
    changed = sorted(name for name, value in given.items() if getattr(kept, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(kept, name, given[name])
    kept.phone_hash = lookup_hash(call, of="phone")
    kept.save(update_fields=[*changed, "phone_hash"])
    note(kept.account_id, "account.contact_changed", by=kept.account, now=now, parts=changed)


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody a citizen files for, as typed."""

    kind: str
    full_name: str
    relation: str = ""
    personal_id: str = ""
    tax_code: str = ""
    born_on: date | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_code: str = ""
    ground: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def keep_represented(*, citizen: Citizen, given: Standing, now: datetime, represented_id: int | None = None) -> int:
    """Add somebody the citizen files for, or correct what is said of them; return the number.

    :raises refusals.NameMissing, refusals.TaxCodeMissing, refusals.GroundMissing, refusals.DaysBackwards,
        refusals.TooManyRepresented, refusals.NoSuchRepresented, motcua.core.vietnam.Unreadable:
    """
    fields = _checked(given)
    owner = Citizen.objects.select_for_update().get(pk=citizen.pk)  # so that the limit holds for two at once
    own = Represented.objects.filter(citizen=owner)
    if represented_id is None:
        if own.count() >= MOST:
            raise refusals.TooManyRepresented(most=MOST)
        made = Represented.objects.create(citizen=owner, made_at=now, **fields)
        note(owner.account_id, "account.represented_added", by=owner.account, now=now, which=given.kind)
        return made.pk
    found = own.filter(pk=represented_id).first()
    if found is None:
        raise refusals.NoSuchRepresented
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    note(owner.account_id, "account.represented_changed", by=owner.account, now=now, which=given.kind)
    return found.pk


@transaction.atomic
def remove_represented(*, citizen: Citizen, represented_id: int, now: datetime) -> None:
    """Forget somebody: dossiers filed for them stay as they are.  :raises refusals.NoSuchRepresented:"""
    found = Represented.objects.filter(citizen=citizen, pk=represented_id).first()
    if found is None:
        raise refusals.NoSuchRepresented
    kind = found.kind
    found.delete()
    note(citizen.account_id, "account.represented_removed", by=citizen.account, now=now, which=kind)


def _checked(given: Standing) -> dict[str, object]:
    name = tidy(given.full_name)
    if not name:
        raise refusals.NameMissing
    if given.kind == Kind.BODY and not given.tax_code.strip():
        raise refusals.TaxCodeMissing
    if given.kind == Kind.MANDATE and not (tidy(given.ground) and given.valid_from):
        raise refusals.GroundMissing
    if given.valid_to and (given.valid_from is None or given.valid_to < given.valid_from):
        raise refusals.DaysBackwards
    return {
        "kind": Kind(given.kind),
        "full_name": name,
        "relation": tidy(given.relation),
        "personal_id": read_id_number(given.personal_id).number if given.personal_id.strip() else "",
        "tax_code": str(read_tax_code(given.tax_code)) if given.tax_code.strip() else "",
        "born_on": given.born_on.isoformat() if given.born_on else "",
        "phone": read_phone(given.phone).e164 if given.phone.strip() else "",
        "email": given.email.strip(),
        "address": tidy(given.address),
        "commune_code": given.commune_code,
        "ground": tidy(given.ground),
        "valid_from": given.valid_from if given.kind == Kind.MANDATE else None,
        "valid_to": given.valid_to if given.kind == Kind.MANDATE else None,
    }
