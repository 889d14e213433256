"""A reorganisation: planned, shown with all it touches, then carried out whole."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.dossiers import actions as dossiers
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.agencies.entering import PlanForm, fingerprint, named_on
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.MANAGE_AGENCIES)
def reorganise(request: HttpRequest) -> HttpResponse:
    """Who ends or gives a part away, who takes over: nothing happens before it was seen."""
    desk = desks.of(request)
    op = request.POST.get("op", "")
    form = PlanForm(request.POST or None, leaving=_asked(request, desk.today), initial={"on": desk.today})
    form.suggest(desk.today)
    values: dict[str, Any] = {"form": form, "plan": None}
    status = 200
    if request.method == "POST" and op == "more":
        form.leave_unjudged()
    elif request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            asked = {
                "leaving": given["leaving"],
                "heirs": given["heirs"],
                "main": given["main_id"],
                "on": given["on"],
                "ends": given["ends"] == "ends",
            }
            plan, against = dossiers.plan_of(**asked)
            seen = fingerprint(plan)
            if op == "carry_out" and not against and request.POST.get("seen") == seen:
                try:
                    done = dossiers.reorganise(**asked, decision=given["decision"], by=desk.actor, now=desk.now)
                except REFUSED as refused:
                    form.add_error(None, said(refused))
                    status = 409
                else:
                    told = _("Đã sắp xếp: chuyển %(posts)s vị trí, %(offerings)s thủ tục, %(dossiers)s hồ sơ.")
                    counts = {"posts": done.posts, "offerings": done.offerings, "dossiers": done.dossiers}
                    messages.success(request, told % counts)
                    return redirect("console:agency", (plan.heirs or plan.leaving)[0].id)
            else:
                status = 200 if not against else 409
                values |= {
                    "plan": plan,
                    "against": [said(each) for each in against],
                    "seen": seen,
                    "changed": op == "carry_out" and not against,
                }
    way = [Crumb(_("Cơ quan, đơn vị"), reverse("console:agencies")), Crumb(_("Sắp xếp cơ quan"))]
    return frame.draw(request, "console/agencies/reorganise.html", values, way=way, status=status)


def _asked(request: HttpRequest, today: date) -> list[str]:
    """The agency whose page led here."""
    number = request.GET.get("co_quan", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    return [next((name for name, agency_id in named_on(today).items() if agency_id == wanted), "")]
