"""Moving running dossiers to a newer version of their process: which could be, why not the others, by what decision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.catalog import queries
from motcua.catalog.models import ProcessVersion
from motcua.core import flow, lifecycle
from motcua.core.flow import ProcessDef
from motcua.core.lifecycle import Decision
from motcua.dossiers import actions
from motcua.dossiers import queries as dossiers
from motcua.dossiers.queries import Running
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.processes import reach, words
from motcua.web.console.processes.forms import MovingForm
from motcua.web.ui.parts import Crumb, Page
from motcua.web.ui.refusals import REFUSED, said

SIZE = 50
MOST = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier: the version it follows, the steps it is at, why it cannot be moved."""

    running: Running
    number: int
    steps: str
    why: str


class Mover:
    """What running dossiers of older versions are judged against: read and explored once for all of them."""

    def __init__(self, version: ProcessVersion) -> None:
        self.to = queries.table_of(version)
        self.known = flow.situations(self.to)
        older = [each for each in queries.process_versions(version.process_id) if each.number < version.number]
        self.numbers = {each.pk: each.number for each in older if each.status == ProcessVersion.Status.PUBLISHED}
        self.tables: dict[int, ProcessDef] = {each.pk: queries.table_of(each) for each in older}

    def line(self, running: Running) -> Line:
        before = self.tables[running.process_version_id]
        steps = (before.step(mark.key).name for mark in running.marking.open)
        number = self.numbers[running.process_version_id]
        return Line(running, number, ", ".join(dict.fromkeys(steps)), self._why(running, before))

    def able(self) -> Iterator[int]:
        """Every dossier that could be moved, oldest first."""
        last = 0
        while found := dossiers.running_on(self.numbers, most=MOST, after=last):
            yield from (each.id for each in found if not self.line(each).why)
            last = found[-1].id

    def _why(self, running: Running, before: ProcessDef) -> str:
        if running.state not in lifecycle.MOVES[lifecycle.Verb.ADOPT_PROCESS].sources:
            return _("Hồ sơ đã có kết quả.")
        return " ".join(words.said(each) for each in flow.misfits(before, self.to, running.marking, known=self.known))


@permission(Permission.MANAGE_PROCESSES)
def move(request: HttpRequest, version_id: int) -> HttpResponse:
    """The running dossiers on older versions; those chosen, or all that can be, are moved, each by itself.

    Sending it again does no harm: a dossier that was moved is no longer on an older version.
    """
    desk = reach.changing(request)
    version = reach.version(version_id)
    in_force = version.valid_from is not None and version.valid_from <= desk.today
    if version.status != ProcessVersion.Status.PUBLISHED or not in_force:
        return redirect("console:process", version.pk)
    mover = Mover(version)
    form = MovingForm(request.POST or None, initial={"decided_on": desk.today})
    status, done = 200, None
    if request.method == "POST":
        status = 422
        everyone = request.POST.get("op") == "all"
        chosen: Iterable[int] = mover.able() if everyone else _numbers(request.POST.getlist("ho_so"))
        if form.is_valid():
            done = _move(version, chosen, Decision(**form.cleaned_data), desk)
            status = 200
            if not done["moved"] and not done["refused"]:
                form.add_error(None, _("Hãy chọn ít nhất một hồ sơ chuyển được."))
                status, done = 422, None
    return _page(request, version, mover, form, done, status)


def _move(version: ProcessVersion, chosen: Iterable[int], decision: Decision, desk: Desk) -> dict[str, Any]:
    moved: list[str] = []
    refused: list[tuple[str, str]] = []
    for dossier_id in chosen:
        if len(moved) + len(refused) >= MOST:
            break
        try:
            done = actions.adopt_process(
                dossier_id=dossier_id, process_version_id=version.pk, decision=decision, by=desk.actor, now=desk.now
            )
        except REFUSED as refusal:
            code = dossiers.codes_of({dossier_id}).get(dossier_id, "")
            refused.append((code, said(refusal)))
        else:
            moved.append(done.code)
    return {"moved": moved, "refused": refused}


def _numbers(given: list[str]) -> list[int]:
    return sorted({int(each) for each in given if each.isascii() and each.isdigit() and len(each) < 19})


def _page(
    request: HttpRequest,
    version: ProcessVersion,
    mover: Mover,
    form: MovingForm,
    done: dict[str, Any] | None,
    status: int,
) -> HttpResponse:
    page = Page.asked(
        request.GET.get("trang"), size=SIZE, total=dossiers.running_by_process(mover.numbers) if mover.numbers else 0
    )
    lines = [mover.line(each) for each in dossiers.running_on(mover.numbers, most=SIZE, skip=page.start)]
    values = {
        "version": version,
        "form": form,
        "page": page,
        "lines": lines,
        "ticked": set() if done else set(_numbers(request.POST.getlist("ho_so"))),
        "any_able": page.last > 1 or any(not each.why for each in lines),
        "done": done,
        "most": MOST,
    }
    way = [
        Crumb(_("Quy trình"), reverse("console:processes")),
        Crumb(version.process.name, reverse("console:process", args=[version.pk])),
        Crumb(_("Chuyển hồ sơ đang giải quyết")),
    ]
    return frame.draw(request, "console/processes/moving.html", values, way=way, status=status)
