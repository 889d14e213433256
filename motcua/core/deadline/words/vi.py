"""The reasons for a date in Vietnamese."""

from collections.abc import Callable, Mapping
from typing import Any

from motcua.core.deadline.words import moments

Params = Mapping[str, Any]

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WAITING = {
    "agency": "theo căn cứ pháp luật",
    "applicant": "để chờ người nộp bổ sung hồ sơ",
    "finance": "để chờ thực hiện nghĩa vụ tài chính",
    "other_agency": "để chờ cơ quan khác",
}
_HALF_MONTH = " (nửa tháng là 15 ngày)"
_VERDICTS = {"early": "trước hạn", "on_time": "đúng hạn", "late": "quá hạn"}


def _weekday(text: str) -> str:
    return _WEEKDAYS[moments.weekday(text)]


def _at(text: str) -> str:
    return f"{moments.second(text)} ngày {moments.day(text)}"


def _due(text: str) -> str:
    return f"{moments.minute(text)} {_weekday(text)} ngày {moments.day(text)}"


def _number(value: str | int) -> str:
    """Write 5 as 05 and 1.5 as 1,5, as official papers do."""
    text = str(value)
    return f"0{text}" if len(text) == 1 and text != "0" else text.replace(".", ",")


def _working(seconds: int) -> str:
    hours, minutes = moments.hours_and_minutes(seconds)
    return f"{hours} giờ {minutes} phút làm việc" if minutes else f"{hours} giờ làm việc"


def _paused(params: Params, what: str) -> str:
    waiting = _WAITING[params["cause"]]
    return f"Tạm dừng từ {_at(params['since'])} đến {_at(params['until'])} {waiting}: {what}."


def _days_stopped(params: Params, unit: str) -> str:
    days = params["days"]
    return _paused(
        params, f"không tính {_number(days)} {unit}" if days else "chưa sang ngày làm việc khác nên hạn không đổi"
    )


def _reason(day: Params) -> str:
    """Say why a day is free."""
    match day["kind"]:
        case "swap":
            return f"nghỉ hoán đổi, làm bù {_weekday(day['worked'])} {moments.day(day['worked'])}"
        case "substitute":
            return f"nghỉ bù {day['name']}"
        case "weekly":
            return _WEEKDAYS[day["weekday"]]
        case _:
            return f"nghỉ {day['name']}"


def _day_off(day: Params) -> str:
    return f"{moments.span(day['first'], day['last'])} {_reason(day)}"


def _not_counted(params: Params) -> str:
    parts = [", ".join(_WEEKDAYS[weekday] for weekday in params["weekdays"])]
    return f"Không tính: {'; '.join(filter(None, [*parts, *map(_day_off, params['days_off'])]))}."


def _counted(params: Params) -> str:
    days = [
        f"{_weekday(d['on'])} {moments.day(d['on'])} làm bù cho ngày {moments.day(d['instead_of'])}"
        for d in params["days"]
    ]
    return f"Có tính: {'; '.join(days)}."


def _rolled(params: Params) -> str:
    return (
        f"Thời hạn kết thúc ngày {moments.day(params['ends_on'])} là ngày nghỉ ({_reason(params['why'])}) "
        "nên chuyển sang ngày làm việc tiếp theo."
    )


def _finished(params: Params) -> str:
    verdict = params["timeliness"]
    return f"Đã xử lý xong lúc {_at(params['at'])}" + (f": {_VERDICTS[verdict]}." if verdict else ".")


SENTENCES: Mapping[str, str | Callable[[Params], str]] = {
    "no_term": "Thủ tục này không quy định thời hạn giải quyết.",
    "not_started": "Hồ sơ chưa được tiếp nhận nên chưa tính thời hạn.",
    "term.working_day": lambda p: (
        f"Thời hạn giải quyết: {_number(p['value'])} ngày làm việc, "
        f"tính từ ngày tiếp theo ngày tiếp nhận ({moments.day(p['received'])})."
    ),
    "term.calendar_day": lambda p: (
        f"Thời hạn giải quyết: {_number(p['value'])} ngày (kể cả ngày nghỉ), "
        f"tính từ ngày tiếp theo ngày tiếp nhận ({moments.day(p['received'])})."
    ),
    "term.month": lambda p: (
        f"Thời hạn giải quyết: {_number(p['value'])} tháng{_HALF_MONTH if '.' in p['value'] else ''}, "
        f"tính từ ngày tiếp theo ngày tiếp nhận ({moments.day(p['received'])})."
    ),
    "term.working_hour": lambda p: (
        f"Thời hạn giải quyết: {_number(p['value'])} giờ làm việc, tính từ lúc tiếp nhận ({_at(p['received'])})."
    ),
    "term.same_day": lambda p: (
        f"Trả kết quả trong ngày nếu tiếp nhận đến {p['cutoff']}, sau đó trả trong ngày làm việc tiếp theo; "
        f"tiếp nhận lúc {_at(p['received'])}."
    ),
    "outside_hours": lambda p: f"{_at(p['at'])} là ngoài giờ làm việc nên tính từ {_at(p['counted_from'])}.",
    "completed": lambda p: (
        f"Chờ bổ sung từ {_at(p['since'])}; hồ sơ đầy đủ lúc {_at(p['at'])}: thời hạn tính lại từ đầu."
    ),
    "restarted": lambda p: f"Thời hạn được tính lại từ đầu kể từ {_at(p['at'])}.",
    "linked_turn": lambda p: (
        f"Hồ sơ được nộp liên thông và chờ kết quả của hồ sơ trước; kết quả có lúc {_at(p['at'])}, "
        "thời hạn tính từ thời điểm này."
    ),
    "taken_over": lambda p: f"Cơ quan có thẩm quyền nhận hồ sơ lúc {_at(p['at'])}: thời hạn tính từ thời điểm này.",
    "paused.working_day": lambda p: _days_stopped(p, "ngày làm việc"),
    "paused.calendar_day": lambda p: _days_stopped(p, "ngày"),
    "paused.working_hour": lambda p: _paused(p, f"không tính {_working(p['seconds'])}"),
    "stopped": lambda p: (
        f"Đang tạm dừng từ {_at(p['since'])} {_WAITING[p['cause']]}; ngày hẹn sẽ dời theo thời gian dừng."
    ),
    "stopped_until_complete": lambda p: (
        f"Đang tạm dừng từ {_at(p['since'])} {_WAITING[p['cause']]}; "
        "chưa có ngày hẹn mới: khi hồ sơ đầy đủ, thời hạn tính lại từ đầu."
    ),
    "extended": lambda p: (
        f"Lúc {_at(p['at'])} cơ quan giải quyết đã xin lỗi và hẹn lại, một lần duy nhất: "
        f"từ {_at(p['was'])} sang {_at(p['until'])}."
    ),
    "moved": lambda p: f"Lúc {_at(p['at'])} có quyết định dời ngày hẹn từ {_at(p['was'])} sang {_at(p['until'])}.",
    "not_counted": _not_counted,
    "counted": _counted,
    "part_of_a_day": lambda p: f"Phần lẻ {_number(p['part'])} ngày tính theo số giờ làm việc của ngày cuối.",
    "rolled": _rolled,
    "due": lambda p: f"Hẹn trả: {_due(p['due_at'])}.",
    "due_before_the_stop": lambda p: f"Ngày hẹn trước khi tạm dừng: {_due(p['due_at'])}.",
    "draft_year": lambda p: (
        f"Lịch nghỉ năm {p['year']} mới là dự kiến; ngày hẹn chỉ dời khi có quyết định được ghi vào hồ sơ."
    ),
    "finished": _finished,
}
