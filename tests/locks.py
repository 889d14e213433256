"""Watches in which order every verb of the suite takes its locks: parent, dossier, then counters, never back.

Two verbs that lock the same rows in different orders wait for each other one day; here that day is every run.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections
from django.db.transaction import Atomic

from motcua.base import sql


class LocksOutOfOrder(AssertionError):
    """A verb locked a dossier after a counter, or a parent after its part."""


class _Watch(threading.local):
    """What one connection's transaction has locked so far."""

    def __init__(self) -> None:
        self.depth = 0
        self.dossiers: list[int] = []
        self.counted = False


_watch = _Watch()


def _locked(dossier_id: int) -> None:
    if dossier_id in _watch.dossiers:
        return
    if _watch.counted:
        raise LocksOutOfOrder(f"dossier {dossier_id} is locked after a counter")
    parents = _parents_of(_watch.dossiers)
    if dossier_id in parents:
        raise LocksOutOfOrder(f"dossier {dossier_id} is locked after its part")
    _watch.dossiers.append(dossier_id)


def _parents_of(dossiers: list[int]) -> set[int]:
    if not dossiers:
        return set()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT parent_id FROM dossiers_dossier WHERE id = ANY(%s)", [dossiers])
        return {row[0] for row in cursor.fetchall()}


def _dossier_of(step_id: int | None) -> int | None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT dossier_id FROM dossiers_step WHERE id = %s", [step_id])
        found = cursor.fetchone()
    return found[0] if found else None


def _is_new(key: str) -> bool:
    """Whether the command takes a number: a repeated one takes none and locks no counter."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT FROM dossiers_commandkey WHERE key = %s", [key])
        return cursor.fetchone() is None


@contextmanager
def watched() -> Iterator[None]:
    """Look at every transaction that is not the test case's own, and at every lock taken in it."""
    run, enter, leave = sql.run, Atomic.__enter__, Atomic.__exit__

    def run_watched(statement: sql.Statement, /, using: str = "default", **params: Any) -> Any:
        if _watch.depth and using == "default":
            if statement.name == "lock":
                dossier_id = params["id"] or _dossier_of(params["step"])
                if dossier_id is not None:
                    _locked(dossier_id)
            elif statement.name == "insert_dossier":
                _watch.dossiers.append(params["id"])  # nobody else can see it, so nobody waits for it
            elif statement.name == "next_serial" or (statement.name == "next_serial_for" and _is_new(params["key"])):
                _watch.counted = True
        return run(statement, using=using, **params)

    def enter_watched(block: Atomic) -> None:
        enter(block)
        if not block._from_testcase:
            _watch.depth += 1

    def leave_watched(block: Atomic, *error: Any) -> None:
        if not block._from_testcase:
            _watch.depth -= 1
            if _watch.depth == 0:
                _watch.dossiers, _watch.counted = [], False
        leave(block, *error)

    from motcua.results import actions as results

    number = results.next_number

    def number_watched(*given: Any) -> str:
        _watch.counted = _watch.depth > 0
        return number(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sql, "run", run_watched)
        patch.setattr(Atomic, "__enter__", enter_watched)
        patch.setattr(Atomic, "__exit__", leave_watched)
        patch.setattr(results, "next_number", number_watched)
        yield
