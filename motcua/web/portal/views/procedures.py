"""Finding a procedure and reading what it asks and promises."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.access import public
from motcua.base import clock
from motcua.catalog import queries as catalog
from motcua.core import vietnam
from motcua.ratings.queries import figures
from motcua.web.portal import finding, opening, presenting
from motcua.web.ui import procedures as words
from motcua.web.ui.parts import Crumb, Page
from motcua.web.ui.wording import grouped

PAGE_SIZE = 20
EXAMPLES = ("khai sinh", "cấp đổi sổ đỏ", "hộ kinh doanh")
FIELDS_AT_HOME = 18
RATED_WITHIN = timedelta(days=365)


@public
def home(request: HttpRequest) -> HttpResponse:
    """The first page: one question, one box."""
    today = clock.now().astimezone(vietnam.ZONE).date()
    fields = finding.fields(on=today)
    largest = sorted(fields, key=lambda field: -field[2])[:FIELDS_AT_HOME]
    values = {"examples": EXAMPLES, "fields": [field for field in fields if field in largest]}
    elsewhere = "" if opening.takes_online(on=today) else settings.NATIONAL_PORTAL
    return render(request, "portal/home.html", {"here": "procedures", "elsewhere": elsewhere, **values})


@public
def procedures(request: HttpRequest) -> HttpResponse:
    """Search results. A dossier code typed into the box leads to tracking."""
    text = vietnam.tidy(request.GET.get("q", ""))[:200]
    if opening.is_dossier_code(text):
        return redirect(f"{reverse('portal:track')}?ma={text.upper()}")
    today = clock.now().astimezone(vietnam.ZONE).date()
    wanted = finding.Wanted.asked(request.GET, text)
    asked = Page.asked(request.GET.get("trang"), size=PAGE_SIZE, total=10**6)
    found = finding.search(wanted, on=today, offset=asked.start, limit=PAGE_SIZE)
    page = Page.asked(request.GET.get("trang"), size=PAGE_SIZE, total=found.total)
    if page.number != asked.number:  # beyond the last page: show that one
        found = finding.search(wanted, on=today, offset=page.start, limit=PAGE_SIZE)
    values = {
        "here": "procedures",
        "q": text,
        "said": _said(found.total, text),
        "page": page,
        "cards": found.cards,
        "chips": finding.chips(wanted, request.GET),
        "kept": [(name, value) for name, value in request.GET.items() if name not in ("linh-vuc", "trang") and value],
        "field_choices": found.fields,
        "chosen_field": wanted.field_id,
    }
    return render(request, "portal/procedures.html", values)


def _said(total: int, text: str) -> str:
    values = {"count": grouped(total)}
    if text:
        return ngettext("%(count)s thủ tục phù hợp", "%(count)s thủ tục phù hợp", total) % values
    return ngettext("%(count)s thủ tục", "%(count)s thủ tục", total) % values


@public
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure, in the order in which it is needed."""
    now = clock.now()
    today = now.astimezone(vietnam.ZONE).date()
    page = opening.sheet(code, on=today)
    version = page.version
    bundle = catalog.bundle_of(page.procedure.national_code, on=today)
    ways = [words.way(channel, on=today) for channel in page.channels]
    fields = f"{reverse('portal:procedures')}?linh-vuc={version.field_id}"
    values = {
        "here": "procedures",
        "version": version,
        "crumbs": [Crumb(_("Thủ tục"), reverse("portal:procedures")), Crumb(version.field.name, fields), Crumb(code)],
        "short": presenting.in_short(ways),
        "levels": ", ".join(presenting.level_names(version.levels)),
        "groups": words.paper_groups(page.papers),
        "ways": ways,
        "results": page.results,
        "bases": page.legal_bases,
        "filing": opening.filing(page, on=today),
        "satisfaction": presenting.satisfaction(figures(version.procedure_id, since=now - RATED_WITHIN)),
        "steps": catalog.bundle_steps(bundle, on=today) if bundle else (),
        "agencies": [offering.agency.name for offering in page.offerings],
    }
    return render(request, "portal/procedure.html", values)
