"""Messages with the office, inside a dossier of one's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.base import clock
from motcua.core.lifecycle import CLOSED
from motcua.dossiers import actions, queries
from motcua.people.queries import actor_of
from motcua.web.portal.forms import MessageForm
from motcua.web.portal.views.tracking import own
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.FILE_DOSSIER)
def talk(request: HttpRequest, code: str) -> HttpResponse:
    """What was said, and a box to write in. Opening the page reads the answers."""
    now = clock.now()
    page = own(request, code, now)
    by = actor_of(request.user, now)
    form = MessageForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.write_message(dossier_id=page.dossier.pk, by=by, now=now, **form.cleaned_data)
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Tin nhắn đã gửi đến cơ quan giải quyết hồ sơ."))
                return redirect("portal:messages", code)
    said_so_far = list(queries.messages(page.dossier.pk))
    actions.read_messages(dossier_id=page.dossier.pk, by=by, now=now)
    here = reverse("portal:tracked", args=[code])
    values = {
        "here": "mine",
        "form": form,
        "crumbs": [Crumb(_("Hồ sơ của tôi"), reverse("portal:mine")), Crumb(code, here), Crumb(_("Tin nhắn"))],
        "dossier": page.dossier,
        "said": said_so_far,
        "open": page.dossier.state not in CLOSED,
        "back_url": here,
    }
    response = render(request, "portal/messages.html", values, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
