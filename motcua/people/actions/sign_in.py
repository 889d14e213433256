"""Signing in: password first, then for officers the second factor. Tries are counted before anything is compared."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from motcua.people import refusals, throttle
from motcua.people.actions.second_factor import use_code
from motcua.people.models import Account
from motcua.people.models.accounts import tidy_username
from motcua.people.throttle import Limit

# An address is often a whole office behind one router; a name tried from many addresses is an attack on its owner,
# who must still get in from where they sit. So: few tries for a name from one address, more for each alone.
PER_ADDRESS = Limit("sign-in from", burst=60, every=timedelta(seconds=5))
PER_NAME_AND_ADDRESS = Limit("sign-in as and from", burst=5, every=timedelta(seconds=30))
PER_NAME = Limit("sign-in as", burst=30, every=timedelta(seconds=20))
PER_REGISTRATION = Limit("register from", burst=10, every=timedelta(minutes=2))
PER_SECOND_FACTOR = Limit("second factor of", burst=5, every=timedelta(seconds=30))


def check_password(*, username: str, password: str, address: str, now: datetime) -> Account:
    """Return the account whose name and password these are. An officer is not signed in yet: the code comes next.

    :raises throttle.TooManyTries: wait first; the password was not looked at.
    :raises refusals.WrongNameOrPassword: and no hint whether the name exists.
    :raises refusals.TemporaryPasswordExpired:
    """
    name = tidy_username(username)
    throttle.take(PER_ADDRESS, address, now=now)
    throttle.take(PER_NAME_AND_ADDRESS, f"{name}\x00{address}", now=now)
    throttle.take(PER_NAME, name, now=now)
    account = Account.objects.filter(username=name).first()
    if account is None:
        make_password(password)  # the same work as for a name that exists, so that the time tells nothing
        raise refusals.WrongNameOrPassword
    if not account.check_password(password) or not account.is_active:
        raise refusals.WrongNameOrPassword
    if account.temporary_until and account.temporary_until <= now:
        raise refusals.TemporaryPasswordExpired
    throttle.forgive(PER_NAME_AND_ADDRESS, f"{name}\x00{address}")
    throttle.forgive(PER_NAME, name)
    return account


def allow_registration(*, address: str, now: datetime) -> None:
    """Count one try to open an account; whether a name is taken can be asked only so often.

    :raises throttle.TooManyTries:
    """
    throttle.take(PER_REGISTRATION, address, now=now)


def check_code(*, account: Account, code: str, now: datetime) -> None:
    """Accept an officer's one-time or recovery code, once.

    :raises throttle.TooManyTries, refusals.WrongCode, refusals.CodeAlreadyUsed, refusals.NotEnrolled:
    """
    throttle.take(PER_SECOND_FACTOR, str(account.pk), now=now)
    use_code(officer=account.officer, code=code, now=now)
    throttle.forgive(PER_SECOND_FACTOR, str(account.pk))
