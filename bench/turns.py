"""Contenders take turns at the same work, so that a busy moment of the machine meets all of them alike."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bench.contender import Contender
from bench.meter import Cost

Costs = dict[str, dict[str, list[Cost]]]  # by work, by contender, a round each


def taken(
    contenders: Sequence[Contender],
    works: Sequence[str],
    *,
    rounds: int,
    batch: int,
    rename: Mapping[str, str] = MappingProxyType({}),
) -> Costs:
    """Let each contender do each work in each round: A B, then B A, and so on. The first round warms up only."""
    costs: Costs = {}
    for number in range(rounds + 1):
        for work in works:
            order = contenders if number % 2 == 0 else list(reversed(contenders))
            for one in order:
                cost = one.work(work, batch).of_one()
                if number:
                    costs.setdefault(rename.get(work, work), {}).setdefault(one.name, []).append(cost)
    return costs


def typical(costs: Sequence[Cost]) -> Cost:
    """The median round, each part by itself."""
    return Cost(
        client=statistics.median(cost.client for cost in costs),
        server=statistics.median(cost.server for cost in costs),
        wall=statistics.median(cost.wall for cost in costs),
        calls=1,
    )


def cpu(costs: Sequence[Cost]) -> float:
    """CPU of the median round, in milliseconds a call."""
    return statistics.median(cost.cpu for cost in costs) * 1000


def wall(costs: Sequence[Cost]) -> float:
    """Time on the wall of the median round, in milliseconds a call."""
    return statistics.median(cost.wall for cost in costs) * 1000


def told(costs: Costs) -> dict[str, dict[str, dict[str, float]]]:
    """As it is kept: milliseconds a call."""
    return {
        work: {
            name: {
                "client_ms": round(typical(each).client * 1000, 4),
                "server_ms": round(typical(each).server * 1000, 4),
                "cpu_ms": round(cpu(each), 4),
                "wall_ms": round(wall(each), 4),
                "cpu_ms_least": round(min(cost.cpu for cost in each) * 1000, 4),
                "cpu_ms_most": round(max(cost.cpu for cost in each) * 1000, 4),
            }
            for name, each in by_name.items()
        }
        for work, by_name in costs.items()
    }
