"""The words for how a dossier stands: one source for tags, due cells, timelines, maps and messages, in both languages.

Red always means late or wrong, so a tone is never chosen by a page: it comes from here with its words and its icon.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal

Language = Literal["vi", "en"]

HOURS_A_DAY = 8
SOON_SHARE = Decimal("0.2")
SOON_LEFT = timedelta(hours=8)


class Tone(StrEnum):
    """The five states a tag can show, and neutral information."""

    OK = "ok"
    SOON = "soon"
    LATE = "late"
    WAIT = "wait"
    IDLE = "idle"
    INFO = "info"


ICONS: dict[Tone, str] = {
    Tone.OK: "circle-check",
    Tone.SOON: "clock",
    Tone.LATE: "circle-alert",
    Tone.WAIT: "circle-pause",
    Tone.IDLE: "circle-slash",
    Tone.INFO: "info",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in both languages."""

    vi: str
    en: str

    def in_(self, language: str) -> str:
        """The words in a language; in Vietnamese where nobody has said them in English."""
        return self.en or self.vi if language.startswith("en") else self.vi

    def with_(self, **values: str) -> "Words":
        return Words(self.vi.format(**values), self.en.format(**values))


@dataclass(frozen=True, slots=True)
class Due:
    """What a due cell shows: words, tone, icon, and how full its meter is in hundredths."""

    tone: Tone
    words: Words
    meter: int

    @property
    def icon(self) -> str:
        return ICONS[self.tone]


def span(time: timedelta, hours_a_day: int = HOURS_A_DAY) -> Words:
    """Working time in words: days and hours above a day, hours above an hour, else minutes.

    Two parts at most; the smaller one is rounded up, so that 59 minutes and a half are never "no time".
    """
    minutes = -(-int(time.total_seconds()) // 60)
    hours = -(-minutes // 60) if minutes >= hours_a_day * 60 else minutes // 60
    if minutes < 60:
        return Words(f"{minutes} phút", _plural(minutes, "minute"))
    if hours < hours_a_day:
        rest = minutes - hours * 60
        if hours >= 2 or not rest:
            return Words(f"{hours} giờ", _plural(hours, "hour"))
        return Words(f"{hours} giờ {rest} phút", f"{_plural(hours, 'hour')} {_plural(rest, 'minute')}")
    days, rest = divmod(hours, hours_a_day)
    if not rest:
        return Words(f"{days} ngày", _plural(days, "day"))
    return Words(f"{days} ngày {rest} giờ", f"{_plural(days, 'day')} {_plural(rest, 'hour')}")


def due(*, left: timedelta, whole: timedelta, hours_a_day: int = HOURS_A_DAY) -> Due:
    """How much working time is left of a step or dossier (`left` below zero: late), out of the `whole`."""
    used = 100 if whole <= timedelta(0) else round(100 * (whole - left) / whole)
    meter = max(0, min(100, used))
    if left < timedelta(0):
        late = span(-left, hours_a_day)
        return Due(Tone.LATE, Words(f"Quá {late.vi}", f"{late.en} late"), 100)
    if left == timedelta(0):
        return Due(Tone.SOON, Words("Đến hạn", "Due now"), 100)
    remaining = span(left, hours_a_day)
    soon = left <= SOON_LEFT or left <= whole * float(SOON_SHARE)
    tone = Tone.SOON if soon else Tone.OK
    return Due(tone, Words(f"Còn {remaining.vi}", f"{remaining.en} left"), meter)


def waiting(for_whom: str = "") -> Due:
    """The clock is stopped: for the citizen's supplement, or for a body named here."""
    if for_whom:
        return Due(Tone.WAIT, Words(f"Chờ {for_whom}", f"Waiting for {for_whom}"), 0)
    return Due(Tone.WAIT, Words("Chờ bổ sung", "Waiting for supplement"), 0)


def returned(day: str) -> Due:
    """The result was handed over on `day` (dd/mm)."""
    return Due(Tone.OK, Words(f"Đã trả {day}", f"Returned {day}"), 100)


def without_due_date() -> Due:
    return Due(Tone.IDLE, Words("Không quy định hạn", "No time limit set"), 0)


@dataclass(frozen=True, slots=True)
class Status:
    """One of the ten national states in words: a tag for officers, a sentence and the next thing to do for citizens."""

    tone: Tone
    tag: Words
    sentence: Words
    advice: Words

    @property
    def icon(self) -> str:
        return ICONS[self.tone]


_NOTHING_TO_DO = Words("Ông/Bà chưa cần làm gì thêm.", "You do not need to do anything for now.")
_SEE_REASON = Words(
    "Lý do và cách làm tiếp được ghi bên dưới. Cần hỏi thêm, xin Ông/Bà liên hệ cơ quan tiếp nhận.",
    "The reason and what you can do next are given below. For questions, please contact the receiving office.",
)

STATUSES: dict[int, Status] = {
    1: Status(
        Tone.INFO,
        Words("Mới đăng ký", "Newly submitted"),
        Words("Hồ sơ đã gửi và đang chờ tiếp nhận.", "Your dossier has been sent and is waiting to be accepted."),
        Words(
            "Cơ quan tiếp nhận kiểm tra trong 8 giờ làm việc và báo cho Ông/Bà.",
            "The receiving office checks it within 8 working hours and will tell you.",
        ),
    ),
    2: Status(
        Tone.OK,
        Words("Được tiếp nhận", "Accepted"),
        Words("Hồ sơ đã được tiếp nhận.", "Your dossier has been accepted."),
        _NOTHING_TO_DO,
    ),
    3: Status(
        Tone.IDLE,
        Words("Không được tiếp nhận", "Not accepted"),
        Words("Hồ sơ không được tiếp nhận.", "Your dossier was not accepted."),
        _SEE_REASON,
    ),
    4: Status(
        Tone.OK,
        Words("Đang xử lý", "In progress"),
        Words("Hồ sơ đang được xử lý.", "Your dossier is being processed."),
        _NOTHING_TO_DO,
    ),
    5: Status(
        Tone.WAIT,
        Words("Chờ bổ sung", "Waiting for supplement"),
        Words("Cần Ông/Bà bổ sung giấy tờ.", "You need to send further papers."),
        Words(
            "Xin Ông/Bà xem những giấy tờ cần bổ sung bên dưới và nộp trước thời hạn.",
            "Please see the papers asked for below and send them before the time limit.",
        ),
    ),
    6: Status(
        Tone.WAIT,
        Words("Chờ nghĩa vụ tài chính", "Waiting for payment"),
        Words("Cần Ông/Bà thực hiện nghĩa vụ tài chính.", "You need to pay what is owed to the State."),
        Words(
            "Thời gian chờ Ông/Bà nộp tiền không tính vào thời hạn giải quyết.",
            "The time until you pay does not count against the processing time.",
        ),
    ),
    7: Status(
        Tone.IDLE,
        Words("Đã rút", "Withdrawn"),
        Words("Hồ sơ đã được rút theo yêu cầu của Ông/Bà.", "Your dossier was withdrawn at your request."),
        Words("Khi cần, Ông/Bà có thể nộp hồ sơ mới.", "You can file a new dossier whenever you need to."),
    ),
    8: Status(
        Tone.IDLE,
        Words("Dừng xử lý", "Stopped"),
        Words("Hồ sơ đã dừng giải quyết.", "Processing of your dossier has been stopped."),
        _SEE_REASON,
    ),
    9: Status(
        Tone.OK,
        Words("Đã có kết quả", "Result ready"),
        Words("Đã có kết quả.", "The result is ready."),
        Words("Mời Ông/Bà đến nhận kết quả.", "Please come to collect it."),
    ),
    10: Status(
        Tone.OK,
        Words("Đã trả kết quả", "Result handed over"),
        Words("Kết quả đã được trả cho Ông/Bà.", "The result has been handed over to you."),
        Words("Hồ sơ đã hoàn thành.", "This dossier is complete."),
    ),
}

ON_TIME = Words("Hồ sơ đang được xử lý đúng hạn.", "Your dossier is being processed on time.")
LATE = Words(
    "Hồ sơ đang trễ hẹn. Cơ quan giải quyết xin lỗi Ông/Bà.",
    "Your dossier is late. The office in charge apologises to you.",
)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
