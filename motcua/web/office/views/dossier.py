"""The page of one dossier, its preview beside a list, and its papers."""

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.access.actions import note_look
from motcua.base.words import gettext_lazy
from motcua.core.lifecycle import Verb
from motcua.core.lifecycle.table import MOVES
from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.files import actions as files
from motcua.files.answers import respond
from motcua.files.models import StoredFile
from motcua.people import queries as people
from motcua.web.office import actions as keeping
from motcua.web.office import frame, offers, templating
from motcua.web.office.case import Case, named, of_dossier
from motcua.web.office.models import TextTemplate
from motcua.web.office.presenting import beside, lists
from motcua.web.office.presenting import dossier as shown
from motcua.web.office.presenting import history as events
from motcua.web.office.views import notes
from motcua.web.office.views.steps import work_cards
from motcua.web.ui import errors, linked
from motcua.web.ui.parts import Crumb, Key
from motcua.web.ui.refusals import REFUSED, said

DESK = (Role.RECEPTION, Role.RETURN_DESK)
KEYS = [
    Key("I", gettext_lazy("Phiếu kiểm soát")),
    Key("/", gettext_lazy("Tìm")),
    Key("?", gettext_lazy("Tất cả phím tắt")),
]


@permission(Permission.SEE_DOSSIERS)
@of_dossier
def dossier(request: HttpRequest, case: Case) -> HttpResponse:
    """The dossier whole. Its performer's first look opens the step; a look at personal data is logged first."""
    _note_opening(case)
    whole = case.sees_papers
    if whole:
        _note_look(case)
    entries = queries.timeline(case.id, public=False)
    names = people.names_of(named(case, *events.officers_in(entries)))
    explanation = queries.explanation(case.id, now=case.now)
    drafts = {each.pk: beside.proposal(each, names) for each in case.page.proposals}
    row = case.row
    values = {
        "crumbs": [Crumb(_("Hộp việc"), reverse("office:inbox")), Crumb(case.code)],
        "head": shown.head(case.page, case.now),
        "due": lists.left_until(row.due_at, row.accepted_at, case.desk.calendar, case.now)
        if row.due_at and row.accepted_at and not row.processed_at
        else None,
        "works": work_cards(case),
        "desk_url": f"/quay/ho-so/{case.id}/" if _waits_at_the_desk(case) else "",
        "to_decide": [(each, drafts.pop(each.proposal.id or 0)) for each in offers.to_decide(case)],
        "to_answer": [(each, reverse("office:answer", args=[each.id])) for each in offers.to_answer(case)],
        "offers": offers.others(case),
        "facts": shown.facts(case.page, names),
        "people": shown.people(case.page, whole=whole),
        "linked": linked.shown(case.page.linked, here_id=case.id, url=partial(_linked_url, case)),
        "whole": whole,
        "papers": shown.papers(case.page, open_files=whole),
        "answers": case.declared if whole else [],
        "steps": shown.steps(case.page, names, case.now),
        "proposals": drafts.values(),
        "opinions": beside.opinions(case.page, names, case.now),
        "answer": beside.answer(case.result, dossier_id=case.id, open_files=whole, printed=case.sees_answer),
        "history": events.history(entries, names, case.process, case.page, case.now),
        "why": explanation.words("vi") if explanation else [],
        "why_en": explanation.words("en") if explanation else [],
        "note": notes.form_for(case),
        "note_url": reverse("office:note", args=[case.id]),
        "opinions_ready": templating.ready(case, TextTemplate.Kind.OPINION) if case.own_steps else [],
        "slip_url": reverse("office:slip", args=[case.id]),
        "talk": queries.talk(case.id) if whole and row.owner_citizen_id else None,
        "talk_url": reverse("office:talk", args=[case.id]),
        "keys": [Key(offer.key, offer.label) for offer in offers.every(case) if offer.key] + KEYS,
    }
    return frame.draw(request, "office/dossier.html", values)


def _linked_url(case: Case, each: queries.Sibling) -> str:
    """Where this officer sees a dossier filed with it; nowhere what belongs to others."""
    reach = case.desk.reach(Permission.SEE_DOSSIERS).in_field(each.field_id)
    within = reach.everywhere or bool(each.agencies & reach.agency_ids)
    return reverse("office:dossier", args=[each.id]) if within else ""


def _waits_at_the_desk(case: Case) -> bool:
    """Whether what this officer has to do is done at the counter: transfer, send, hand over."""
    return not offers.works(case) and any(step.role in DESK for step in case.own_steps)


def _note_opening(case: Case) -> None:
    """The performer has seen the step; from now on its sender cannot recall it."""
    if case.dossier.state not in MOVES[Verb.OPEN_STEP].sources:
        return
    for step in case.own_steps:
        if step.seen_at is None and step.id is not None:
            try:
                actions.open_step(step_id=step.id, by=case.actor, now=case.now)
            except REFUSED:
                return  # done or given to somebody else while the page was read: nothing to note


def _note_look(case: Case) -> None:
    note_look(
        officer_id=case.desk.account.officer.pk,
        dossier_id=case.id,
        purpose=case.purpose,
        what="dossier:parties",
        at=case.now,
    )


@permission(Permission.SEE_DOSSIERS)
@of_dossier
def glance(request: HttpRequest, case: Case) -> HttpResponse:
    """The preview beside a list: numbers of people masked, so that moving through a list is no look at them."""
    steps = offers.works(case)
    offered = [*(offer for work in steps for offer in work.offers), *offers.others(case)]
    values = {
        "head": shown.head(case.page, case.now),
        "facts": shown.glance_facts(case.page),
        "papers": shown.papers(case.page, open_files=False),
        "works": steps,
        "supplement": next((offer for offer in offered if offer.name == "supplement"), None),
        "dossier_url": reverse("office:dossier", args=[case.id]),
        "slip_url": reverse("office:slip", args=[case.id]),
    }
    return frame.draw(request, "office/glance.html", values)


@permission(Permission.SEE_PAPERS)
@of_dossier
def paper(request: HttpRequest, case: Case, file_id: int) -> HttpResponseBase:
    """A file of the dossier, handed out by the store's own check and logged there."""
    belonging = {each.file_id for each in case.page.components}
    if case.result:
        belonging.add(case.result.file_id)

    def may(file: StoredFile) -> bool:
        return case.sees_papers and file.pk in belonging

    try:
        handed = files.hand_out(file_id=file_id, to=case.desk.account, may=may, now=case.now, purpose=case.purpose)
    except files.refusals.NoSuchFile:
        return errors.page(request, 404)
    except REFUSED as refused:
        return frame.draw(request, "office/out_of_reach.html", {"words": said(refused)}, status=409)
    result = case.own_result
    if result is not None and result.file_id == file_id:
        keeping.note_seen(
            officer_id=case.desk.account.officer.pk,
            dossier_id=case.id,
            what="result",
            drafted_at=result.drafted_at,
            at=case.now,
        )
    return respond(handed, in_place=True)
