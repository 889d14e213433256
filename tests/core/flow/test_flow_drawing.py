"""A diagram shows every step once, in the lane of its role, and no line runs through a box."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from motcua.catalog import step_tables
from motcua.core import flow
from motcua.core.flow import Shape
from motcua.core.roles import Role
from tests.factories.flow import AGREED, DONE, NEGATIVE, REJECTED, a_chain, a_consultation, a_process, a_step
from tests.factories.flow_strategies import any_definition, any_graph, sound_process

TEMPLATES = list(step_tables.templates().values())


def boxes_of(drawing, *shapes):
    return [box for box in drawing.boxes if box.shape in shapes]


def column_of(drawing, place):
    return next(box.x for box in drawing.boxes if box.shape is Shape.STEP and box.step == place)


def crosses(points, box):
    """Tell whether a line of straight pieces runs through the inside of a box."""
    left, right, top, bottom = box.x + 1, box.x + box.width - 1, box.y + 1, box.y + box.height - 1
    return any(
        max(x, to_x) > left and min(x, to_x) < right and max(y, to_y) > top and min(y, to_y) < bottom
        for (x, y), (to_x, to_y) in pairwise(points)
    )


def assert_well_drawn(process):
    drawing = flow.draw(process)
    steps = boxes_of(drawing, Shape.STEP)
    assert [box.step for box in steps] == list(range(len(process.steps)))
    for box in drawing.boxes:
        assert 0 <= box.x <= box.x + box.width <= drawing.width
        assert 0 <= box.y <= box.y + box.height <= drawing.height
    for box in steps:
        lane = next(lane for lane in drawing.lanes if lane.y <= box.y < lane.y + lane.height)
        assert lane.role is process.steps[box.step].role
        assert box.y + box.height <= lane.y + lane.height
        for line in drawing.lines:
            assert not crosses(line.points, box), (line, box)
        for other in steps:
            apart = box.x + box.width <= other.x or other.x + other.width <= box.x
            assert other is box or apart or box.y + box.height <= other.y or other.y + other.height <= box.y
    for line in drawing.lines:
        assert all(x == to_x or y == to_y for (x, y), (to_x, to_y) in pairwise(line.points))
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in line.points)


@pytest.mark.parametrize("process", TEMPLATES, ids=[process.key for process in TEMPLATES])
def test_the_standard_processes_are_well_drawn(process):
    assert_well_drawn(process)


@given(any_graph())
def test_no_line_runs_through_a_step_whatever_leads_where(process):
    assert_well_drawn(process)


@given(sound_process())
def test_sound_processes_are_well_drawn(process):
    assert_well_drawn(process)


@given(any_definition)
def test_a_table_still_being_written_is_drawn_too(process):
    drawing = flow.draw(process)
    assert len(boxes_of(drawing, Shape.STEP)) == len(process.steps)


def test_lanes_stand_in_the_order_in_which_roles_first_act():
    assert [lane.role for lane in flow.draw(a_chain()).lanes] == [
        Role.RECEPTION,
        Role.CASE_OFFICER,
        Role.AGENCY_LEADER,
        Role.RETURN_DESK,
    ]


def test_a_step_stands_after_the_farthest_of_those_before_it():
    process = a_process(a_step("a", "b", "c"), a_step("b", "d"), a_step("c", "e"), a_step("e", "d"), a_step("d"))
    drawing = flow.draw(process)
    a, b, c, e, d = (column_of(drawing, place) for place in range(5))
    assert a < b == c < e < d


def test_what_is_sent_back_runs_below_the_step_it_leaves():
    drawing = flow.draw(a_chain())
    back = [line for line in drawing.lines if line.is_back]
    assert [line.words for line in back] == [(REJECTED,)]
    leader = next(box for box in drawing.boxes if box.step == 2 and box.shape is Shape.STEP)
    assert max(y for _, y in back[0].points) > leader.y + leader.height


def test_answers_that_lead_the_same_way_are_one_line_without_a_choice():
    process = a_process(a_step("a", next={DONE: ("b",), NEGATIVE: ("b",)}), a_step("b"))
    woven = flow.net(process)
    assert [each.outcomes for each in woven.flows if each.target == "step_2"] == [(DONE, NEGATIVE)]
    assert not boxes_of(flow.draw(process), Shape.CHOICE)


def test_branches_fork_and_are_waited_for():
    shapes = [node.shape for node in flow.net(a_consultation()).nodes]
    assert shapes.count(Shape.FORK) == 1
    assert shapes.count(Shape.JOIN) == 1
    assert shapes.count(Shape.MERGE) == 0


def test_two_ways_of_one_step_meet_before_a_join():
    process = a_process(
        a_step("a", "b", "c"),
        a_step("b", "d"),
        a_step("c", next={AGREED: ("d",), REJECTED: ("d", "e")}),
        a_step("d", joins=("b", "c")),
        a_step("e"),
    )
    woven = flow.net(process)
    assert [node.shape for node in woven.nodes].count(Shape.MERGE) == 1
    assert len(woven.into("join_4")) == 2
