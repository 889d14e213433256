"""Where a process of the crew begins: light to import, for Django must be set up before the verbs are."""

import pickle
import signal
from importlib import import_module
from typing import Any


def work(module: str, reach: dict[str, Any], kit: bytes, tasks: Any, news: Any, stop: Any) -> None:
    """Set Django up on the rehearsal's database, then let `drive_queue` of the module drive what the queue holds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict.update(reach)
    drive_queue = import_module(module).drive_queue
    drive_queue(pickle.loads(kit), tasks, news, stop)  # noqa: S301 – made by the parent a moment ago
