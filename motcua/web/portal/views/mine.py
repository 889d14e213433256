"""The citizen's own dossiers: the list, their papers, rating a finished one, and who looked at one's data."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.access import Permission, permission
from motcua.access import queries as access
from motcua.base import clock
from motcua.core.lifecycle import CLOSED
from motcua.dossiers import queries
from motcua.dossiers.queries import Part
from motcua.files import actions as files
from motcua.files.answers import respond
from motcua.files.models import StoredFile
from motcua.people.queries import actor_of, day_of
from motcua.ratings import actions as ratings
from motcua.ratings import queries as rated
from motcua.ratings.models import LONGEST
from motcua.web.portal import opening, owning
from motcua.web.portal.views.tracking import own, result_file
from motcua.web.ui import errors, searching, uploads
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Crumb, Page
from motcua.web.ui.refusals import REFUSED, said

PAGE_SIZE = 20


@permission(Permission.SEE_OWN_DOSSIERS)
def mine(request: HttpRequest) -> HttpResponse:
    """One's own dossiers: what is wanted of one first, then what runs, then what is over.

    What is searched for may be a name: it comes in the body, and the address has the key it is kept under.
    """
    citizen, now = uploads.owner_of(request).citizen, clock.now()
    if request.method == "POST":
        return searching.sent(request, now=now)
    text = searching.asked(request, now=now).text[:100]
    counts = queries.own_counts(citizen.pk, text)
    page = Page.asked(request.GET.get("trang"), size=PAGE_SIZE, total=counts.total)
    found = queries.own(citizen.pk, text, limit=PAGE_SIZE, offset=page.start)
    by_part = {Part.WANTED: counts.wanted, Part.RUNNING: counts.running, Part.OVER: counts.over}
    values = {
        "here": "mine",
        "text": text,
        "groups": owning.groups(found, by_part, now=now),
        "page": page,
        "elsewhere": "" if opening.takes_online(on=day_of(now)) else settings.NATIONAL_PORTAL,
        "searchable": bool(text) or counts.total > PAGE_SIZE // 4,
    }
    return _private(render(request, "portal/mine.html", values))


@permission(Permission.SEE_OWN_DOSSIERS)
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at one's data, over all dossiers: when, from which office and post, and why."""
    codes = queries.own_codes(uploads.owner_of(request).citizen.pk)
    page = Page.asked(request.GET.get("trang"), size=PAGE_SIZE, total=access.told_looks_count(codes))
    found = access.told_looks(codes, limit=PAGE_SIZE, offset=page.start)
    values = {"here": "account", "looks": list(owning.looks(found, codes)), "page": page}
    values["crumbs"] = [Crumb(_("Tài khoản của tôi"), reverse("portal:account")), Crumb(_("Ai đã xem dữ liệu của tôi"))]
    return _private(render(request, "portal/looks.html", values))


@permission(Permission.SEE_OWN_DOSSIERS)
def own_file(request: HttpRequest, code: str, file_id: int) -> HttpResponseBase:
    """A paper one handed in, a slip one was given, or the result once it was handed over."""
    now = clock.now()
    page = own(request, code, now)
    papers = {each.file_id for each in page.components} | {each.file_id for each in page.payment_proofs}
    answer = result_file(page)
    if answer is not None:
        papers.add(answer.pk)

    def may(file: StoredFile) -> bool:
        slip = file.kind == StoredFile.Kind.FORM and file.dossier_id == page.dossier.pk
        return file.pk in papers or (slip and owning.is_for_citizen(file))

    try:
        handed = files.hand_out(file_id=file_id, to=uploads.owner_of(request), may=may, now=now)
    except files.refusals.NoSuchFile as absent:
        raise Http404 from absent
    except REFUSED:
        return errors.page(request, 409) if 409 in errors.WORDS else HttpResponse(status=409)
    return respond(handed, in_place=True)


class RateForm(Form):
    """One to five, and words if one likes."""

    stars = forms.TypedChoiceField(
        label=gettext_lazy("Ông/Bà hài lòng ở mức nào?"),
        coerce=int,
        choices=[
            (5, gettext_lazy("5 – Rất hài lòng")),
            (4, gettext_lazy("4 – Hài lòng")),
            (3, gettext_lazy("3 – Bình thường")),
            (2, gettext_lazy("2 – Không hài lòng")),
            (1, gettext_lazy("1 – Rất không hài lòng")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Ý kiến của Ông/Bà"),
        help_text=gettext_lazy("Không ghi thông tin cá nhân của mình hoặc của người khác."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )


@permission(Permission.FILE_DOSSIER)
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Say how satisfied one is with a finished dossier; for a week one may change one's mind."""
    now = clock.now()
    page = own(request, code, now)
    here = reverse("portal:tracked", args=[code])
    before = rated.own(page.dossier.pk)
    if page.dossier.state not in CLOSED or not rated.may_change(before, now=now):
        return redirect(here)
    given = {"stars": before.stars, "words": before.words} if before else None
    form = RateForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            ratings.rate(dossier_id=page.dossier.pk, by=actor_of(request.user, now), now=now, **form.cleaned_data)
        except REFUSED as refused:
            form.add_error(None, said(refused))
        else:
            messages.success(request, _("Cảm ơn Ông/Bà đã đánh giá."))
            return redirect(here)
    crumbs = [Crumb(_("Hồ sơ của tôi"), reverse("portal:mine")), Crumb(code, here), Crumb(_("Đánh giá"))]
    values = {"here": "mine", "form": form, "crumbs": crumbs, "dossier": page.dossier, "back_url": here}
    return _private(render(request, "portal/rate.html", values, status=422 if form.errors else 200))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
