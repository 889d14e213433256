"""Opening accounts, closing them, and their passwords."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from motcua.base.sealing import lookup_hash
from motcua.core.lifecycle import Actor
from motcua.core.vietnam import ZONE, fold, read_personal_id, read_phone, sort_key, tidy
from motcua.people import refusals
from motcua.people.actions.administrators import keep_one_administrator
from motcua.people.actions.noting import note
from motcua.people.models import Account, Citizen, Officer
from motcua.people.models.accounts import USERNAME, tidy_username

TEMPORARY_PASSWORD_LASTS = timedelta(days=7)
LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else when read aloud or on paper


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """An officer and the password to hand over once; it is stored nowhere."""

    officer: Officer
    temporary_password: str


@transaction.atomic
def create_officer(
    *,
    username: str,
    full_name: str,
    by: Actor,
    now: datetime,
    password: str | None = None,
    phone: str = "",
    email: str = "",
) -> NewOfficer:
    """Open an officer's account with a temporary password, to be changed at the first sign-in.

    A `password` given here is kept for good: for the demonstration and for machines that set accounts up.

    :raises refusals.UsernameTaken, refusals.BadUsername, refusals.NameMissing, refusals.WeakPassword:
    """
    account = _open(username, Account.Kind.OFFICER, now)
    chosen = password or temporary_password()
    if password:
        check_strength(password, account)
    else:
        account.temporary_until = now + TEMPORARY_PASSWORD_LASTS
    account.set_password(chosen)
    _save_new(account)
    name = _name(full_name)
    officer = Officer.objects.create(
        account=account, full_name=name, sort_key=sort_key(name), name_folded=fold(name), phone=phone, email=email
    )
    note(account.pk, "account.opened", by=by, now=now)
    return NewOfficer(officer, chosen)


@transaction.atomic
def register_citizen(
    *,
    username: str,
    password: str,
    full_name: str,
    personal_id: str,
    phone: str,
    now: datetime,
    email: str = "",
    address: str = "",
) -> Citizen:
    """Open a local account for a citizen. What they say of themselves stays unproved.

    :raises refusals.UsernameTaken, refusals.BadUsername, refusals.NameMissing, refusals.WeakPassword,
        motcua.core.vietnam.Unreadable: the personal ID or the telephone cannot be read.
    """
    name = _name(full_name)
    number = read_personal_id(personal_id).number
    call = read_phone(phone).e164
    account = _open(username, Account.Kind.CITIZEN, now)
    check_strength(password, account)
    account.set_password(password)
    _save_new(account)
    note(account.pk, "account.opened", by=account, now=now)
    return Citizen.objects.create(
        account=account,
        full_name=name,
        sort_key=sort_key(name),
        personal_id=number,
        personal_id_hash=lookup_hash(number, of="personal_id"),
        phone=call,
        phone_hash=lookup_hash(call, of="phone"),
        email=email.strip(),
        address=tidy(address),
    )


@transaction.atomic
def change_password(*, account: Account, present: str, new: str, now: datetime) -> Account:
    """Set a password of one's own. Every other session of the account ends.

    :raises refusals.WrongNameOrPassword: `present` is not the present password.
    :raises refusals.SamePassword, refusals.WeakPassword:
    """
    if not account.check_password(present):
        raise refusals.WrongNameOrPassword
    if account.check_password(new):
        raise refusals.SamePassword
    check_strength(new, account)
    account.set_password(new)
    Account.objects.filter(pk=account.pk).update(password=account.password, temporary_until=None, epoch=F("epoch") + 1)
    note(account.pk, "account.password_changed", by=account, now=now)
    account.refresh_from_db()
    return account


@transaction.atomic
def give_temporary_password(*, account: Account, by: Actor, now: datetime) -> str:
    """Replace a forgotten password by one that works for a week and must be changed; end every session."""
    chosen = temporary_password()
    account.set_password(chosen)
    Account.objects.filter(pk=account.pk).update(
        password=account.password, temporary_until=now + TEMPORARY_PASSWORD_LASTS, epoch=F("epoch") + 1
    )
    note(account.pk, "account.password_reset", by=by, now=now)
    return chosen


def choose_language(*, account: Account, language: str) -> None:
    """Show this account the officers' pages in another language from now on. It is a taste, not an event."""
    Account.objects.filter(pk=account.pk).update(language=language)


@transaction.atomic
def end_sessions(*, account: Account, by: Actor | Account, now: datetime) -> None:
    """Sign the account out everywhere."""
    Account.objects.filter(pk=account.pk).update(epoch=F("epoch") + 1)
    note(account.pk, "account.sessions_ended", by=by, now=now)


@transaction.atomic
def close(*, account: Account, by: Actor, now: datetime) -> None:
    """Let nobody sign in with this account any more, and end its sessions. What it did stays.

    :raises refusals.LastAdministrator: nobody else could let the others in.
    """
    if account.is_officer:
        keep_one_administrator(account_id=account.pk, on=now.astimezone(ZONE).date())
    Account.objects.filter(pk=account.pk).update(is_active=False, epoch=F("epoch") + 1)
    note(account.pk, "account.closed", by=by, now=now)


@transaction.atomic
def reopen(*, account: Account, by: Actor, now: datetime) -> None:
    """Let a closed account sign in again."""
    Account.objects.filter(pk=account.pk).update(is_active=True)
    note(account.pk, "account.reopened", by=by, now=now)


def temporary_password() -> str:
    """Return a password one can read from paper: 59 bits, `xxxx-xxxx-xxxx`."""
    return "-".join("".join(secrets.choice(LEGIBLE) for _ in range(4)) for _ in range(3))


def check_strength(password: str, account: Account) -> None:
    """:raises refusals.WeakPassword: one of the validators of the settings objects."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise refusals.WeakPassword(reasons=" ".join(error.messages)) from error


def _open(username: str, kind: Account.Kind, now: datetime) -> Account:
    name = tidy_username(username)
    if not USERNAME.fullmatch(name) or (name.isdigit() and len(name) in (9, 12)):
        raise refusals.BadUsername
    return Account(username=name, kind=kind, created_at=now)


def _save_new(account: Account) -> None:
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise refusals.UsernameTaken from error


def _name(full_name: str) -> str:
    name = tidy(full_name)
    if not name:
        raise refusals.NameMissing
    return name
