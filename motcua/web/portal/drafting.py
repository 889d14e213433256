"""Between the page of an application and its draft: what is kept of it, for whom, and how a page becomes a form again.

A page carries who its writer is (`holder`, signed), which save it has seen (`edition`) and which page it is (`tab`). So
what was typed can be kept even when the session has ended meanwhile, and no page overwrites another's.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalog import queries as catalog
from motcua.catalog.queries import Page
from motcua.core import forms
from motcua.drafts import actions
from motcua.drafts import queries as drafts
from motcua.drafts.actions import Sheet
from motcua.drafts.models import Draft
from motcua.drafts.refusals import SavedElsewhere
from motcua.drafts.typed import Pair, Typed
from motcua.people.models import Account
from motcua.web.portal.forms import PlaceForm
from motcua.web.portal.holding import REUSE
from motcua.web.ui.attaching import BUTTONS, DROP, KEPT, number_of
from motcua.web.ui.declaring import fitting, names
from motcua.web.ui.declaring.declaration import BUTTON, VERSION

SALT = "portal.holder"
HOLDER_LASTS = 24 * 3600
HOLDER, EDITION, TAB, OVER, KEY = "holder", "edition", "tab", "over", "key"
NOT_TYPED = frozenset(
    {"csrfmiddlewaretoken", "stage", "agreed", BUTTON, DROP, *BUTTONS, REUSE, HOLDER, EDITION, TAB, OVER, KEY}
)


@dataclass(frozen=True, slots=True)
class Writing:
    """A page's hold on its draft: what its hidden fields say."""

    holder: str
    tab: str
    edition: int = 0
    number: str = ""
    saved_at: datetime | None = None
    left: tuple[Pair, ...] = ()

    def of(self, draft: Draft) -> "Writing":
        """After a save."""
        left = drafts.content(draft).left
        return replace(self, edition=draft.edition, number=draft.number, saved_at=draft.saved_at, left=left)


def begun(account: Account, data: QueryDict | None = None) -> Writing:
    """A page's hold: a new page's own, or what it said of itself when it was sent."""
    given = data or QueryDict()
    edition = given.get(EDITION, "")
    return Writing(
        holder=signing.dumps(account.pk, salt=SALT),
        tab=given.get(TAB, "")[:40] or secrets.token_urlsafe(12),
        edition=int(edition) if edition.isascii() and edition.isdigit() and len(edition) < 9 else 0,
    )


def holder_in(data: QueryDict) -> int | None:
    """The account a page was made for, as far as it can prove it."""
    try:
        account_id: int = signing.loads(data.get(HOLDER, ""), salt=SALT, max_age=HOLDER_LASTS)
    except signing.BadSignature:
        return None
    return account_id


def keep(
    data: QueryDict,
    page: Page,
    *,
    account: Account,
    today: date,
    now: datetime,
    kept: Iterable[str] | None = None,
    apart: bool = False,
) -> Draft:
    """Save what a page says. `kept`: its files, where the page does not know them yet; `apart`: as a draft of its own
    when another page has saved this one since.

    :raises Refusal: of `drafts.actions.save`.
    """
    sheet = _sheet(data, page, account=account, today=today, kept=kept)
    try:
        return actions.save(sheet, account_id=account.pk, now=now, over=OVER in data)
    except SavedElsewhere:
        if not apart:
            raise
        return actions.save(replace(sheet, key=_new_key(), seen=0), account_id=account.pk, now=now)


def _sheet(data: QueryDict, page: Page, *, account: Account, today: date, kept: Iterable[str] | None) -> Sheet:
    answers = [
        (name, value)
        for name, values in data.lists()
        if name not in NOT_TYPED and name != KEPT
        for value in map(str, values)
    ]
    files = list(data.getlist(KEPT) if kept is None else kept)
    writing, key = begun(account, data), data.get(KEY, "")
    typed = Typed((*answers, *((KEPT, each) for each in files)))
    before = drafts.by_key(key, account_id=account.pk)
    form_id = _form_of(data, page, before)
    if before is not None:
        typed = typed.with_left(drafts.content(before).left)
        if before.form_id != form_id:
            typed = typed.with_left(fallen(before, form_id, page, today=today))
    return Sheet(
        key=key if PlaceForm.is_key(key) else _new_key(),
        procedure_id=page.procedure.pk,
        title=page.version.name,
        form_id=form_id,
        typed=typed,
        file_ids=tuple(number for number in map(number_of, files) if number is not None),
        seen=writing.edition,
        tab=writing.tab,
    )


def _form_of(data: QueryDict, page: Page, before: Draft | None) -> int | None:
    """The form a page was filled in on: the one in use, or the one its draft was begun on."""
    in_use = catalog.form_in_use(page.version.pk).id
    said = data.get(VERSION, "")
    if before is not None and said == str(before.form_id or 0):
        return before.form_id
    return in_use


def _new_key() -> str:
    return PlaceForm.new_key()


def key_of(number: str) -> str:
    """The key of the draft whose address says this."""
    return f"{PlaceForm.door}:{number}"[:80]


def as_sent(draft: Draft) -> QueryDict:
    """A draft as the page that would have sent it."""
    data = QueryDict(mutable=True)
    for name, value in drafts.content(draft).answers:
        data.appendlist(name, value)
    data[KEY] = draft.key
    return data


def fallen(draft: Draft, form_id: int | None, page: Page, *, today: date) -> list[Pair]:
    """The answers of a draft that the form in use has no place for, or does not take any more."""
    in_use = catalog.form_in_use(page.version.pk)
    old = _definition(draft.form_id)
    new = in_use.definition if form_id == in_use.id else _definition(form_id)
    if old is None or new is None or draft.form_id == form_id:
        return []
    data = as_sent(draft)
    tables = catalog.code_tables(on=today)
    before = forms.check(old, names.answers_in(data, old), today, tables)
    after = forms.check(new, names.answers_in(data, new), today, tables)
    return list(fitting.fallen(before, after))


def _definition(form_id: int | None) -> Any:
    try:
        return catalog.form(form_id) if form_id else catalog.DEFAULT
    except LookupError:
        return None


def files_without_place(kept: dict[str, list[Any]], asked: Iterable[str]) -> list[Pair]:
    """Files chosen for a paper that is not asked for any more."""
    here = set(asked)
    return [(_("Tệp"), each.name) for name, some in kept.items() if name not in here for each in some]
