"""Tracking a dossier: by its code and four digits, by the key in its QR code, or from one's own list."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission, public
from motcua.access.queries import told_looks
from motcua.access.visitors import address_of
from motcua.base import clock
from motcua.core.lifecycle import CLOSED, State
from motcua.dossiers import actions, queries
from motcua.dossiers.actions import NoSuchDossier
from motcua.files.models import StoredFile
from motcua.people import throttle
from motcua.people.queries import actor_of, day_of
from motcua.people.throttle import Limit, TooManyTries
from motcua.ratings import queries as rated
from motcua.results import printing
from motcua.results import queries as results
from motcua.results.models import Result
from motcua.web.portal import opening, owning, telling
from motcua.web.portal.beginning import COPIED
from motcua.web.portal.forms import TrackForm, WithdrawForm
from motcua.web.ui import errors, linked, uploads
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import said

LOOKS_SHOWN = 5
PROVED = "tracked"
PROVED_FOR = timedelta(minutes=30)
PER_ADDRESS = Limit("track from", burst=20, every=timedelta(seconds=20))
PER_CODE = Limit("track", burst=6, every=timedelta(minutes=5))


@public
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code and the digits, in the body of the request: addresses are kept in too many places."""
    if request.method != "POST":
        form = TrackForm(initial={"code": request.GET.get("ma", "")[:64]})
        return render(request, "portal/track.html", {"here": "track", "form": form})
    form = TrackForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/track.html", {"here": "track", "form": form}, status=422)
    code, now = form.cleaned_data["code"], clock.now()
    try:
        throttle.take(PER_ADDRESS, address_of(request), now=now)
        throttle.take(PER_CODE, code, now=now)
    except TooManyTries as refused:
        response = errors.page(request, 429)
        response.headers["Retry-After"] = str(refused.seconds)
        return response
    proved = _proved_id(code, form.cleaned_data["digits"])
    if proved is None:
        # One sentence for a wrong code and wrong digits: nobody learns which dossiers exist.
        form.add_error(None, _("Không tìm thấy hồ sơ với mã và 4 số này. Xin Ông/Bà kiểm tra lại."))
        return render(request, "portal/track.html", {"here": "track", "form": form}, status=422)
    throttle.forgive(PER_CODE, code)
    request.session[PROVED] = {**_still_proved(request, now), code: (now + PROVED_FOR).isoformat()}
    return redirect("portal:tracked", code)


def _page(code: str) -> queries.Page:
    """Everything about a dossier by its code.  :raises NoSuchDossier:"""
    if not opening.is_dossier_code(code):
        raise NoSuchDossier
    return queries.page(queries.by_code(code))


def _proved_id(code: str, digits: str) -> int | None:
    try:
        dossier_id = _page(code).dossier.pk
    except NoSuchDossier:
        return None
    return dossier_id if queries.proves_ownership(dossier_id, digits) else None


def _still_proved(request: HttpRequest, now: datetime) -> dict[str, str]:
    proved: dict[str, str] = request.session.get(PROVED, {})
    return {code: until for code, until in proved.items() if datetime.fromisoformat(until) > now}


@public
def tracked(request: HttpRequest, code: str) -> HttpResponse:
    """The dossier, for somebody who has just proved to know it, or for its owner signed in."""
    now = clock.now()
    try:
        page = _page(code)
    except NoSuchDossier:
        return redirect("portal:track")
    owner = _is_owner(request, page, now)
    if not owner and code not in _still_proved(request, now):
        return redirect(f"{reverse('portal:track')}?ma={code}")
    return _show(request, page, now=now, owner=owner)


@public
def by_key(request: HttpRequest, key: str) -> HttpResponse:
    """The address in the QR code of a receipt: its random key is the proof."""
    now = clock.now()
    try:
        throttle.take(PER_ADDRESS, address_of(request), now=now)
        if not opening.is_tracking_key(key):
            raise NoSuchDossier
        page = queries.page(queries.by_key(key))
    except TooManyTries:
        return errors.page(request, 429)
    except NoSuchDossier as missing:
        raise Http404 from missing
    return _show(request, page, now=now, owner=_is_owner(request, page, now))


def _show(request: HttpRequest, page: queries.Page, *, now: datetime, owner: bool) -> HttpResponse:
    told = telling.tell(page, queries.explanation(page.dossier.pk, now=now), now=now, masked=not owner)
    values: dict[str, Any] = {
        "here": "mine" if owner else "track",
        "told": told,
        "owner": owner,
        "code": page.dossier.code,
    }
    values["linked"] = linked.shown(page.linked, here_id=page.dossier.pk, url=_tracked_url if owner else _key_url)
    if owner:
        values |= _for_the_owner(page, now)
    response = render(request, "portal/tracked.html", values)
    response.headers["Cache-Control"] = "no-store"
    return response


def _tracked_url(each: queries.Sibling) -> str:
    return reverse("portal:tracked", args=[each.code])


def _key_url(each: queries.Sibling) -> str:
    """For somebody who knows one dossier of the declaration: its people are the same in all."""
    return reverse("portal:key", args=[each.tracking_key])


def _for_the_owner(page: queries.Page, now: datetime) -> dict[str, Any]:
    """What only the owner is shown, and may do."""
    dossier = page.dossier
    answer = result_file(page)
    procedure = dossier.procedure_version.procedure
    rating = rated.own(dossier.pk) if dossier.state in CLOSED else None
    return {
        "papers": owning.papers(page),
        "slips": owning.slips(page),
        "looks": list(owning.looks(told_looks([dossier.pk], limit=LOOKS_SHOWN))),
        "result": _handed_over(page) is not None,
        "result_file": reverse("portal:own-file", args=[dossier.code, answer.pk]) if answer else "",
        "copy_url": f"{reverse('portal:file', args=[procedure.national_code])}?{COPIED}={dossier.code}"
        if opening.is_open(procedure, on=day_of(now))
        else "",
        "rating": rating,
        "talk": queries.talk(dossier.pk),
        "may_talk": dossier.state not in CLOSED,
        "may_rate": dossier.state in CLOSED and rated.may_change(rating, now=now),
    }


def _is_owner(request: HttpRequest, page: queries.Page, now: datetime) -> bool:
    if not request.user.is_authenticated or request.user.is_officer:
        return False
    return queries.may_see(actor_of(request.user, now), page, frozenset())


def own(request: HttpRequest, code: str, now: datetime) -> queries.Page:
    """A dossier of the signed-in citizen.  :raises Http404: of anybody else."""
    try:
        page = _page(code)
    except NoSuchDossier as missing:
        raise Http404 from missing
    if not _is_owner(request, page, now):
        raise Http404
    return page


def _handed_over(page: queries.Page) -> Result | None:
    """The written answer of a dossier whose result was handed over: before that it is the house's."""
    found = results.of_dossier(page.dossier.pk) if page.dossier.state == State.RETURNED else None
    return found if found and printing.is_printable(found) and printing.is_final(found) else None


def result_file(page: queries.Page) -> StoredFile | None:
    """The file that is the answer, once it was handed over."""
    found = results.of_dossier(page.dossier.pk) if page.dossier.state == State.RETURNED else None
    return found.file if found and found.file and printing.is_final(found) else None


@permission(Permission.SEE_OWN_DOSSIERS)
@in_vietnamese
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The answer as a paper, for the owner who has been given it."""
    now = clock.now()
    page = own(request, code, now)
    found = _handed_over(page)
    if found is None:
        raise Http404
    url = f"{settings.PUBLIC_URL}{reverse('portal:key', args=[page.dossier.key])}"
    response = HttpResponse(
        printing.pdf(found, dossier=page.dossier, tracking_url=url, now=now), content_type="application/pdf"
    )
    response.headers["Content-Disposition"] = f'inline; filename="ket-qua-{code}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@permission(Permission.FILE_DOSSIER)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for one's dossier back."""
    now = clock.now()
    page = own(request, code, now)
    told = telling.tell(page, None, now=now, masked=False)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_withdrawal(
                dossier_id=page.dossier.pk,
                reason=form.cleaned_data["reason"],
                by=actor_of(request.user, now),
                now=now,
                key=form.cleaned_data["key"],
            )
        except uploads.REFUSED as refused:
            form.add_error(None, said(refused))
        else:
            messages.success(request, _("Đề nghị rút hồ sơ đã được gửi."))
            return redirect("portal:tracked", code)
    crumbs = [Crumb(_("Hồ sơ của tôi"), reverse("portal:mine")), Crumb(code, reverse("portal:tracked", args=[code]))]
    values = {"here": "mine", "form": form, "told": told, "crumbs": [*crumbs, Crumb(_("Rút hồ sơ"))]}
    return render(request, "portal/withdraw.html", values, status=422 if form.errors else 200)
