"""The journal can only grow, and whatever is done to it behind our back is found and named."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.journal import actions, chain
from motcua.journal.models import JournalEvent
from motcua.journal.verification import Finding, verify

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def record(subject: str, count: int) -> None:
    for number in range(count):
        actions.record(
            subject, "agency.renamed", at=AT, actor="officer:1", agency_id=3, details={"n": number, "đ": "ế"}
        )


@pytest.fixture
def _three_chains() -> None:
    for subject in ("agency:1", "agency:2", "agency:3"):
        record(subject, 5)


def behind_our_back(statement: str) -> None:
    """What somebody with the database's own password could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def found() -> list[tuple[str, str, int]]:
    return [(finding.what, finding.subject, finding.seq) for finding in verify()]


@pytest.mark.usefixtures("_three_chains")
def test_an_untouched_journal_is_whole():
    assert found() == []
    assert JournalEvent.objects.count() == 15


@pytest.mark.usefixtures("_three_chains")
@pytest.mark.parametrize(
    ("deed", "finding"),
    [
        ("UPDATE journal_journalevent SET kind = 'x' WHERE subject = 'agency:2' AND seq = 3", "altered"),
        ("UPDATE journal_journalevent SET at = at + '1 s' WHERE subject = 'agency:2' AND seq = 3", "altered"),
        ("UPDATE journal_journalevent SET recorded_at = now() WHERE subject = 'agency:2' AND seq = 3", "altered"),
        ("UPDATE journal_journalevent SET actor = 'officer:2' WHERE subject = 'agency:2' AND seq = 3", "altered"),
        ("UPDATE journal_journalevent SET agency_id = NULL WHERE subject = 'agency:2' AND seq = 3", "altered"),
        ("UPDATE journal_journalevent SET details = '{}' WHERE subject = 'agency:2' AND seq = 3", "altered"),
        ("UPDATE journal_journalevent SET canonical = '[]' WHERE subject = 'agency:2' AND seq = 3", "altered"),
        ("DELETE FROM journal_journalevent WHERE subject = 'agency:2' AND seq = 3", "missing"),
    ],
)
def test_a_changed_or_missing_row_is_named(deed: str, finding: str):
    behind_our_back(deed)
    assert found() == [(finding, "agency:2", 3)]


@pytest.mark.usefixtures("_three_chains")
def test_a_row_altered_with_a_hash_to_match_breaks_the_chain_after_it():
    event = JournalEvent.objects.get(subject="agency:2", seq=3)
    body = chain.canonical("agency:2", 3, "forged", event.at, event.recorded_at, event.actor, 3, event.details)
    digest = chain.digest(bytes(event.previous_hash), body)
    behind_our_back(
        f"UPDATE journal_journalevent SET kind = 'forged', canonical = '\\x{body.hex()}', hash = '\\x{digest.hex()}'"
        f" WHERE id = {event.pk}"
    )
    assert found() == [("inserted", "agency:2", 4)]


@pytest.mark.usefixtures("_three_chains")
def test_a_cut_off_tail_is_found_at_the_first_lost_row():
    behind_our_back("DELETE FROM journal_journalevent WHERE subject = 'agency:3' AND seq >= 4")
    assert found() == [("cut-off", "agency:3", 4)]


@pytest.mark.usefixtures("_three_chains")
def test_a_whole_chain_that_was_cut_off_is_found():
    behind_our_back("DELETE FROM journal_journalevent WHERE subject = 'agency:1'")
    assert found() == [("cut-off", "agency:1", 1)]


@pytest.mark.usefixtures("_three_chains")
def test_an_inserted_row_is_found():
    behind_our_back(
        "INSERT INTO journal_journalevent (subject, seq, kind, at, recorded_at, actor, agency_id, details, canonical,"
        " previous_hash, hash) SELECT subject, 6, kind, at, recorded_at, actor, agency_id, details, canonical,"
        " previous_hash, hash FROM journal_journalevent WHERE subject = 'agency:1' AND seq = 5"
    )
    assert ("altered", "agency:1", 6) in found()


@pytest.mark.usefixtures("_three_chains")
def test_a_chain_without_a_head_is_found():
    behind_our_back("DELETE FROM journal_journalhead WHERE subject = 'agency:1'")
    assert found() == [("no-head", "agency:1", 5)]


@pytest.mark.usefixtures("_three_chains")
@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE journal_journalevent SET kind = 'x'",
        "DELETE FROM journal_journalevent",
        "TRUNCATE journal_journalevent",
        "DELETE FROM journal_journalhead",
        "UPDATE journal_journalhead SET seq = seq - 1",
    ],
)
def test_postgresql_refuses_to_edit_the_journal(deed: str):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)


@pytest.mark.usefixtures("_three_chains")
def test_a_place_in_the_chain_is_taken_once():
    event = JournalEvent.objects.get(subject="agency:1", seq=5)
    event.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save(force_insert=True)


def test_the_progress_of_a_long_walk_is_told():
    record("agency:9", 7)
    told: list[int] = []
    assert list(verify(told.append)) == []
    assert told[-1] == 7


@pytest.mark.parametrize("what", ["altered", "missing", "inserted", "cut-off", "no-head"])
def test_findings_speak_both_languages(what: str):
    finding = Finding(what, "dossier:1", 4)
    assert "dossier:1" in finding.message_vi
    assert "4" in finding.message_en


def test_the_same_event_has_the_same_bytes_whatever_the_order_of_its_details():
    one = chain.canonical("s", 1, "k", AT, AT, "a", None, {"b": 1, "a": "Đ"})
    other = chain.canonical("s", 1, "k", AT, AT, "a", None, {"a": "Đ", "b": 1})
    assert one == other


# --- restored on another server ---------------------------------------------------------------------------------------
@pytest.mark.usefixtures("_three_chains")
def test_events_restored_from_another_server_are_readable_at_once_and_in_their_order():
    behind_our_back("UPDATE journal_journalevent SET txid = 5000000000 + 30 - id % 7")
    before = list(JournalEvent.objects.order_by("txid", "id").values_list("id", flat=True))

    assert actions.settle_restored() > 5_000_000_000
    record("agency:4", 1)
    in_order = list(JournalEvent.objects.order_by("txid", "id").values_list("id", "txid"))
    assert [number for number, _ in in_order[:-1]] == before
    assert max(txid for _, txid in in_order[:-1]) <= 0 < in_order[-1][1]
    assert found() == []
    assert actions.settle_restored() == 0
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        JournalEvent.objects.update(kind="x")


@pytest.mark.usefixtures("_three_chains")
def test_a_journal_of_this_very_server_is_left_as_it_is():
    assert actions.settle_restored() == 0
