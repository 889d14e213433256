"""One's own drafts."""

from collections.abc import Iterable

from django.db.models import QuerySet

from motcua.drafts import refusals, typed
from motcua.drafts.models import KEPT_DAYS, MOST, Draft
from motcua.drafts.typed import Typed

__all__ = ["KEPT_DAYS", "MOST", "by_key", "content", "files_in_use", "of_account", "of_procedure", "own"]


def of_account(account_id: int) -> QuerySet[Draft]:
    """All drafts of somebody, the latest first; what was typed stays sealed until it is asked for."""
    return (
        Draft.objects.filter(account_id=account_id)
        .select_related("procedure")
        .defer("typed")
        .order_by("-saved_at", "-pk")
    )


def of_procedure(account_id: int, procedure_id: int) -> QuerySet[Draft]:
    """Those of one procedure."""
    return of_account(account_id).filter(procedure_id=procedure_id)


def own(key: str, *, account_id: int, procedure_id: int) -> Draft:
    """A draft of this account, of one procedure.  :raises refusals.NoSuchDraft:"""
    found = by_key(key, account_id=account_id)
    if found is None or found.procedure_id != procedure_id:
        raise refusals.NoSuchDraft
    return found


def by_key(key: str, *, account_id: int) -> Draft | None:
    """The draft a page is of, if it was saved before."""
    return Draft.objects.filter(key=key, account_id=account_id).first()


def content(draft: Draft) -> Typed:
    """What was typed."""
    return typed.read(draft.typed)


def files_in_use(file_ids: Iterable[int]) -> set[int]:
    """Which of these files stand in a draft."""
    wanted = set(file_ids)
    held = Draft.objects.filter(file_ids__overlap=list(wanted)).values_list("file_ids", flat=True) if wanted else ()
    return wanted & {each for some in held for each in some}
