"""Many processes file and accept at once; then again while they and the database are killed at random.

The size here keeps the whole suite short; `MOTCUA_PROOF=full` runs 16 processes and 5,000 dossiers.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.base import postgres

FULL = os.environ.get("MOTCUA_PROOF") == "full"
WORKERS, DOSSIERS = (16, 5_000) if FULL else (6, 240)
ROOT = Path(__file__).resolve().parents[2]


class Yard:
    """A database server of its own, made to be killed, and workers on it."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.logs = var / "logs"
        self.logs.mkdir()
        self.stack = contextlib.ExitStack()
        self.server = self.stack.enter_context(postgres.use(var))
        self.plan = var / "plan.json"

    def run(self, module: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a program on this server."""
        environment = os.environ | {"MOTCUA_TEST_DATABASE": self.server.url(), "PYTHONPATH": str(ROOT)}
        return subprocess.Popen([sys.executable, "-m", module, *words], env=environment, cwd=ROOT)

    def ask(self, what: str) -> dict[str, object]:
        """Run one task of `tests.proofs.tasks` to its end and return its answer."""
        answer = self.var / f"{what}.json"
        assert self.run("tests.proofs.tasks", what, str(answer)).wait(timeout=300) == 0
        found: dict[str, object] = json.loads(answer.read_text())
        return found

    def prepare(self) -> None:
        """Found the province and write the plan."""
        plan = self.ask("found") | {"dossiers": DOSSIERS, "workers": WORKERS, "logs": str(self.logs)}
        self.plan.write_text(json.dumps(plan))

    def worker(self, number: int) -> subprocess.Popen[bytes]:
        """Start one worker."""
        return self.run("tests.proofs.worker", str(self.plan), str(number))

    def kill_database(self) -> None:
        """Pull the plug: every process of the server dies at once, nothing is flushed; then start it again."""
        home = postgres.home_of(self.var)
        leader = int((home / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(leader, signal.SIGKILL)
        self.stack.close()
        self.stack = contextlib.ExitStack()
        self.server = self.stack.enter_context(postgres.use(self.var))

    def acknowledged(self) -> list[dict[str, object]]:
        """Everything a worker noted, torn last lines left out."""
        lines = [line for log in self.logs.glob("*.log") for line in log.read_text().splitlines()]
        return [json.loads(line) for line in lines if line.endswith("}")]


@pytest.fixture
def yard() -> Iterator[Yard]:
    with tempfile.TemporaryDirectory(prefix="motcua-yard-") as folder:
        if os.geteuid() == 0:
            Path(folder).chmod(0o711)
        here = Yard(Path(folder))
        here.prepare()
        try:
            yield here
        finally:
            here.stack.close()


def check(yard: Yard) -> None:
    """Nothing acknowledged is lost, nothing is twice, and the journal is whole."""
    noted = yard.acknowledged()
    assert {line["n"] for line in noted} == set(range(DOSSIERS))
    found = yard.ask("check")
    assert found["findings"] == []
    assert found["count"] == DOSSIERS
    codes: dict[str, str] = found["codes"]  # type: ignore[assignment]
    assert len(set(codes.values())) == DOSSIERS
    assert all(codes[str(line["id"])] == line["code"] for line in noted)
    assert found["states"] == {"accepted": DOSSIERS}
    assert found["clocks"] == DOSSIERS


@pytest.mark.slow
def test_codes_are_unique_when_many_file_and_accept_at_once(yard: Yard):
    workers = [yard.worker(number) for number in range(WORKERS)]
    assert [worker.wait(timeout=1500) for worker in workers] == [0] * WORKERS
    check(yard)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_processes_and_the_database_are_killed(yard: Yard):
    chance = random.Random(20261123)
    workers = {number: yard.worker(number) for number in range(WORKERS)}
    kills = {"worker": 0, "database": 0}
    deadline = time.monotonic() + 1500
    while any(worker.poll() != 0 for worker in workers.values()):
        assert time.monotonic() < deadline
        time.sleep(chance.uniform(0.3, 1.2) if FULL else chance.uniform(0.05, 0.2))
        running = [number for number, worker in workers.items() if worker.poll() is None]
        if not running or len(yard.acknowledged()) <= 5:
            pass  # nothing to lose yet
        elif kills["worker"] and kills["database"] < (8 if FULL else 3) and chance.random() < 0.25:
            yard.kill_database()
            kills["database"] += 1
        elif kills["worker"] < (60 if FULL else 10):
            workers[chance.choice(running)].kill()
            kills["worker"] += 1
        for number, worker in workers.items():
            if worker.poll() not in (None, 0):
                workers[number] = yard.worker(number)
    assert kills["worker"] > 0
    assert kills["database"] > 0
    check(yard)
