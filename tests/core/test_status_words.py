"""The words and colours for how a dossier stands."""

from datetime import timedelta

import pytest

from motcua.core.status_words import (
    LATE,
    ON_TIME,
    STATUSES,
    Tone,
    Words,
    due,
    returned,
    span,
    waiting,
    without_due_date,
)

WEEK = timedelta(hours=40)


@pytest.mark.parametrize(
    ("minutes", "vi", "en"),
    [
        (1, "1 phút", "1 minute"),
        (59, "59 phút", "59 minutes"),
        (60, "1 giờ", "1 hour"),
        (95, "1 giờ 35 phút", "1 hour 35 minutes"),
        (120, "2 giờ", "2 hours"),
        (5 * 60, "5 giờ", "5 hours"),
        (8 * 60, "1 ngày", "1 day"),
        (10 * 60, "1 ngày 2 giờ", "1 day 2 hours"),
        (25 * 60, "3 ngày 1 giờ", "3 days 1 hour"),
        (25 * 60 + 1, "3 ngày 2 giờ", "3 days 2 hours"),
        (80 * 60, "10 ngày", "10 days"),
    ],
)
def test_working_time_is_said_in_days_hours_or_minutes(minutes, vi, en):
    words = span(timedelta(minutes=minutes))

    assert (words.vi, words.en) == (vi, en)


@pytest.mark.parametrize(
    ("left", "tone", "words"),
    [
        (25, Tone.OK, "Còn 3 ngày 1 giờ"),
        (9, Tone.OK, "Còn 1 ngày 1 giờ"),
        (8, Tone.SOON, "Còn 1 ngày"),
        (5, Tone.SOON, "Còn 5 giờ"),
        (0, Tone.SOON, "Đến hạn"),
        (-3, Tone.LATE, "Quá 3 giờ"),
        (-10, Tone.LATE, "Quá 1 ngày 2 giờ"),
    ],
)
def test_the_due_cell_says_how_much_working_time_is_left(left, tone, words):
    cell = due(left=timedelta(hours=left), whole=WEEK)

    assert (cell.tone, cell.words.vi) == (tone, words)


def test_a_fifth_of_a_long_step_is_already_soon():
    assert due(left=timedelta(hours=30), whole=timedelta(hours=160)).tone is Tone.SOON
    assert due(left=timedelta(hours=33), whole=timedelta(hours=160)).tone is Tone.OK


@pytest.mark.parametrize(("left", "meter"), [(40, 0), (30, 25), (10, 75), (0, 100), (-5, 100), (50, 0)])
def test_the_meter_fills_as_time_is_used(left, meter):
    assert due(left=timedelta(hours=left), whole=WEEK).meter == meter


def test_seconds_late_are_never_said_to_be_no_time():
    assert due(left=-timedelta(seconds=1), whole=WEEK).words.vi == "Quá 1 phút"


def test_a_stopped_clock_says_whom_it_waits_for():
    assert waiting().words.vi == "Chờ bổ sung"
    assert waiting("Thuế cơ sở 1").words.vi == "Chờ Thuế cơ sở 1"
    assert waiting().tone is Tone.WAIT


def test_a_returned_result_names_the_day():
    assert returned("02/12").words.vi == "Đã trả 02/12"


def test_red_is_kept_for_what_is_late():
    tones = [status.tone for status in STATUSES.values()]

    assert Tone.LATE not in [*tones, waiting().tone, returned("01/01").tone, without_due_date().tone]


def test_every_national_state_has_words_in_both_languages():
    assert sorted(STATUSES) == list(range(1, 11))
    said = [w for status in STATUSES.values() for w in (status.tag, status.sentence, status.advice)]
    for words in [*said, ON_TIME, LATE]:
        assert words.vi
        assert words.en
        assert words.vi != words.en


def test_citizens_are_addressed_with_respect_and_without_abbreviations():
    for status in STATUSES.values():
        said = f" {status.sentence.vi} {status.advice.vi} "
        assert "Bạn" not in said
        assert " bạn " not in said
        assert "TTHC" not in said
        assert "DVC" not in said


@pytest.mark.parametrize(("words", "said"), [(Words("Tên", "Name"), "Name"), (Words("Tên", ""), "Tên")])
def test_what_nobody_said_in_english_is_said_in_vietnamese(words, said):
    assert words.in_("en-gb") == said
    assert words.in_("vi") == "Tên"
