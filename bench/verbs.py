"""The project's verbs against a bare script that writes the same rows, and a verb as a whole request."""

from __future__ import annotations

from typing import Any

from bench import turns
from bench.figures import Figure
from bench.meter import Cost
from bench.yard import Yard

TURNS = ("receive", "file", "accept", "transfer", "assign", "draft", "examine", "approve", "issue", "hand_over")
VERB_OF = {"assign": "complete_step", "examine": "complete_step"}
MOST_VERB, MOST_REQUEST = 2.0, 10.0


def measure(yard: Yard) -> tuple[list[Figure], Any]:
    """Ours and bare, verb by verb, on one database."""
    url = yard.province("verbs")
    with yard.contender("ours", "bench.ours", url) as ours, yard.contender("bare", "bench.bare", url) as bare:
        costs = turns.taken([ours, bare], TURNS, rounds=yard.size.rounds, batch=yard.size.batch, rename=VERB_OF)
    figures = [_ratio(verb, by_name["ours"], by_name["bare"], MOST_VERB) for verb, by_name in costs.items()]
    return figures, turns.told(costs)


def measure_door(yard: Yard) -> tuple[list[Figure], Any]:
    """Accepting at the desk by a whole request, against the bare script that writes the same rows without its door."""
    url = yard.province("door")
    with yard.contender("request", "bench.door", url) as door, yard.contender("bare", "bench.bare", url) as bare:
        costs = turns.taken([door, bare], ("file", "accept"), rounds=yard.size.rounds, batch=yard.size.batch)
    accept = costs["accept"]
    return [_ratio("accept by request", accept["request"], accept["bare"], MOST_REQUEST)], turns.told(costs)


def _ratio(what: str, ours: list[Cost], bare: list[Cost], most: float) -> Figure:
    mine, theirs = turns.cpu(ours), turns.cpu(bare)
    note = f"{mine:.2f} ms against {theirs:.2f} ms; on the wall {turns.wall(ours) / turns.wall(bare):.2f} ×"
    return Figure(f"{what}: CPU ÷ bare", mine / theirs, "×", most, note=note)
