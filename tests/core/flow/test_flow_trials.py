"""Trials keep what a process does; finished dossiers show where another version would have led them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given

from motcua.core import flow
from motcua.core.flow import DefinitionError, Trial, Walked
from motcua.core.flow.trials import from_row, to_row
from motcua.core.roles import Role
from tests.core.worktime.calendars import OFFICE
from tests.factories.flow import AGREED, DONE, NEGATIVE, REJECTED, a_chain, a_consultation, a_process, a_step
from tests.factories.flow_strategies import sound_process

BACK_ONCE = Trial("Trả lại một lần", (("c", REJECTED),))


def changed(process, key, **given):
    return replace(process, steps=tuple(replace(s, **given) if s.key == key else s for s in process.steps))


def keys(verdict):
    return [key for key, _, _ in verdict.did]


def said(verdict):
    return [miss.vi for miss in verdict.misses]


def test_a_trial_runs_with_its_answers_and_the_ordinary_ones():
    verdict = flow.try_out(a_chain(), BACK_ONCE)
    assert keys(verdict) == ["a", "b", "c", "b", "c", "d"]
    assert (verdict.hours, verdict.passed) == (Decimal(60), True)


@given(sound_process())
def test_what_is_expected_of_an_unchanged_process_comes_true(process):
    trial = flow.expecting(process, Trial("x", ()))
    assert flow.try_out(process, trial).passed
    assert from_row(to_row(trial)) == trial


@pytest.mark.parametrize(
    ("process", "words"),
    [
        (changed(a_chain(), "b", hours=Decimal(30)), "Tổng thời gian là 72 giờ, mong đợi 60 giờ."),
        (changed(a_chain(), "b", role=Role.CLERK), "Việc thứ 2 (“b”) do người khác hoặc nơi khác thực hiện."),
        (changed(a_chain(), "c", next={AGREED: ("d",)}), "Bước “c” không còn kết quả “Không đồng ý”."),
        (changed(a_chain(), "c", next={AGREED: ("d",), REJECTED: ("a",)}), "Việc thứ 4 là “a”, mong đợi “b”."),
        (changed(a_chain(), "b", next={DONE: ("d",)}), "Kết quả “Không đồng ý” của bước “c” không được hỏi tới."),
        (changed(a_chain(), "b", next={DONE: ("b",)}), "Với các kết quả này, quy trình không kết thúc."),
        (a_process(a_step("a", "zz")), "Với các kết quả này, quy trình không kết thúc."),
    ],
)
def test_what_comes_out_differently_is_told(process, words):
    verdict = flow.try_out(process, flow.expecting(a_chain(), BACK_ONCE))
    assert not verdict.passed
    assert words in said(verdict)


def test_the_moment_it_is_due_is_looked_at_where_there_is_a_calendar():
    monday = datetime(2021, 9, 6, 1, 0, tzinfo=UTC)
    trial = flow.expecting(a_chain(), Trial("x", (), begins_at=monday), OFFICE)
    assert trial.due_at == OFFICE.add(monday, timedelta(hours=32))
    later = flow.try_out(changed(a_chain(), "b", hours=Decimal(25)), trial, OFFICE)
    assert "Hạn hoàn thành khác thời điểm mong đợi." in said(later)
    assert flow.try_out(a_chain(), trial).passed


def test_answers_that_do_not_fit_are_not_kept():
    with pytest.raises(flow.CannotRun, match="không còn kết quả"):
        flow.expecting(a_chain(), Trial("x", (("a", NEGATIVE),)))


@pytest.mark.parametrize("row", [{}, {"name": "x"}, to_row(BACK_ONCE) | {"answers": [["c", "bay"]]}])
def test_a_stored_trial_that_is_damaged_is_refused(row):
    with pytest.raises(DefinitionError):
        from_row(row)


WALKED = Walked("H56-1", (("a", DONE), ("b", DONE), ("c", REJECTED), ("b", DONE), ("c", AGREED), ("d", DONE)))


@pytest.mark.parametrize(
    ("process", "differences"),
    [
        (a_chain(), []),
        (changed(a_chain(), "b", name="Tên khác", hours=Decimal(1)), []),
        (
            a_process(a_step("a", "b"), a_step("b", "c"), a_step("c", "e", next={AGREED: ("e",), REJECTED: ("b",)}),
                      a_step("e", "d"), a_step("d")),
            ["Thêm bước “e”."],
        ),
        (a_process(a_step("a", "b"), a_step("b", "d"), a_step("d")),
         ["Bỏ bước “c”.", "Số lần qua các bước khác trước."]),
        (changed(a_chain(), "c", next={AGREED: ("d",)}), ["Bước “c” không còn kết quả “Không đồng ý”."]),
        (changed(a_chain(), "b", next={DONE: ("d",)}), ["Số lần qua các bước khác trước.", "Không còn qua bước “c”."]),
    ],
)  # fmt: skip
def test_a_finished_dossier_goes_through_another_version(process, differences):
    assert [one.vi for one in flow.replay(process, a_chain(), WALKED).differences] == differences


def test_who_finished_first_of_those_side_by_side_is_no_difference():
    walked = Walked("x", (("a", DONE), ("c", DONE), ("b", DONE), ("d", DONE), ("e", AGREED)))
    assert flow.replay(a_consultation(), a_consultation(), walked).differences == ()
