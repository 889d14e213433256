"""What stands around every page of the console: whose desk it is, the way here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access.policy import ROLES
from motcua.core.roles import Role
from motcua.web.console import desk as desks
from motcua.web.ui.parts import Crumb


def draw(
    request: HttpRequest, template: str, values: dict[str, Any], *, way: list[Crumb] | None = None, status: int = 200
) -> HttpResponse:
    """A page of the console; `way` leads from the front page to this one, which comes last and has no address."""
    crumbs = [Crumb(_("Quản trị"), reverse("console:front")), *way] if way else []
    return render(request, template, around(request) | {"crumbs": crumbs} | values, status=status)


def around(request: HttpRequest) -> dict[str, Any]:
    """Who works here."""
    desk = desks.of(request)
    post = desk.posts[0] if desk.posts else None
    return {
        "officer_name": desk.actor.name,
        "officer_post": (post.title or ROLES[Role(post.role)].title) if post else "",
        "agency_name": (post.unit.name if post.unit else post.agency.short_name) if post else "",
        "work_home": reverse("console:front"),
    }
