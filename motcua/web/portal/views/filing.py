"""Filing a dossier: one form, a page to look it over, and the confirmation with its code."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.base import clock
from motcua.core import vietnam
from motcua.dossiers import actions
from motcua.people.queries import actor_of
from motcua.web.portal import opening
from motcua.web.portal.applying import Application
from motcua.web.portal.qr import qr
from motcua.web.portal.views.tracking import own
from motcua.web.ui import uploads
from motcua.web.ui.declaring import printing
from motcua.web.ui.parts import Crumb
from motcua.web.ui.shell import SITE


@permission(Permission.FILE_DOSSIER)
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The form; with `stage` check the review page, with send the dossier itself, with edit the form again."""
    now = clock.now()
    today = now.astimezone(vietnam.ZONE).date()
    page = opening.sheet(code, on=today)
    door = opening.filing(page, on=today)
    here = reverse("portal:procedure", args=[code])
    values = {
        "here": "procedures",
        "version": page.version,
        "door": door,
        "crumbs": [Crumb(_("Thủ tục"), reverse("portal:procedures")), Crumb(code, here), Crumb(_("Nộp hồ sơ"))],
    }
    if not door.open:
        return render(request, "portal/closed.html", values, status=409)
    application = Application(request, page, today=today, now=now)
    values["application"] = application
    if not application.sent:
        return render(request, "portal/file.html", values)
    if application.asks_for_room:
        application.make_room()
        return render(request, _part_of(request, "portal/file.html"), values | {"declaration": application.declaration})
    stage = request.POST.get("stage", "check")
    if not application.is_valid():
        return render(request, "portal/file.html", values | {"form": _Wrong(application)}, status=422)
    if stage == "edit":
        return render(request, "portal/file.html", values)
    if stage == "send" and request.POST.get("agreed"):
        try:
            moved = actions.file(
                application.filing(),
                by=actor_of(request.user, now),
                now=now,
                key=application.place.cleaned_data["key"],
            )
        except uploads.REFUSED as refused:
            return render(request, "portal/review.html", values | {"refused": uploads.said(refused)}, status=409)
        if application.all_kept:
            uploads.hand_in(application.all_kept, dossier_id=moved.id, account=application.account)
        return redirect("portal:filed", moved.code)
    return render(request, "portal/review.html", values | {"unagreed": stage == "send"})


def _part_of(request: HttpRequest, page: str) -> str:
    """The page, or for the script only the form inside it."""
    return "ui/declaration/whole.html" if request.headers.get("MC-Part") else page


class _Wrong:
    """Puts “Lỗi:” into the title when any of the forms has errors."""

    def __init__(self, application: Application) -> None:
        self.errors = any(form.errors for form in application.forms) or application.declaration.errors


@permission(Permission.FILE_DOSSIER)
def filed(request: HttpRequest, code: str) -> HttpResponse:
    """The confirmation: the code, what happens next, and a QR code that leads back."""
    page = own(request, code, clock.now())
    address = f"{settings.PUBLIC_URL}{reverse('portal:key', args=[page.dossier.key])}"
    values = {
        "here": "procedures",
        "dossier": page.dossier,
        "agency": page.dossier.receiving_agency.name,
        "qr": qr(address, _("Mã QR để theo dõi hồ sơ %(code)s") % {"code": code}),
        "address": address,
    }
    response = render(request, "portal/filed.html", values)
    response.headers["Cache-Control"] = "no-store"
    return response


@permission(Permission.FILE_DOSSIER)
def declaration(request: HttpRequest, code: str) -> HttpResponse:
    """What was declared, as a paper to keep or to sign."""
    made = printing.printed(own(request, code, clock.now()), place=SITE.place.removeprefix("Tỉnh "))
    if made is None:
        raise Http404
    return made
