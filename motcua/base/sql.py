"""Named statements of `<package>/sql/*.sql`, run as prepared statements on Django's own connection.

    -- name: open_steps
    -- The steps of a dossier that wait for somebody.
    SELECT id, key, due_at FROM dossiers_step WHERE dossier_id = %(dossier)s AND done_at IS NULL;

    STATEMENTS = sql.load("motcua.dossiers")
    steps = sql.rows(STATEMENTS.open_steps, dossier=7)          # dictionaries
    with sql.transaction():                                     # all or nothing, in one round trip
        sql.run(STATEMENTS.close_step, step=3)
        sql.run(STATEMENTS.open_step, dossier=7, key="sign")

Parameters are bound on the server: a type is sometimes asked for (`%(when)s::timestamptz`), a list is `= ANY(%(ids)s)`,
a percent sign is written `%%`. Columns of type jsonb come back as Python values; send them with `sql.json(value)`.
Answers travel in PostgreSQL's binary form: cheaper on both sides, and none of Django's own readers are in between.
How they travel is `base/wire.py`.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError, atomic
from psycopg.types.json import Jsonb

from motcua.base.wire import Answer, Statement, Wire

json = Jsonb
_NAME = re.compile(r"^-- name: *(\w+) *$", re.MULTILINE)


_BEGIN, _COMMIT, _ROLLBACK = (Statement(word.lower(), word, "") for word in ("BEGIN", "COMMIT", "ROLLBACK"))


class Statements:
    """The statements of a package, by attribute."""

    def __init__(self, package: str, found: dict[str, Statement]) -> None:
        self._package = package
        self._found = found

    def __getattr__(self, name: str) -> Statement:
        try:
            return self._found[name]
        except KeyError:
            raise AttributeError(f"{self._package} has no SQL statement named {name}") from None

    def __iter__(self) -> Iterator[Statement]:
        return iter(self._found.values())


def load(package: str) -> Statements:
    """Read every `sql/*.sql` of a package; two statements of one name are an error."""
    found: dict[str, Statement] = {}
    for file in sorted(resources.files(package).joinpath("sql").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".sql"):
            continue
        for statement in split(file.read_text(encoding="utf-8")):
            if statement.name in found:
                raise ValueError(f"{package}: two SQL statements are named {statement.name}")
            found[statement.name] = statement
    return Statements(package, found)


def split(text: str) -> Iterator[Statement]:
    """Cut a file at its `-- name:` lines; the comment below a name says what the statement is for."""
    _, *parts = _NAME.split(text)
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        lines = body.strip().splitlines()
        about = [line.removeprefix("--").strip() for line in lines if line.lstrip().startswith("--")]
        code = "\n".join(line for line in lines if not line.lstrip().startswith("--")).strip().rstrip(";")
        yield Statement(name, code, " ".join(about))


def run(statement: Statement, /, using: str = "default", **params: Any) -> Answer:
    """Send a statement; inside `pipeline()` it leaves with the first answer that is asked for, or at the end."""
    connection, wire = _line(using)
    if connection.queries_logged:  # assertNumQueries and the tests' own counters see these as well
        connection.queries_log.append({"sql": f"-- {statement.name}\n{statement.text}", "time": "0.000"})
    with connection.wrap_database_errors:
        answer = wire.add(statement, params)
        if not wire.waits:
            wire.exchange()
        return answer


def rows(statement: Statement, /, using: str = "default", **params: Any) -> list[dict[str, Any]]:
    """Return every row."""
    with connections[using].wrap_database_errors:
        return run(statement, using=using, **params).fetchall()


def row(statement: Statement, /, using: str = "default", **params: Any) -> dict[str, Any] | None:
    """Return the first row, or None."""
    with connections[using].wrap_database_errors:
        return run(statement, using=using, **params).fetchone()


def value(statement: Statement, /, using: str = "default", **params: Any) -> Any:
    """Return the first column of the first row, or None."""
    found = row(statement, using=using, **params)
    return next(iter(found.values())) if found else None


@contextlib.contextmanager
def pipeline(using: str = "default") -> Iterator[None]:
    """Let statements wait for one another; the first error is raised at the next fetch or at the end.

    Inside another pipeline it is a part of that one: an end of its own would be a round trip more. Whatever Django
    sends itself meanwhile lets those that wait go first.
    """
    connection, wire = _line(using)
    if wire.waits:
        yield
        return
    wire.waits = True
    try:
        with connection.execute_wrapper(wire.exchange_first), _sent_whole(using):
            yield
    finally:
        wire.waits = False


@contextlib.contextmanager
def _sent_whole(using: str) -> Iterator[None]:
    """Send what is queued at the end, and nothing of it after an error."""
    connection, wire = _line(using)
    with connection.wrap_database_errors:
        try:
            yield
        except BaseException:
            wire.forget()
            raise
        wire.exchange()


def _line(using: str) -> tuple[BaseDatabaseWrapper, Wire]:
    """Django's connection, opened, and what travels on it."""
    connection = connections[using]
    if connection.connection is None:
        connection.ensure_connection()
    wire: Wire | None = vars(connection).get("wire")
    if wire is None or wire.connection is not connection.connection:
        wire = vars(connection)["wire"] = Wire(connection.connection)
    return connection, wire


@contextlib.contextmanager
def transaction(using: str = "default") -> Iterator[None]:
    """One transaction, in one pipeline: BEGIN travels with the first statement and COMMIT with the last.

    Inside another transaction it is a part of that one, and undone alone when it fails.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        with atomic(using), pipeline(using), _sent_whole(using):
            yield  # sent before the savepoint ends: in a broken transaction nothing goes back to one
        return
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with _known_to_django(connection):
        with pipeline(using):
            run(_BEGIN, using=using)
            yield
            wanted = _ROLLBACK if connection.needs_rollback else _COMMIT
            ended = run(wanted, using=using)
        if ended.status != wanted.text:  # what the server answers to a COMMIT after an error somebody swallowed
            raise TransactionManagementError("an error inside the transaction was swallowed: nothing was written")


@contextlib.contextmanager
def _known_to_django(connection: Any) -> Iterator[None]:
    """Let Django treat a transaction begun by hand as its own, at a third of the price of `atomic`.

    Blocks inside become savepoints, `set_rollback` is obeyed, and hooks wait for the end.
    """
    connection.autocommit, connection.in_atomic_block, connection.needs_rollback = False, True, False
    try:
        yield
    except BaseException:
        connection.autocommit, connection.in_atomic_block = True, False
        _give_up(connection)
        raise
    connection.autocommit, connection.in_atomic_block = True, False
    if connection.needs_rollback:
        connection.needs_rollback, connection.run_on_commit = False, []
    else:
        connection.run_and_clear_commit_hooks()


def _give_up(connection: Any) -> None:
    """Undo what was begun; a connection that cannot even do that is dropped."""
    try:
        connection.rollback()
    except DatabaseError:
        connection.close()


def run_many(statement: Statement, params: Sequence[dict[str, Any]], *, using: str = "default") -> None:
    """Run one statement for each set of parameters, in one round trip."""
    with pipeline(using):
        for each in params:
            run(statement, using=using, **each)
