"""A transaction begun by hand behaves as Django's own would: nothing half done, hooks at the end."""

import contextlib
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.base import sql
from motcua.org.models import Calendar

STATEMENTS = sql.load("tests.base.statements")
pytestmark = pytest.mark.django_db(transaction=True)


def keep(name: str) -> None:
    Calendar.objects.create(key=name, name=name)


def kept() -> set[str]:
    return set(Calendar.objects.values_list("key", flat=True))


def test_it_commits_and_leaves_the_connection_as_it_was():
    with sql.transaction():
        assert connection.in_atomic_block
        keep("one")
    assert kept() == {"one"}
    assert connection.get_autocommit()
    assert not connection.in_atomic_block


def divide_here() -> None:
    _ = 1 / 0


def divide_there() -> None:
    sql.run(STATEMENTS.wrong, zero=0)


@sql.transaction()
def keep_then(do: Callable[[], object]) -> None:
    keep("one")
    do()


@pytest.mark.parametrize("fail", [divide_here, divide_there])
def test_whatever_fails_inside_undoes_everything(fail):
    with pytest.raises((DatabaseError, ZeroDivisionError)):
        keep_then(fail)
    assert kept() == set()
    with sql.transaction():
        keep("two")
    assert kept() == {"two"}


def test_a_part_is_undone_alone():
    with sql.transaction():
        keep("one")
        with contextlib.suppress(DatabaseError), sql.transaction():
            keep("two")
            sql.run(STATEMENTS.wrong, zero=0)
        with sql.transaction():
            keep("three")
        keep("four")
    assert kept() == {"one", "three", "four"}


def test_hooks_wait_for_the_end_and_are_forgotten_with_what_was_undone():
    called = []
    with sql.transaction():
        transaction.on_commit(lambda: called.append("done"))
        assert called == []
    with contextlib.suppress(ZeroDivisionError), sql.transaction():
        transaction.on_commit(lambda: called.append("never"))
        divide_here()
    with sql.transaction():
        transaction.on_commit(lambda: called.append("nor this"))
        transaction.set_rollback(True)
    assert called == ["done"]


def test_it_can_be_given_up_without_an_error():
    with sql.transaction():
        keep("one")
        transaction.set_rollback(True)
    assert kept() == set()
    with transaction.atomic():
        keep("two")
    assert kept() == {"two"}


def test_an_error_somebody_swallowed_is_not_taken_for_a_commit():
    def swallow() -> None:
        with contextlib.suppress(DatabaseError):
            sql.value(STATEMENTS.wrong, zero=0)

    with pytest.raises(DatabaseError):
        keep_then(swallow)
    assert kept() == set()


def test_a_constraint_that_waits_for_the_end_is_heard():
    from motcua.dossiers.models import CommandKey

    with pytest.raises(DatabaseError), sql.transaction():
        CommandKey.objects.create(key="k", verb="v", dossier_id=404, at="2026-11-23T09:00:00+07:00")
    assert not CommandKey.objects.exists()
