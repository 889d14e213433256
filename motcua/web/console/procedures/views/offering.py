"""Which agency offers a procedure, from when to when, how far online."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.catalog import actions
from motcua.catalog.models import Offering
from motcua.core.status_words import Tone
from motcua.org import queries as org
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.procedures import reach, words
from motcua.web.console.procedures.forms import LevelForm, OfferForm, StopForm
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@dataclass(frozen=True, slots=True)
class Row:
    """One agency's offer, and what may be done about it."""

    offering: Offering
    period: str
    tone: Tone
    state: str
    level_form: LevelForm | None
    stop_form: StopForm | None


@permission(Permission.MANAGE_CATALOG)
def offerings(request: HttpRequest, code: str) -> HttpResponse:
    """The agencies that offer a procedure; they are added, their level changed, their offer ended."""
    desk = desks.of(request)
    scope = desk.reach(Permission.MANAGE_CATALOG)
    versions = reach.versions(code)
    procedure = versions[0].procedure
    agencies = [each for each in org.agencies(on=desk.today).order_by("sort_key") if scope.covers(each.pk)]
    verb, _colon, place = request.POST.get("op", "").partition(":")
    changed: tuple[int, Form] | None = None
    new = OfferForm(
        request.POST if verb == "offer" else None,
        agencies=agencies,
        initial={"since": desk.today},
        auto_id="moi_%s",
    )
    status = 200
    if request.method == "POST":
        form = new if verb == "offer" else _form(request, verb, place)
        if form is None:
            raise Http404
        status = 422
        if form.is_valid():
            try:
                _do(verb, place, form, procedure.pk, desk)
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Đã ghi nhận."))
                return redirect("console:procedure_offerings", code)
        changed = (int(place), form) if verb != "offer" else None
    found = Offering.objects.filter(procedure=procedure).select_related("agency", "handling_unit")
    rows = [_row(each, desk, changed) for each in found.order_by("agency__sort_key", "-valid_from")]
    values = {
        "code": code,
        "name": versions[0].name,
        "rows": rows,
        "new": new,
        "refused": new if verb == "offer" else changed[1] if changed else None,
    }
    way = [
        Crumb(_("Thủ tục"), reverse("console:procedures")),
        Crumb(code, reverse("console:procedure", args=[code])),
        Crumb(_("Cơ quan cung cấp")),
    ]
    return frame.draw(request, "console/procedures/offerings.html", values, way=way, status=status)


def _form(request: HttpRequest, verb: str, place: str) -> Form | None:
    if not (place.isascii() and place.isdigit() and len(place) < 10):
        return None
    match verb:
        case "level":
            return LevelForm(request.POST, auto_id=f"muc{place}_%s")
        case "stop":
            return StopForm(request.POST, auto_id=f"dung{place}_%s")
    return None


def _do(verb: str, place: str, form: Form, procedure_id: int, desk: Desk) -> None:
    given: dict[str, Any] = form.cleaned_data
    who: dict[str, Any] = {"by": desk.actor, "now": desk.now}
    if verb == "offer":
        actions.offer(
            agency_id=given["agency"],
            procedure_id=procedure_id,
            valid_from=given["since"],
            valid_to=given["until"],
            online_level=given["level"],
            partial_reason=given["reason"],
            **who,
        )
        return
    offering = Offering.objects.filter(pk=int(place), procedure_id=procedure_id).first()
    if offering is None:
        raise Http404
    if not desk.reach(Permission.MANAGE_CATALOG).covers(offering.agency_id):
        raise PermissionDenied
    what: dict[str, Any] = {"agency_id": offering.agency_id, "procedure_id": procedure_id}
    if verb == "level":
        actions.set_level(**what, level=given["level"], since=given["since"], partial_reason=given["reason"], **who)
    else:
        actions.stop_offering(**what, last=given["last"], **who)


def _row(each: Offering, desk: Desk, changed: tuple[int, Form] | None) -> Row:
    over = each.valid_to is not None and each.valid_to < desk.today
    coming = each.valid_from > desk.today
    tone = Tone.IDLE if over else Tone.INFO if coming else Tone.OK
    state = _("Đã ngừng") if over else _("Sắp cung cấp") if coming else _("Đang cung cấp")
    mine = not over and desk.reach(Permission.MANAGE_CATALOG).covers(each.agency_id)
    level: LevelForm | None = None
    stop: StopForm | None = None
    if mine:
        level = LevelForm(
            initial={"level": each.online_level, "since": max(desk.today, each.valid_from),
                     "reason": each.partial_reason},
            auto_id=f"muc{each.pk}_%s",
        )  # fmt: skip
        stop = StopForm(initial={"last": max(desk.today, each.valid_from)}, auto_id=f"dung{each.pk}_%s")
    if changed and changed[0] == each.pk:
        level = changed[1] if isinstance(changed[1], LevelForm) else level
        stop = changed[1] if isinstance(changed[1], StopForm) else stop
    return Row(each, words.period(each.valid_from, each.valid_to), tone, state, level, stop)
