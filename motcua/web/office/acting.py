"""One way for every action: show its form, make one call into the domain, say its refusal above what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.web.office import frame, offers
from motcua.web.office.case import Case
from motcua.web.office.forms import CommandForm
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

GONE = gettext_lazy(
    "Việc này hiện không thực hiện được với hồ sơ: có thể người khác đã làm trước. Dưới đây là tình trạng mới nhất."
)


def act(
    request: HttpRequest,
    case: Case,
    *,
    title: str,
    form: CommandForm,
    do: Callable[[dict[str, Any]], object],
    done: str,
    onward: str = "",
    template: str = "office/act.html",
    **values: Any,
) -> HttpResponse:
    """Answer an action's page.

    :param do: makes the one call, with the cleaned values; what it raises is shown and nothing has changed.
    :param onward: where to go afterwards; the dossier's own page unless said otherwise.
    """
    status = 200
    page = reverse("office:dossier", args=[case.id])
    if request.method == "POST":
        if form.is_valid():
            try:
                do(form.cleaned_data)
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, done)
                return redirect(onward or page)
        else:
            status = 422
    elif not any(offer.url == request.path for offer in offers.every(case)):
        messages.warning(request, GONE)
        return redirect(page)
    crumbs = [Crumb(_("Hộp việc"), reverse("office:inbox")), Crumb(case.code, page), Crumb(title)]
    given = {"title": title, "form": form, "case": case, "crumbs": crumbs, "back_url": page, "danger": False}
    return frame.draw(request, template, given | values, status=status)
