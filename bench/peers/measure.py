"""A step of ours against a step of the engines a user might have picked instead."""

from __future__ import annotations

import contextlib
import json
import statistics
from pathlib import Path
from typing import Any

from bench import turns
from bench.figures import Figure
from bench.peers import environment
from bench.peers.plans import Plan, plans
from bench.turns import Costs
from bench.yard import Yard

PEERS = {  # the contender: its module, its words, how it is named, the most our share of its CPU may be
    "spiff": ("bench.peers.spiff", (), "SpiffWorkflow", 0.4),
    "spiff_apart": ("bench.peers.spiff", ("apart",), "SpiffWorkflow, process saved apart", None),
    "viewflow": ("bench.peers.viewflow", (), "viewflow", 0.125),
}
MOST_BARE = 2.0


def measure(yard: Yard) -> tuple[list[Figure], Any]:
    """Each process with every engine in turns.  :raises environment.PeersMissing:"""
    python = environment.python()
    figures: list[Figure] = []
    details = {}
    for plan in plans():
        file = yard.scratch / f"{plan['key']}.json"
        file.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
        costs = _costs(yard, plan, file, python)
        figures += _figures(plan, costs)
        details[plan["key"]] = turns.told(costs)
    return figures, details


def _costs(yard: Yard, plan: Plan, file: Path, python: Path) -> Costs:
    works = ["begin", *(f"step {number}" for number in range(1, plan["measured"] + 1))]
    name = plan["key"].replace("-", "_")
    with contextlib.ExitStack() as stack:
        contenders = []
        for own in ("ours", "bare"):
            one = yard.contender(own, f"bench.peers.{own}", yard.province(f"{own}_{name}"), words=[str(file)])
            contenders.append(stack.enter_context(one))
        for peer, (module, words, _, _) in PEERS.items():
            url = yard.database(f"{peer}_{name}")
            one = yard.contender(peer, module, url, python=python, words=[str(file), *words])
            contenders.append(stack.enter_context(one))
        return turns.taken(contenders, works, rounds=max(2, yard.size.rounds // 2), batch=yard.size.batch // 3)


def _figures(plan: Plan, costs: Costs) -> list[Figure]:
    length = f"{len(plan['steps'])} steps"
    ours = _step(costs, "ours")
    lines = [Figure(f"{length}: ours", ours, "ms", note=f"{plan['key']}, {plan['measured']} of them measured")]
    for peer, (_, _, said, most) in PEERS.items():
        theirs = _step(costs, peer)
        lines.append(Figure(f"{length}: ours ÷ {said}", ours / theirs, "×", most, note=f"it needs {theirs:.2f} ms CPU"))
    bare = _step(costs, "bare")
    lines.append(Figure(f"{length}: ours ÷ bare", ours / bare, "×", MOST_BARE, note=f"it needs {bare:.2f} ms CPU"))
    return lines


def _step(costs: Costs, name: str) -> float:
    """CPU of a step in milliseconds: the mean over the process, of each step the median round."""
    return statistics.mean(turns.cpu(by_name[name]) for work, by_name in costs.items() if work != "begin")
