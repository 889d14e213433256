"""The standard processes that come with the system; what they say stands in `templates.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from motcua.core import flow
from motcua.core.flow import END, ProcessDef


@cache
def templates() -> Mapping[str, ProcessDef]:
    """Return every standard process by its key."""
    text = resources.files(__package__).joinpath("templates.toml").read_text("utf-8")
    return read_processes(tomllib.loads(text)["template"])


def read_processes(entries: Iterable[Mapping[str, Any]]) -> Mapping[str, ProcessDef]:
    """Return step tables written in the form of `templates.toml`, by key."""
    return {process.key: process for process in map(_process, entries)}


def _process(entry: Mapping[str, Any]) -> ProcessDef:
    steps = [_step(order, step) for order, step in enumerate(entry["step"], start=1)]
    return flow.from_rows(
        {
            "format": 1,
            "key": entry["key"],
            "version": 1,
            "name": entry["name"],
            "start": [steps[0]["key"]],
            "budgets": {key: str(hours) for key, hours in entry.get("budgets", {}).items()},
            "steps": steps,
        }
    )


def _step(order: int, step: Mapping[str, Any]) -> dict[str, Any]:
    performers = [
        {"role": person["role"], "unit_rule": person["unit"], "hours": str(person["hours"])}
        for person in step.get("performer", [])
    ]
    row = {
        "key": step["key"],
        "order": order,
        "name": step["name"],
        "role": step.get("role") or performers[0]["role"],
        "unit_rule": step.get("unit") or performers[0]["unit_rule"],
        "next": [[outcome, keys or [END]] for outcome, keys in step["next"].items()],
        "performers": performers,
        "hours": None if "hours" not in step else str(step["hours"]),
        "citizen_sentence": step.get("citizen", ""),
    }
    return row | {
        name: step[name] for name in ("kind", "budget", "joins", "bulk", "sub_process", "output") if name in step
    }
