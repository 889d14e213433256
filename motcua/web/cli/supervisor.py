"""Keeps a few programs running: what dies is started again, what keeps dying ends them all, a signal stops them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

STOPPING_TAKES = 6.0  # then they are killed; the database still needs its turn within the ten seconds we promise
TOO_OFTEN = 3  # restarts within …
LATELY = 60.0  # … seconds


class KeepsDying(RuntimeError):
    """A program could not be kept running; the text says which."""


@dataclass
class Program:
    """One program to keep running; `once` marks work that ends by itself."""

    name: str
    command: Sequence[str]
    once: bool = False
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)
    done: bool = False

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches us alone, and we can end whatever it started."""
        self.starts.append(time.monotonic())
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=end_with_parent
        )

    def signal(self, signum: int) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signum)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


def end_with_parent() -> None:
    """Ask Linux to end this process when its parent dies, however it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Supervisor:
    """Runs programs until it is told to stop."""

    def __init__(self, programs: Sequence[Program]) -> None:
        self.programs = list(programs)
        self.stopping = False

    def run(self, *, ready: Callable[[], bool], when_ready: Callable[[], None]) -> None:
        """Start all, call `when_ready` once `ready()`, and return after a signal has stopped all.

        :raises KeepsDying: a program ended again and again.
        """
        with self._signals():
            try:
                for program in self.programs:
                    program.start()
                announced = False
                while not self.stopping:
                    self._revive()
                    if not announced and ready():
                        announced = True
                        when_ready()
                    time.sleep(0.1)
            finally:
                self.stop()

    def stop(self) -> None:
        """End all: ask, wait, kill."""
        for program in self.programs:
            program.signal(signal.SIGTERM)
        deadline = time.monotonic() + STOPPING_TAKES
        while any(program.alive for program in self.programs) and time.monotonic() < deadline:
            time.sleep(0.05)
        for program in self.programs:
            program.signal(signal.SIGKILL)  # also whatever a program that ended left in its session
            if program.process is not None:
                program.process.wait()

    def _revive(self) -> None:
        for program in self.programs:
            if program.alive or program.done or self.stopping:
                continue
            assert program.process is not None
            if program.once and program.process.returncode == 0:
                program.done = True
                continue
            program.signal(signal.SIGKILL)
            lately = [start for start in program.starts if time.monotonic() - start < LATELY]
            if len(lately) > TOO_OFTEN:
                if program.once:  # the rest goes on without it; its own words are on the screen
                    program.done = True
                    continue
                status = program.process.returncode
                raise KeepsDying(
                    f"Tiến trình “{program.name}” liên tục dừng (mã {status}); đã dừng tất cả. "
                    f"/ The process “{program.name}” keeps ending (status {status}); all was stopped."
                )
            program.start()

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        def stop(*_: object) -> None:
            self.stopping = True

        caught = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {signum: signal.signal(signum, stop) for signum in caught}
        try:
            yield
        finally:
            for signum, handler in before.items():
                signal.signal(signum, handler)
