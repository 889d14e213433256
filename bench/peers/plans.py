"""The processes the engines are compared on, as plain data: steps in a row, reviewers who may send the work back."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from typing import Any

from bench.yard import SHARED_DATA
from motcua.catalog import step_tables
from motcua.core import flow
from motcua.core.flow import END, ProcessDef, StepDef, StepKind

LONG = range(12, 16)
Plan = dict[str, Any]


def plans() -> list[Plan]:
    """A process of ordinary length and a long one: of real decisions where the third-party data are here, else ours."""
    file = SHARED_DATA / "processes" / "internal_processes.json"
    if file.exists():
        tables = step_tables.read(file.read_bytes(), file.name)
        everything: Iterable[ProcessDef] = [step_tables.build(table).process for table in tables]
    else:
        everything = step_tables.templates().values()
    usable = [process for process in everything if _is_a_row(process)]
    ordinary = statistics.median_low(len(process.steps) for process in usable)
    chosen = [_first(usable, lambda steps: steps == ordinary), _first(usable, lambda steps: steps in LONG)]
    return [_plan(process) for process in chosen if process is not None]


def _first(processes: Iterable[ProcessDef], fits: Callable[[int], bool]) -> ProcessDef | None:
    return next((process for process in processes if fits(len(process.steps))), None)


def _is_a_row(process: ProcessDef) -> bool:
    """Whether one performer after the other does it, so that every engine can be told it the same way."""
    path = _path(process)
    return (
        len(path) == len(process.steps) > 4
        and path[-1].kind is StepKind.RETURN_RESULT
        and all(step.kind is StepKind.TASK for step in path[:-1])
        and all(step.role is not None and not step.performers and not step.joins for step in path)
        and all(len(following) == 1 for step in path for following in step.next.values())
    )


def _path(process: ProcessDef) -> list[StepDef]:
    """The steps of an ordinary day."""
    path = [process.step(process.start[0])]
    while len(path) <= len(process.steps):
        (following, *_) = path[-1].next[path[-1].main_outcome]
        if following == END:
            break
        path.append(process.step(following))
    return path


def _plan(process: ProcessDef) -> Plan:
    path = _path(process)
    steps = [
        {
            "key": step.key,
            "name": step.name,
            "role": step.role,
            "unit": step.unit_rule,
            "hours": float(step.hours or 0),
            "main": step.main_outcome,
            "next": {outcome: following[0] for outcome, following in step.next.items()},
        }
        for step in path
    ]
    # The desk sends it on, the clerk issues the result and the desk hands it over: verbs of their own. Measured is
    # what lies between.
    return {"key": process.key, "steps": steps, "measured": len(path) - 3, "definition": flow.to_rows(process)}
