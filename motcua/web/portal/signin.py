"""Signing in and out: password, then for officers the code; at the first time a password and a telephone of one's own.

Until every step is done nobody is signed in: the session only remembers, for ten minutes, whose password was right.
"""

from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from motcua import access
from motcua.access.policy import Permission
from motcua.access.visitors import address_of
from motcua.base import clock
from motcua.base.refusal import Refusal
from motcua.core.vietnam import Unreadable
from motcua.people import actions, proving
from motcua.people.models import Account, SecondFactor
from motcua.people.throttle import TooManyTries
from motcua.web.portal.landing import BACKEND, landing
from motcua.web.portal.signin_forms import CodeForm, NewPasswordForm, OwnPasswordForm, RegisterForm, SignInForm
from motcua.web.ui import language

HALFWAY = "signing_in"
HALFWAY_LASTS = 600  # seconds


@access.public
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password."""
    onward = request.POST.get("next") or request.GET.get("next") or ""
    if request.user.is_authenticated and request.method == "GET":
        return redirect(landing(request, onward))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        try:
            account = actions.check_password(**form.cleaned_data, address=address_of(request), now=now)
        except (Refusal, TooManyTries) as refusal:
            return _again(request, "portal/signin.html", form, refusal, next=onward, identity=proving.is_connected())
        return _begin(request, account, onward)
    return _page(request, "portal/signin.html", form, next=onward, identity=proving.is_connected())


@access.public
@never_cache
@sensitive_post_parameters("code")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask an officer for the code on the telephone."""
    account = _halfway(request)
    factor = _confirmed_factor(account) if account else None
    if account is None or factor is None:
        return redirect("portal:signin")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.check_code(account=account, code=form.cleaned_data["code"], now=clock.now())
        except (Refusal, TooManyTries) as refusal:
            return _again(request, "portal/signin_code.html", form, refusal, **_shown_code(factor))
        return _onward(request, account, code_ok=True)
    return _page(request, "portal/signin_code.html", form, **_shown_code(factor))


@access.public
@never_cache
@sensitive_post_parameters()
def new_password(request: HttpRequest) -> HttpResponse:
    """Replace a temporary password by one's own."""
    account = _halfway(request)
    if account is None or not account.temporary_until or _code_missing(request, account):
        return redirect("portal:signin")
    form = NewPasswordForm(request.POST or None)
    advice = password_validators_help_texts()
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.change_password(
                account=account, present=form.cleaned_data["present"], new=form.cleaned_data["new"], now=clock.now()
            )
        except Refusal as refusal:
            return _again(request, "portal/signin_password.html", form, refusal, advice=advice)
        return _onward(request, account)
    return _page(request, "portal/signin_password.html", form, advice=advice)


@access.public
@never_cache
@sensitive_post_parameters("code")
def enrol(request: HttpRequest) -> HttpResponse:
    """Tie an officer's telephone to the account, and show the recovery codes this once."""
    account = _halfway(request)
    if account is None or not account.is_officer or account.temporary_until or _confirmed_factor(account):
        return redirect("portal:signin")
    factor = actions.begin_enrolment(officer=account.officer)
    picture = segno.make(actions.address_for_telephone(factor), error="m").svg_data_uri(scale=5, border=3)
    values = {"picture": picture, "key": factor.secret, **_shown_code(factor)}
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.confirm_enrolment(officer=account.officer, code=form.cleaned_data["code"], now=clock.now())
        except Refusal as refusal:
            return _again(request, "portal/signin_enrol.html", form, refusal, **values)
        onward = _finish(request, account)
        return render(request, "portal/signin_recovery.html", {"codes": codes, "onward": onward})
    return _page(request, "portal/signin_enrol.html", form, **values)


@access.public
@never_cache
@sensitive_post_parameters()
def register(request: HttpRequest) -> HttpResponse:
    """Open a local account for a citizen, who is then signed in."""
    form = RegisterForm(request.POST or None)
    advice = password_validators_help_texts()
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "again"}
        try:
            actions.allow_registration(address=address_of(request), now=clock.now())
            citizen = actions.register_citizen(**given, now=clock.now())
        except Unreadable as error:
            return _again(request, "portal/register.html", form, error, advice=advice)
        except (Refusal, TooManyTries) as refusal:
            return _again(request, "portal/register.html", form, refusal, advice=advice)
        return _begin(request, citizen.account, "")
    return _page(request, "portal/register.html", form, advice=advice)


@access.permission(Permission.OWN_ACCOUNT)
@never_cache
@sensitive_post_parameters()
def own_password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session of the account ends."""
    account = request.user
    assert isinstance(account, Account)
    form = OwnPasswordForm(request.POST or None)
    advice = password_validators_help_texts()
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.change_password(
                account=account, present=form.cleaned_data["present"], new=form.cleaned_data["new"], now=clock.now()
            )
        except Refusal as refusal:
            return _again(request, "portal/own_password.html", form, refusal, advice=advice)
        auth.login(request, account, backend=BACKEND)
        return render(request, "portal/own_password.html", {"done": True})
    return _page(request, "portal/own_password.html", form, advice=advice)


# --- From step to step ------------------------------------------------------------------------------------------------


def _begin(request: HttpRequest, account: Account, onward: str) -> HttpResponse:
    """Remember whose password was right, under a new session key, and go on."""
    request.session.flush()  # nothing of whoever used this browser before comes along
    request.session[HALFWAY] = {
        "account": account.pk,
        "epoch": account.epoch,
        "since": clock.now().timestamp(),
        "next": onward,
        "code_ok": False,
    }
    return _onward(request, account)


def _halfway(request: HttpRequest) -> Account | None:
    """Return whose password was right a moment ago; a new epoch or a closed account ends that too."""
    step = request.session.get(HALFWAY)
    if not step or clock.now().timestamp() - step["since"] > HALFWAY_LASTS:
        return None
    return Account.objects.filter(pk=step["account"], epoch=step["epoch"], is_active=True).first()


def _onward(request: HttpRequest, account: Account, *, code_ok: bool = False) -> HttpResponse:
    """Go to what is still missing, or sign in."""
    step = request.session[HALFWAY]
    step["code_ok"] = step["code_ok"] or code_ok
    step["epoch"] = account.epoch
    request.session[HALFWAY] = step
    request.session.cycle_key()  # each step under a key of its own: no process remembers an older state of it
    if _code_missing(request, account):
        return redirect("portal:signin-code")
    if account.temporary_until:
        return redirect("portal:signin-password")
    if account.is_officer and not _confirmed_factor(account):
        return redirect("portal:signin-enrol")
    return redirect(_finish(request, account))


def _finish(request: HttpRequest, account: Account) -> str:
    """Sign in under a new session key and return where to go."""
    onward = request.session[HALFWAY]["next"]
    request.session.flush()
    auth.login(request, account, backend=BACKEND)
    if request.LANGUAGE_CODE != settings.LANGUAGE_CODE:
        request.session[language.KEY] = request.LANGUAGE_CODE  # who signs in on the English page goes on in English
    return landing(request, onward)


def _code_missing(request: HttpRequest, account: Account) -> bool:
    return bool(_confirmed_factor(account)) and not request.session[HALFWAY]["code_ok"]


def _confirmed_factor(account: Account) -> SecondFactor | None:
    return SecondFactor.objects.filter(officer__account=account, confirmed_at__isnull=False).first()


# --- Pages ------------------------------------------------------------------------------------------------------------


def _shown_code(factor: SecondFactor) -> dict[str, Any]:
    """Return the code for the page of the demonstration; production settings refuse to start in that mode."""
    if not settings.SHOW_SECOND_FACTOR:
        return {}
    return {"demonstration": True, "shown_code": actions.present_code(factor, now=clock.now())}


def _page(request: HttpRequest, template: str, form: forms.Form, **values: Any) -> HttpResponse:
    return render(request, template, {"form": form, **values})


def _again(
    request: HttpRequest, template: str, form: forms.Form, refusal: Refusal | TooManyTries | Unreadable, **values: Any
) -> HttpResponse:
    """Show the page again with what was wrong, in the language of the page."""
    english = request.LANGUAGE_CODE == "en"
    if isinstance(refusal, TooManyTries):
        sentence = _("Ông/Bà đã thử quá nhiều lần. Xin chờ %(seconds)s giây rồi thử lại.") % {
            "seconds": refusal.seconds
        }
    elif isinstance(refusal, Unreadable):
        sentence = refusal.en if english else refusal.vi
    else:
        sentence = refusal.message_en if english else refusal.message_vi
    form.add_error(None, sentence)
    response = render(request, template, {"form": form, **values})
    if isinstance(refusal, TooManyTries):
        response.status_code = 429
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


urlpatterns = [
    path("dang-nhap/", sign_in, name="signin"),
    path("dang-nhap/ma-xac-thuc/", second_factor, name="signin-code"),
    path("dang-nhap/mat-khau-moi/", new_password, name="signin-password"),
    path("dang-nhap/thiet-lap/", enrol, name="signin-enrol"),
    path("dang-ky/", register, name="register"),
    path("tai-khoan/mat-khau/", own_password, name="own-password"),
]
