"""The reasons for a date as sentences that an official and a citizen both understand."""

from collections.abc import Mapping
from typing import Any, Literal

from motcua.core.deadline.words import en, vi

Language = Literal["vi", "en"]

_SENTENCES = {"vi": vi.SENTENCES, "en": en.SENTENCES}


def sentence(language: Language, key: str, params: Mapping[str, Any]) -> str:
    """Return one reason in words.

    :raises KeyError: there is no such reason.
    """
    said = _SENTENCES[language][key]
    return said if isinstance(said, str) else said(params)
