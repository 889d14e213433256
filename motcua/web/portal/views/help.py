"""Pages that only explain."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.access import public


@public
def guide(request: HttpRequest) -> HttpResponse:
    """How to file, how dates are counted, what becomes of one's data."""
    return render(request, "portal/help.html", {"here": "help"})
