"""Signing out: here, and at the national identity system where one signed in by it.

A session left open there would let the next person at a shared computer in again without being asked. What the system
signed is kept sealed in the session until then, and shown to it as the hint whose session is to end.
"""

import base64
import hmac
import logging
import secrets

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua import access
from motcua.base.sealing import CannotOpen, seal, unseal
from motcua.gateways.identity import Proved, Unreachable
from motcua.people import proving

TOKEN, STATE = "identity_token", "identity_leaving"
LOG = logging.getLogger(__name__)


def keep(request: HttpRequest, proved: Proved) -> None:
    """Remember, in a session that was just begun, what to show the identity system when it ends."""
    if settings.IDENTITY["sign_out"] and proved.token:
        request.session[TOKEN] = base64.b64encode(seal(proved.token)).decode()


@access.public
@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here; then, where it began at the identity system, lead there to end that one too."""
    kept = request.session.get(TOKEN, "")
    auth.logout(request)
    if not kept or not settings.IDENTITY["sign_out"] or not proving.is_connected():
        return redirect("portal:home")
    state = secrets.token_urlsafe(32)
    try:
        token = unseal(base64.b64decode(kept))
        there = proving.the_provider().leave(token, state=state, return_url=_return_url())
    except (Unreachable, CannotOpen, ValueError) as error:
        LOG.warning("identity system, signing out: %s", error)
        return render(request, "portal/signed_out.html", {"there": "", "failed": True})
    if not there:
        return redirect("portal:home")
    request.session[STATE] = {"state": state, "language": translation.get_language() or "vi"}
    # A page, not a redirect: the policy of our pages lets no form be led to another site.
    response = render(request, "portal/signed_out.html", {"there": there, "failed": False})
    response.headers["Refresh"] = f"0; url={there}"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@access.public
@never_cache
def signed_out(request: HttpRequest) -> HttpResponse:
    """The browser is back from the identity system."""
    kept = request.session.pop(STATE, None) or {}
    with translation.override(kept.get("language") or translation.get_language()):
        if kept and hmac.compare_digest(request.GET.get("state", ""), kept["state"]):
            messages.success(request, _("Ông/Bà đã đăng xuất ở đây và ở hệ thống định danh."))
        return redirect("portal:home")


def _return_url() -> str:
    """One address, as registered there, whatever the language of the page."""
    with translation.override("vi"):
        return f"{settings.PUBLIC_URL}{reverse('portal:signed-out')}"


urlpatterns = [
    path("dang-xuat/", sign_out, name="signout"),
    path("dang-xuat/ve/", signed_out, name="signed-out"),
]
