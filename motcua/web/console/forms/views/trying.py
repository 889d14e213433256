"""The form as the applicant will see it, to be filled in for a try; nothing is kept."""

from random import Random

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_sameorigin

from motcua.access import Permission, permission
from motcua.catalog import queries
from motcua.catalog.queries import FormInUse
from motcua.core import forms
from motcua.core.forms import mending
from motcua.core.forms.inventing import invent
from motcua.web.console import desk as desks
from motcua.web.console.forms import working
from motcua.web.ui.declaring import Declaration
from motcua.web.ui.safety import POLICY

FRAMED_HERE = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


@permission(Permission.MANAGE_CATALOG)
@xframe_options_sameorigin
def attempt(request: HttpRequest, version_id: int) -> HttpResponse:
    """Draw the draft, or a form that was, in the frame beside the builder or on a page of its own."""
    definition = _definition(version_id, request.GET.get("ban", ""))
    sound = mending.sound_part(definition)
    asked = request.GET.get("ngon-ngu", "")
    language = asked if asked in ("vi", "en") else translation.get_language() or "vi"
    with translation.override(language):
        values = {"whole": sound == definition, "language": language, "declaration": None}
        if sound is not None:
            values |= _tried(request, sound)
        response = render(request, "console/forms/try.html", values)
    response.headers["Content-Security-Policy"] = FRAMED_HERE
    response.headers["Cache-Control"] = "no-store"
    return response


def _definition(version_id: int, number: str) -> forms.Definition:
    if not number:
        return working.on_the_table(version_id).definition
    found = next((each for each in queries.form_versions(version_id) if str(each.number) == number), None)
    if found is None:
        raise Http404
    return forms.read(found.definition)


def _tried(request: HttpRequest, definition: forms.Definition) -> dict[str, object]:
    today = desks.of(request).today
    tables = queries.code_tables(on=today)
    begun = None
    if request.GET.get("dien") and not request.POST:
        seed = request.GET["dien"]
        dice = Random(int(seed) if seed.isascii() and seed.isdigit() and len(seed) < 6 else 1)  # noqa: S311
        begun = invent(definition, dice, today, tables=tables, fullness=0.8).values
    in_hand = FormInUse(None, definition, True)
    declaration = Declaration(in_hand, request.POST or None, on=today, tables=tables, begun=begun)
    judged = request.POST.get("stage") == "check"
    return {"declaration": declaration, "judged": judged, "right": judged and declaration.is_valid()}
