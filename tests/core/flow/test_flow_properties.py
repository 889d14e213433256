"""What `findings` promises, tried on random graphs against the real moves."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from motcua.core import flow
from motcua.core.flow import Code, MarkState, Severity
from motcua.core.flow.exploration import ENDED, explore
from motcua.core.flow.marking import shape
from tests.factories.flow_strategies import any_graph, damaged_process, sound_process

STRUCTURE_IS_FINE = {Code.UNREACHABLE, Code.STRANDED, Code.NEVER_ENDS, Code.JOIN_WAITS, Code.OPENED_TWICE}


def errors(process):
    return {found.code for found in flow.findings(process) if found.severity is Severity.ERROR}


def complete_whole(process, marking, key, outcome):
    """Let every performer of an open step answer the same."""
    while True:
        part = next((mark for mark in marking.open if mark.key == key), None)
        assert part is not None
        advance = flow.complete(process, marking, part.no, outcome)
        marking = advance.marking
        of_this_opening = {mark.no for mark in marking.open if mark.key == key and mark.came_from == part.came_from}
        in_turn = {opened.no for opened in advance.opened if opened.key == key and opened.performer > part.performer}
        if not of_this_opening and not in_turn:
            return marking


def same_work_twice(process, marking):
    tokens = Counter((token.source, token.join) for token in flow.waiting(process, marking))
    rounds = Counter((mark.key, mark.performer) for mark in marking.open)
    return max([*tokens.values(), *rounds.values()], default=0) > 1


def tried_by_hand(process):
    """Walk everywhere with the real moves. Return whether all is well, in the plainest way to say it."""
    start = flow.begin(process).marking
    found = {shape(process, start): start}
    after = {}
    ahead = deque([start])
    while ahead:
        marking = ahead.popleft()
        here = shape(process, marking)
        after[here] = set()
        for key in here[0]:
            for outcome in process.step(key).next:
                following = complete_whole(process, marking, key, outcome)
                if same_work_twice(process, following):
                    return False
                there = shape(process, following)
                after[here].add(there)
                if there not in found:
                    found[there] = following
                    ahead.append(following)
    if {key for opened, _ in found for key in opened} != set(process.by_key):
        return False  # a step nobody ever gets
    able = {ENDED}
    while more := {here for here, ways in after.items() if here not in able and ways & able}:
        able |= more
    return set(found) <= able


@settings(max_examples=200, deadline=None)
@given(any_graph() | damaged_process())
def test_findings_tell_exactly_the_graphs_that_can_strand_a_dossier(process):
    told = errors(process)
    assume(told <= STRUCTURE_IS_FINE)  # an awaited branch that never leads to its join has the same code
    sound = tried_by_hand(process)
    note(str(told))
    assert (told == set()) == sound


@given(sound_process())
def test_what_is_put_together_soundly_has_no_errors(process):
    assert errors(process) == set()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sound_process() | damaged_process(), st.integers(0, 2**32), st.integers(0, 25))
def test_a_process_without_errors_ends_however_it_is_answered_returned_and_recalled(process, seed, moves):
    assume(not errors(process))
    dice = Random(seed)
    space = explore(process)
    marking = flow.begin(process).marking
    for _ in range(moves):
        marking = a_random_move(process, marking, dice)
        assert shape(process, marking)[0] <= set(process.by_key)
        assert shape(process, marking) in space.moves
    for _ in range(200):
        if flow.is_finished(process, marking):
            break
        marking = towards_the_end(process, marking, space)
    assert flow.is_finished(process, marking)


def a_random_move(process, marking, dice):
    if not marking.open:
        return marking
    mark = dice.choice(marking.open)
    try:
        match dice.randrange(6):
            case 0:
                earlier = [m.no for m in marking.marks if m.no < mark.no]
                to = dice.choice(earlier) if earlier else None
                return flow.return_to_previous(process, marking, mark.no, to).marking
            case 1:
                done = [m.no for m in marking.marks if m.state is MarkState.DONE]
                return flow.recall(process, marking, dice.choice(done)).marking if done else marking
            case 2:
                return marking.with_marks([replace(mark, seen=True)])
            case _:
                outcome = dice.choice(list(process.step(mark.key).next))
                return flow.complete(process, marking, mark.no, outcome).marking
    except flow.MoveRefused:
        return marking


def towards_the_end(process, marking, space):
    """Make the first move of a shortest way to the end."""
    start = shape(process, marking)
    came = {start: None}
    ahead = deque([start])
    while ENDED not in came:
        here = ahead.popleft()
        for move in space.moves[here]:
            if move.to not in came:
                came[move.to] = (here, move)
                ahead.append(move.to)
    step = came[ENDED]
    while step[0] != start:
        step = came[step[0]]
    key, outcome = step[1].step, step[1].outcome
    part = next(mark for mark in marking.open if mark.key == key)
    return flow.complete(process, marking, part.no, outcome).marking


@settings(max_examples=200, deadline=None)
@given(sound_process(), st.integers(0, 2**32))
def test_the_marks_tell_a_story_that_holds_together(process, seed):
    dice = Random(seed)
    marking = flow.begin(process).marking
    for _ in range(30):
        marking = a_random_move(process, marking, dice)
    assert [mark.no for mark in marking.marks] == list(range(1, len(marking.marks) + 1))
    assert len({(m.key, m.round, m.performer) for m in marking.marks}) == len(marking.marks)
    standing = {m.no for m in marking.marks if m.state in (MarkState.OPEN, MarkState.DONE)}
    for mark in marking.marks:
        assert all(earlier < mark.no for earlier in mark.came_from)
        if mark.no in standing:
            assert standing.issuperset(mark.came_from)
        if mark.outcome is None:
            assert mark.state in (MarkState.OPEN, MarkState.SENT_BACK, MarkState.TAKEN_BACK)


def test_damage_is_sometimes_harmless_and_sometimes_not():
    """The comparison above proves something only when both answers come up often."""
    told = Counter()

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(damaged_process())
    def count(process):
        told[not errors(process)] += 1

    count()
    assert min(told[True], told[False]) > 30
