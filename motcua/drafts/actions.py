"""Keeping what is typed: each save is one short transaction, and never overwrites what another page saved."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from motcua.core.vietnam import ZONE
from motcua.drafts import queries, refusals
from motcua.drafts.models import KEPT_DAYS, LONGEST, MOST, Draft
from motcua.drafts.typed import Typed
from motcua.files import actions as files
from motcua.files import queries as stored

MOST_FILES = 300
FILES_KEPT = timedelta(days=2)  # longer than any page of a desk goes on carrying its uploads


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page's view of a draft: what it is of, what stands on it, and which save it has seen."""

    key: str
    procedure_id: int
    title: str
    form_id: int | None
    typed: Typed
    file_ids: tuple[int, ...] = ()
    seen: int = 0
    tab: str = ""


def save(sheet: Sheet, *, account_id: int, now: datetime, over: bool = False) -> Draft:
    """Keep what stands on a page. `over`: the writer has seen that another page saved it, and wants this one.

    :raises refusals.SavedElsewhere: another page saved it since. :raises refusals.NoSuchDraft: the key is another's.
    :raises refusals.TooManyDrafts, refusals.TooLong:
    """
    text = sheet.typed.written()
    if len(text) > LONGEST or len(sheet.file_ids) > MOST_FILES:
        raise refusals.TooLong
    try:
        return _save(sheet, text, account_id=account_id, now=now, over=over)
    except IntegrityError:  # two first saves of one page at once: now there is one to go on with
        return _save(sheet, text, account_id=account_id, now=now, over=over)


@transaction.atomic
def _save(sheet: Sheet, text: str, *, account_id: int, now: datetime, over: bool) -> Draft:
    draft = Draft.objects.select_for_update(of=("self",)).filter(key=sheet.key).first()
    if draft is None:
        if Draft.objects.filter(account_id=account_id).count() >= MOST:
            raise refusals.TooManyDrafts(most=MOST)
        draft = Draft(key=sheet.key, account_id=account_id, procedure_id=sheet.procedure_id, begun_at=now, edition=0)
    elif draft.account_id != account_id or draft.procedure_id != sheet.procedure_id:
        raise refusals.NoSuchDraft
    elif not over and draft.edition != sheet.seen and draft.tab != sheet.tab:
        raise refusals.SavedElsewhere(at=f"{draft.saved_at.astimezone(ZONE):%H:%M, %d/%m/%Y}")
    draft.title, draft.form_id, draft.typed = sheet.title, sheet.form_id, text
    draft.file_ids, draft.tab = list(sheet.file_ids), sheet.tab
    draft.edition += 1
    draft.saved_at = max(now, draft.begun_at)
    draft.save()
    return draft


def discard(*, draft_id: int, account_id: int) -> None:
    """Throw one's own draft away.  :raises refusals.NoSuchDraft:"""
    gone, _ = Draft.objects.filter(pk=draft_id, account_id=account_id).delete()
    if not gone:
        raise refusals.NoSuchDraft


def end(*, key: str, account_id: int) -> None:
    """It has become a dossier, in the transaction of the caller."""
    Draft.objects.filter(key=key, account_id=account_id).delete()


def clear_files(*, now: datetime) -> int:
    """Forget uploads that stand in no draft and were handed in with no dossier; return how many."""
    old = list(stored.unused_since(now - FILES_KEPT).values_list("pk", flat=True))
    return files.forget(file_ids=set(old) - queries.files_in_use(old))


def clear(*, now: datetime) -> int:
    """Clear away what nobody went on with; return how many."""
    gone, _ = Draft.objects.filter(saved_at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    return gone
