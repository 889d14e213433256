"""What a piece of work costs: CPU of this process, CPU of its database backend, and time on the wall.

Standard library only: the peers measure themselves with it in an environment of their own.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

_TICK = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Cost:
    """Seconds, and over how many calls."""

    client: float = 0.0
    server: float = 0.0
    wall: float = 0.0
    calls: int = 0

    @property
    def cpu(self) -> float:
        """Client and server together."""
        return self.client + self.server

    def of_one(self) -> Cost:
        """The mean of one call, in seconds."""
        return Cost(self.client / self.calls, self.server / self.calls, self.wall / self.calls, 1)

    def as_dict(self) -> dict[str, float]:
        return asdict(self)


@contextlib.contextmanager
def metered(cost: Cost, backend: int, *, calls: int) -> Iterator[None]:
    """Add to `cost` what the block takes, in this process with its children and in the backend with this pid."""
    client, server, wall = _client(), backend_seconds(backend), time.perf_counter()
    yield
    cost.wall += time.perf_counter() - wall
    cost.server += backend_seconds(backend) - server
    cost.client += _client() - client
    cost.calls += calls


def _client() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def backend_seconds(pid: int) -> float:
    """CPU seconds a backend has used. The scheduler counts nanoseconds; where it does not, ticks of 10 ms must do."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        spent = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
        if spent:
            return spent / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * _TICK
