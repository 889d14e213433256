"""Where a process of the crew begins: light to import, for Django must be set up before the verbs are."""

import pickle
import signal
from typing import Any


def work(reach: dict[str, Any], kit: bytes, tasks: Any, news: Any, stop: Any) -> None:
    """Set Django up on the rehearsal's database, then drive what the queue holds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    import django

    django.setup()
    from django.db import connection

    from motcua.rehearsal.driving import crew

    connection.settings_dict.update(reach)
    crew.drive_queue(pickle.loads(kit), tasks, news, stop)  # noqa: S301 – made by the parent a moment ago
