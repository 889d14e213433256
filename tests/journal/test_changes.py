"""Changes of settings are found among millions of events of dossiers, by what, who and when."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from motcua.core.vietnam import ZONE
from motcua.journal import actions, queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)


@pytest.fixture
def events():
    with transaction.atomic():
        for number, (subject, kind, actor) in enumerate(
            [
                ("agency:1", "agency.renamed", "officer:1"),
                ("dossier:1", "dossier.accepted", "officer:1"),
                ("procedure:1.1", "procedure.offered", "officer:2"),
                ("account:5", "account.contact_changed", "account:5"),
                ("rating:1", "rating.given", "citizen:1"),
                ("process:p", "process.published", "system"),
            ]
        ):
            actions.record(subject, kind, at=NOW + timedelta(days=number), actor=actor, details={"n": number})


def found(**given):
    return [change.kind for change in queries.changes(**({"limit": 10} | given))]


def test_only_settings_changed_by_officers_and_the_system_are_told_newest_first(events):
    assert found() == ["process.published", "procedure.offered", "agency.renamed"]


def test_they_are_sifted(events):
    assert found(actors=["officer:2"]) == ["procedure.offered"]
    assert found(actors=[]) == []
    assert found(kinds=["agency.%", "process.published"]) == ["process.published", "agency.renamed"]
    assert found(subject="agency:1") == ["agency.renamed"]
    assert found(since=NOW + timedelta(days=2)) == ["process.published", "procedure.offered"]
    assert found(until=NOW + timedelta(days=1)) == ["agency.renamed"]


def test_a_page_goes_on_behind_the_last_one(events):
    first = queries.changes(limit=2)
    assert [change.details["n"] for change in first] == [5, 2]
    assert [change.details["n"] for change in queries.changes(limit=2, before=first[-1].id)] == [0]


FILL = """
INSERT INTO journal_journalevent (subject, seq, kind, at, recorded_at, actor, details, canonical, previous_hash, hash)
SELECT 'dossier:' || n, 1000000, 'dossier.accepted', now(), now(), 'officer:1', '{}', '', sha256(''), sha256('')
FROM generate_series(1, 20000 + 50 * (
    SELECT count(*) FROM journal_journalevent WHERE subject NOT LIKE 'dossier:%' AND subject NOT LIKE 'rating:%')) n
"""
PAGE = {"subject": "", "kinds": None, "actors": None, "since": None, "until": None, "before": None, "limit": 51}


@pytest.mark.parametrize(
    "sifted",
    [{}, {"before": 10**9}, {"kinds": ["agency.%"]}, {"actors": ["officer:1"]}],
    ids=["all", "on", "kind", "who"],
)
def test_the_events_of_dossiers_are_not_gone_through(events, sifted):
    """The page's own statement, among fifty times as many events of dossiers as other tests left of settings."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FILL)
        cursor.execute("ANALYZE journal_journalevent")
        cursor.execute(f"EXPLAIN {queries.STATEMENTS.changes.text}", PAGE | sifted)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Limit" in plan
    assert "using journal_of_settings" in plan
    assert plan.count("Scan") == 1, plan
