"""Why this date: in words that add up, in both languages, and as data."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import deadline
from motcua.core.deadline import Cause, DuePolicy
from motcua.core.deadline.words import en, vi
from motcua.core.worktime import WeekHours, build
from tests.core.deadline.ledgers import (
    NO_TERM,
    PAUSE,
    SAME_DAY,
    calendar_days,
    days,
    extend,
    finish,
    hours,
    lawful_ledgers,
    months,
    move,
    restart,
    resume,
    start,
    stop,
)
from tests.core.worktime.calendars import OFFICE, spec, week

TAKEN_IN = start("2026-11-16 10:30")


def said(language, norm, *events, policy=None, calendar=OFFICE):
    return deadline.explain(norm, events, calendar, policy or DuePolicy()).words(language)


def test_five_working_days_over_tet():
    assert said("vi", days("5"), start("2026-02-13 10:30")) == [
        "Thời hạn giải quyết: 05 ngày làm việc, tính từ ngày tiếp theo ngày tiếp nhận (13/02/2026).",
        "Không tính: thứ Bảy, Chủ nhật; 16/02–20/02/2026 nghỉ Tết Nguyên đán.",
        "Hẹn trả: 10:30 thứ Sáu ngày 27/02/2026.",
    ]
    assert said("en", days("5"), start("2026-02-13 10:30")) == [
        "Term: 5 working days, counted from the day after receipt (13/02/2026).",
        "Not counted: Saturdays, Sundays; 16/02–20/02/2026 Lunar New Year.",
        "Due: 10:30 on Friday 27/02/2026.",
    ]


@pytest.mark.parametrize(
    ("norm", "events", "policy", "vietnamese", "english"),
    [
        (
            days("2"),
            [start("2026-08-27 10:30")],
            None,
            "Không tính: thứ Bảy, Chủ nhật; 31/08/2026 nghỉ hoán đổi, làm bù thứ Bảy 22/08/2026; "
            "01/09–02/09/2026 nghỉ Quốc khánh.",
            "Not counted: Saturdays, Sundays; 31/08/2026 swapped with Saturday 22/08/2026; "
            "01/09–02/09/2026 National Day.",
        ),
        (
            days("2"),
            [start("2026-08-21 10:30")],
            None,
            "Có tính: thứ Bảy 22/08/2026 làm bù cho ngày 31/08/2026.",
            "Counted: Saturday 22/08/2026, worked for 31/08/2026.",
        ),
        (
            days("2"),
            [start("2026-08-21 10:30")],
            None,
            "Không tính: Chủ nhật.",  # the only Saturday on the way was worked
            "Not counted: Sundays.",
        ),
        (
            days("5"),
            [start("2024-02-07 10:30")],
            None,
            "Không tính: thứ Bảy, Chủ nhật; 08/02–14/02/2024 nghỉ Tết Nguyên đán.",  # over a weekend of its own
            "Not counted: Saturdays, Sundays; 08/02–14/02/2024 Lunar New Year.",
        ),
        (
            days("3"),
            [start("2023-04-28 10:30")],
            None,
            "Không tính: thứ Bảy, Chủ nhật; 01/05/2023 nghỉ Ngày Quốc tế lao động; "
            "02/05/2023 nghỉ bù Giỗ Tổ Hùng Vương; 03/05/2023 nghỉ bù Ngày Chiến thắng.",
            "Not counted: Saturdays, Sundays; 01/05/2023 International Labour Day; "
            "02/05/2023 in place of Hung Kings' Commemoration Day; 03/05/2023 in place of Reunification Day.",
        ),
        (
            days("1.5"),
            [start("2026-11-16 10:30")],
            None,
            "Phần lẻ 0,5 ngày tính theo số giờ làm việc của ngày cuối.",
            "The remaining 0.5 of a day is that part of the last day's working hours.",
        ),
        (
            days("1"),
            [start("2026-11-20 18:05")],
            None,
            "18:05 ngày 20/11/2026 là ngoài giờ làm việc nên tính từ 07:00 ngày 23/11/2026.",
            "18:05 on 20/11/2026 is outside working hours, so time counts from 07:00 on 23/11/2026.",
        ),
        (
            calendar_days("20"),
            [start("2026-04-10 10:30")],
            None,
            "Thời hạn kết thúc ngày 30/04/2026 là ngày nghỉ (nghỉ Ngày Chiến thắng) nên chuyển sang ngày làm việc "
            "tiếp theo.",
            "The term ends on 30/04/2026, a day off (Reunification Day), so it ends on the next working day.",
        ),
        (
            calendar_days("1"),
            [start("2026-11-20 10:30")],
            None,
            "Thời hạn kết thúc ngày 21/11/2026 là ngày nghỉ (thứ Bảy) nên chuyển sang ngày làm việc tiếp theo.",
            "The term ends on 21/11/2026, a day off (a Saturday), so it ends on the next working day.",
        ),
        (
            months("1.5"),
            [TAKEN_IN],
            None,
            "Thời hạn giải quyết: 1,5 tháng (nửa tháng là 15 ngày), tính từ ngày tiếp theo ngày tiếp nhận "
            "(16/11/2026).",
            "Term: 1.5 months (half a month is 15 days), counted from the day after receipt (16/11/2026).",
        ),
        (
            SAME_DAY,
            [start("2026-11-23 15:00:01")],
            None,
            "Trả kết quả trong ngày nếu tiếp nhận đến 15:00, sau đó trả trong ngày làm việc tiếp theo; "
            "tiếp nhận lúc 15:00:01 ngày 23/11/2026.",
            "Answered on the same day if received by 15:00, later on the next working day; "
            "received at 15:00:01 on 23/11/2026.",
        ),
        (
            days("5"),
            [TAKEN_IN, stop("2026-11-17 09:00"), resume("2026-11-19 15:00")],
            None,
            "Chờ bổ sung từ 09:00 ngày 17/11/2026; hồ sơ đầy đủ lúc 15:00 ngày 19/11/2026: thời hạn tính lại từ đầu.",
            "Papers were awaited from 09:00 on 17/11/2026; the dossier was complete at 15:00 on 19/11/2026: "
            "time counts from zero again.",
        ),
        (
            days("5"),
            [TAKEN_IN, stop("2026-11-17 09:00"), resume("2026-11-19 15:00")],
            PAUSE,
            "Tạm dừng từ 09:00 ngày 17/11/2026 đến 15:00 ngày 19/11/2026 để chờ người nộp bổ sung hồ sơ: "
            "không tính 02 ngày làm việc.",
            "Stopped from 09:00 on 17/11/2026 to 15:00 on 19/11/2026, waiting for the applicant's papers: "
            "2 working days not counted.",
        ),
        (
            days("5"),
            [TAKEN_IN, stop("2026-11-17 09:00", Cause.OTHER_AGENCY), resume("2026-11-17 15:00")],
            None,
            "Tạm dừng từ 09:00 ngày 17/11/2026 đến 15:00 ngày 17/11/2026 để chờ cơ quan khác: "
            "chưa sang ngày làm việc khác nên hạn không đổi.",
            "Stopped from 09:00 on 17/11/2026 to 15:00 on 17/11/2026, waiting for another agency: "
            "no working day passed, so the date stays.",
        ),
        (
            hours("8"),
            [TAKEN_IN, stop("2026-11-16 11:00", Cause.FINANCE), resume("2026-11-17 08:15")],
            None,
            "Tạm dừng từ 11:00 ngày 16/11/2026 đến 08:15 ngày 17/11/2026 để chờ thực hiện nghĩa vụ tài chính: "
            "không tính 5 giờ 15 phút làm việc.",
            "Stopped from 11:00 on 16/11/2026 to 08:15 on 17/11/2026, waiting for the financial obligation to be met: "
            "5 h 15 min of working time not counted.",
        ),
        (
            calendar_days("5"),
            [TAKEN_IN, stop("2026-11-16 11:00", Cause.AGENCY), resume("2026-11-17 08:15")],
            None,
            "Tạm dừng từ 11:00 ngày 16/11/2026 đến 08:15 ngày 17/11/2026 theo căn cứ pháp luật: không tính 01 ngày.",
            "Stopped from 11:00 on 16/11/2026 to 08:15 on 17/11/2026, on legal grounds: 1 day not counted.",
        ),
        (
            days("5"),
            [TAKEN_IN, replace(restart("2026-11-17 08:00"), cause=Cause.OTHER_AGENCY)],
            None,
            "Cơ quan có thẩm quyền nhận hồ sơ lúc 08:00 ngày 17/11/2026: thời hạn tính từ thời điểm này.",
            "The competent agency received the dossier at 08:00 on 17/11/2026: time counts from then.",
        ),
        (
            days("5"),
            [TAKEN_IN, restart("2026-11-17 08:00")],
            None,
            "Thời hạn được tính lại từ đầu kể từ 08:00 ngày 17/11/2026.",
            "Time counts from zero again from 08:00 on 17/11/2026.",
        ),
        (
            days("5"),
            [TAKEN_IN, extend("2026-11-20 08:00", "2026-12-01 16:00")],
            None,
            "Lúc 08:00 ngày 20/11/2026 cơ quan giải quyết đã xin lỗi và hẹn lại, một lần duy nhất: "
            "từ 10:30 ngày 23/11/2026 sang 16:00 ngày 01/12/2026.",
            "At 08:00 on 20/11/2026 the agency apologised and gave a second date, once only: "
            "from 10:30 on 23/11/2026 to 16:00 on 01/12/2026.",
        ),
        (
            days("5"),
            [TAKEN_IN, move("2026-11-20 08:00", "2026-11-20 16:00")],
            None,
            "Lúc 08:00 ngày 20/11/2026 có quyết định dời ngày hẹn từ 10:30 ngày 23/11/2026 sang 16:00 ngày 20/11/2026.",
            "At 08:00 on 20/11/2026 a decision moved the date from 10:30 on 23/11/2026 to 16:00 on 20/11/2026.",
        ),
        (
            days("5"),
            [TAKEN_IN, stop("2026-11-17 09:00")],
            None,
            "Đang tạm dừng từ 09:00 ngày 17/11/2026 để chờ người nộp bổ sung hồ sơ; chưa có ngày hẹn mới: "
            "khi hồ sơ đầy đủ, thời hạn tính lại từ đầu.",
            "Stopped since 09:00 on 17/11/2026, waiting for the applicant's papers; there is no new date yet: "
            "once the dossier is complete, time counts from zero again.",
        ),
        (
            days("5"),
            [TAKEN_IN, stop("2026-11-17 09:00", Cause.FINANCE)],
            None,
            "Đang tạm dừng từ 09:00 ngày 17/11/2026 để chờ thực hiện nghĩa vụ tài chính; "
            "ngày hẹn sẽ dời theo thời gian dừng.",
            "Stopped since 09:00 on 17/11/2026, waiting for the financial obligation to be met; "
            "the date will move by the time stopped.",
        ),
        (
            days("5"),
            [TAKEN_IN, stop("2026-11-17 09:00", Cause.FINANCE)],
            None,
            "Ngày hẹn trước khi tạm dừng: 10:30 thứ Hai ngày 23/11/2026.",
            "Due before the stop: 10:30 on Monday 23/11/2026.",
        ),
        (
            days("5"),
            [start("2026-12-28 10:30")],
            None,
            "Lịch nghỉ năm 2027 mới là dự kiến; ngày hẹn chỉ dời khi có quyết định được ghi vào hồ sơ.",
            "The days off of 2027 are only drafted; the date moves only by a decision recorded in the dossier.",
        ),
        (
            days("5"),
            [TAKEN_IN, finish("2026-11-20 09:00")],
            None,
            "Đã xử lý xong lúc 09:00 ngày 20/11/2026: trước hạn.",
            "Finished at 09:00 on 20/11/2026: early.",
        ),
        (
            days("5"),
            [TAKEN_IN, stop("2026-11-17 09:00"), finish("2026-12-20 09:00")],
            None,
            "Đã xử lý xong lúc 09:00 ngày 20/12/2026.",  # nothing was promised, so nothing is judged
            "Finished at 09:00 on 20/12/2026.",
        ),
        (
            NO_TERM,
            [TAKEN_IN],
            None,
            "Thủ tục này không quy định thời hạn giải quyết.",
            "The rules of this procedure set no term.",
        ),
        (
            days("5"),
            [],
            None,
            "Hồ sơ chưa được tiếp nhận nên chưa tính thời hạn.",
            "The dossier has not been accepted, so no time is counted yet.",
        ),
    ],
)
def test_each_reason_is_told_in_both_languages(norm, events, policy, vietnamese, english):
    assert vietnamese in said("vi", norm, *events, policy=policy)
    assert english in said("en", norm, *events, policy=policy)


@pytest.mark.parametrize(
    ("norm", "vietnamese", "english"),
    [
        (calendar_days("20"), "20 ngày (kể cả ngày nghỉ), tính từ ngày tiếp theo", "20 days (days off included)"),
        (hours("8"), "08 giờ làm việc, tính từ lúc tiếp nhận (10:30 ngày 16/11/2026)", "8 working hours"),
        (months("1"), "01 tháng, tính", "1 month, counted"),
        (days("1"), "01 ngày làm việc, tính", "1 working day, counted"),
    ],
)
def test_the_term_is_told_in_its_own_unit(norm, vietnamese, english):
    assert vietnamese in said("vi", norm, TAKEN_IN)[0]
    assert english in said("en", norm, TAKEN_IN)[0]


def test_a_new_date_is_not_explained_by_days_that_no_longer_matter():
    events = [start("2026-02-13 10:30"), extend("2026-02-26 08:00", "2026-03-10 16:00")]
    assert not [line for line in said("vi", days("5"), *events) if "Tết" in line]


def test_a_span_over_new_year_names_both_years():
    calendar = build(
        spec((WeekHours(week("08:00-12:00")),), 2026, 2027, days_off=("2026-12-31 Hội làng", "2027-01-01 Hội làng"))
    )
    lines = said("vi", days("1"), start("2026-12-30 09:00"), calendar=calendar)
    assert lines[1] == "Không tính: thứ Bảy, Chủ nhật; 31/12/2026–01/01/2027 nghỉ Hội làng."


def test_as_data_it_names_each_reason_and_its_facts():
    assert deadline.explain(days("5"), [start("2026-02-13 10:30")], OFFICE).data() == [
        {"key": "term.working_day", "params": {"value": "5", "received": "2026-02-13T10:30:00+07:00"}},
        {
            "key": "not_counted",
            "params": {
                "weekdays": [5, 6],
                "days_off": [
                    {
                        "kind": "holiday",
                        "first": "2026-02-16",
                        "last": "2026-02-20",
                        "name": "Tết Nguyên đán",
                        "name_en": "Lunar New Year",
                        "law": "public-holidays",
                    }
                ],
            },
        },
        {"key": "due", "params": {"due_at": "2026-02-27T10:30:00+07:00"}},
    ]


def test_both_languages_know_the_same_reasons():
    assert vi.SENTENCES.keys() == en.SENTENCES.keys()


@given(
    events=lawful_ledgers(),
    norm=st.sampled_from([days("5"), days("0.5"), hours("30"), calendar_days("10"), months("1.5"), SAME_DAY]),
    policy=st.sampled_from([DuePolicy(), PAUSE]),
)
def test_the_explanation_ends_with_the_date_that_is_owed(events, norm, policy):
    explanation = deadline.explain(norm, events, OFFICE, policy)
    promise = deadline.owed(norm, events, OFFICE, policy)
    told = [line.params["due_at"] for line in explanation.lines if line.key in ("due", "due_before_the_stop")]
    assert told == ([promise.due_at.isoformat()] if promise else [])
    assert len(explanation.words("vi")) == len(explanation.words("en")) == len(explanation.lines)
    assert json.loads(json.dumps(explanation.data())) == explanation.data()
