"""How each kind of answer is read, kept as JSON, worked with in expressions, said in words, and typed again.

Reading what is kept gives the same again, so that an answer may pass any number of doors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from motcua.core.forms.expressions import Type
from motcua.core.forms.kinds import choices, days, numbers, texts
from motcua.core.forms.kinds.choices import MOST_FILES, options
from motcua.core.forms.kinds.numbers import to_number
from motcua.core.forms.kinds.texts import LONGEST
from motcua.core.forms.kinds.ways import Around, Reading, is_blank
from motcua.core.forms.model import Field, Kind
from motcua.core.status_words import Words

__all__ = ["LONGEST", "MOST_FILES", "READINGS", "Around", "Reading", "is_blank", "keep", "options", "to_number"]


def _same(kept: Any) -> Any:
    return kept


def _as_typed(kept: Any, field: Field, around: Around) -> Any:
    return kept


def _itself(kept: Any, field: Field, around: Around) -> Words:
    return Words(str(kept), str(kept))


def _typed_words(kept: Any, field: Field, around: Around) -> str:
    return READINGS[field.kind].words(kept, field, around).vi


def _texts(read: Callable[[Any, Field, Around], Any], words: Any = _itself, typed: Any = _as_typed) -> Reading:
    return Reading(Type.TEXT, read, _same, words, typed)


def _numbers(read: Callable[[Any, Field, Around], Any], words: Any = numbers.words) -> Reading:
    return Reading(Type.NUMBER, read, to_number, words, numbers.typed)


def _days(read: Callable[[Any, Field, Around], Any]) -> Reading:
    return Reading(Type.DATE, read, days.earliest, days.words, _typed_words)


_CODED: Final = _texts(choices.code, choices.named)
READINGS: Final[Mapping[Kind, Reading]] = {
    Kind.TEXT: _texts(texts.text),
    Kind.PARAGRAPH: _texts(texts.paragraph),
    Kind.PERSON_NAME: _texts(texts.person_name),
    Kind.WHOLE: _numbers(numbers.whole),
    Kind.DECIMAL: _numbers(numbers.decimal),
    Kind.MONEY: _numbers(numbers.money, numbers.money_words),
    Kind.PERCENT: _numbers(numbers.decimal),
    Kind.AREA: _numbers(numbers.decimal),
    Kind.DATE: _days(days.day),
    Kind.PARTIAL_DATE: _days(days.partial),
    Kind.MONTH: _days(days.month),
    Kind.YEAR: Reading(Type.NUMBER, days.year, to_number, _itself, _as_typed),
    Kind.TIME: _texts(days.time_of_day),
    Kind.PERSONAL_ID: _texts(texts.personal_id),
    Kind.ID_NUMBER: _texts(texts.id_number),
    Kind.PASSPORT: _texts(texts.passport),
    Kind.TAX_CODE: _texts(texts.tax_code),
    Kind.ENTERPRISE_CODE: _texts(texts.enterprise_code),
    Kind.INSURANCE_NUMBER: _texts(texts.insurance_number),
    Kind.BANK_ACCOUNT: _texts(texts.account),
    Kind.PLATE: _texts(texts.plate),
    Kind.PHONE: _texts(texts.phone, texts.said_phone, _typed_words),
    Kind.EMAIL: _texts(texts.email),
    Kind.WEB: _texts(texts.web),
    Kind.CHOICE: _texts(choices.choice, choices.named),
    Kind.CHOICES: Reading(Type.TEXTS, choices.choices, tuple, choices.all_named, _as_typed),
    Kind.CODE: _CODED,
    Kind.CODES: Reading(Type.TEXTS, choices.codes, tuple, choices.all_named, _as_typed),
    Kind.SEX: _CODED,
    Kind.ETHNICITY: _CODED,
    Kind.COUNTRY: _CODED,
    Kind.PROVINCE: _CODED,
    Kind.COMMUNE: _texts(choices.code, choices.named, choices.typed_commune),
    Kind.YES_NO: Reading(
        Type.TRUTH, choices.yes_no, bool, choices.yes_no_words, lambda kept, field, around: "true" if kept else "false"
    ),
    Kind.CONSENT: Reading(
        Type.TRUTH, choices.yes_no, bool, choices.consent_words, lambda kept, field, around: "true" if kept else ""
    ),
    Kind.FILE: Reading(Type.FILES, choices.files, tuple, choices.file_words, _as_typed),
}


def keep(value: Any, kind: Kind) -> Any:
    """A computed value as it is kept: what reading its kind would give."""
    match value:
        case None:
            return None
        case bool():
            return value
        case Decimal() if kind in (Kind.WHOLE, Kind.MONEY, Kind.YEAR):
            return int(value.to_integral_value())
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case date():
            return value.isoformat()
        case time():  # pragma: no cover
            return f"{value:%H:%M}"
        case tuple():
            return list(value)
    return str(value)
