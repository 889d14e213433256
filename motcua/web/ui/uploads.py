"""Papers somebody uploads at a door: stored at once, so that an error elsewhere on the page never costs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from motcua.dossiers.filing import PaperIn
from motcua.files import actions as files
from motcua.files import queries as stored
from motcua.files.models import StoredFile
from motcua.files.resuming import Finish
from motcua.people.models import Account
from motcua.web.ui.refusals import REFUSED, said

__all__ = ["REFUSED", "Given", "Kept", "find", "finishing", "keep", "kept_of", "said"]

Given = Any
"""An upload as Django's form field gives it: `files.uploads.Arrived`."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is safe in the store."""

    id: int
    name: str
    size: int
    copy_of: int | None = None  # a paper used again

    def as_paper(self) -> PaperIn:
        return PaperIn(name=self.name, is_digitised=True, file_id=self.id)


def owner_of(request: HttpRequest) -> Account:
    """The account of a request that the doorkeeper has let in."""
    assert isinstance(request.user, Account)
    return request.user


def keep(
    given: Iterable[Given],
    *,
    account: Account,
    now: datetime,
    dossier_id: int | None = None,
    kind: StoredFile.Kind = StoredFile.Kind.PAPER,
) -> list[Kept]:
    """Store uploads.  :raises Refusal: one is hostile, empty or too large."""
    return [kept_of(files.keep(upload, kind=kind, by=account, now=now, dossier_id=dossier_id)) for upload in given]


def finishing(*, account: Account, now: datetime) -> Finish:
    """What becomes of an upload that came in pieces, once it is whole: what becomes of every other."""
    return lambda arrived: files.keep(arrived, kind=StoredFile.Kind.PAPER, by=account, now=now)


def find(ids: Iterable[int], *, account: Account) -> list[Kept]:
    """Files this account has uploaded and not handed in yet."""
    return [kept_of(file) for file in stored.unused_of(account).filter(pk__in=list(ids))]


def use_again(file_id: int, *, account: Account, now: datetime) -> Kept:
    """Keep a paper of an earlier dossier for a new one; the caller has found it among the account's own.

    :raises Refusal: it is not there any more.
    """
    return kept_of(files.use_again(file_id=file_id, may=lambda file: True, by=account, now=now))


def hand_in(kept: Iterable[Kept], *, dossier_id: int, account: Account) -> None:
    """Let the files belong to the dossier they were uploaded for."""
    files.join_dossier(file_ids=[each.id for each in kept], dossier_id=dossier_id, by=account)


def kept_of(file: StoredFile) -> Kept:
    """What a page says of a stored file."""
    return Kept(file.pk, file.name, file.size, file.copy_of_id)
