"""The process as a flow of viewflow, made from the plan."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.flow import views

from bench.peers.flowapp.models import DossierProcess

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=timezone.utc)  # noqa: UP017
STEPS = json.loads(Path(os.environ["BENCH_PLAN"]).read_text(encoding="utf-8"))["steps"]
BY_KEY = {step["key"]: step for step in STEPS}
OFFICER = User(pk=7, username="officer")


def assigned(activation: Any) -> User:
    """Whose the step is, known without a query."""
    return OFFICER


def record(key: str) -> Callable[[Any], dict[str, Any]]:
    """What is written when the step opens: unit, role and due moment; its own columns hold the rest."""
    step = BY_KEY[key]
    due = (NOW + timedelta(hours=step["hours"])).isoformat()
    return lambda activation: {"unit": step["unit"], "role": step["role"], "due_at": due}


def after(node: Any, key: str) -> Any:
    """Let the step with this key follow a node."""
    return node.Next(getattr(this, key), task_data=record(key)) if key else node.Next(this.end)


def nodes() -> dict[str, Any]:
    """A view for each step, and behind one of two answers a gateway."""
    first = STEPS[0]["key"]
    made: dict[str, Any] = {"start": after(flow.StartHandle(), first), "end": flow.End()}
    for step in STEPS:
        view = flow.View(views.UpdateProcessView.as_view(fields=["outcome", "note"])).Annotation(title=step["name"])
        view = view.Assign(assigned)
        if len(step["next"]) == 1:
            made[step["key"]] = after(view, *step["next"].values())
            continue
        gate = f"{step['key']}_answer"
        made[step["key"]] = view.Next(getattr(this, gate))
        (yes, onward), (_, back) = step["next"].items()
        made[gate] = (
            flow.If(lambda activation, yes=yes: activation.process.outcome == yes)
            .Then(getattr(this, onward), task_data=record(onward))
            .Else(getattr(this, back), task_data=record(back))
        )
    return made


DossierFlow = type(
    "DossierFlow",
    (flow.Flow,),
    {
        "__module__": __name__,
        "process_class": DossierProcess,
        "lock_impl": lock.select_for_update_lock,  # what it recommends on PostgreSQL
        **nodes(),
    },
)
