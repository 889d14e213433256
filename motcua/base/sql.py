"""Named statements of `<package>/sql/*.sql`, run as prepared statements on Django's own connection.

    -- name: open_steps
    -- The steps of a dossier that wait for somebody.
    SELECT id, key, due_at FROM dossiers_step WHERE dossier_id = %(dossier)s AND done_at IS NULL;

    STATEMENTS = sql.load("motcua.dossiers")
    steps = sql.rows(STATEMENTS.open_steps, dossier=7)          # dictionaries
    with transaction.atomic(), sql.pipeline():                  # one round trip for all that follows
        sql.run(STATEMENTS.close_step, step=3)
        sql.run(STATEMENTS.open_step, dossier=7, key="sign")

Parameters are bound on the server: a type is sometimes asked for (`%(when)s::timestamptz`), a list is `= ANY(%(ids)s)`,
a percent sign is written `%%`. Columns of type jsonb come back as Python values; send them with `sql.json(value)`.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.rows import DictRow, dict_row
from psycopg.types.json import Jsonb, JsonbLoader

json = Jsonb
_NAME = re.compile(r"^-- name: *(\w+) *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its name and what it is for."""

    name: str
    text: str
    about: str


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


def run(statement: Statement, /, using: str = "default", **params: Any) -> psycopg.Cursor[DictRow]:
    """Send a statement; inside `pipeline()` its answer is awaited only when it is fetched."""
    connection = connections[using]
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = _Cursor(connection.connection, row_factory=dict_row)
        if not connection.queries_logged:
            return cursor.execute(statement.text, params, prepare=settings.PREPARE)
        started = time.perf_counter()  # assertNumQueries and the tests' own counters see these as well
        cursor.execute(statement.text, params, prepare=settings.PREPARE)
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
def pipeline(using: str = "default") -> Iterator[psycopg.Pipeline]:
    """Send statements without waiting for each answer; the first error is raised at the next fetch or at the end."""
    connection = connections[using]
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline() as pipe:
        yield pipe


def run_many(statement: Statement, params: Sequence[dict[str, Any]], *, using: str = "default") -> None:
    """Run one statement for each set of parameters, in one round trip."""
    with pipeline(using):
        for each in params:
            run(statement, using=using, **each)


class _Cursor(psycopg.Cursor[DictRow]):
    """Binds on the server (Django's own cursors do not) and reads jsonb (Django leaves it as text)."""

    def __init__(self, connection: psycopg.Connection[Any], **kwargs: Any) -> None:
        super().__init__(connection, **kwargs)
        self.adapters.register_loader("jsonb", JsonbLoader)
