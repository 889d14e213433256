"""Dates and moments as both languages print them."""

from datetime import date, datetime


def day(text: str) -> str:
    return f"{date.fromisoformat(text[:10]):%d/%m/%Y}"


def weekday(text: str) -> int:
    """Return the number of the weekday, Monday being 0."""
    return date.fromisoformat(text[:10]).weekday()


def span(first: str, last: str) -> str:
    if first == last:
        return day(first)
    return f"{day(first)[:5] if first[:4] == last[:4] else day(first)}–{day(last)}"


def minute(text: str) -> str:
    """Return the time as it is promised, to the minute."""
    return f"{datetime.fromisoformat(text):%H:%M}"


def second(text: str) -> str:
    """Return the time as it happened, with its seconds where it has any."""
    moment = datetime.fromisoformat(text)
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def hours_and_minutes(seconds: int) -> tuple[int, int]:
    return seconds // 3600, seconds % 3600 // 60
