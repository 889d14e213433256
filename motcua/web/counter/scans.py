"""Scans kept while a dossier is taken in: their numbers travel with the page, signed for who uploaded them."""

from collections.abc import Iterable

from django.core import signing

from motcua.people.models import Account
from motcua.web.ui import uploads
from motcua.web.ui.uploads import Kept

KEPT_FOR = 24 * 3600


def kept_of(token: str, account: Account, dropped: Iterable[str]) -> dict[str, list[Kept]]:
    """The scans a page carried, by their place in it, without those the clerk dropped."""
    try:
        numbers = signing.loads(token, salt=_salt(account), max_age=KEPT_FOR)
    except signing.BadSignature:
        return {}
    gone = set(dropped)
    return {
        key: [kept for kept in uploads.find(ids, account=account) if str(kept.id) not in gone]
        for key, ids in numbers.items()
        if ids
    }


def signed(kept: dict[str, list[Kept]], account: Account) -> str:
    """The same for the page to carry on."""
    return signing.dumps({key: [each.id for each in some] for key, some in kept.items() if some}, salt=_salt(account))


def _salt(account: Account) -> str:
    return f"counter.papers:{account.pk}"
