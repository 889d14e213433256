"""The language officers work in: kept with the account, the same on every work page. Their pages have one address in
both languages; the citizens' pages say theirs in the address (`/en/`)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.people import actions
from motcua.people.models import Account

KEY = "language"
DOORS = ("/can-bo/", "/quay/", "/quan-tri/", "/giao-dien/")
"""Where officers work; everything else has its language in the address."""

View = Callable[..., Any]


class OfficersLanguage:
    """Speaks to an officer on work pages in the language they chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_work(request):
            language = chosen_by(request)
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)


def is_work(request: HttpRequest) -> bool:
    """Whether this is an address of officers."""
    return request.path_info.startswith(DOORS)


def chosen_by(request: HttpRequest) -> str:
    """The session's language, else the account's. The session knows of a change at once, in every process."""
    account = request.user
    kept: str = account.language if isinstance(account, Account) else settings.LANGUAGE_CODE
    return request.session.get(KEY, kept) if account.is_authenticated else kept


def in_vietnamese(view: View) -> View:
    """Label a view that hands out a paper: statutory forms and files stay Vietnamese, whatever the officer reads."""

    @wraps(view)
    def made(*args: Any, **kwargs: Any) -> Any:
        with translation.override("vi"):
            return view(*args, **kwargs)

    return made


@require_POST
@permission(Permission.OWN_ACCOUNT)
def choose(request: HttpRequest) -> HttpResponse:
    """Work in another language from now on, here and wherever this account signs in."""
    language, back = request.POST.get("language", ""), request.POST.get("next", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    assert isinstance(request.user, Account)
    actions.choose_language(account=request.user, language=language)
    request.session[KEY] = language
    request.session.cycle_key()  # under a key of its own: no process remembers the session as it was
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")
