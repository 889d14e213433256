"""Clears the database of a demonstration, so that it can be made anew."""

import shutil

from django.conf import settings
from django.db import connection

from motcua.base.refusal import Refusal
from motcua.rehearsal.demonstration import founding


class InUse(Refusal):
    """Web server or worker would go on with what is no longer there."""

    code = "demonstration-in-use"
    vi = "Hệ thống đang chạy ({count} kết nối khác). Hãy dừng nó (Ctrl-C) rồi làm lại lệnh này."
    en = "The system is running ({count} other connections). Stop it (Ctrl-C) and give this command again."


def clear() -> None:
    """Drop every table and every file of a demonstration.

    :raises founding.NotADemonstration, founding.NotOurs, InUse:
    """
    if "rehearsal_demonstration" in connection.introspection.table_names():
        founding.check_allowed()
    elif settings.PRODUCTION:
        raise founding.NotADemonstration
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        others = cursor.fetchone()[0]
        if others:
            raise InUse(count=others)
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()  # what it had prepared speaks of tables that are gone
    shutil.rmtree(settings.FILES_ROOT, ignore_errors=True)
