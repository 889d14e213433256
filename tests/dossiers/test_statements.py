"""What is said with a move is kept beside the dossier, once, and stands in no journal."""

import pytest

from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.journal.models import JournalEvent
from tests.factories.province import MONDAY, Province, province

pytestmark = pytest.mark.django_db
REASON = "Bà Hoa không có hộ khẩu tại phường"


@pytest.fixture
def here() -> Province:
    return province()


def test_why_it_was_refused_and_where_to_turn_are_kept(here: Province):
    desk = here.actor(Role.RECEPTION)
    filed = actions.file(here.filing(channel="online"), by=desk, now=MONDAY)
    for _ in range(2):
        actions.refuse(
            dossier_id=filed.id, reason=REASON, guidance="Nộp tại xã Thọ Xuân", by=desk, now=MONDAY, key="counter:1"
        )
    (said,) = queries.page(filed.id).statements.values()
    assert (said.kind, said.content) == (
        "dossier.refused",
        {"reason": REASON, "guidance": "Nộp tại xã Thọ Xuân"},
    )
    assert said.by == desk.id
    assert not [event for event in JournalEvent.objects.all() if "Hoa" in str(event.details)]


def test_turning_away_at_the_counter_says_as_much(here: Province):
    moved = actions.turn_away(here.filing(), reason=REASON, by=here.actor(Role.RECEPTION), now=MONDAY)
    assert queries.page(moved.id).statements["dossier.refused"].content["reason"] == REASON


def test_notice_and_proof_of_a_payment_are_kept(here: Province):
    desk = here.actor(Role.RECEPTION)
    moved = actions.receive(here.filing(), by=desk, now=MONDAY)
    actions.ask_payment(dossier_id=moved.id, notice="TB 12/TB-CT", by=here.actor(Role.DIVISION_HEAD), now=MONDAY)
    actions.confirm_payment(dossier_id=moved.id, proof="Biên lai 0001234", by=desk, now=MONDAY)
    said = queries.page(moved.id).statements
    assert said["dossier.payment_asked"].content == {"notice": "TB 12/TB-CT"}
    assert said["dossier.payment_confirmed"].content == {"proof": "Biên lai 0001234"}
