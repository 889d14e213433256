"""Each thing that can be wrong with a process is found, and a sound one is left in peace."""

from __future__ import annotations

from decimal import Decimal

import pytest

from motcua.core import flow
from motcua.core.flow import END, Code, Performer, Severity, StepKind
from motcua.core.roles import Role
from tests.factories.flow import AGREED, DONE, REJECTED, a_chain, a_consultation, a_process, a_step


def errors(process, norm=None):
    return {(found.code, found.step) for found in flow.findings(process, norm) if found.severity is Severity.ERROR}


def warnings(process, norm=None):
    return {(found.code, found.step) for found in flow.findings(process, norm) if found.severity is Severity.WARNING}


def either(first, second):
    return {DONE: (first,), REJECTED: (second,)}


WRONG = {
    "nothing in it": (a_process(), {(Code.EMPTY, "")}),
    "no first step": (a_process(a_step("a"), start=()), {(Code.EMPTY, "")}),
    "an unknown first step": (a_process(a_step("a"), start=("z",)), {(Code.UNKNOWN_KEY, "")}),
    "an unknown next step": (a_process(a_step("a", "z")), {(Code.UNKNOWN_KEY, "a")}),
    "an unknown branch to wait for": (a_process(a_step("a", joins=("z",))), {(Code.UNKNOWN_KEY, "a")}),
    "an unknown budget": (a_process(a_step("a", budget="z")), {(Code.UNKNOWN_KEY, "a")}),
    "one key twice": (a_process(a_step("a"), a_step("a")), {(Code.DUPLICATE_KEY, "a")}),
    "an empty key": (a_process(a_step("", order=1), start=("",)), {(Code.DUPLICATE_KEY, "")}),
    "no outcome": (a_process(a_step("a", next={})), {(Code.NO_OUTCOME, "a")}),
    "an outcome that leads nowhere": (a_process(a_step("a", next={DONE: ()})), {(Code.NO_OUTCOME, "a")}),
    "hours below zero": (a_process(a_step("a", hours="-1")), {(Code.NEGATIVE_HOURS, "a")}),
    "a performer's hours below zero": (
        a_process(a_step("a", performers=(Performer(Role.CLERK, hours=Decimal(-1)),))),
        {(Code.NEGATIVE_HOURS, "a")},
    ),
    "a budget below zero": (
        a_process(a_step("a", budget="x"), budgets={"x": Decimal(-1)}),
        {(Code.NEGATIVE_HOURS, "a")},
    ),
    "a step nothing leads to": (a_process(a_step("a"), a_step("b")), {(Code.UNREACHABLE, "b")}),
    "a circle without a way out": (
        a_process(a_step("a", "b"), a_step("b", "a")),
        {(Code.NEVER_ENDS, "")},
    ),
    "an outcome that strands": (
        a_process(a_step("a", next=either(END, "b")), a_step("b", "c"), a_step("c", "b")),
        {(Code.STRANDED, "a")},
    ),
    "a join whose branch never leads to it": (
        a_process(a_step("a", "b", "c"), a_step("b", "d"), a_step("c"), a_step("d", joins=("b", "c"))),
        {(Code.JOIN_WAITS, "d")},
    ),
    "a join one branch may avoid": (
        a_process(
            a_step("a", "b", "c"), a_step("b", "d"), a_step("c", next=either("d", END)), a_step("d", joins=("b", "c"))
        ),
        {(Code.JOIN_WAITS, "d"), (Code.STRANDED, "c")},
    ),
    "a join of two outcomes of one choice": (
        a_process(
            a_step("a", next=either("b", "c")), a_step("b", "d"), a_step("c", "d"), a_step("d", joins=("b", "c"))
        ),
        {(Code.JOIN_WAITS, "d"), (Code.NEVER_ENDS, ""), (Code.UNREACHABLE, "d")},
    ),
    "branches that meet without a join": (
        a_process(a_step("a", "b", "c"), a_step("b", "d"), a_step("c", "d"), a_step("d")),
        {(Code.OPENED_TWICE, "d")},
    ),
    "a first step named twice": (a_process(a_step("a"), start=("a", "a")), {(Code.OPENED_TWICE, "a")}),
    "a split inside a circle": (
        a_process(a_step("a", "a", "b"), a_step("b")),
        {(Code.OPENED_TWICE, "b")},
    ),
    "a part at a higher level nobody knows how to work": (
        a_process(a_step("a", kind=StepKind.HIGHER_LEVEL)),
        {(Code.NO_SUB_PROCESS, "a")},
    ),
    "a branch that arrives again before the others": (
        a_process(a_step("a", "b", "c"), a_step("b", "b", "d"), a_step("c", "d"), a_step("d", joins=("b", "c"))),
        {(Code.OPENED_TWICE, "d")},
    ),
    "too many steps": (
        a_process(*(a_step(f"s{n}", *([f"s{n + 1}"] if n < 200 else []), order=n) for n in range(201))),
        {(Code.TOO_LARGE, "")},
    ),
    "too many branches side by side": (
        a_process(a_step("a", *(f"s{n}" for n in range(16))), *(a_step(f"s{n}", order=n) for n in range(16))),
        {(Code.TOO_LARGE, "")},
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_would_strand_a_dossier_is_an_error(wrong):
    process, expected = WRONG[wrong]
    assert errors(process) == expected


@pytest.mark.parametrize("process", [a_chain(), a_consultation()], ids=["chain", "consultation"])
def test_a_sound_process_has_no_errors(process):
    assert errors(process) == set()


def test_a_sound_chain_that_fits_its_norm_has_nothing_to_say():
    assert flow.findings(a_chain(), Decimal(32)) == ()


def people(**given):
    return a_process(
        a_step("a", "b", **{"role": Role.AGENCY_LEADER, **given}),
        a_step("b", hours=None, role=Role.RETURN_DESK, kind=StepKind.RETURN_RESULT),
    )


@pytest.mark.parametrize(
    ("process", "norm", "expected"),
    [
        (a_chain(), "40", {(Code.HOURS_DIFFER, "")}),
        (a_chain(), "31.5", {(Code.HOURS_DIFFER, "")}),
        (people(role=None), None, {(Code.UNMAPPED_PERFORMER, "a"), (Code.NO_LEADER_APPROVAL, "")}),
        (people(performers=(Performer(Role.AGENCY_LEADER), Performer(None))), None, {(Code.UNMAPPED_PERFORMER, "a")}),
        (people(time_text="Không quy định"), None, {(Code.TIME_NOT_UNDERSTOOD, "a")}),
        (people(role=Role.CLERK), None, {(Code.NO_LEADER_APPROVAL, "")}),
        (people(role=Role.CLERK, kind=StepKind.HIGHER_LEVEL, sub_process="province"), None, set()),
        (people(order=ord("b")), None, {(Code.SAME_ORDER, "")}),
        (
            a_process(a_step("a", role=Role.AGENCY_LEADER)),
            None,
            {(Code.NO_RETURN_STEP, "")},
        ),
        (
            a_process(a_step("a", "b", kind=StepKind.RETURN_RESULT), a_step("b", role=Role.AGENCY_LEADER)),
            None,
            {(Code.RETURN_WITH_HOURS, "a"), (Code.RETURN_NOT_LAST, "a")},
        ),
    ],
)
def test_what_a_designer_should_look_at_is_a_warning(process, norm, expected):
    assert warnings(process, None if norm is None else Decimal(norm)) == expected
    assert errors(process) == set()


def a_choice(rare_hours):
    """Return a way of 8 + 8 hours, and a rarer one through b."""
    return a_process(
        a_step("a", next=either("c", "b")),
        a_step("b", "c", hours=rare_hours),
        a_step("c", "d", role=Role.AGENCY_LEADER),
        a_step("d", hours=None, kind=StepKind.RETURN_RESULT),
    )


@pytest.mark.parametrize(("rare_hours", "expected"), [("0", set()), ("1", {(Code.LONGEST_EXCEEDS, "")})])
def test_a_rarer_way_that_takes_longer_than_the_norm_is_told(rare_hours, expected):
    assert warnings(a_choice(rare_hours), Decimal(16)) == expected


def test_ordinary_outcomes_that_go_round_are_told():
    process = a_process(
        a_step("a", next={AGREED: ("a",), REJECTED: ("b",)}, role=Role.AGENCY_LEADER),
        a_step("b", hours=None, kind=StepKind.RETURN_RESULT),
    )
    assert warnings(process, Decimal(8)) == {(Code.NEVER_ENDS, "")}


def test_errors_come_first_and_say_it_in_both_languages():
    process = a_process(a_step("a", "z", role=None, name="Thẩm định"))
    first, *_ = flow.findings(process)
    assert first.severity is Severity.ERROR
    assert first.message_vi == "Không có bước tiếp theo mang mã “z”."
    assert first.message_en == "There is no next step with the key “z”."


def test_hours_are_written_the_vietnamese_way():
    (found,) = flow.findings(a_chain(), Decimal("33.50"))
    assert found.message_vi == "Tổng thời gian các bước là 32 giờ, khác thời hạn 33,5 giờ."
    assert found.message_en == "The steps take 32 hours, the procedure allows 33.5."
