"""Brings the tables of the database up to what this version of the code expects."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

OLDEST_SERVER = 150000
MIGRATING = 0x6D6F7463  # an advisory lock: two that start at once migrate one after the other


def bring_up_to_date(say: Callable[[str], None]) -> None:
    """Migrate if anything is missing.

    :raises CommandError: the server cannot be reached or is older than PostgreSQL 15.
    """
    try:
        connection.ensure_connection()
    except OperationalError as error:
        why = str(error).strip().splitlines()[0]
        raise CommandError(
            f"Không kết nối được cơ sở dữ liệu: {why} / Cannot connect to the database: {why}"
        ) from error
    version = connection.connection.info.server_version
    if version < OLDEST_SERVER:
        raise CommandError(
            f"Cần PostgreSQL 15 trở lên, máy chủ đang là {version // 10000}. "
            f"/ PostgreSQL 15 or newer is needed; the server is {version // 10000}."
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                say("Đang tạo, cập nhật các bảng dữ liệu … / Bringing the tables up to date …")
                call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
