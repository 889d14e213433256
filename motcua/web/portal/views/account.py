"""The citizen's own account: how they are reached, whom they file for, and what the house already holds of theirs."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.base import clock
from motcua.dossiers import queries as dossiers
from motcua.org import queries as org
from motcua.people import actions
from motcua.people import queries as people
from motcua.people.models import Represented
from motcua.people.queries import day_of
from motcua.results import queries as results
from motcua.web.portal import profile
from motcua.web.portal.profile_forms import ContactForm, RepresentedForm
from motcua.web.ui import uploads
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.SEE_OWN_DOSSIERS)
def account(request: HttpRequest) -> HttpResponse:
    """Everything of one's own on one page, each with the way to change it."""
    now = clock.now()
    today = day_of(now)
    citizen = uploads.owner_of(request).citizen
    values = {
        "here": "account",
        "facts": profile.facts(citizen, communes=org.tree(on=today).communes()),
        "level": profile.level(citizen),
        "has_password": citizen.account.has_usable_password(),
        "groups": profile.groups(people.represented_by(citizen.pk), today=today),
    }
    return _private(render(request, "portal/account.html", values))


@permission(Permission.SEE_OWN_DOSSIERS)
def contact(request: HttpRequest) -> HttpResponse:
    """Change how one is reached."""
    now = clock.now()
    citizen = uploads.owner_of(request).citizen
    communes = org.tree(on=day_of(now)).communes()
    form = ContactForm(
        request.POST or None,
        communes=communes,
        today=day_of(now),
        initial=profile.known(citizen, communes=communes),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_contact(citizen=citizen, contact=actions.Contact(**form.given()), now=now)
        except REFUSED as refused:
            form.add_error(None, said(refused))
        else:
            messages.success(request, _("Đã lưu thông tin liên hệ."))
            return redirect("portal:account")
    return _form(request, "portal/contact.html", form, _("Thông tin liên hệ"))


@permission(Permission.SEE_OWN_DOSSIERS)
def represent(request: HttpRequest, kind: str) -> HttpResponse:
    """Add somebody one files for."""
    kinds = profile.kinds()
    if kind not in kinds:
        raise Http404
    return _standing(request, kinds[kind], None)


@permission(Permission.SEE_OWN_DOSSIERS)
def represented(request: HttpRequest, represented_id: int) -> HttpResponse:
    """Correct what is said of somebody one files for."""
    found = people.represented_by(uploads.owner_of(request).citizen.pk).filter(pk=represented_id).first()
    if found is None:
        raise Http404
    return _standing(request, Represented.Kind(found.kind), found)


def _standing(request: HttpRequest, kind: Represented.Kind, found: Represented | None) -> HttpResponse:
    now = clock.now()
    communes = org.tree(on=day_of(now)).communes()
    form = RepresentedForm(
        request.POST or None,
        kind=kind,
        communes=communes,
        today=day_of(now),
        initial=profile.standing(found, communes=communes) if found else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_represented(
                citizen=uploads.owner_of(request).citizen,
                given=actions.Standing(kind=kind, **form.given()),
                now=now,
                represented_id=found.pk if found else None,
            )
        except REFUSED as refused:
            form.add_error(None, said(refused))
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("portal:account")
    title = profile.titles()[kind]
    return _form(request, "portal/represented.html", form, title, found=found)


@permission(Permission.SEE_OWN_DOSSIERS)
@require_POST
def forget(request: HttpRequest, represented_id: int) -> HttpResponse:
    """Take somebody off the list."""
    citizen = uploads.owner_of(request).citizen
    try:
        actions.remove_represented(citizen=citizen, represented_id=represented_id, now=clock.now())
    except REFUSED as refused:
        raise Http404 from refused
    messages.success(request, _("Đã xóa khỏi danh sách."))
    return redirect("portal:account")


@permission(Permission.SEE_OWN_DOSSIERS)
def held(request: HttpRequest) -> HttpResponse:
    """What the house already holds of one's own: papers by kind, and results that were handed over."""
    citizen = uploads.owner_of(request).citizen
    values = {
        "here": "account",
        "kinds": profile.papers(dossiers.held_papers(dossiers.of_account(citizen))),
        "results": profile.results(results.handed_to(citizen.pk)),
        "crumbs": _crumbs(_("Giấy tờ, kết quả đã có")),
    }
    return _private(render(request, "portal/held.html", values))


def _form(request: HttpRequest, template: str, form: Any, title: str, **values: Any) -> HttpResponse:
    given = {"here": "account", "form": form, "title": title, "crumbs": _crumbs(title), **values}
    return _private(render(request, template, given, status=422 if form.errors else 200))


def _crumbs(title: str) -> list[Crumb]:
    return [Crumb(_("Tài khoản của tôi"), reverse("portal:account")), Crumb(title)]


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
