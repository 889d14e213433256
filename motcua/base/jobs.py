"""Work done later, by `motcua worker`. A job enqueued inside a transaction exists when, and only when, it commits.

    # <package>/jobs.py – found by itself
    from motcua.base import jobs

    @jobs.task(queue="notices")
    def send_text(text_id: int) -> None: ...

    send_text.defer(text_id=7)

Hot verbs enqueue nothing: their news is a journal row, and the tailer enqueues after commit (design §5).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

PATIENT = RetryStrategy(max_attempts=8, exponential_wait=4)
"""Eight tries over about a day: 4 s, 16 s, 1 min, 4 min, 17 min, 68 min, 4½ h, 18 h."""

Work = Callable[..., Any]


def task(
    *, queue: str = "default", retry: RetryStrategy | bool = PATIENT, lock: str | None = None
) -> Callable[[Work], Task[..., Any, Any]]:
    """Make a function a job; called with keyword arguments that JSON can hold."""

    def register(function: Work) -> Task[..., Any, Any]:
        name = f"{function.__module__}.{function.__name__}"
        return app.task(name=name, queue=queue, retry=retry, queueing_lock=lock)(_on_a_live_connection(function))

    return register


def every(cron: str, *, queue: str = "default") -> Callable[[Work], Any]:
    """Run a function by a timetable (cron, UTC), never twice at once; it is given the moment it was due."""

    def register(function: Work) -> Any:
        name = f"{function.__module__}.{function.__name__}"
        once = app.task(name=name, queue=queue, queueing_lock=name, lock=name)(_on_a_live_connection(function))
        return app.periodic(cron=cron)(once)

    return register


def _on_a_live_connection(function: Work) -> Work:
    """Let go of a connection that broke since the last job, as Django does between requests."""

    @functools.wraps(function)
    def work(*args: Any, **kwargs: Any) -> Any:
        if not connection.in_atomic_block:
            close_old_connections()
        return function(*args, **kwargs)

    return work
