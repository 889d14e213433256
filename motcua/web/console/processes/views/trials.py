"""Trying a draft: situations written down and run again, and finished dossiers taken through it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.catalog import actions, queries
from motcua.catalog.models import ProcessVersion
from motcua.core import flow
from motcua.core.flow import Outcome, ProcessDef, Replayed, Trial, Verdict
from motcua.core.flow.trials import from_row
from motcua.core.vietnam import ZONE, moment_text
from motcua.core.worktime import CalendarGap, WorkCalendar
from motcua.dossiers import queries as dossiers
from motcua.web.console import frame
from motcua.web.console.processes import reach, words
from motcua.web.console.processes.forms import TrialForm
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@dataclass(frozen=True, slots=True)
class ShownTrial:
    name: str
    answers: str
    steps: tuple[str, ...]
    hours: str
    begins: str
    due: str
    passed: bool
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownReplay:
    code: str
    before: str
    after: str
    differences: tuple[str, ...]


@permission(Permission.MANAGE_PROCESSES)
def trials(request: HttpRequest, version_id: int) -> HttpResponse:
    """The trials of a version with what becomes of them; on a draft they are written, accepted anew, taken away."""
    desk = reach.changing(request)
    version = reach.version(version_id)
    process = queries.table_of(version)
    calendar = desk.calendar
    form = TrialForm(request.POST or None, process=process)
    status = 200
    if request.method == "POST":
        status = 422
        asked = request.POST.get("op", "")
        try:
            if asked.startswith("drop:"):
                actions.drop_trial(version_id=version.pk, name=asked[5:], by=desk.actor, now=desk.now)
                return redirect("console:process_trials", version.pk)
            trial = _known(version, asked[7:]) if asked.startswith("accept:") else _written(form, calendar)
            if trial is not None:
                actions.keep_trial(version_id=version.pk, trial=trial, calendar=calendar, by=desk.actor, now=desk.now)
                messages.success(request, _("Đã ghi nhận tình huống “%(name)s”.") % {"name": trial.name})
                return redirect("console:process_trials", version.pk)
        except REFUSED as refused:
            if asked:
                messages.error(request, said(refused))
            else:
                form.add_error(None, said(refused))
            status = 409
    values = {
        "version": version,
        "form": form,
        "trials": [shown(process, verdict) for verdict in actions.verdicts(version, calendar)],
        "is_draft": version.status == ProcessVersion.Status.DRAFT,
    }
    return frame.draw(request, "console/processes/trials.html", values, way=_way(version, _("Thử")), status=status)


@permission(Permission.MANAGE_PROCESSES)
def replay(request: HttpRequest, version_id: int) -> HttpResponse:
    """The last finished dossiers of this process, taken through this version with the answers they were given."""
    reach.changing(request)
    version = reach.version(version_id)
    process = queries.table_of(version)
    others = {each.pk: queries.table_of(each) for each in queries.process_versions(version.process_id)}
    paths = dossiers.finished_paths(others)
    played = [flow.replay(process, others[number], walked) for number, walked in paths]
    different = [each for each in played if each.differences]
    tally = Counter(words.said(one) for each in different for one in each.differences)
    values = {
        "version": version,
        "most": dossiers.MOST_PATHS,
        "count": len(played),
        "same": len(played) - len(different),
        "tally": tally.most_common(),
        "rows": [
            _replayed(process, others[number], each) for (number, _walked), each in zip(paths, played, strict=True)
            if each.differences
        ],
    }  # fmt: skip
    return frame.draw(request, "console/processes/replay.html", values, way=_way(version, _("Chạy lại hồ sơ")))


def shown(process: ProcessDef, verdict: Verdict) -> ShownTrial:
    """A trial with its verdict, in words."""
    trial = verdict.trial
    due = verdict.due_at or trial.due_at
    return ShownTrial(
        name=trial.name,
        answers="; ".join(
            f"{_name(process, key)}: {words.said(flow.OUTCOMES[outcome])}" for key, outcome in trial.answers
        ),
        steps=tuple(f"{_name(process, key)} ({words.role(role)})" for key, role, _unit in verdict.did),
        hours=words.hours_and_days(verdict.hours) if verdict.hours is not None else "",
        begins=moment_text(trial.begins_at) if trial.begins_at else "",
        due=moment_text(due) if due else "",
        passed=verdict.passed,
        misses=tuple(words.said(miss) for miss in verdict.misses),
    )


def _written(form: TrialForm, calendar: WorkCalendar | None) -> Trial | None:
    if not form.is_valid():
        return None
    given: Mapping[str, Any] = form.cleaned_data
    begins_at = None
    if given["begins_on"] and calendar is not None:
        midnight = datetime.combine(given["begins_on"], time(0), tzinfo=ZONE)
        try:
            begins_at = calendar.next_open(midnight)
        except CalendarGap:
            form.add_error("begins_on", _("Lịch làm việc chưa có năm này."))
            return None
    answers = tuple((key, Outcome(outcome)) for key, outcome in form.answers())
    return Trial(name=given["name"], answers=answers, begins_at=begins_at)


def _known(version: ProcessVersion, name: str) -> Trial | None:
    return next((from_row(row) for row in version.trials if row["name"] == name), None)


def _replayed(process: ProcessDef, was: ProcessDef, each: Replayed) -> ShownReplay:
    return ShownReplay(
        each.code,
        " → ".join(str(was.step(key).order) if key in was.by_key else key for key in each.before),
        " → ".join(str(process.step(key).order) for key in each.after),
        tuple(words.said(one) for one in each.differences),
    )


def _name(process: ProcessDef, key: str) -> str:
    step = process.by_key.get(key)
    return key if step is None else f"{step.order}. {step.name}"


def _way(version: ProcessVersion, here: str) -> list[Crumb]:
    return [
        Crumb(_("Quy trình"), reverse("console:processes")),
        Crumb(version.process.name, reverse("console:process", args=[version.pk])),
        Crumb(here),
    ]
