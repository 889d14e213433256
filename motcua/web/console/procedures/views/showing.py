"""One procedure: its versions on a time line, what one of them holds, what differs between two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.access import Permission, permission
from motcua.catalog import queries
from motcua.catalog.models import (
    Channel,
    FormVersion,
    Offering,
    Paper,
    ProcedureProcess,
    ProcedureVersion,
    Understanding,
)
from motcua.catalog.understand.procedure import norm_of
from motcua.catalog.understand.times import Duration, TimeUnit
from motcua.core.status_words import Tone
from motcua.core.vietnam import day_text
from motcua.dossiers import queries as dossiers
from motcua.dossiers.queries import PinnedTo
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.procedures import differing, reach, words
from motcua.web.console.procedures.forms import BindForm, PaperForm, TermForm, process_choices
from motcua.web.ui import procedures as said
from motcua.web.ui.parts import Crumb, Fact

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
MOST_OFFERINGS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A version on the time line."""

    version: ProcedureVersion
    tone: Tone
    state: str
    period: str
    running: str
    current: bool
    before: int | None  # the number of the one before, to compare with


@dataclass(frozen=True, slots=True)
class Way:
    """A way to file, and what a clerk must choose of it."""

    channel: Channel
    shown: said.Way
    alternatives: list[str]
    form: TermForm | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list of papers; one whose number is not known asks a clerk."""

    paper: Paper
    amount: str
    form: PaperForm | None


@permission(Permission.MANAGE_CATALOG)
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """A procedure as it stands today, or in the version of `?ban=`."""
    desk = desks.of(request)
    versions = reach.versions(code)
    number = request.GET.get("ban", "")
    shown = next((each for each in versions if str(each.number) == number), None)
    shown = shown or queries.shown_of(versions, desk.today)
    return drawn(request, versions, shown)


def drawn(
    request: HttpRequest,
    versions: list[ProcedureVersion],
    shown: ProcedureVersion,
    *,
    refused: Any = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a procedure, with whichever of its small forms was refused."""
    desk = desks.of(request)
    version = queries.version_with_all(shown.pk)
    pinned = dossiers.pinned_to_versions(each.pk for each in versions)
    offerings = list(
        Offering.objects.filter(procedure=version.procedure).select_related("agency", "handling_unit")
        .order_by("agency__sort_key", "-valid_from")
    )  # fmt: skip
    may_change = desk.reach(Permission.MANAGE_CATALOG).everywhere
    bindings = list(ProcedureProcess.objects.filter(version=version).select_related("case", "process_version__process"))
    tone, state = words.state(version, desk.today)
    draft = queries.procedure_draft(version.procedure.national_code)
    values = {
        "version": version,
        "procedure": version.procedure,
        "tone": tone,
        "state": state,
        "entries": _entries(versions, version, pinned, desk.today),
        "facts": _facts(version),
        "texts": words.texts(version),
        "ways": [_way(each, desk.today, may_change) for each in version.channels.all()],
        "papers": [_paper(each, may_change) for each in version.papers.all()],
        "cases": list(version.cases.all()),
        "must_choose": must_choose(version),
        "bindings": bindings,
        "bind_form": BindForm(processes=process_choices(), cases=list(version.cases.all())) if may_change else None,
        "form_in_use": FormVersion.objects.filter(version=version, status="published").defer("definition").first(),
        "offerings": offerings[:MOST_OFFERINGS],
        "offerings_more": max(0, len(offerings) - MOST_OFFERINGS),
        "levels": {each.value: str(each.label) for each in Offering.Level},
        "draft": draft,
        "draft_duties": words.duties(words.decision_of(draft), desk.calendar, desk.today) if draft else [],
        "published": [
            (each, words.duties(each.decision, desk.calendar, desk.today))
            for each in queries.publications(since=BEGINNING, code=version.procedure.national_code)
        ],
        "may_change": may_change,
        "may_withdraw": may_change and version.pk == newest_of(versions).pk and version.valid_from > desk.today,
        "may_abolish": may_change and version.procedure.abolished_on is None,
        "abolition_open": version.procedure.abolished_on is not None and version.procedure.abolished_on > desk.today,
        "refused": refused,
        "today": desk.today,
    }
    way = [Crumb(_("Thủ tục"), reverse("console:procedures")), Crumb(version.procedure.national_code)]
    return frame.draw(request, "console/procedures/one.html", values, way=way, status=status)


@permission(Permission.MANAGE_CATALOG)
def compare(request: HttpRequest, code: str, before: int, after: int) -> HttpResponse:
    """What changed from one version to another, the older first."""
    first, second = sorted((before, after))
    found = [queries.version_with_all(reach.version(code, number).pk) for number in (first, second)]
    if first == second:
        raise Http404
    values = {
        "name": found[1].name,
        "before": found[0],
        "after": found[1],
        "changes": differing.differing(*found),
        "before_head": _("Phiên bản %(number)s") % {"number": first},
        "after_head": _("Phiên bản %(number)s") % {"number": second},
    }
    way = [
        Crumb(_("Thủ tục"), reverse("console:procedures")),
        Crumb(code, reverse("console:procedure", args=[code])),
        Crumb(_("So sánh")),
    ]
    return frame.draw(request, "console/procedures/compare.html", values, way=way)


@permission(Permission.MANAGE_CATALOG)
def compare_any(request: HttpRequest, code: str) -> HttpResponse:
    """Any two versions, as chosen in two lists."""
    numbers = sorted(
        {int(each) for each in (request.GET.get("tu", ""), request.GET.get("voi", "")) if _is_number(each)}
    )
    if len(numbers) != 2:
        return redirect("console:procedure", code)
    return redirect("console:procedure_compare", code, *numbers)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7


def newest_of(versions: list[ProcedureVersion]) -> ProcedureVersion:
    """The newest version that holds or will hold."""
    holding = [each for each in versions if each.valid_to is None or each.valid_to >= each.valid_from]
    return (holding or versions)[0]


def running(count: int) -> str:
    return ngettext("%(count)s hồ sơ đang giải quyết", "%(count)s hồ sơ đang giải quyết", count) % {"count": count}


def _entries(versions: list[ProcedureVersion], shown: ProcedureVersion, pinned: Any, today: date) -> list[Entry]:
    found = []
    for place, each in enumerate(versions):
        tone, state = words.state(each, today)
        bound: PinnedTo | None = pinned.get(each.pk)
        older = versions[place + 1] if place + 1 < len(versions) else None
        found.append(
            Entry(
                each,
                tone,
                state,
                words.period(each.valid_from, each.valid_to),
                running(bound.running) if bound and bound.running else "",
                each.pk == shown.pk,
                older.number if older else None,
            )
        )
    return found


def _facts(version: ProcedureVersion) -> list[Fact]:
    procedure = version.procedure
    facts = [
        Fact(_("Mã thủ tục"), procedure.national_code, "code"),
        Fact(_("Lĩnh vực"), version.field.name),
        Fact(_("Cấp thực hiện"), words.levels(version.levels) or "–"),
        Fact(_("Đối tượng thực hiện"), "; ".join(version.targets) or "–"),
        Fact(_("Cơ quan thực hiện"), version.executing_agency or "–"),
        Fact(_("Quyết định công bố"), version.decision_number or "–"),
        Fact(_("Khi bổ sung hồ sơ"), version.get_supplement_policy_display()),
    ]
    if procedure.local_code:
        facts.append(Fact(_("Mã tại tỉnh"), procedure.local_code, "code"))
    if procedure.abolished_on:
        facts.append(Fact(_("Bãi bỏ từ ngày"), day_text(procedure.abolished_on)))
    return facts


def _way(channel: Channel, today: date, may_change: bool) -> Way:
    shown = said.way(channel, on=today)
    alternatives = [alternative(each) for each in channel.time_alternatives]
    asks = may_change and (shown.time_unclear or shown.fee_unclear)
    form = TermForm(time=shown.time_unclear, fee=shown.fee_unclear, auto_id=f"c{channel.pk}_%s") if asks else None
    return Way(channel, shown, alternatives, form)


def alternative(each: Mapping[str, str]) -> str:
    """A term the text names, with the words it stands in."""
    term = said.norm_words(*norm_of(Duration(Decimal(each["value"]), TimeUnit(each["unit"]))))
    return f"{term}: “{each['words']}”" if each["words"] else term


def _paper(paper: Paper, may_change: bool) -> Row:
    asks = may_change and paper.status != Understanding.UNDERSTOOD
    form = PaperForm(auto_id=f"p{paper.pk}_%s", initial={"kind": paper.kind}) if asks else None
    return Row(paper, said.paper_amount(paper), form)


def must_choose(version: ProcedureVersion) -> int:
    """How many terms, fees and papers of a version wait for a clerk."""
    channels = sum(
        (each.time_status != Understanding.UNDERSTOOD) + (each.fee_status != Understanding.UNDERSTOOD)
        for each in version.channels.all()
    )
    return channels + sum(each.status != Understanding.UNDERSTOOD for each in version.papers.all())
