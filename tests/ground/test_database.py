import socket

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_is_postgresql_15_or_newer():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        assert int(cursor.fetchone()[0]) >= 150000


def test_a_test_cannot_reach_another_machine():
    with pytest.raises(AssertionError, match="reach"), socket.socket() as away:
        away.connect(("192.0.2.1", 80))


def test_healthz_answers_when_the_database_does(client, db):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
