"""How long the lists and searches of a working day take: in the server, and as the caller sees it."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection

from bench.million.lives import TODAY
from motcua.base import sql
from motcua.base.sql import Statement
from motcua.core import vietnam
from motcua.core.lifecycle import Actor, ActorKind, PostHeld
from motcua.core.roles import Role
from motcua.dossiers import queries
from motcua.people.models import Post

Asking = Callable[[], object]

PARTS = ("Hùng", "hoa", "Oanh", "minh tuan", "Ước", "Thị Lan", "quach", "an", "Hòa", "thuy")


@dataclass(frozen=True)
class Timed:
    """What one list costs, in milliseconds, over many askings."""

    server: list[float]  # execution in the server, all statements of one asking together
    seen: list[float]  # from the call to the rows

    def as_dict(self) -> dict[str, float]:
        return {
            "server_ms": round(statistics.median(self.server), 3),
            "server_p90_ms": round(p90(self.server), 3),
            "server_max_ms": round(max(self.server), 3),
            "seen_ms": round(statistics.median(self.seen), 3),
            "seen_p90_ms": round(p90(self.seen), 3),
        }


def p90(numbers: list[float]) -> float:
    """What nine in ten stay below."""
    return statistics.quantiles(numbers, n=10, method="inclusive")[-1]


def measure(askings: int, *, seed: int = 7) -> dict[str, dict[str, float]]:
    """Ask each list so many times with parameters drawn anew."""
    chance = random.Random(seed)
    return {name: _timed(make(chance, askings)).as_dict() for name, make in QUESTIONS.items()}


def in_vietnamese_order(text: str = "nguyễn văn") -> bool:
    """Whether what a search finds stands in the order of names a Vietnamese reader expects."""
    names = [row["owner_name"] for row in queries.find(text, agencies=None)]
    return len(names) > 1 and names == sorted(names, key=vietnam.sort_key)


def _inboxes(chance: random.Random, number: int) -> list[Asking]:
    roles = [Role.CASE_OFFICER.value, Role.AGENCY_LEADER.value, Role.DIVISION_HEAD.value]
    posts = chance.sample(list(Post.objects.filter(role__in=roles)), number)
    actors = [
        Actor(ActorKind.OFFICER, post.officer_id, "", (PostHeld(Role(post.role), post.agency_id),)) for post in posts
    ]
    return [lambda actor=actor: queries.inbox(actor) for actor in actors]  # type: ignore[misc]


def _tracking(chance: random.Random, number: int) -> list[Asking]:
    codes = drawn("SELECT code FROM dossiers_dossier WHERE id = ANY(%s)", chance, number)
    return [lambda code=code: queries.by_code(code) for code in codes]  # type: ignore[misc]


def _overdue(chance: random.Random, number: int) -> list[Asking]:
    agencies = drawn("SELECT competent_agency_id FROM dossiers_dossier WHERE id = ANY(%s)", chance, number)
    late = TODAY + timedelta(days=2)
    return [lambda one=one: queries.overdue([one], now=late) for one in agencies]  # type: ignore[misc]


def _overdue_everywhere(chance: random.Random, number: int) -> list[Asking]:
    agencies = list(Post.objects.values_list("agency_id", flat=True).distinct())
    return [lambda: queries.overdue(agencies, now=TODAY)] * number


def _full_names(chance: random.Random, number: int) -> list[Asking]:
    names = drawn("SELECT owner_name FROM dossiers_dossier WHERE id = ANY(%s)", chance, number)
    return [lambda name=name: queries.find(name, agencies=None) for name in names]  # type: ignore[misc]


def _full_names_here(chance: random.Random, number: int) -> list[Asking]:
    rows = drawn("SELECT owner_name, competent_agency_id FROM dossiers_dossier WHERE id = ANY(%s)", chance, number, 2)
    return [lambda row=row: queries.find(row[0], agencies=[row[1]]) for row in rows]  # type: ignore[misc]


def _name_parts(chance: random.Random, number: int) -> list[Asking]:
    return [lambda part=part: queries.find(part, agencies=None) for part in chance.choices(PARTS, k=number)]  # type: ignore[misc]


def _name_parts_here(chance: random.Random, number: int) -> list[Asking]:
    agencies = drawn("SELECT competent_agency_id FROM dossiers_dossier WHERE id = ANY(%s)", chance, number)
    pairs = zip(chance.choices(PARTS, k=number), agencies, strict=True)
    return [lambda part=part, one=one: queries.find(part, agencies=[one]) for part, one in pairs]  # type: ignore[misc]


QUESTIONS: dict[str, Callable[[random.Random, int], list[Asking]]] = {
    "inbox": _inboxes,
    "tracking": _tracking,
    "overdue": _overdue,
    "overdue_province": _overdue_everywhere,
    "full_name": _full_names,
    "full_name_agency": _full_names_here,
    "part_of_name": _name_parts,
    "part_of_name_agency": _name_parts_here,
}


def drawn(statement: str, chance: random.Random, number: int, columns: int = 1) -> list[Any]:
    """What a statement says of so many dossiers anywhere among all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM dossiers_dossier")
        last = cursor.fetchone()[0]
        cursor.execute(statement, [[chance.randint(1, last) for _ in range(number * 2)]])
        rows = cursor.fetchall()
    chosen = chance.sample(rows, number)
    return [row[0] for row in chosen] if columns == 1 else chosen


def _timed(askings: Sequence[Asking]) -> Timed:
    """Ask everything three times: to warm up, for the clock on the wall, and explained."""
    for ask in askings:
        ask()
    seen = []
    for ask in askings:
        began = time.perf_counter()
        ask()
        seen.append((time.perf_counter() - began) * 1000)
    return Timed([_explained(ask) for ask in askings], seen)


def _explained(ask: Asking) -> float:
    """The execution time the server itself reports, added up over the prepared statements of one asking."""
    spent: list[float] = []
    run = sql.run

    def explain(statement: Statement, /, using: str = "default", **params: Any) -> Any:
        text = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement.text}"
        row = run(Statement(statement.name, text, ""), using=using, **params).fetchone()
        assert row is not None
        spent.append(row["QUERY PLAN"][0]["Execution Time"])
        return run(statement, using=using, **params)

    sql.run = explain
    try:
        ask()
    finally:
        sql.run = run
    return sum(spent)
