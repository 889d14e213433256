"""How dates, money and telephone numbers are written on every page: dd/mm/yyyy, 16:30, 240.000 đ."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from motcua.core.status_words import Words

WEEKDAYS = (
    pgettext_lazy("ngày trong tuần", "thứ Hai"),
    pgettext_lazy("ngày trong tuần", "thứ Ba"),
    pgettext_lazy("ngày trong tuần", "thứ Tư"),
    pgettext_lazy("ngày trong tuần", "thứ Năm"),
    pgettext_lazy("ngày trong tuần", "thứ Sáu"),
    pgettext_lazy("ngày trong tuần", "thứ Bảy"),
    pgettext_lazy("ngày trong tuần", "Chủ nhật"),
)


def said(words: Words) -> str:
    """Words of the rules in the language of the page."""
    return words.in_(get_language() or "vi")


def day(value: date) -> str:
    return f"{_local(value):%d/%m/%Y}"


def hour(value: datetime) -> str:
    return f"{localtime(value):%H:%M}"


def moment(value: datetime) -> str:
    return f"{hour(value)}, {day(value)}"


def weekday(value: date) -> str:
    """The day with its weekday: people plan by weekdays."""
    return f"{WEEKDAYS[_local(value).weekday()]}, {day(value)}"


def due(value: datetime) -> str:
    """An appointment: 16:30, thứ Năm, 03/12/2026."""
    return f"{hour(value)}, {weekday(value)}"


def ago(value: datetime, now: datetime) -> str:
    """About how long ago, for reading beside the exact moment, never instead of it."""
    passed = now - value
    if passed < timedelta(minutes=1):
        return _("vừa xong")
    if passed < timedelta(hours=1):
        count = passed // timedelta(minutes=1)
        return ngettext("%(count)d phút trước", "%(count)d phút trước", count) % {"count": count}
    if passed < timedelta(days=1):
        count = passed // timedelta(hours=1)
        return ngettext("%(count)d giờ trước", "%(count)d giờ trước", count) % {"count": count}
    count = passed // timedelta(days=1)
    return ngettext("%(count)d ngày trước", "%(count)d ngày trước", count) % {"count": count}


def grouped(number: int) -> str:
    mark = "," if (get_language() or "vi").startswith("en") else "."
    return f"{number:,}".replace(",", mark)


def money(amount_vnd: int) -> str:
    """Whole đồng; the space does not break."""
    unit = "VND" if (get_language() or "vi").startswith("en") else "đ"
    return f"{grouped(amount_vnd)}\u00a0{unit}"


def phone(number: str) -> str:
    """A Vietnamese number in groups that can be read aloud: 0978 112 233."""
    digits = "".join(char for char in number if char.isdigit())
    if len(digits) == 10:
        return f"{digits[:4]}\u00a0{digits[4:7]}\u00a0{digits[7:]}"
    return number


def size(count: int) -> str:
    """A file's size: 640 KB, 1,4 MB."""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))}\u00a0KB"
    point = "." if (get_language() or "vi").startswith("en") else ","
    return f"{count / 1024 / 1024:.1f}".replace(".", point) + "\u00a0MB"


def _local(value: date) -> date:
    return localtime(value) if isinstance(value, datetime) else value
