"""What the yard asks of a fresh process: found the province, or look at everything that is there."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def found() -> dict[str, object]:
    """Make the tables and a very small province."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from motcua.core.roles import Role
    from tests.factories.province import MONDAY, province

    here = province()
    return {
        "agency": here.commune.pk,
        "version": here.version.pk,
        "officer": here.officers[Role.RECEPTION].pk,
        "now": MONDAY.isoformat(),
    }


def check() -> dict[str, object]:
    """Read what survived."""
    from collections import Counter

    from motcua.dossiers.models import ClockEvent, Dossier
    from motcua.journal.verification import verify

    rows = list(Dossier.objects.values_list("id", "code", "state"))
    return {
        "count": len(rows),
        "codes": {str(row[0]): row[1] for row in rows},
        "states": Counter(row[2] for row in rows),
        "clocks": ClockEvent.objects.filter(kind="start").count(),
        "findings": [finding.message_en for finding in verify()],
    }


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
    django.setup()
    answer = {"found": found, "check": check}[sys.argv[1]]()
    Path(sys.argv[2]).write_text(json.dumps(answer))
