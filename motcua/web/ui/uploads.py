"""Papers somebody uploads at a door: stored at once, so that an error elsewhere on the page never costs them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from motcua.core.status_words import Words
from motcua.dossiers.actions import MadeDossier
from motcua.dossiers.filing import PaperIn
from motcua.files import actions as files
from motcua.files import joining, papers, signatures
from motcua.files import queries as stored
from motcua.files.models import StoredFile
from motcua.files.refusals import NoSuchFile
from motcua.files.resuming import Finish
from motcua.files.signatures import Said
from motcua.people.models import Account
from motcua.web.ui.refusals import REFUSED, said

__all__ = ["REFUSED", "Given", "Kept", "find", "finishing", "forget", "joined", "keep", "kept_of", "said"]

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
    is_leaf: bool = False  # one photographed page: joined with the others of its paper when it is handed in
    turn: int = 0  # of a leaf: by how many degrees to the right
    stands: tuple[Words, ...] = ()  # what was noticed of how a leaf stands: said while it is not turned
    pictures: str = "portal:page-picture"  # where its pages are shown to who uploaded it

    signatures: tuple[Said, ...] = ()  # what its digital signatures say
    address: str = ""  # of the upload it came by, where a page that removes it says so

    @property
    def said(self) -> str:
        """What a page says of it: its number, and how it was turned."""
        return f"{self.id}.{self.turn}" if self.turn else str(self.id)

    @property
    def told(self) -> tuple[Words, ...]:
        """Everything worth looking at again before it is sent."""
        signed = tuple(each.words for each in self.signatures if each.tone is signatures.WORTH_TELLING)
        return (*signed, *self.warnings) if self.turn else (*signed, *self.stands, *self.warnings)

    def turned(self, turn: int) -> "Kept":
        """The same leaf, held otherwise; anything else stays as it is."""
        return replace(self, turn=turn) if self.is_leaf and turn in joining.TURNS else self

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


def joined(kept: Sequence[Kept], *, name: str, account: Account, now: datetime) -> list[Kept]:
    """The files of one paper as they are handed in: its photographs one document, where the first of them stood.

    :raises Refusal: one is gone, or they are too many.
    """
    leaves = [each for each in kept if each.is_leaf]
    if not leaves or (len(leaves) == 1 and not leaves[0].turn):
        return list(kept)
    rows = {file.pk: file for file in stored.unused_of(account).filter(pk__in=[each.id for each in leaves])}
    if len(rows) < len(leaves):
        raise NoSuchFile
    pages = [joining.Leaf(rows[each.id], each.turn) for each in leaves]
    whole = kept_of(joining.join(pages, name=name, by=account, now=now), account)
    return [whole if each is leaves[0] else each for each in kept if each is leaves[0] or not each.is_leaf]


def forget(kept: Iterable[Kept]) -> None:
    """Remove files that are not needed any more and were handed in with no dossier."""
    files.forget(file_ids=[each.id for each in kept])


def use_again(file_id: int, *, account: Account, now: datetime) -> Kept:
    """Keep a paper of an earlier dossier for a new one; the caller has found it among the account's own.

    :raises Refusal: it is not there any more.
    """
    return kept_of(files.use_again(file_id=file_id, may=lambda file: True, by=account, now=now), account)


def hand_in(kept: Iterable[Kept], *, dossier_id: int, account: Account) -> None:
    """Let the files belong to the dossier they were uploaded for."""
    files.join_dossier(file_ids=[each.id for each in kept], dossier_id=dossier_id, by=account)


def keep_proof(file_id: int, *, dossier_id: int, account: Account, now: datetime) -> int:
    """Put an upload into a dossier as proof of payment; returns the number of its file.  :raises Refusal:"""
    return files.keep_for(file_id=file_id, kind=StoredFile.Kind.PROOF, dossier_id=dossier_id, by=account, now=now).pk


def share(file_id: int, *, account: Account, now: datetime) -> int:
    """Another row on an upload's content, for a second dossier filed with it; returns its number."""
    return files.for_another(file_id=file_id, by=account, now=now).pk


def hand_in_set(made: Iterable[MadeDossier], *, account: Account) -> None:
    """Let the files of a set belong each to the dossier it went to."""
    for each in made:
        if each.file_ids:
            files.join_dossier(file_ids=list(each.file_ids), dossier_id=each.id, by=account)


def kept_of(file: StoredFile, account: Account) -> Kept:
    """What a page says of a stored file. Its pages are shown to who uploaded it, at the door they came in by."""
    return Kept(
        file.pk,
        file.name,
        file.size,
        file.pages,
        tuple(range(1, papers.previewed(file) + 1)),
        tuple(papers.warned(file)),
        file.copy_of_id,
        joining.is_leaf(file),
        stands=tuple(papers.stands(file)),
        signatures=tuple(signatures.told(file)),
        pictures="counter:page-picture" if account.is_officer else "portal:page-picture",
    )
