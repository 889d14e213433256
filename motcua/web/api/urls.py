"""The programming interface under `/api/v1/`, described by `/api/v1/openapi.json`."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.parser import Parser

from motcua import access
from motcua.web.api import forms

VERSION = "1"


class CarefulParser(Parser):
    """Reads a body as JSON; one nested deeper than Python counts is refused as any other that is none."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            return json.loads(request.body)
        except (ValueError, RecursionError) as wrong:
            raise HttpError(400, "Cannot parse request body") from wrong


api = NinjaAPI(
    title="Một Cửa",
    version=VERSION,
    description="Giao diện lập trình của hệ thống một cửa. / The programming interface of the one-stop system.",
    urls_namespace="api",
    docs_url=None,  # its page loads scripts from elsewhere
    parser=CarefulParser(),
)
api.add_router("", forms.router)


@api.exception_handler(forms.Refused)
def refused(request: HttpRequest, refusal: forms.Refused) -> HttpResponse:
    """A refusal in both languages."""
    return api.create_response(request, refusal.failure.dict(), status=refusal.status_code)


def _open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the interface, labelled: anybody may ask it. It changes nothing, so no token of a page is wanted."""

    @access.public
    @csrf_exempt
    def labelled(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return labelled


app_name = "api"
urlpatterns: list[URLPattern] = [
    path(str(each.pattern), _open(each.callback), name=each.name or "")
    for each in api.urls[0]
    if isinstance(each, URLPattern) and each.callback is not None
]
