"""The desk's page of one dossier, and its acts."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.access import Permission
from motcua.access import actions as access
from motcua.access import queries as rights
from motcua.access.models import LookLog
from motcua.core.lifecycle import State
from motcua.dossiers import queries
from motcua.dossiers.actions import NoSuchDossier
from motcua.dossiers.queries import Page
from motcua.files.models import StoredFile
from motcua.org import queries as org
from motcua.people import queries as people
from motcua.results import printing
from motcua.results import queries as results
from motcua.results.models import Result
from motcua.web.counter import issuing, showing, slips
from motcua.web.counter.acts import ACTS, Act, Doing, open_to, withdrawal_asked
from motcua.web.counter.asking import ActForm, SupplyForm, item_words
from motcua.web.counter.clerk import Clerk, View, at_desk, shell
from motcua.web.ui import linked, resuming, uploads
from motcua.web.ui.attaching import BUTTONS
from motcua.web.ui.declaring import showing as declaring
from motcua.web.ui.parts import Crumb, Fact, Key

HAS_RESULT = frozenset({State.PROCESSED, State.RETURNED})


def seen(clerk: Clerk, dossier_id: int, what: str, *, to_draw: bool = True) -> Page:
    """A dossier within the desk's reach; the look is logged before anything is shown.

    :param to_draw: it will be shown; an act that succeeds leads elsewhere.
    :raises Http404: there is none, or it is another desk's: nobody learns which.
    """
    try:
        page = queries.page(dossier_id, to_draw=to_draw)
    except NoSuchDossier as missing:
        raise Http404 from missing
    if not queries.may_see(clerk.actor, page, clerk.agencies):
        raise Http404
    access.note_look(
        officer_id=clerk.account.officer.pk,
        dossier_id=page.dossier.pk,
        purpose=LookLog.Purpose.RECEPTION,
        what=what,
        at=clerk.now,
    )
    return page


@at_desk(Permission.SEE_DOSSIERS)
def dossier(request: HttpRequest, clerk: Clerk, dossier_id: int) -> HttpResponse:
    """One dossier and what the desk can do with it now."""
    return _show(request, clerk, seen(clerk, dossier_id, "quầy: hồ sơ"))


def _linked_url(clerk: Clerk, each: queries.Sibling) -> str:
    """Where this desk sees a dossier filed with it; nowhere what is not the desk's to see."""
    return reverse("counter:dossier", args=[each.id]) if each.agencies & clerk.agencies else ""


def _show(
    request: HttpRequest,
    clerk: Clerk,
    page: Page,
    *,
    status: int = 200,
    tried: Act | None = None,
    form: ActForm | None = None,
    refused: str = "",
) -> HttpResponse:
    """Draw the page; an act that was refused or wrongly filled in stays open with what was typed."""
    subject = page.dossier
    doable = [
        (act, form if act is tried and form else _blank(act, page, request), act is tried) for act in _acts(page, clerk)
    ]
    entries = queries.timeline(subject.pk, public=False)
    names = people.names_of(filter(None, (showing.officer_id(entry.actor) for entry in entries)))
    why = queries.explanation(subject.pk, now=clerk.now) if subject.accepted_at else None
    offered = slips.of(page)
    printed = issuing.printed(page) if offered else frozenset()
    first = next((slug for slug in request.GET.get("giay", "").split() if slug in offered), "")
    result = results.of_dossier(subject.pk) if State(subject.state) in HAS_RESULT else None
    values = shell(clerk) | {
        "form": form,
        "dossier": subject,
        "tag": showing.tag(subject),
        "due": showing.standing(subject, org.work_calendar(subject.calendar_version_id), clerk.now),
        "leading": [each for each in doable if not each[0].aside],
        "others": [each for each in doable if each[0].aside],
        "takes_papers": any(isinstance(shown, SupplyForm) for _, shown, _ in doable),
        "tried": tried,
        "refused": refused,
        # An act that is no longer possible has no form on the page: what was typed is shown, to be copied.
        "typed": _typed(form) if form and all(act is not tried for act, _, _ in doable) else (),
        "people": showing.people(page.parties),
        "facts": showing.facts(page),
        "answers": declaring.of_dossier(page),
        "papers": showing.papers(page.components),
        "may_see_papers": _right(clerk, Permission.SEE_PAPERS),
        "asked": [(each, [item_words(item) for item in each.content.get("items", [])]) for each in page.supplements],
        "wish": next((each for each in page.proposals if each.kind == "withdrawal"), None)
        if withdrawal_asked(page)
        else None,
        "linked": linked.shown(page.linked, here_id=subject.pk, url=partial(_linked_url, clerk)),
        "said": showing.said(page),
        "proofs": showing.proofs(page),
        "why": why.words("en" if (get_language() or "vi").startswith("en") else "vi") if why else (),
        "moments": showing.moments(entries, names),
        "slips": [(slip, issuing.is_printed(slip, page, printed)) for slip in offered.values()],
        "result": result if result and _leaves_the_house(result) else None,
        "print_first": offered.get(first),
        "answer": showing.answer(
            result,
            results.delivery_of(subject.pk) if subject.state == State.RETURNED else None,
        ),
        "crumbs": [Crumb(_("Việc tại quầy"), reverse("counter:desk")), Crumb(subject.code or "")],
        "keys": [*_keys(doable), *([Key(["I"], _("In"))] if offered else []), Key(["/"], _("Tìm"))],
    }
    response = render(request, "counter/dossier.html", values, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _blank(act: Act, page: Page, request: HttpRequest) -> ActForm:
    """The form of an act, not filled in; scans that went up for it before a reload or on another machine are there."""
    form = act.form(page=page)
    if isinstance(form, SupplyForm) and request.method == "GET":
        form.attached = resuming.attached(request, form.place, door="counter")
    return form


def to_print(page: Page) -> Result | None:
    """The answer that is approved, registered and ready to leave the house: a text written here, or a file."""
    if State(page.dossier.state) not in HAS_RESULT:
        return None
    found = results.of_dossier(page.dossier.pk)
    return found if found and _leaves_the_house(found) else None


def _leaves_the_house(result: Result) -> bool:
    return printing.is_final(result) and bool(result.file_id or printing.is_printable(result))


def _typed(form: ActForm) -> list[Fact]:
    values = ((str(bound.label), bound.value()) for bound in form.visible_fields())
    return [Fact(label, value) for label, value in values if isinstance(value, str) and value]


def _keys(doable: list[tuple[Act, ActForm, bool]]) -> list[Key]:
    return [Key([act.key], act.button) for act, _, _ in doable if act.key][:3]


def _acts(page: Page, clerk: Clerk) -> list[Act]:
    return [act for act in open_to(page, clerk) if _right(clerk, act.needs)]


def _right(clerk: Clerk, needed: Permission) -> bool:
    return rights.may(clerk.account, needed, on=clerk.today)


def act_view(act: Act) -> View:
    """The address of one act: a POST does it, anything else leads back to the page."""

    @at_desk(act.needs)
    def view(request: HttpRequest, clerk: Clerk, dossier_id: int) -> HttpResponse:
        if request.method != "POST":
            return redirect("counter:dossier", dossier_id)
        page = seen(clerk, dossier_id, f"quầy: {act.button.lower()}", to_draw=False)
        form = act.form(request.POST, request.FILES, page=page)
        if isinstance(form, SupplyForm) and not _keep_places(request, form, act, page, clerk):
            return _show(request, clerk, page, status=422 if form.errors else 200, tried=act, form=form)
        if not form.is_valid():
            return _show(request, clerk, page, status=422, tried=act, form=form)
        try:
            if isinstance(form, SupplyForm):
                _do_with_papers(act, Doing(page, clerk, form))
            else:
                act.do(Doing(page, clerk, form, _kept(act, page, clerk, form)))
        except uploads.REFUSED as refused:
            return _show(request, clerk, page, status=409, tried=act, form=form, refused=uploads.said(refused))
        messages.success(request, act.done)
        if request.POST.get("ve") == "chung-thuc":
            return redirect("counter:copies")
        offer = f"?giay={act.offer.replace(' ', '+')}" if act.offer else ""
        return redirect(f"{reverse('counter:dossier', args=[dossier_id])}{offer}")

    return view


def _kept(act: Act, page: Page, clerk: Clerk, form: Any) -> list[uploads.Kept]:
    """Keep the uploads of an act that can be done; those of a repeated or late one are not taken again."""
    given = form.cleaned_data.get("scans")
    if not given or not act.fits(page, clerk):
        return []
    return uploads.keep(
        given,
        account=clerk.account,
        now=clerk.now,
        dossier_id=page.dossier.pk,
        kind=StoredFile.Kind(act.keeps),
    )


def _keep_places(request: HttpRequest, form: SupplyForm, act: Act, page: Page, clerk: Clerk) -> bool:
    """Keep what came for each place of an act that can be done; whether the clerk wants it done, and all was taken."""
    sent: Any = form.data
    form.attached = resuming.attached(request, form.place, door="counter")
    if not form.is_valid() or not act.fits(page, clerk):
        return BUTTONS.isdisjoint(sent)
    for name in form.places:
        try:
            form.attached.add(name, form.cleaned_data.get(name) or (), now=clerk.now)
        except uploads.REFUSED as refused:
            form.add_error(name, uploads.said(refused))
    return not form.errors and BUTTONS.isdisjoint(sent)


def _do_with_papers(act: Act, doing: Doing) -> None:
    """The move and its papers: all or nothing; photographs of one paper are one document."""
    form, clerk = doing.form, doing.clerk
    attached = form.attached
    try:
        attached.join(form.items, now=clerk.now)
        with transaction.atomic():
            moved = act.do(doing)
            if not moved.was_replayed:
                uploads.hand_in(attached.handed, dossier_id=moved.id, account=clerk.account)
    except uploads.REFUSED:
        attached.part()
        raise
    if moved.was_replayed:
        attached.part()
    else:
        attached.done()


ACT_VIEWS = {act.slug: act_view(act) for act in ACTS}
