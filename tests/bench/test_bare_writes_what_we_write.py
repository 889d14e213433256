"""The bare contender writes, turn by turn, the rows the project's own verbs write: else they are not comparable."""

from __future__ import annotations

import pytest
from django.db import connection

from bench import stage
from bench.bare import Bare
from bench.ours import Ours
from bench.stage import Player, Stage
from motcua.journal.verification import verify
from tests.bench.written import Row, rows, written

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def players():
    here = Stage(stage.found())
    bare = Bare(here, url())
    yield Ours(here), bare
    bare.close()


def url() -> str:
    """Where the tests' own database answers, as psycopg reads it."""
    at = connection.settings_dict
    return f"host='{at['HOST']}' user='{at['USER']}' password='{at['PASSWORD']}' dbname='{at['NAME']}'" + (
        f" port='{at['PORT']}'" if at["PORT"] else ""
    )


def turn(player: Player, name: str) -> dict[str, list[Row]]:
    before = rows()
    player.turn(name, 1)
    return written(before, rows())


def test_both_write_the_same_rows_at_every_turn_of_a_dossiers_life(players):
    ours, bare = players
    for name in stage.TURNS:
        by_us, by_hand = turn(ours, name), turn(bare, name)
        assert by_us.keys() == by_hand.keys(), name
        for table in by_us:
            assert by_us[table] == by_hand[table], f"{name}: {table}"
    assert list(verify()) == []


def test_a_dossier_may_change_hands_at_every_turn(players):
    for turns in (stage.LIFE[::2], stage.LIFE[1::2]):
        batch: list[int] = []
        for name in stage.LIFE:
            player = players[name in turns]
            player.batch = batch
            player.turn(name, 1)
            batch = player.batch
    assert list(verify()) == []
