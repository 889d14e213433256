"""What stands around every page of the office: the officer's name and post, the search box."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.access import Permission
from motcua.access.policy import ROLES
from motcua.core.roles import Role
from motcua.web.office import desk as desks


def draw(request: HttpRequest, template: str, values: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the workbench."""
    return render(request, template, around(request) | values, status=status)


def around(request: HttpRequest) -> dict[str, Any]:
    """Who works here."""
    desk = desks.of(request)
    post = desk.posts[0] if desk.posts else None
    return {
        "officer_name": desk.actor.name,
        "officer_post": (post.title or ROLES[Role(post.role)].title) if post else "",
        "agency_name": (post.unit.name if post.unit else post.agency.short_name) if post else "",
        "search_url": reverse("office:search") if Permission.SEE_DOSSIERS in desk.permissions else "",
    }
