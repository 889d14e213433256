"""Marks the words that matched a search, in the accented text, although the search ignores accents."""

import re

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
    spans: list[list[int]] = []
    for found in _WORD.finditer(text):
        if vietnam.fold(found.group()) not in wanted:
            continue
        start, end = found.span()
        if spans and not text[spans[-1][1] : start].strip():
            spans[-1][1] = end
        else:
            spans.append([start, end])
    return _join(text, spans)


def _join(text: str, spans: list[list[int]]) -> SafeString:
    pieces: list[tuple[str, str]] = []
    at = 0
    for start, end in spans:
        pieces.append((text[at:start], text[start:end]))
        at = end
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}", marked, text[at:])
