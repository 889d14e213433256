"""The label on each view: which right it needs. `Doorkeeper` reads it, and lets nobody through a view without one."""

from collections.abc import Callable
from enum import Enum
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from motcua.access.policy import ROLES, TITLES, Permission, grantors
from motcua.base import clock

View = TypeVar("View", bound=Callable[..., Any])


class Open(Enum):
    """The label of a view that anybody may open."""

    TO_ALL = "public"


PUBLIC: Final = Open.TO_ALL


def permission(needed: Permission) -> Callable[[View], View]:
    """Label a view with the right it needs. Whether it reaches a certain record, the view asks `queries.may`."""

    def label(view: View) -> View:
        view.permission = needed  # type: ignore[attr-defined]
        return view

    return label


def public(view: View) -> View:
    """Label a view that anybody may open, signed in or not."""
    view.permission = PUBLIC  # type: ignore[attr-defined]
    return view


def rescued_by(rescue: Callable[..., HttpResponseBase | None]) -> Callable[[View], View]:
    """Label a view with what becomes of a form whose sender was signed out meanwhile, so that nothing typed is lost.

    `rescue` gets the request and the view's arguments. It must find out by itself whose form it is, and only keep it.
    """

    def label(view: View) -> View:
        view.rescue = rescue  # type: ignore[attr-defined]
        return view

    return label


def rescued(request: HttpRequest, view: Callable[..., Any], kwargs: Any) -> HttpResponseBase | None:
    """The answer to a sent form that was kept although it may not be carried out; None: there is nothing to keep."""
    rescue = getattr(view, "rescue", None)
    return rescue(request, **kwargs) if rescue and request.method == "POST" else None


class Doorkeeper:
    """Middleware: opens a view only to those with the right its label names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Return None to let the request pass, or the answer that stops it."""
        from motcua.access import queries  # models are not there yet when Django first imports this package
        from motcua.people.queries import day_of

        needed = getattr(view, "permission", None)
        if needed is PUBLIC:
            return None
        if not isinstance(needed, Permission):
            return refuse(request, None)  # a view nobody labelled stays shut
        if not request.user.is_authenticated:
            kept = rescued(request, view, kwargs)
            if kept is not None:
                return kept
            return redirect(f"/dang-nhap/?{urlencode({'next': request.get_full_path()})}")
        if queries.may(request.user, needed, on=day_of(clock.now())):
            return None
        return refuse(request, needed)


def refuse(request: HttpRequest, needed: Permission | None) -> HttpResponse:
    """Return the page that says which right is missing and who grants it."""
    from motcua.access import queries
    from motcua.people.queries import day_of

    roles = [ROLES[role] for role in grantors(needed)] if needed else []
    asked = queries.who_grants(needed, request.user, on=day_of(clock.now())) if needed else []
    return render(
        request,
        "access/refused.html",
        {
            "needed": TITLES[needed] if needed else "",
            "roles": roles,
            "granted_by": sorted({rule.granted_by for rule in roles}),
            "ask": asked,
            "code": 403,
        },
        status=403,
    )
