"""Processing times as published: `5 WORKING_DAY`, `Không quá 10 ngày làm việc`, `OTHER` with a description."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from motcua.catalog.understand import Status
from motcua.catalog.understand.text import clean
from motcua.core.vietnam import tidy


class TimeUnit(StrEnum):
    """A unit as the sources name it; HOUR is an hour of work when the limit fits into one working day."""

    WORKING_DAY = "WORKING_DAY"
    DAY = "DAY"
    HOUR = "HOUR"
    MONTH = "MONTH"
    YEAR = "YEAR"
    SAME_DAY = "SAME_DAY"


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of units. A same-day limit counts as one working day after the cut-off."""

    value: Decimal
    unit: TimeUnit

    def plus(self, other: "Duration") -> "Duration | None":
        """Return the sum, or None when the units cannot be added."""
        return Duration(self.value + other.value, self.unit) if self.unit is other.unit else None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A limit the text names, with the words that say when it holds."""

    duration: Duration
    words: str


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What a published time means.

    `deadline` is what the system may use by itself; None means that a clerk must choose, if possible among
    `alternatives`. `defect` names what is wrong with the source, `note` what a clerk should know.
    """

    status: Status
    deadline: Duration | None = None
    alternatives: tuple[Alternative, ...] = ()
    defect: str = ""
    note: str = ""


_UNITS: Final = {
    "working_day": TimeUnit.WORKING_DAY,
    "ngày làm việc": TimeUnit.WORKING_DAY,
    "ngày": TimeUnit.DAY,
    "day": TimeUnit.DAY,
    "hour": TimeUnit.HOUR,
    "giờ làm việc": TimeUnit.HOUR,
    "giờ": TimeUnit.HOUR,
    "tháng": TimeUnit.MONTH,
    "month": TimeUnit.MONTH,
    "năm": TimeUnit.YEAR,
    "year": TimeUnit.YEAR,
}
_UNIT: Final = r"(?:ngày làm việc|giờ làm việc|ngày|giờ|tháng|năm)"
_PLAIN: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(working_day|day|hour|month|year|ngày làm việc|giờ làm việc|ngày|giờ|tháng|năm)\.?", re.I
)
_NUMBER_ONLY: Final = re.compile(r"\d+(?:[.,]\d+)?(?:\s*-\s*\d+)?")
_OTHER: Final = re.compile(r"\s*\bOTHER\s*$")
_SEE_DESCRIPTION: Final = re.compile(r"(theo mô tả|xem mô tả|khác|không|-|)\.?", re.I)

# Dates and times of day carry the same words as limits do; they are blanked before limits are looked for.
_NOT_LIMITS: Final = re.compile(
    r"\bngày\s+\d{1,2}\s*(?:/\s*\d{1,2}|tháng|của tháng)(?:\s*\d{1,2})?(?:\s*(?:/|năm)\s*\d{4})?"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{4})?\b"
    r"|\btháng\s+\d{1,2}(?:\s*(?:/|năm)\s*\d{4})?"
    r"|\b\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
    r"|\bnăm\s+\d{4}"
    r"|\b(?:sau|trước|từ|đến|lúc)\s+\d{1,2}\s*(?:giờ|h)(?:\s*\d{2})?(?!\s*làm việc)"
    r"|\b\d{1,2}\s*(?:giờ|h)\s*\d{2}\b|\b24\s*/\s*24\s*(?:giờ|h)?|\b\d\s*ngày\s*/\s*tuần",
    re.I,
)
_LIMIT: Final = re.compile(rf"(?<![\d/.,])(\d+(?:[.,]\d+)?)\s*(?:\([^()\d]*\)\s*)?({_UNIT})(?!\s*\d)(?!\w)", re.I)
_NOT_COUNTED: Final = re.compile(
    r"[,(]?\s*(?:thời hạn[^.;()]{0,40})?không (?:tính|bao gồm|kể) [^()]*?(?:\)|(?=\.(?:\s|$))|;|$)", re.I
)
_SENTENCE_END: Final = re.compile(
    r"(?<!\d)\.\s+|(?<=\d)\.\s+(?=[A-ZĐ])|\.\s*$|[;\n\r\t]+|(?<=[.;:])\s*[-+*]\s+|\s[-+*]\s+(?=[A-ZĐ])"
)

_QUALIFIER: Final = r"(?:(?:là|trong(?: thời hạn| thời gian| vòng)?|không quá|tối đa|chậm nhất|nhiều nhất)[\s:]*){0,4}"
_SINCE: Final = (
    r"(?:,?\s*(?:kể từ|tính từ|từ|sau)\s+(?:ngày|khi|thời điểm)\s+(?:[^.;]{0,60}?)"
    r"(?:nhận|tiếp nhận|nộp)\b(?:(?!thông báo|kiểm tra|trả lời|xem xét|phải|gửi|ban hành)[^.,;])*"
    r"(?:,\s*(?:hợp lệ|chính xác|đầy đủ|đúng quy định)[^.,;]{0,40})*)?"
)
_HEADING: Final = (
    r"(?:thời (?:hạn|gian)(?: (?:giải quyết|xử lý|thực hiện))?(?: (?:thủ tục hành chính|thủ tục|hồ sơ))?\s*[:,]?\s*)?"
)
_MARK: Final = r"[\s*+\-–•]*"
_STRICT: Final = re.compile(rf"{_MARK}{_HEADING}{_QUALIFIER}(?P<limit>\d+(?:[.,]\d+)?\s*{_UNIT}){_SINCE}[\s.,;]*", re.I)
# A whole statement about one thing: "Thời gian thực hiện việc thẩm định … không quá 15 ngày".
_ONE_SUBJECT: Final = re.compile(
    rf"{_MARK}[^.;:+\d]{{0,200}}?\b(?:là\s+)?(?:không quá|tối đa)\s+"
    rf"(?P<limit>\d+(?:[.,]\d+)?\s*{_UNIT}){_SINCE}[\s.,;]*",
    re.I,
)
_TO_VERIFY: Final = re.compile(
    rf"{_MARK}{_HEADING}{_QUALIFIER}(?P<limit>\d+(?:[.,]\d+)?\s*{_UNIT})\s*[,;.]?\s*"
    r"(?P<else>(?:trường hợp|nếu)\s+(?:cần|phải)(?: phải)?"
    rf" xác minh\s*,?\s*(?:thì)?\s*(?:thời hạn[^.;\d]*)?{_QUALIFIER}\d+(?:[.,]\d+)?\s*{_UNIT})[\s.]*",
    re.I,
)
_SAME_DAY: Final = re.compile(
    r"\btrong ngày\b.{0,160}?\bsau\s+15\s*(?:giờ|h)\b.{0,160}?\bngày làm việc tiếp theo\b", re.I | re.S
)
_HARD_AREAS: Final = re.compile(r"miền núi|hải đảo|vùng sâu|tăng thêm", re.I)
# A case of its own, unlike a step on the way ("nếu hồ sơ không hợp lệ, trong 03 ngày thông báo …").
_CASE: Final = re.compile(r"trường hợp|đối với|\bcấp (?:mới|lại|đổi|lần đầu)\b|gia hạn|sửa đổi|điều chỉnh", re.I)
_STEP: Final = re.compile(
    r"(?:không|chưa|kh) (?:hợp lệ|đầy đủ|đủ|đúng|đáp ứng|bảo đảm|đảm bảo|đạt|đồng ý|chấp thuận)"
    r"|hồ sơ (?:đầy đủ, )?hợp lệ\s*[,:]|thông báo|từ chối|kiểm tra|trả lời|lấy ý kiến|thẩm định|trình "
    r"|kể từ (?:ngày|khi) (?:có|kết thúc|nhận được (?:ý kiến|báo cáo|văn bản|kết quả|tờ trình))",
    re.I,
)
_ADDED: Final = re.compile(r"(?:tăng|cộng|kéo dài)\s+thêm", re.I)

# A number of clock hours that runs past one working day could also mean hours of work: two different days.
_HOURS_OF_A_WORKING_DAY: Final = 8
_LONGEST: Final = 10_000


def read_time(raw: str | None, description: str | None = None) -> TimeReading:
    """Read a published processing time and, where it gives none, the description beside it."""
    reading = _read(raw, description)
    if reading.deadline is None or _countable(reading.deadline):
        return reading
    return TimeReading(Status.CLERK_MUST_CHOOSE, None, (Alternative(reading.deadline, ""),), "part_of_a_unit")


def _countable(duration: Duration) -> bool:
    """Tell whether a deadline can be counted: parts of calendar days cannot, halves of months can."""
    parts = {TimeUnit.DAY: Decimal(1), TimeUnit.MONTH: Decimal("0.5"), TimeUnit.YEAR: Decimal("0.5")}
    return duration.value <= _LONGEST and duration.value % parts.get(duration.unit, Decimal("0.01")) == 0


def _read(raw: str | None, description: str | None) -> TimeReading:
    text = _OTHER.sub("", _lines(raw))
    told_other = text != _lines(raw)
    about = _lines(description)
    plain = _PLAIN.fullmatch(text.strip())
    if plain:
        return _read_plain(_duration(plain[1], plain[2]), about)
    reading = _read_words(text, statement=True)
    if reading is not None and not _SEE_DESCRIPTION.fullmatch(text.strip()):
        return _against(reading, about)
    if about and (told_other or _SEE_DESCRIPTION.fullmatch(text.strip())) and not _says_more(text):
        described = _read_words(about, statement=False)
        if described is not None:
            return described
    return _not_understood(text.strip(), about)


def limits_in(text: str) -> Iterator[Alternative]:
    """Yield every limit the text names, with the sentence it stands in."""
    for sentence in _sentences(_NOT_LIMITS.sub(lambda match: "#" * len(match[0]), text), text):
        blanked, original = sentence
        for match in _LIMIT.finditer(blanked):
            yield Alternative(_duration(match[1], match[2]), " ".join(original.split()))


def _lines(text: str | None) -> str:
    return clean(text or "", Counter())


def _duration(number: str, unit: str) -> Duration:
    return Duration(Decimal(number.replace(",", ".")), _UNITS[" ".join(unit.lower().split())])


def _read_plain(duration: Duration, about: str) -> TimeReading:
    if duration.unit is TimeUnit.HOUR and duration.value > _HOURS_OF_A_WORKING_DAY:
        return TimeReading(
            Status.CLERK_MUST_CHOOSE, alternatives=(Alternative(duration, ""),), defect="hours_of_work_or_of_the_clock"
        )
    defect = ""
    if duration.value == 0:
        if duration.unit is not TimeUnit.HOUR:
            return TimeReading(Status.CLERK_MUST_CHOOSE, defect="zero")
        defect = "zero_hours"
    return _against(TimeReading(Status.UNDERSTOOD, duration, defect=defect), about)


def _read_words(text: str, *, statement: bool) -> TimeReading | None:
    """Read running text; None when it names no limit at all.

    :param statement: the text stands in the place of the time itself, so that one limit with one subject is the limit.
    """
    if not text:
        return None
    counted = _NOT_COUNTED.sub(" ", text)
    note = tidy(" ".join(match.strip(" ,();") for match in _NOT_COUNTED.findall(text)))
    if _SAME_DAY.search(counted):
        if any(True for _ in limits_in(counted)) or _HARD_AREAS.search(counted):
            return TimeReading(Status.CLERK_MUST_CHOOSE, alternatives=tuple(limits_in(counted)), defect="several_cases")
        return TimeReading(Status.UNDERSTOOD, Duration(Decimal(1), TimeUnit.SAME_DAY), note=note)
    limits = tuple(limits_in(counted))
    if not limits:
        return None
    verified = _TO_VERIFY.fullmatch(tidy(counted))
    if verified and len(limits) == 2:
        return TimeReading(
            Status.UNDERSTOOD, limits[0].duration, (Alternative(limits[1].duration, tidy(verified["else"])),), note=note
        )
    if len(limits) == 1 and "+" not in _around(counted, limits[0]) and not _HARD_AREAS.search(counted):
        shapes = (_STRICT, _ONE_SUBJECT) if statement else (_STRICT,)
        if any(shape.fullmatch(limits[0].words) for shape in shapes):
            return TimeReading(Status.UNDERSTOOD, limits[0].duration, note=note)
    return TimeReading(
        Status.CLERK_MUST_CHOOSE, alternatives=_with_additions(limits), defect="several_cases", note=note
    )


def _around(text: str, limit: Alternative) -> str:
    """Return the line a limit stands in: a plus sign beside it makes it one part of a sum."""
    return next((line for line in text.splitlines() if limit.words[:40] in tidy(line)), text)


def _against(reading: TimeReading, about: str) -> TimeReading:
    """Compare a published time with the description beside it; where that names other cases, a clerk must choose.

    The published number is often only the longest of several: using it silently would promise a wrong day.
    """
    if reading.deadline is None or not about:
        return reading
    counted = _NOT_COUNTED.sub(" ", about)
    named = tuple(limits_in(counted))
    others = tuple(limit for limit in named if limit.duration != reading.deadline)
    if not others:
        return reading
    first = Alternative(reading.deadline, "")
    if _HARD_AREAS.search(counted):
        return _to_choose(reading, (first, *others), "longer_in_remote_areas")
    if len(named) == 1 and _STRICT.fullmatch(named[0].words):
        return _to_choose(reading, (first, *named), "description_contradicts")
    same_number = tuple(limit for limit in others if limit.duration.value == reading.deadline.value)
    if same_number:
        return _to_choose(reading, (first, *same_number), "unit_contradicts")
    cases = tuple(limit for limit in others if _CASE.search(limit.words) and not _STEP.search(limit.words))
    if cases:
        return _to_choose(reading, (first, *cases), "several_cases_described")
    return replace(reading, note=reading.note or "other_limits_described")


def _to_choose(reading: TimeReading, among: tuple[Alternative, ...], defect: str) -> TimeReading:
    return TimeReading(Status.CLERK_MUST_CHOOSE, None, _with_additions(among), defect, reading.note)


def _with_additions(limits: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
    """Turn "increased by 10 days" into a limit of its own where it can be added to the first one."""
    if not limits:
        return limits
    first = limits[0].duration
    return tuple(
        Alternative(first.plus(limit.duration) or limit.duration, limit.words) if _ADDED.search(limit.words) else limit
        for limit in limits
    )


def _says_more(text: str) -> bool:
    """Tell whether the time itself says something that a description may not overrule."""
    return not (_SEE_DESCRIPTION.fullmatch(text.strip()) or _NUMBER_ONLY.fullmatch(text.strip()))


def _not_understood(text: str, about: str) -> TimeReading:
    alternatives = tuple(limits_in(about)) if about and not _says_more(text) else ()
    if not text and not about:
        return TimeReading(Status.CLERK_MUST_CHOOSE, defect="empty")
    if _NUMBER_ONLY.fullmatch(text):
        return TimeReading(Status.CLERK_MUST_CHOOSE, alternatives=alternatives, defect="number_without_unit")
    if alternatives:
        return TimeReading(Status.CLERK_MUST_CHOOSE, alternatives=alternatives, defect="several_cases")
    return TimeReading(Status.TEXT, defect="no_limit_named")


def _sentences(blanked: str, original: str) -> Iterator[tuple[str, str]]:
    start = 0
    for end in _SENTENCE_END.finditer(blanked):
        yield blanked[start : end.start()], original[start : end.start()]
        start = end.end()
    if start < len(blanked):
        yield blanked[start:], original[start:]
