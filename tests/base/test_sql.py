from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.base import sql

STATEMENTS = sql.load("tests.base.statements")
pytestmark = pytest.mark.django_db


def test_a_statement_knows_what_it_is_for():
    assert STATEMENTS.add.about == "Two numbers."
    assert {statement.name for statement in STATEMENTS} == {"add", "echo", "prepared", "wrong"}


def test_a_name_that_is_not_there_says_where_it_was_sought():
    with pytest.raises(AttributeError, match=r"tests\.base\.statements has no SQL statement named subtract"):
        _ = STATEMENTS.subtract


def test_a_statement_is_prepared_at_its_first_use():
    assert sql.value(STATEMENTS.add, one=2, two=3) == 5
    assert sql.rows(STATEMENTS.prepared, like="%(one)s%") == []
    assert len(sql.rows(STATEMENTS.prepared, like="SELECT $1::int%")) == 1


def test_json_goes_in_and_comes_out_as_values_and_moments_keep_their_zone():
    found = sql.row(STATEMENTS.echo, what=sql.json({"tên": "Lê Thị Hoà", "số": [1, 2]}))
    assert found["what"] == {"tên": "Lê Thị Hoà", "số": [1, 2]}
    assert isinstance(found["at"], datetime)
    assert found["at"].tzinfo is not None


def test_a_pipeline_answers_each_statement():
    with transaction.atomic(), sql.pipeline():
        cursors = [sql.run(STATEMENTS.add, one=1, two=number) for number in range(3)]
        assert [cursor.fetchone()["sum"] for cursor in cursors] == [1, 2, 3]


def test_an_error_in_a_pipeline_is_a_django_error_and_undoes_the_transaction():
    with pytest.raises(DatabaseError, match="division by zero"), transaction.atomic(), sql.pipeline():
        sql.run(STATEMENTS.wrong, zero=0)
    assert sql.value(STATEMENTS.add, one=1, two=1) == 2


def test_statements_are_counted_like_queries(django_assert_num_queries):
    with django_assert_num_queries(1) as seen:
        sql.value(STATEMENTS.add, one=1, two=1)
    assert seen.captured_queries[0]["sql"].startswith("-- add")


def test_it_runs_in_djangos_own_transaction():
    with transaction.atomic():
        assert connection.in_atomic_block
        first = sql.row(STATEMENTS.echo, what=sql.json(1))["at"]
        assert sql.row(STATEMENTS.echo, what=sql.json(1))["at"] == first
