"""Marks the words that matched a search, in the accented text, although the search ignores accents."""

import re
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.core import vietnam

_WORD = re.compile(r"\w+")


def mark(text: str, query: str) -> SafeString:
    """Return `text` escaped, with each word of `query` inside `<mark>`.

    Matching neighbours are marked together with the blank between them: one phrase, not confetti.
    """
    wanted = {word for word in vietnam.fold(query).split() if word}
    if not wanted:
        return format_html("{}", text)
    text = vietnam.nfc(text)
    return mark_spans(text, [found.span() for found in _WORD.finditer(text) if vietnam.fold(found.group()) in wanted])


def mark_spans(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """Return `text` escaped with these places marked; neighbours are joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return _join(text, joined)


def _join(text: str, spans: list[tuple[int, int]]) -> SafeString:
    pieces: list[tuple[str, str]] = []
    at = 0
    for start, end in spans:
        pieces.append((text[at:start], text[start:end]))
        at = end
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}", marked, text[at:])
