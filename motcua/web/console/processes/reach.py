"""Who may change a process. Processes are the province's: a unit's administrator only reads them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from motcua.access import Permission
from motcua.catalog.models import ProcessVersion
from motcua.web.console import desk as desks
from motcua.web.console.desk import Desk


def may_change(desk: Desk) -> bool:
    return desk.reach(Permission.MANAGE_PROCESSES).everywhere


def changing(request: HttpRequest) -> Desk:
    """The desk of somebody who may change processes.  :raises PermissionDenied:"""
    desk = desks.of(request)
    if not may_change(desk):
        raise PermissionDenied
    return desk


def version(version_id: int) -> ProcessVersion:
    """:raises Http404:"""
    found = (
        ProcessVersion.objects.select_related("process", "saved_by", "published_by", "template__process")
        .filter(pk=version_id)
        .first()
    )
    if found is None:
        raise Http404
    return found
