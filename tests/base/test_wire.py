"""Statements that travel together: in order, whole or not at all, whatever else uses the connection meanwhile."""

import pytest
from django.db import DataError, OperationalError, ProgrammingError, connection, transaction
from psycopg.errors import PipelineAborted

from motcua.base import sql, wire
from motcua.base.wire import Statement
from motcua.org.models import Calendar

STATEMENTS = sql.load("tests.base.statements")
BROKEN = Statement("broken", "SELECT nothing FROM nowhere", "")
NAME = Statement("name", "UPDATE org_calendar SET name = %(name)s WHERE key = %(key)s", "")
pytestmark = pytest.mark.django_db


def test_parameters_are_numbered_once_each_and_a_percent_sign_stays():
    statement = Statement("some", "SELECT %(a)s, %(b)s, %(a)s WHERE x LIKE '%%y'", "")
    assert statement.query == b"SELECT $1, $2, $1 WHERE x LIKE '%y'"
    assert statement.parameters == ["a", "b"]


def test_more_statements_than_the_queue_holds_are_all_answered():
    with sql.pipeline():
        answers = [sql.run(STATEMENTS.add, one=number, two=1) for number in range(3 * wire.LONGEST_QUEUE + 1)]
    assert [answer.fetchone()["sum"] for answer in answers] == list(range(1, 3 * wire.LONGEST_QUEUE + 2))


def test_more_bytes_than_a_socket_holds_travel_both_ways():
    text = "đ" * 1_000_000
    with sql.pipeline():
        answers = [sql.run(STATEMENTS.echo, what=sql.json(text)) for _ in range(10)]
        assert {answer.fetchone()["what"] for answer in answers} == {text}


def test_what_is_queued_goes_before_a_statement_of_djangos():
    Calendar.objects.create(key="k", name="before")
    with sql.pipeline():
        sql.run(NAME, key="k", name="after")
        assert Calendar.objects.get(key="k").name == "after"


def test_nothing_queued_leaves_after_an_error():
    Calendar.objects.create(key="k", name="before")

    def fail() -> None:
        with sql.pipeline():
            sql.run(NAME, key="k", name="after")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert Calendar.objects.get(key="k").name == "before"


def test_the_statements_after_a_failed_one_are_not_carried_out():
    Calendar.objects.create(key="k", name="before")
    unanswered = []

    def fail() -> None:
        with transaction.atomic(), sql.pipeline():
            sql.run(STATEMENTS.wrong, zero=0)
            unanswered.append(sql.run(NAME, key="k", name="after"))

    with pytest.raises(DataError):
        fail()
    with pytest.raises(PipelineAborted):
        unanswered[0].fetchall()
    assert Calendar.objects.get(key="k").name == "before"


def test_a_statement_that_cannot_be_prepared_can_be_tried_again():
    for _ in range(2):
        with pytest.raises(ProgrammingError, match="nowhere"), transaction.atomic():
            sql.run(BROKEN)
    assert sql.value(STATEMENTS.add, one=1, two=1) == 2


def test_a_text_postgresql_cannot_hold_is_refused_not_cut():
    with pytest.raises(DataError, match="NUL"):
        sql.run(NAME, key="k", name="a\0b")


@pytest.mark.parametrize("prepares", [False, True])
def test_behind_a_pooler_nothing_is_prepared(prepares, monkeypatch):
    statement = Statement("fresh", f"SELECT 1 AS it -- {prepares}", "")
    sql.value(STATEMENTS.add, one=1, two=1)
    monkeypatch.setattr(sql._line("default")[1], "prepares", prepares)
    assert sql.value(statement) == 1
    monkeypatch.undo()
    assert len(sql.rows(STATEMENTS.prepared, like=f"%it -- {prepares}")) == prepares


@pytest.mark.django_db(transaction=True)
def test_a_connection_lost_midway_is_an_error_of_django_and_the_next_one_works():
    lost = Statement("lost", "SELECT pg_terminate_backend(pg_backend_pid())", "")
    with pytest.raises(OperationalError), sql.transaction():
        sql.run(lost).fetchone()
    connection.close_if_unusable_or_obsolete()
    assert sql.value(STATEMENTS.add, one=1, two=1) == 2
