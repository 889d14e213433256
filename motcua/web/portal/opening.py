"""Whether a procedure can be filed here, and where to go when it cannot."""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalog import queries as catalog
from motcua.catalog.models import Procedure
from motcua.catalog.queries import Page
from motcua.catalog.refusals import NotFound, NotInForce
from motcua.core import numbering, regime

_PROCEDURE_CODE = re.compile(rf"{numbering.NATIONAL_CODE}(?:\.[\dA-Z]{{2,3}}){{0,8}}")
_TRACKING_KEY = re.compile(r"[a-z0-9]{6,24}")
_DOSSIER_CODE = re.compile(r"[A-Z0-9]{3}(?:\.[A-Z0-9]{1,8}){0,8}-\d{6}(?:\d{2})?-\d{4,10}", re.I)


@dataclass(frozen=True, slots=True)
class FilingDoor:
    """Open with an address, or closed with a reason and the place to go instead."""

    open: bool
    url: str = ""
    reason: str = ""
    elsewhere: str = ""


def sheet(code: str, *, on: date) -> Page:
    """The procedure with this code as it stands on a day.  :raises Http404: there is none."""
    if not _PROCEDURE_CODE.fullmatch(code):
        raise Http404
    try:
        return catalog.page(code, on=on)
    except (NotFound, NotInForce) as missing:
        raise Http404 from missing


def is_dossier_code(text: str) -> bool:
    return bool(_DOSSIER_CODE.fullmatch(text))


def is_tracking_key(text: str) -> bool:
    return bool(_TRACKING_KEY.fullmatch(text))


def filing(page: Page, *, on: date) -> FilingDoor:
    """Tell where a dossier of this procedure is filed online today.

    law:single-portal — since 1/7/2025 citizens file on the national portal; an installation may keep its own door open.
    """
    procedure = page.procedure
    if not any(channel.kind == "online" for channel in page.channels):
        return FilingDoor(False, reason=_("Thủ tục này không nhận hồ sơ trực tuyến."))
    if not is_open(procedure, on=on):
        return FilingDoor(
            False,
            reason=_("Hồ sơ trực tuyến của thủ tục này được nộp tại Cổng Dịch vụ công quốc gia."),
            elsewhere=settings.NATIONAL_PORTAL,
        )
    if not page.offerings:
        return FilingDoor(False, reason=_("Chưa có cơ quan nào của tỉnh nhận thủ tục này."))
    return FilingDoor(True, url=reverse("portal:file", args=[procedure.national_code]))


def is_open(procedure: Procedure, *, on: date) -> bool:
    """Whether this installation takes dossiers of the procedure online itself, as law and its own switches say."""
    return takes_online(on=on) and procedure.online_filing_open


def takes_online(*, on: date) -> bool:
    """Whether this installation takes dossiers online at all."""
    return regime.at(on).filing_open(settings.ONLINE_FILING)
