"""Published processing times: one thing is understood, several are left to a clerk, nothing is guessed."""

from decimal import Decimal

import pytest

from motcua.catalog.understand import Status
from motcua.catalog.understand.times import limits_in, read_time

REMOTE = "Đối với các xã miền núi, vùng có điều kiện kinh tế - xã hội khó khăn thì thời gian thực hiện"


def deadline(raw, description=""):
    found = read_time(raw, description).deadline
    return None if found is None else f"{found.value.normalize():f} {found.unit}"


@pytest.mark.parametrize(
    ("raw", "understood"),
    [
        ("5 WORKING_DAY", "5 WORKING_DAY"),
        ("8.5 WORKING_DAY", "8.5 WORKING_DAY"),
        ("8,5 WORKING_DAY", "8.5 WORKING_DAY"),
        ("80 ngày", "80 DAY"),
        ("4 HOUR", "4 HOUR"),
        ("3 MONTH", "3 MONTH"),
        ("2 YEAR", "2 YEAR"),
        ("07 Ngày làm việc", "7 WORKING_DAY"),
        ("0.5 Giờ", "0.5 HOUR"),
        ("1 Tháng", "1 MONTH"),
        ("Không quá 10 ngày làm việc OTHER", "10 WORKING_DAY"),
        ("Tối đa 6 ngày làm việc kể từ ngày cơ quan nhận đủ hồ sơ theo quy định.", "6 WORKING_DAY"),
        ("Không quá 03 ngày làm việc (không tính thời gian xác định nghĩa vụ tài chính) OTHER", "3 WORKING_DAY"),
        ("Đăng ký lần đầu là không quá 20 ngày làm việc. OTHER", "20 WORKING_DAY"),
        ("03 ngày làm việc, trường hợp phải xác minh thì không quá 08 ngày làm việc.", "3 WORKING_DAY"),
        (
            "Ngay trong ngày tiếp nhận; nếu nhận sau 15 giờ mà không giải quyết được ngay thì trả kết quả trong "
            "ngày làm việc tiếp theo.",
            "1 SAME_DAY",
        ),
    ],
)
def test_a_text_that_says_one_thing_is_understood(raw, understood):
    assert deadline(raw) == understood


@pytest.mark.parametrize(
    ("raw", "defect"),
    [
        ("", "empty"),
        ("1 OTHER", "number_without_unit"),
        ("10-25", "number_without_unit"),
        (" OTHER", "empty"),
        ("0 WORKING_DAY", "zero"),
        ("7.5 ngày", "part_of_a_unit"),
        ("24 HOUR", "hours_of_work_or_of_the_clock"),
        ("12.5 ngày làm việc + thời gian cấp lại theo quy định OTHER", "several_cases"),
        ("a) Nhận từ đơn vị: 06 ngày làm việc. b) Nhận từ người hưởng: 03 ngày làm việc.", "several_cases"),
        ("15 ngày làm việc và 47 ngày OTHER", "several_cases"),
        (f"Không quá 07 ngày làm việc. {REMOTE} được tăng thêm không quá 10 ngày làm việc OTHER", "several_cases"),
    ],
)
def test_what_does_not_say_one_thing_is_left_to_a_clerk(raw, defect):
    reading = read_time(raw)
    assert (reading.status, reading.deadline, reading.defect) == (Status.CLERK_MUST_CHOOSE, None, defect)


@pytest.mark.parametrize(
    "raw",
    [
        "Không quy định OTHER",
        "Do sở quy định",
        "Theo đợt, trước khi khai giảng",
        "15/12 OTHER",
        "Trước ngày 30 tháng 8",
    ],
)
def test_a_text_without_a_limit_is_kept_as_text(raw):
    assert (read_time(raw).status, read_time(raw).deadline) == (Status.TEXT, None)


@pytest.mark.parametrize(
    ("raw", "description", "understood"),
    [
        (" OTHER", "15 ngày làm việc kể từ ngày nhận được hồ sơ đầy đủ", "15 WORKING_DAY"),
        (
            "1 OTHER",
            "Nộp tại Một cửa\nThời hạn giải quyết: 13 ngày làm việc, kể từ ngày tiếp nhận hồ sơ",
            "13 WORKING_DAY",
        ),
        ("Theo mô tả OTHER", "Nộp trực tiếp.", None),
        (" OTHER", "07 ngày làm việc (cấp mới), 02 ngày làm việc (cấp lại)", None),
        # a limit for a step on the way is not the limit of the procedure
        ("0 OTHER", "Trong vòng 05 ngày làm việc kể từ ngày nhận hồ sơ, cơ quan kiểm tra và thông báo bổ sung.", None),
        ("Do Bộ quy định OTHER", "15 ngày làm việc kể từ ngày nhận đủ hồ sơ", None),
    ],
)
def test_a_description_speaks_only_where_the_time_itself_says_nothing(raw, description, understood):
    assert deadline(raw, description) == understood


@pytest.mark.parametrize(
    ("raw", "description", "defect", "choices"),
    [
        (
            "8 WORKING_DAY",
            f"Không quá 08 ngày làm việc.\n{REMOTE} không quá 18 ngày làm việc.",
            "longer_in_remote_areas",
            [8, 18],
        ),
        ("8 WORKING_DAY", f"{REMOTE} được tăng thêm 10 ngày làm việc.", "longer_in_remote_areas", [8, 18]),
        (
            "4 WORKING_DAY",
            "Cấp mới là 04 ngày làm việc; cấp lại trong thời hạn 02 ngày làm việc",
            "several_cases_described",
            [4, 2],
        ),
        ("5 ngày", "05 ngày làm việc kể từ ngày nhận đủ hồ sơ", "description_contradicts", [5, 5]),
        ("7 WORKING_DAY", "Trong thời hạn 20 ngày kể từ ngày nhận đủ hồ sơ", "description_contradicts", [7, 20]),
    ],
)
def test_a_description_that_says_otherwise_takes_the_choice_to_a_clerk(raw, description, defect, choices):
    reading = read_time(raw, description)
    assert (reading.deadline, reading.defect) == (None, defect)
    assert [each.duration.value for each in reading.alternatives] == choices


def test_steps_on_the_way_do_not_contradict_a_published_time():
    about = "Hồ sơ không hợp lệ: trong 03 ngày làm việc cơ quan thông báo bổ sung."
    reading = read_time("15 WORKING_DAY", about)
    assert (reading.deadline.value, reading.note) == (Decimal(15), "other_limits_described")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("nộp trước ngày 30 tháng 8 năm 2026", 0),
        ("sau 15 giờ cùng ngày", 0),
        ("trực 24/24 giờ, 7 ngày/tuần", 0),
        ("ngày 01/7/2025 và 05 ngày làm việc", 1),
        ("3 ngày làm việc; 1 tháng", 2),
    ],
)
def test_dates_and_times_of_day_are_no_limits(text, count):
    assert len(list(limits_in(text))) == count
