"""A contender is a process of its own that does one piece of work so many times and says what it cost.

It reads a line of JSON for each request (`{"do": "accept", "count": 60}`) and answers with one; "step 3" does "step".
One contender works at a time, so that taking turns A B A B … cancels the noise of the machine. Standard library only.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench.meter import Cost

Work = Callable[[int], Cost]


def serve(works: Mapping[str, Work]) -> None:
    """Answer requests until the input ends. Whatever the work prints goes to stderr."""
    answers, sys.stdout = sys.stdout, sys.stderr
    print(json.dumps("ready"), file=answers, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        cost = works[request["do"].split()[0]](request["count"])
        print(json.dumps(cost.as_dict()), file=answers, flush=True)


class Contender:
    """The other end of `serve`."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self.process = subprocess.Popen(
            command, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def work(self, what: str, count: int) -> Cost:
        """Have the contender do `what` so many times."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": what, "count": count}) + "\n")
        self.process.stdin.flush()
        return Cost(**self._answer())

    def close(self) -> None:
        """Let it go."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=30)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} stopped with status {self.process.wait()}")
        return json.loads(line)
