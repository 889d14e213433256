"""Papers somebody uploads at a door: stored at once, so that an error elsewhere on the page never costs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from motcua.core.status_words import Words
from motcua.dossiers.actions import MadeDossier
from motcua.dossiers.filing import PaperIn
from motcua.files import actions as files
from motcua.files import papers
from motcua.files import queries as stored
from motcua.files.models import StoredFile
from motcua.files.refusals import NoSuchFile
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
    pages: int | None = None
    previews: tuple[int, ...] = ()
    warnings: tuple[Words, ...] = ()
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
    told: dict[str, Any] = {"by": account, "now": now, "dossier_id": dossier_id}
    if kind == StoredFile.Kind.PAPER:
        stored_files = [papers.keep(upload, **told) for upload in given]
    else:
        stored_files = [files.keep(upload, kind=kind, **told) for upload in given]
    return [kept_of(file, account) for file in stored_files]


def finishing(*, account: Account, now: datetime) -> Finish:
    """What becomes of an upload that came in pieces, once it is whole: what becomes of every other."""
    return lambda arrived: papers.keep(arrived, by=account, now=now)


def find(ids: Iterable[int], *, account: Account) -> list[Kept]:
    """Files this account has uploaded and not handed in yet."""
    return [kept_of(file, account) for file in stored.unused_of(account).filter(pk__in=list(ids))]


def page_picture(file_id: int, number: int, *, account: Account) -> bytes:
    """A first page of a file this account has uploaded and not handed in.  :raises Refusal: not for them, or none."""
    file = stored.unused_of(account).filter(pk=file_id).first()
    if file is None:
        raise NoSuchFile
    return papers.preview(file, number)


def use_again(file_id: int, *, account: Account, now: datetime) -> Kept:
    """Keep a paper of an earlier dossier for a new one; the caller has found it among the account's own.

    :raises Refusal: it is not there any more.
    """
    return kept_of(files.use_again(file_id=file_id, may=lambda file: True, by=account, now=now), account)


def hand_in(kept: Iterable[Kept], *, dossier_id: int, account: Account) -> None:
    """Let the files belong to the dossier they were uploaded for."""
    files.join_dossier(file_ids=[each.id for each in kept], dossier_id=dossier_id, by=account)


def share(file_id: int, *, account: Account, now: datetime) -> int:
    """Another row on an upload's content, for a second dossier filed with it; returns its number."""
    return files.for_another(file_id=file_id, by=account, now=now).pk


def hand_in_set(made: Iterable[MadeDossier], *, account: Account) -> None:
    """Let the files of a set belong each to the dossier it went to."""
    for each in made:
        if each.file_ids:
            files.join_dossier(file_ids=list(each.file_ids), dossier_id=each.id, by=account)


def kept_of(file: StoredFile, account: Account) -> Kept:
    """What a page says of a stored file. Its pages are shown where their address is: at the citizens' door."""
    return Kept(
        file.pk,
        file.name,
        file.size,
        file.pages,
        () if account.is_officer else tuple(range(1, papers.previewed(file) + 1)),
        tuple(papers.warned(file)),
        file.copy_of_id,
    )
