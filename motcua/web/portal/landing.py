"""Where somebody who has just signed in goes."""

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.access import queries as rights
from motcua.access.policy import Permission
from motcua.base import clock
from motcua.people.queries import day_of

BACKEND = "motcua.people.sessions.AccountBackend"
LANDINGS = (
    (Permission.ACCEPT_DOSSIER, "/quay/"),
    (Permission.RETURN_RESULT, "/quay/"),
    (Permission.WORK_STEP, "/can-bo/"),
    (Permission.RECORD_PAYMENT, "/quay/"),
    (Permission.OPEN_CONSOLE, "/quan-tri/"),
    (Permission.WATCH_UNIT, "/can-bo/qua-han/"),
)


def landing(request: HttpRequest, onward: str) -> str:
    """Return the page that was asked for, if it is ours; else the first door the person works at."""
    here = {request.get_host()}
    if onward and url_has_allowed_host_and_scheme(onward, allowed_hosts=here, require_https=request.is_secure()):
        return onward
    may = rights.permissions_of(request.user, on=day_of(clock.now()))
    for permission, door in LANDINGS:
        if permission in may and _exists(door):
            return door
    return reverse("portal:home")


def _exists(door: str) -> bool:
    try:
        resolve(door)
    except Resolver404:
        return False
    return True
