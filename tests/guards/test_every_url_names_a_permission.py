"""Each address of the installation says which right it needs, and the doorkeeper stands before all of them."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.access.doors import PUBLIC, Doorkeeper
from motcua.access.policy import Permission

DOORKEEPER = "motcua.access.doors.Doorkeeper"


def every_pattern(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield each address, as it is written in the `urls.py` files, with its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry, route)
        else:
            yield route, entry


@pytest.mark.parametrize(("route", "pattern"), [pytest.param(r, p, id=r or "/") for r, p in every_pattern()])
def test_every_address_names_the_right_it_needs(route, pattern):
    named = getattr(pattern.callback, "permission", None)
    assert named is PUBLIC or isinstance(named, Permission), (
        f"{route}: label the view with @access.permission or public"
    )


def test_the_doorkeeper_knows_who_asks_and_stands_before_every_view():
    order = settings.MIDDLEWARE
    assert order.index("django.contrib.auth.middleware.AuthenticationMiddleware") < order.index(DOORKEEPER)


def test_a_view_nobody_labelled_stays_shut(rf):
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), {}
    keeper = Doorkeeper(lambda request: HttpResponse("open"))
    answer = keeper.process_view(request, lambda request: HttpResponse("open"), (), {})
    assert answer is not None
    assert answer.status_code == 403
