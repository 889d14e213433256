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
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import psycopg
from django.db import DatabaseError, connections
from django.db.transaction import TransactionManagementError, atomic
from psycopg.pq import PipelineStatus
from psycopg.rows import RowMaker
from psycopg.types.json import Jsonb

json = Jsonb
_NAME = re.compile(r"^-- name: *(\w+) *$", re.MULTILINE)


@dataclass(slots=True)
class Statement:
    """One statement with its name and what it is for. It makes the rows of its answers, for psycopg to call."""

    name: str
    text: str
    about: str
    _made: RowMaker[dict[str, Any]] | None = field(default=None, repr=False, compare=False)

    def __call__(self, cursor: psycopg.Cursor[Any]) -> RowMaker[dict[str, Any]]:
        """Return what makes a dictionary of a row; the columns are looked at once, they are always the same."""
        if self._made is None:
            names = [column.name for column in cursor.description or ()]
            self._made = lambda values: dict(zip(names, values, strict=True))
        return self._made


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


def run(statement: Statement, /, using: str = "default", **params: Any) -> psycopg.Cursor[dict[str, Any]]:
    """Send a statement; inside `pipeline()` its answer is awaited only when it is fetched."""
    connection = connections[using]
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = psycopg.Cursor(connection.connection, row_factory=statement)  # Django's own do not bind on the server
        if not connection.queries_logged:
            return cursor.execute(statement.text, params, binary=True)
        started = time.perf_counter()  # assertNumQueries and the tests' own counters see these as well
        cursor.execute(statement.text, params, binary=True)
        connection.queries_log.append(
            {"sql": f"-- {statement.name}\n{statement.text}", "time": f"{time.perf_counter() - started:.3f}"}
        )
        return cursor


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
    """Send statements without waiting for each answer; the first error is raised at the next fetch or at the end.

    Inside another pipeline it is a part of that one: an end of its own would be a round trip more.
    """
    connection = connections[using]
    connection.ensure_connection()
    if connection.connection.pgconn.pipeline_status != PipelineStatus.OFF:
        yield
        return
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


@contextlib.contextmanager
def transaction(using: str = "default") -> Iterator[None]:
    """One transaction, in one pipeline: BEGIN travels with the first statement and COMMIT with the last.

    Inside another transaction it is a part of that one, and undone alone when it fails. Write with statements only:
    in a pipeline Django's own `save` and `update` do not learn how many rows they met.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        with atomic(using), connection.wrap_database_errors, connection.connection.pipeline():
            yield  # a pipeline of its own, that ends first: in a broken one nothing goes back to a savepoint
        return
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with _known_to_django(connection):
        with pipeline(using):
            run(_BEGIN, using=using)
            yield
            wanted = _ROLLBACK if connection.needs_rollback else _COMMIT
            ended = run(wanted, using=using)
        if ended.statusmessage != wanted.text:  # what the server answers to a COMMIT after an error somebody swallowed
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
