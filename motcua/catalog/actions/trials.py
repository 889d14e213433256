"""Trials of a draft: written down with what they lead to, taken away."""

from datetime import datetime

from django.db import transaction

from motcua.catalog.actions.drafts import locked
from motcua.catalog.actions.recording import changed
from motcua.catalog.models import ProcessVersion
from motcua.catalog.refusals import AlreadyPublished, TooManyTrials, TrialCannotRun
from motcua.core import flow
from motcua.core.flow.trials import MOST_TRIALS, to_row
from motcua.core.lifecycle import Actor
from motcua.core.worktime import WorkCalendar


def keep_trial(
    *, version_id: int, trial: flow.Trial, calendar: WorkCalendar | None, by: Actor, now: datetime
) -> ProcessVersion:
    """Keep a trial with what it leads to now as what is expected; one of the same name is replaced.

    :raises TrialCannotRun: its answers do not lead to the end. :raises TooManyTrials, AlreadyPublished:
    """
    with transaction.atomic():
        draft = _draft(version_id)
        try:
            kept = flow.expecting(flow.from_rows(draft.definition), trial, calendar)
        except flow.CannotRun as refused:
            raise TrialCannotRun(
                problems=" ".join(miss.vi for miss in refused.misses),
                problems_en=" ".join(miss.en for miss in refused.misses),
            ) from refused
        others = [row for row in draft.trials if row["name"] != trial.name]
        before = next((row for row in draft.trials if row["name"] == trial.name), None)
        if len(others) >= MOST_TRIALS:
            raise TooManyTrials(most=MOST_TRIALS)
        draft.trials = [*others, to_row(kept)]
        draft.save(update_fields=["trials"])
        details = {"version": draft.number, "before": before, "after": to_row(kept)}
        changed(f"process:{draft.process.key}", "process.trial_kept", by=by, now=now, details=details)
    return draft


def drop_trial(*, version_id: int, name: str, by: Actor, now: datetime) -> ProcessVersion:
    """Take a trial away; one that is not there stays away.  :raises AlreadyPublished:"""
    with transaction.atomic():
        draft = _draft(version_id)
        before = next((row for row in draft.trials if row["name"] == name), None)
        if before is not None:
            draft.trials = [row for row in draft.trials if row["name"] != name]
            draft.save(update_fields=["trials"])
            details = {"version": draft.number, "before": before, "after": None}
            changed(f"process:{draft.process.key}", "process.trial_dropped", by=by, now=now, details=details)
    return draft


def _draft(version_id: int) -> ProcessVersion:
    draft = locked(version_id)
    if draft.status != ProcessVersion.Status.DRAFT:
        raise AlreadyPublished
    return draft
