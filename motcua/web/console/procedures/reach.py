"""Who may change what: the catalogue is the province's; what an agency offers is changed where one has the right."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from motcua.access import Permission
from motcua.catalog import queries
from motcua.catalog.models import ProcedureVersion
from motcua.catalog.refusals import NotFound
from motcua.web.console import desk as desks
from motcua.web.console.desk import Desk


def changing(request: HttpRequest) -> Desk:
    """The desk of somebody who may change the catalogue.  :raises PermissionDenied:"""
    desk = desks.of(request)
    if not desk.reach(Permission.MANAGE_CATALOG).everywhere:
        raise PermissionDenied
    return desk


def versions(code: str) -> list[ProcedureVersion]:
    """:raises Http404:"""
    try:
        return queries.versions_of(code)
    except NotFound as refused:
        raise Http404 from refused


def version(code: str, number: int) -> ProcedureVersion:
    """:raises Http404:"""
    found = next((each for each in versions(code) if each.number == number), None)
    if found is None:
        raise Http404
    return found
