"""The second factor: one-time codes from a telephone (RFC 6238), recovery codes on paper, each good for one use."""

import hmac
import secrets
from datetime import datetime

import pyotp
from django.db import transaction
from django.db.models import F

from motcua.base.sealing import lookup_hash
from motcua.core.lifecycle import Actor
from motcua.people import refusals
from motcua.people.actions.accounts import LEGIBLE
from motcua.people.actions.noting import note
from motcua.people.models import Account, Officer, RecoveryCode, SecondFactor

STEP = 30  # seconds
DRIFT = 1  # steps a telephone's clock may be off, either way
RECOVERY_CODES = 8
ISSUER = "Một Cửa"


def begin_enrolment(*, officer: Officer) -> SecondFactor:
    """Return a second factor that waits for its first code; asked again before that, the same one.

    :raises refusals.AlreadyEnrolled:
    """
    factor, _ = SecondFactor.objects.get_or_create(officer=officer, defaults={"secret": pyotp.random_base32()})
    if factor.confirmed_at:
        raise refusals.AlreadyEnrolled
    return factor


@transaction.atomic
def confirm_enrolment(*, officer: Officer, code: str, now: datetime) -> list[str]:
    """Switch the second factor on with its first code; return the recovery codes, which are shown this once.

    :raises refusals.NotEnrolled, refusals.AlreadyEnrolled, refusals.WrongCode:
    """
    factor = _locked(officer)
    if factor.confirmed_at:
        raise refusals.AlreadyEnrolled
    counter = matching_counter(factor, code, now)
    if counter is None:
        raise refusals.WrongCode
    factor.confirmed_at = now
    factor.last_counter = counter
    factor.save(update_fields=["confirmed_at", "last_counter"])
    note(officer.account_id, "account.second_factor_set", by=officer.account, now=now)
    return _new_recovery_codes(factor)


def use_code(*, officer: Officer, code: str, now: datetime) -> None:
    """Accept a code and kill it, so that whoever read it over a shoulder cannot use it again.

    :raises refusals.WrongCode, refusals.CodeAlreadyUsed, refusals.NotEnrolled:
    """
    factor = SecondFactor.objects.filter(officer=officer, confirmed_at__isnull=False).first()
    if factor is None:
        raise refusals.NotEnrolled
    counter = matching_counter(factor, code, now)
    if counter is None:
        _use_recovery_code(factor, code, now)
        return
    # One statement: of two requests with the same code, one wins.
    taken = SecondFactor.objects.filter(pk=factor.pk, last_counter__lt=counter).update(last_counter=counter)
    if not taken:
        raise refusals.CodeAlreadyUsed


@transaction.atomic
def reset_second_factor(*, officer: Officer, by: Actor, now: datetime) -> None:
    """Forget a lost telephone: the officer sets up a new one at the next sign-in. Every session ends."""
    SecondFactor.objects.filter(officer=officer).delete()
    Account.objects.filter(pk=officer.account_id).update(epoch=F("epoch") + 1)
    note(officer.account_id, "account.second_factor_reset", by=by, now=now)


def matching_counter(factor: SecondFactor, code: str, now: datetime) -> int | None:
    """Return the time step whose code this is, or None."""
    typed = "".join(code.split())
    generator = pyotp.TOTP(factor.secret, interval=STEP)
    present = int(now.timestamp()) // STEP
    for counter in range(present + DRIFT, present - DRIFT - 1, -1):
        if hmac.compare_digest(generator.generate_otp(counter).encode(), typed.encode()):
            return counter
    return None


def present_code(factor: SecondFactor, *, now: datetime) -> str | None:
    """Return the next code that will be accepted, or None when those of this half minute are used up.

    For the demonstration and for tests only: the settings refuse to show it in production.
    """
    present = int(now.timestamp()) // STEP
    for counter in (present, present + DRIFT):
        if counter > factor.last_counter:
            return pyotp.TOTP(factor.secret, interval=STEP).generate_otp(counter)
    return None


def address_for_telephone(factor: SecondFactor) -> str:
    """Return the `otpauth:` address that an authenticator application reads from a QR code."""
    return pyotp.TOTP(factor.secret, interval=STEP).provisioning_uri(
        name=factor.officer.account.username, issuer_name=ISSUER
    )


def _locked(officer: Officer) -> SecondFactor:
    factor = SecondFactor.objects.select_for_update(of=("self",)).filter(officer=officer).first()
    if factor is None:
        raise refusals.NotEnrolled
    return factor


def _new_recovery_codes(factor: SecondFactor) -> list[str]:
    codes = [
        "-".join("".join(secrets.choice(LEGIBLE) for _ in range(5)) for _ in range(2)) for _ in range(RECOVERY_CODES)
    ]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(second_factor=factor, code_hash=_recovery_hash(factor, code)) for code in codes
    )
    return codes


def _use_recovery_code(factor: SecondFactor, code: str, now: datetime) -> None:
    unused = RecoveryCode.objects.filter(
        second_factor=factor, code_hash=_recovery_hash(factor, code), used_at__isnull=True
    )
    if not unused.update(used_at=now):
        raise refusals.WrongCode


def _recovery_hash(factor: SecondFactor, code: str) -> str:
    plain = "".join(char for char in code.lower() if char.isalnum())
    return lookup_hash(f"{factor.pk}\x00{plain}", of="recovery_code")
