"""The ground of one run: how large it is, a PostgreSQL server of its own, and the processes that work on it.

The server has the settings a province starts with (nothing is unsafe, nothing is tuned) and goes with its data when the
run ends. CPU of its backends is read from /proc, so it is always on this machine, whatever DATABASE_URL says.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from bench.contender import Contender
from motcua.base import postgres

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = Path(os.environ.get("MOTCUA_SHARED_DATA", ROOT.parent / "shared" / "data"))


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done."""

    rounds: int  # how often each contender has its turn
    batch: int  # dossiers in a turn
    dossiers: int  # of the large province
    communes: int  # of it
    askings: int  # of each list
    sample_of_procedures: bool  # import a sample instead of all
    samples: int  # of computations


FULL = Size(rounds=12, batch=60, dossiers=1_000_000, communes=545, askings=200, sample_of_procedures=False, samples=301)
QUICK = Size(rounds=2, batch=6, dossiers=2_000, communes=8, askings=10, sample_of_procedures=True, samples=11)


class Yard:
    """Databases, contenders and scratch files of one run."""

    def __init__(self, server: postgres.Address, scratch: Path, size: Size) -> None:
        self.server = server
        self.scratch = scratch
        self.size = size
        self._empty: str | None = None

    def database(self, name: str) -> str:
        """A new, empty database; its address."""
        postgres.create_database(self.server, name)
        return self.server.url(name)

    def province(self, name: str) -> str:
        """A new database with the system's tables; its address. They are made once and copied."""
        if self._empty is None:
            self._empty = "empty_province"
            command = [sys.executable, str(ROOT / "manage.py"), "migrate", "-v", "0"]
            subprocess.run(command, env=self.environment(self.database(self._empty)), check=True)
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(copy.format(sql.Identifier(name), sql.Identifier(self._empty)))
        return self.server.url(name)

    def environment(self, url: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """What a process is told: this database, the demonstration's settings, nothing of ours."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))}
        return kept | {"DATABASE_URL": url, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"} | dict(more or {})

    @contextlib.contextmanager
    def contender(
        self, name: str, module: str, url: str, *, python: Path | None = None, words: Sequence[str] = ()
    ) -> Iterator[Contender]:
        """A contender on a database: a module given Django by `bench.program`, or of another environment's Python."""
        command = [sys.executable, "-m", "bench.program", module] if python is None else [str(python), "-m", module]
        one = Contender(name, [*command, *words], self.environment(url))
        try:
            yield one
        finally:
            one.close()


@contextlib.contextmanager
def opened(var: Path, size: Size) -> Iterator[Yard]:
    """Start the server in a folder of its own and take both away afterwards."""
    folder = var / f"yard-{os.getpid()}"
    folder.mkdir(parents=True)
    try:
        with postgres.use(folder) as server:
            yield Yard(server, folder, size)
    finally:
        shutil.rmtree((folder / "postgres").resolve(), ignore_errors=True)  # as root it may lie elsewhere
        shutil.rmtree(folder, ignore_errors=True)
