"""What every test stands on: one embedded PostgreSQL a run (or DATABASE_URL), a closed network, a clock to set."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_django

pytest_plugins = ["tests.browsers"]

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = Path(os.environ.get("MOTCUA_SHARED_DATA", ROOT.parent / "shared" / "data"))
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_configure(config: pytest.Config) -> None:
    """Start the run's server; the workers of xdist find its address in the environment."""
    from django.conf import settings

    from config import environment
    from motcua.base import postgres

    if settings.DATABASE_URL or os.environ.get("MOTCUA_TEST_DATABASE"):
        return
    stack = contextlib.ExitStack()
    var = stack.enter_context(tempfile.TemporaryDirectory(prefix="motcua-test-"))
    if os.geteuid() == 0:
        Path(var).chmod(0o711)  # the server's own user walks through; its folder inside is 0700
    server = stack.enter_context(postgres.use(Path(var), quick_and_unsafe=True))
    os.environ["MOTCUA_TEST_DATABASE"] = server.url()
    environment.point_at(settings.DATABASES["default"], server.url())

    def stop() -> None:
        del os.environ["MOTCUA_TEST_DATABASE"]
        stack.close()

    config.add_cleanup(stop)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Part with connections that threads left open, so that the test database can be dropped at the end."""
    yield
    with django_db_blocker.unblock():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True, scope="session")
def _closed_network() -> Iterator[None]:
    """Nothing in a test speaks to another machine."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not (isinstance(address, tuple) and address[0] in LOOPBACK):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_here)
        yield


@pytest.fixture(autouse=True, scope="session")
def _tables_empty_between_transactional_tests() -> Iterator[None]:
    """Let Django's clean-up empty the tables that refuse it, and put back the one row that a migration made."""
    from django.db import connection
    from django.db.backends.base.operations import BaseDatabaseOperations

    empty = BaseDatabaseOperations.execute_sql_flush

    def empty_all(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE journal_journalevent DISABLE TRIGGER USER")
            try:
                empty(self, sql_list)
            finally:
                cursor.execute("ALTER TABLE journal_journalevent ENABLE TRIGGER USER")
            # A stamp that never comes back to an old value: what is kept in memory is compared with it.
            cursor.execute(
                "INSERT INTO catalog_stamp (id, value)"
                " SELECT 1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint ON CONFLICT DO NOTHING"
            )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", empty_all)
        yield


@pytest.fixture(autouse=True, scope="session")
def _locks_are_taken_in_order() -> Iterator[None]:
    """Every verb of every test locks a parent before its part, and a dossier before a counter."""
    from tests import locks

    with locks.watched():
        yield


@pytest.fixture(autouse=True, scope="session")
def _files_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a test uploads goes to a folder of this run."""
    from django.conf import settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "FILES_ROOT", tmp_path_factory.mktemp("files"))
        yield


@pytest.fixture
def clock_at() -> Iterator[Callable[[str], datetime]]:
    """Set the one clock, in Vietnamese time: `clock_at("2026-11-23 08:00")`."""
    from motcua.base import clock

    with contextlib.ExitStack() as stack:

        def set_to(text: str) -> datetime:
            moment = datetime.fromisoformat(text).replace(tzinfo=ZONE)
            stack.enter_context(clock.at(moment))
            return moment

        yield set_to


@pytest.fixture
def work_off(db: None) -> Callable[[], int]:
    """Do all the jobs that are waiting, here and now, and return how many there were."""
    from django.db import connection
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.models import ProcrastinateJob

    def work() -> int:
        count = 0
        while job := ProcrastinateJob.objects.filter(status="todo").order_by("id").first():
            app.tasks[job.task_name].func(**job.args)
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.id])
            count += 1
        return count

    return work


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party data (real procedures, processes, units); tests skip without it."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"third-party data are not here: {SHARED_DATA}")
    return SHARED_DATA
