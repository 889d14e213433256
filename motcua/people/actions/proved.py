"""Signing in with a proved identity: the account that is the person's, or a new one.

A local account with the same number proves nothing: anybody could have typed that number when opening it. It is joined
only when its password is given as well, and never otherwise.
"""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from motcua.base.sealing import lookup_hash
from motcua.core.vietnam import Unreadable, read_phone, sort_key
from motcua.gateways.identity import Proved
from motcua.people import refusals
from motcua.people.actions.noting import note
from motcua.people.models import Account, Citizen


@transaction.atomic
def recognise(*, proved: Proved, now: datetime) -> Account | None:
    """Return the account of a proved person, or None when there is none yet.

    Known by the identity system's own name for them; else by a number proved before, under another name of theirs.

    :raises refusals.AccountClosed: it was closed by an administrator.
    """
    found = Citizen.objects.select_for_update().filter(identity_subject=proved.subject).first()
    if found is None:
        number = lookup_hash(proved.personal_id, of="personal_id")
        found = Citizen.objects.select_for_update().filter(personal_id_hash=number, identity_level__gt=0).first()
    if found is None:
        return None
    account = Account.objects.get(pk=found.account_id)
    if not account.is_active:
        raise refusals.AccountClosed
    _keep(found, proved)
    note(account.pk, "account.identity_proved", by=account, now=now, level=proved.level)
    return account


def claimed(*, proved: Proved) -> bool:
    """Whether somebody opened a local account with this number, unproved."""
    number = lookup_hash(proved.personal_id, of="personal_id")
    return Citizen.objects.filter(personal_id_hash=number, identity_level=0, account__is_active=True).exists()


@transaction.atomic
def join(*, proved: Proved, account: Account, now: datetime) -> Account:
    """Make a local account the proved person's; its password was just given. Other sessions of it end.

    :raises refusals.NotTheSamePerson: the account is of another number, is proved already, or an officer's.
    """
    found = Citizen.objects.select_for_update().filter(account=account).first()
    if found is None or found.identity_level or found.personal_id != proved.personal_id:
        raise refusals.NotTheSamePerson
    _keep(found, proved)
    Account.objects.filter(pk=account.pk).update(epoch=F("epoch") + 1)
    note(account.pk, "account.identity_joined", by=account, now=now, level=proved.level)
    account.refresh_from_db()
    return account


def open_for(*, proved: Proved, now: datetime) -> Account:
    """Open an account for a proved person who has none: without a password, it is entered by proof alone."""
    try:
        with transaction.atomic():
            account = Account(username=f"dd-{secrets.token_hex(8)}", kind=Account.Kind.CITIZEN, created_at=now)
            account.set_unusable_password()
            account.save()
            call = _phone(proved.phone)
            Citizen.objects.create(
                account=account,
                full_name=proved.full_name,
                sort_key=sort_key(proved.full_name),
                personal_id=proved.personal_id,
                personal_id_hash=lookup_hash(proved.personal_id, of="personal_id"),
                phone=call,
                phone_hash=lookup_hash(call, of="phone") if call else "",
                email=proved.email,
                identity_level=proved.level,
                identity_subject=proved.subject,
            )
            note(account.pk, "account.opened", by=account, now=now, level=proved.level)
            return account
    except IntegrityError:  # two windows of one person at once: the other was quicker
        found = recognise(proved=proved, now=now)
        if found is None:
            raise
        return found


def _keep(citizen: Citizen, proved: Proved) -> None:
    """What was proved replaces what was typed; the highest level ever proved stays."""
    citizen.full_name, citizen.sort_key = proved.full_name, sort_key(proved.full_name)
    citizen.personal_id = proved.personal_id
    citizen.personal_id_hash = lookup_hash(proved.personal_id, of="personal_id")
    citizen.identity_level = max(citizen.identity_level, proved.level)
    citizen.identity_subject = proved.subject
    citizen.save()


def _phone(text: str) -> str:
    try:
        return read_phone(text).e164 if text else ""
    except Unreadable:
        return ""
