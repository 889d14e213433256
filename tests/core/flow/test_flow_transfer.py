"""A marking taken on by another version of its process, and every reason why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.core import flow
from motcua.core.flow import Marking, ProcessDef, StepKind, UnitRule
from motcua.core.roles import Role
from tests.factories.flow import DONE, a_chain, a_consultation, a_process, a_step


def after(process: ProcessDef, *keys: str) -> Marking:
    """The marking once these steps are done, in this order."""
    marking = flow.begin(process).marking
    for key in keys:
        no = next(mark.no for mark in marking.open if mark.key == key)
        marking = flow.complete(process, marking, no, process.step(key).main_outcome).marking
    return marking


def with_step(process: ProcessDef, key: str, /, **fields: object) -> ProcessDef:
    return replace(process, steps=tuple(replace(s, **fields) if s.key == key else s for s in process.steps))


def test_a_marking_goes_on_where_only_what_is_ahead_changed():
    old = a_chain()
    new = with_step(with_step(old, "b", hours=None, name="Khác tên"), "c", role=Role.COMMITTEE_LEADER)
    assert flow.misfits(old, new, after(old, "a")) == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"role": Role.DIVISION_HEAD}, "do người khác"),
        ({"unit_rule": UnitRule.DEPARTMENT}, "do người khác"),
        ({"kind": StepKind.CONSULT}, "theo cách khác"),
        ({"key": "bb"}, "Bước đang làm “b” không có"),
    ],
)
def test_open_work_must_be_the_same_work_of_the_same_people(changed, words):
    old = a_chain()
    (why,) = flow.misfits(old, with_step(old, "b", **changed), after(old, "a"))
    assert words in why.vi
    assert why.en


def test_what_is_done_must_still_exist_to_be_sent_back_to():
    old = a_chain()
    (why,) = flow.misfits(old, with_step(old, "a", key="aa"), after(old, "a"))
    assert "đã làm “a”" in why.vi


def test_a_join_that_would_wait_for_ever_is_refused():
    old = a_process(a_step("a", "b"), a_step("b", "d"), a_step("d"))
    new = a_process(a_step("a", "b", "x"), a_step("b", "d"), a_step("x", "d"), a_step("d", joins=("b", "x")))
    (why,) = flow.misfits(old, new, after(old, "a"))
    assert "sẽ bị kẹt" in why.vi
    assert flow.misfits(old, new, after(old)) == ()


def test_what_waits_at_a_join_goes_along_or_nothing_goes():
    old = a_consultation()
    halfway = after(old, "a", "b")
    assert flow.misfits(old, with_step(old, "e", role=Role.COMMITTEE_LEADER), halfway) == ()
    (why,) = flow.misfits(old, with_step(old, "d", joins=()), halfway)
    assert "sẽ bị kẹt" in why.vi


def test_where_nothing_has_begun_any_version_will_do():
    assert flow.misfits(a_chain(), a_consultation(), Marking()) == ()


def test_every_marking_that_fits_can_be_ended():
    old, new = a_consultation(), with_step(a_consultation(), "d", next={DONE: ("e",)})
    marking = after(old, "a", "c")
    assert flow.misfits(old, new, marking) == ()
    while marking.open:
        mark = marking.open[0]
        marking = flow.complete(new, marking, mark.no, new.step(mark.key).main_outcome).marking
    assert flow.is_finished(new, marking)
