"""Signing in with the national identity: there, back, and to the account that is the person's.

What is on its way lies in the session: the errand until the browser comes back, then the proved person, sealed, while
they are asked whether an older account of theirs is to be joined.
"""

import base64
import hmac
import json
import logging
import secrets
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from motcua import access
from motcua.access.visitors import address_of
from motcua.base import clock
from motcua.base.refusal import Refusal
from motcua.base.sealing import CannotOpen, seal, unseal
from motcua.gateways.identity import Errand, Proved, Refused, Unreachable
from motcua.people import actions, proving, throttle
from motcua.people.models import Account
from motcua.people.throttle import Limit, TooManyTries
from motcua.web.portal import landing, leaving
from motcua.web.portal.signin_forms import SignInForm
from motcua.web.ui.refusals import said

ERRAND, PROVED, LEVEL = "identity_errand", "identity_proved", "identity_level"
LASTS = timedelta(minutes=10)
PER_ADDRESS = Limit("identity from", burst=30, every=timedelta(seconds=10))
LOG = logging.getLogger(__name__)


@access.public
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the identity system."""
    _connected()
    now = clock.now()
    state, nonce, verifier = (secrets.token_urlsafe(32) for _part in range(3))
    errand = Errand(state, nonce, verifier, _return_url())
    try:
        throttle.take(PER_ADDRESS, address_of(request), now=now)
        where = proving.the_provider().begin(errand)
    except (Unreachable, TooManyTries) as error:
        LOG.warning("identity system: %s", error)
        return _failed(request, _unreachable(), status=503)
    onward = request.GET.get("next", "")[:500]
    language = translation.get_language() or "vi"  # the address to come back to has none
    request.session[ERRAND] = asdict(errand) | {"since": now.timestamp(), "next": onward, "language": language}
    return redirect(where)


@access.public
@never_cache
def come_back(request: HttpRequest) -> HttpResponse:
    """The browser is back: hold it against what was sent out, ask who it is, and go on."""
    _connected()
    kept = request.session.pop(ERRAND, None)
    with translation.override(kept["language"] if kept else translation.get_language()):
        return _received(request, kept, clock.now())


def _received(request: HttpRequest, kept: dict[str, Any] | None, now: datetime) -> HttpResponse:
    if kept is None or now.timestamp() - kept["since"] > LASTS.total_seconds():
        return _failed(request, _("Lần đăng nhập này đã quá lâu hoặc được mở ở cửa sổ khác. Xin bắt đầu lại."))
    if not hmac.compare_digest(request.GET.get("state", ""), kept["state"]):
        LOG.warning("identity system: the state that came back is not the one sent out")
        return _failed(request, _("Lần đăng nhập này không phải do cửa sổ này bắt đầu. Xin bắt đầu lại."))
    if "error" in request.GET:
        LOG.info("identity system: %s", request.GET["error"][:80])
        if request.GET["error"] == "access_denied":
            return _failed(request, _("Ông/Bà đã hủy việc đăng nhập bằng định danh điện tử."))
        return _failed(request, _unreachable())
    errand = Errand(kept["state"], kept["nonce"], kept["verifier"], kept["return_url"])
    try:
        proved = proving.the_provider().finish(
            errand, code=request.GET.get("code", "")[:2000], now=now, issuer=request.GET.get("iss", "")
        )
        account = actions.recognise(proved=proved, now=now)
    except Refused as refused:
        LOG.warning("identity system: %s", refused)
        return _failed(request, _("Hệ thống định danh không xác nhận được Ông/Bà. Xin bắt đầu lại."))
    except Unreachable as error:
        LOG.warning("identity system: %s", error)
        return _failed(request, _unreachable(), status=503)
    except Refusal as refusal:
        return _failed(request, said(refusal), status=403)
    if account is None and actions.claimed(proved=proved):
        request.session.cycle_key()
        request.session[PROVED] = {"who": _sealed(proved), "since": now.timestamp(), "next": kept["next"]}
        return redirect("portal:identity-join")
    return _sign_in(request, account or actions.open_for(proved=proved, now=now), proved, kept["next"])


@access.public
@never_cache
@sensitive_post_parameters("password")
def join(request: HttpRequest) -> HttpResponse:
    """Somebody opened an account with this number before: join it by its password, or leave it and open another."""
    _connected()
    now = clock.now()
    kept = request.session.get(PROVED) or {}
    proved = _opened(kept, now)
    if proved is None:
        return redirect("portal:signin")
    if request.POST.get("new"):
        return _sign_in(request, actions.open_for(proved=proved, now=now), proved, kept["next"])
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.check_password(**form.cleaned_data, address=address_of(request), now=now)
            account = actions.join(proved=proved, account=account, now=now)
        except Refusal as refusal:
            form.add_error(None, said(refusal))
        except TooManyTries as refused:
            words = _("Ông/Bà đã thử quá nhiều lần. Xin chờ %(seconds)s giây rồi thử lại.")
            form.add_error(None, words % {"seconds": refused.seconds})
        else:
            return _sign_in(request, account, proved, kept["next"])
    values = {"form": form, "name": proved.full_name}
    return render(request, "portal/identity_join.html", values, status=422 if form.errors else 200)


def level_of(request: HttpRequest) -> int:
    """How well the person of this session is known: 0 by a password, 1 or 2 by proof in this very session."""
    return int(request.session.get(LEVEL, 0))


def _sign_in(request: HttpRequest, account: Account, proved: Proved, onward: str) -> HttpResponse:
    """Sign in under a new session key; the session keeps the level it was proved with."""
    request.session.flush()
    auth.login(request, account, backend=landing.BACKEND)
    request.session[LEVEL] = proved.level
    leaving.keep(request, proved)
    if not account.citizen.phone:
        return redirect("portal:contact")  # nobody could be told anything
    return redirect(landing.landing(request, onward))


def _connected() -> None:
    if not proving.is_connected():
        raise Http404


def _return_url() -> str:
    """Where the system sends the browser back: one address, as registered there, whatever the language of the page."""
    with translation.override("vi"):
        return f"{settings.PUBLIC_URL}{reverse('portal:identity-back')}"


def _unreachable() -> str:
    return _("Hệ thống định danh hiện không trả lời. Xin thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu.")


def _failed(request: HttpRequest, words: str, *, status: int = 400) -> HttpResponse:
    form = SignInForm()
    values = {"form": form, "next": "", "failed": words, "identity": True}
    return render(request, "portal/signin.html", values, status=status)


def _sealed(proved: Proved) -> str:
    said_of = asdict(proved) | {"at": proved.at.isoformat()}
    return base64.b64encode(seal(json.dumps(said_of))).decode()


def _opened(kept: dict[str, Any], now: datetime) -> Proved | None:
    if not kept or now.timestamp() - float(kept["since"]) > LASTS.total_seconds():
        return None
    try:
        told = json.loads(unseal(base64.b64decode(str(kept["who"]))))
    except (CannotOpen, ValueError):
        return None
    return Proved(**(told | {"at": datetime.fromisoformat(told["at"])}))


urlpatterns = [
    path("dang-nhap/dinh-danh/", begin, name="identity"),
    path("dang-nhap/dinh-danh/ve/", come_back, name="identity-back"),
    path("dang-nhap/dinh-danh/noi/", join, name="identity-join"),
]
