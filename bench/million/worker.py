"""One of the processes that pour dossiers: it has offices of its own, so that their numbers need no agreement."""

from __future__ import annotations

import json
import os
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from bench.million import lives, people
from bench.million.moulds import Mould, Own, copy_columns, officers_of
from motcua.core import worktime
from motcua.dossiers.filing import ALPHABET
from motcua.org import calendars

CHUNK = 4_000
PRIME = 1_000_003 * 999_983  # a walk through all keys, so that none comes twice
KEYS = len(ALPHABET) ** 12


def main(plan_file: str, number: str) -> None:
    """Pour this worker's share; print how many after each chunk."""
    plan = json.loads(Path(plan_file).read_text(encoding="utf-8"))
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute("SET synchronous_commit = off")
        _Worker(plan, int(number)).pour(connection)


class _Worker:
    def __init__(self, plan: dict[str, Any], number: int) -> None:
        self.plan = plan
        self.ids = range(plan["first"] + number, plan["first"] + plan["count"], plan["workers"])
        self.chance = random.Random(plan["seed"] + number)
        self.offices = [
            (office["id"], office["code"], officers_of(office["officers"]))
            for office in plan["offices"][number :: plan["workers"]]
        ]
        self.kinds: dict[int, list[dict[str, int]]] = defaultdict(list)
        for kind in plan["kinds"]:
            self.kinds[kind["days"]].append(kind)
        self.numbers: dict[tuple[str, date], int] = defaultdict(int)

    def pour(self, connection: psycopg.Connection[Any]) -> None:
        """Make the moulds and the people, then COPY chunk after chunk."""
        terms = [kind["days"] for kind in self.plan["kinds"]]
        calendar = worktime.build(worktime.from_table(calendars.table()))
        moulds = [Mould(life) for life in lives.some(self.plan["lives"], self.chance, calendar, terms)]
        owners = people.some(self.plan["people"], self.chance)
        columns = copy_columns(moulds[0])
        for start in range(0, len(self.ids), CHUNK):
            rows: dict[str, list[str]] = {table: [] for table in columns}
            for own, mould in self._some(self.ids[start : start + CHUNK], moulds, owners):
                mould.pour(own, rows)
            with connection.transaction():
                for table, lines in rows.items():
                    _copy(connection, table, columns[table], lines)
            print(len(self.ids[start : start + CHUNK]), flush=True)
        counters = [f"{code}\t{day}\t{last}\n" for (code, day), last in self.numbers.items()]
        _copy(connection, "dossiers_codecounter", ("prefix", "day", "last"), counters)

    def _some(self, ids: range, moulds: list[Mould], owners: list[people.Owner]) -> Iterator[tuple[Own, Mould]]:
        chance, offices, kinds = self.chance, self.offices, self.kinds
        for dossier_id in ids:
            mould = chance.choice(moulds)
            office, code, officers = chance.choice(offices)
            kind = chance.choice(kinds[mould.days])
            self.numbers[code, mould.day] += 1
            own = Own(
                id=dossier_id,
                code=f"{code}-{mould.day:%y%m%d}-{self.numbers[code, mould.day]:04}",
                key=_key(dossier_id),
                owner=chance.choice(owners),
                office=office,
                version=kind["version_id"],
                process=kind["process_version_id"],
                field=kind["field_id"],
                calendar=self.plan["calendar_version_id"],
                officers=officers,
            )
            yield own, mould


def _key(number: int) -> str:
    rest, signs = number * PRIME % KEYS, []
    for _ in range(12):
        rest, sign = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def _copy(connection: psycopg.Connection[Any], table: str, columns: tuple[str, ...], lines: list[str]) -> None:
    with connection.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        copy.write("".join(lines).encode())
