"""The citizens' pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua import access


@access.public
def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return render(request, "portal/home.html", {"here": "procedures"})


track = help_page = home
