"""Two people, two connections, one dossier: exactly one wins, the other is told, nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection

from motcua.core import lifecycle
from motcua.core.lifecycle import Actor
from motcua.core.refusal import Refusal
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.commit import KeyUsedOtherwise
from motcua.dossiers.creation import AlreadyFiled
from motcua.dossiers.models import ClockEvent, Dossier
from motcua.journal.verification import verify
from motcua.results import actions as results
from motcua.results.models import Result
from tests.factories.flow import DONE
from tests.factories.lives import Life, received, two_levels
from tests.factories.province import CITIZEN, MONDAY, Province, province

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all at the same moment, each on a connection of its own; what each returned or was refused with."""
    gate = threading.Barrier(len(deeds))
    ended: list[Any] = [None] * len(deeds)

    def run(place: int, deed: Callable[[], Any]) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '20s'")
            gate.wait()
            ended[place] = deed()
        except Exception as error:
            ended[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, deed)) for place, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    unexpected = [each for each in ended if isinstance(each, Exception) and not isinstance(each, Refusal)]
    assert unexpected == []
    return ended


def refusals(ended: list[Any]) -> list[type]:
    return [type(each) for each in ended if isinstance(each, Exception)]


@pytest.fixture
def here() -> Province:
    return province()


def test_one_step_is_completed_by_one_of_two(here: Province):
    life = received(here).transfer()
    step, head = life.step(), here.actor(Role.DIVISION_HEAD)
    ended = at_once(*[lambda: actions.complete_step(step_id=step, outcome=DONE, by=head, now=MONDAY)] * 4)
    assert refusals(ended) == [lifecycle.StepNotOpen] * 3
    assert list(life.open) == ["examine"]
    assert not list(verify())


def test_a_dossier_is_accepted_once_with_one_key_and_with_two(here: Province):
    desk = here.actor(Role.RECEPTION)
    for keys, refused in ((["one", "one"], []), (["a", "b"], [lifecycle.MoveNotAllowed])):
        filed = actions.file(here.filing(channel="online"), by=CITIZEN, now=MONDAY)
        accept = partial(actions.accept, dossier_id=filed.id, by=desk, now=MONDAY)
        ended = at_once(*[partial(accept, key=key) for key in keys])
        assert refusals(ended) == refused
        assert ClockEvent.objects.filter(dossier_id=filed.id).count() == 1
    assert not list(verify())


def test_one_key_files_one_dossier(here: Province):
    ended = at_once(*[lambda: actions.file(here.filing(channel="online"), by=CITIZEN, now=MONDAY, key="f")] * 4)
    assert len({moved.code for moved in ended}) == 1
    assert sorted(moved.was_replayed for moved in ended) == [False, True, True, True]
    assert Dossier.objects.count() == 1


def test_one_key_for_two_dossiers_serves_one(here: Province):
    desk = here.actor(Role.RECEPTION)
    one, two = (actions.file(here.filing(channel="online"), by=CITIZEN, now=MONDAY) for _ in range(2))
    ended = at_once(
        *[lambda id=moved.id: actions.accept(dossier_id=id, by=desk, now=MONDAY, key="k") for moved in (one, two)]
    )
    assert refusals(ended) == [KeyUsedOtherwise]
    assert sorted(Dossier.objects.values_list("state", flat=True)) == ["accepted", "submitted"]


def test_codes_and_another_systems_code_are_given_once(here: Province):
    filings = [here.filing(channel="online", external=("dvcqg", f"G09-{number % 4}")) for number in range(8)]
    ended = at_once(*[lambda f=f: actions.file(f, by=CITIZEN, now=MONDAY) for f in filings])
    assert refusals(ended) == [AlreadyFiled] * 4
    codes = set(Dossier.objects.values_list("code", flat=True))
    assert len(codes) == 4
    assert all(any(code in each.message_vi for code in codes) for each in ended if isinstance(each, AlreadyFiled))


def test_register_numbers_have_no_gap_and_no_double(here: Province):
    lives = [received(here).signed() for _ in range(6)]
    refused = received(here).examined()  # not approved: takes a number and gives it back
    clerk = here.actor(Role.CLERK)
    ended = at_once(*[life.issue for life in lives], lambda: refused.issue("sign", by=clerk))
    assert len(refusals(ended)) == 1
    numbers = Result.objects.exclude(register_number="").values_list("register_number", flat=True)
    assert sorted(numbers) == [f"{number:02}/GXN-UBND" for number in range(1, 7)]


def test_withdrawing_and_completing_at_once_leave_one_story(here: Province):
    life = received(here).transfer()
    step, head, leader = life.step(), here.actor(Role.DIVISION_HEAD), here.actor(Role.AGENCY_LEADER)
    actions.ask_withdrawal(dossier_id=life.id, reason="Đổi ý", by=CITIZEN, now=MONDAY)
    ended = at_once(
        lambda: actions.agree_withdrawal(dossier_id=life.id, by=leader, now=MONDAY),
        lambda: actions.complete_step(step_id=step, outcome=DONE, by=head, now=MONDAY),
    )
    # The wish to withdraw holds up the step, and the withdrawn dossier refuses it.
    assert len(refusals(ended)) == 1
    assert life.row.state == "withdrawn"
    assert life.open == {}


@pytest.mark.parametrize("_", range(3))
def test_parent_and_part_do_not_wait_for_each_other(_: int):
    levels = two_levels()
    parent = received(levels.here).transfer().complete("assign", Role.DIVISION_HEAD)
    part = levels.part(parent)
    officer, leader, clerk = (levels.above[r] for r in (Role.CASE_OFFICER, Role.COMMITTEE_LEADER, Role.CLERK))
    part.draft("study", by=officer).complete("study", Role.CASE_OFFICER, by=officer).approve("decide", by=leader)
    actions.ask_withdrawal(dossier_id=parent.id, reason="Đổi ý", by=CITIZEN, now=MONDAY)
    own = levels.here.actor(Role.AGENCY_LEADER)
    ended = at_once(
        numbering(part, by=clerk),
        lambda: actions.agree_withdrawal(dossier_id=parent.id, by=own, now=MONDAY),
    )
    assert len(refusals(ended)) == 1
    assert (parent.row.state, part.row.state) == ("withdrawn", "stopped")
    assert not list(verify())


def numbering(part: Life, *, by: Actor) -> Callable[[], Any]:
    """Number the part's answer, as whoever had the step open on the screen before the others acted."""
    return partial(results.issue, step_id=part.step("number"), symbol="GXN-UBND", by=by, now=MONDAY)


def test_parent_and_part_end_together_when_no_one_withdraws():
    levels = two_levels()
    parent = received(levels.here).transfer().complete("assign", Role.DIVISION_HEAD)
    part = levels.part(parent)
    officer, leader, clerk = (levels.above[r] for r in (Role.CASE_OFFICER, Role.COMMITTEE_LEADER, Role.CLERK))
    part.draft("study", by=officer).complete("study", Role.CASE_OFFICER, by=officer).approve("decide", by=leader)
    own, specialist = levels.here.actor(Role.AGENCY_LEADER), levels.here.actor(Role.CASE_OFFICER)
    ended = at_once(
        numbering(part, by=clerk),
        lambda: actions.stop(dossier_id=parent.id, reason="Chủ hồ sơ đã mất", by=own, now=MONDAY),
        lambda: actions.propose_supplement(
            dossier_id=parent.id, content={"reason": "Thiếu"}, by=specialist, now=MONDAY
        ),
    )
    assert len(refusals(ended)) <= 2
    states = (parent.row.state, part.row.state)
    assert states in {("processed", "returned"), ("stopped", "stopped")}
    # A draft there was time for holds up the part's end, or does not outlive the dossier.
    assert not parent.row.proposals.filter(stage="drafted").exists() or parent.row.state == "in_process"
