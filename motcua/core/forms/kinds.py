"""How each kind of answer is read, kept as JSON, worked with in expressions, said in words, and typed again.

Reading what is kept gives the same again, so that an answer may pass any number of doors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from motcua.core import vietnam
from motcua.core.forms import code_tables
from motcua.core.forms.code_tables import Entry, Tables
from motcua.core.forms.expressions import Type
from motcua.core.forms.model import Field, Kind
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable

LONGEST: Final = {Kind.TEXT: 500, Kind.PARAGRAPH: 4000, Kind.PERSON_NAME: 200}
LARGEST: Final = Decimal(10) ** 15
MOST_FILES: Final = 20
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_NUMBER: Final = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d{1,18}(\.\d{1,9})?")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_TIME: Final = re.compile(r"([01]?\d|2[0-3])\s*(?:[:hg]|giờ)\s*([0-5]\d)?(?:\s*phút)?", re.IGNORECASE)
_EMAIL: Final = re.compile(
    r"[^\s@<>\"'(),;:\\\[\]]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_WEB: Final = re.compile(r"https?://[^\s<>\"'`]{3,400}", re.IGNORECASE)
_PASSPORT: Final = re.compile(r"[A-Z0-9]{6,12}")
_ACCOUNT: Final = re.compile(r"[A-Z0-9]{6,20}")
_PLATE: Final = re.compile(r"\d{2}[A-ZĐ]{1,2}\d?-?\d{3,6}")


@dataclass(frozen=True, slots=True)
class Around:
    """What reading one answer may look at: the tables, the day places are named by, the answers beside it."""

    tables: Tables = code_tables.BUILT_IN
    on: date = date.max
    beside: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """One kind's ways. `read` takes what was typed or kept, and gives what is kept."""

    type: Type | None
    read: Callable[[Any, Field, Around], Any]
    value: Callable[[Any], Any]
    words: Callable[[Any, Field, Around], Words]
    typed: Callable[[Any, Field, Around], Any]


def plain(raw: Any) -> str:
    """What was typed, without letters nobody can see. :raises Unreadable: it is no text at all."""
    if not isinstance(raw, str):
        raise Unreadable("not-a-text", "Câu trả lời không đọc được.", "The answer cannot be read.")
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    composed = vietnam.nfc(raw.replace("\r\n", "\n"))
    return "".join(each for each in composed if each in "\n\t" or unicodedata.category(each) not in _UNSEEN).strip()


def is_blank(raw: Any) -> bool:
    """Whether nothing was answered: an empty text, an empty list, nothing at all."""
    if isinstance(raw, str):
        return not raw.strip()
    if isinstance(raw, Mapping):
        return all(is_blank(each) for each in raw.values())
    if isinstance(raw, list | tuple):
        return all(is_blank(each) for each in raw)
    return raw is None


# --- Texts ------------------------------------------------------------------------------------------------------------
def _text(raw: Any, field: Field, around: Around) -> str:
    return _fitting(vietnam.tidy(plain(raw)), field)


def _paragraph(raw: Any, field: Field, around: Around) -> str:
    return _fitting(plain(raw), field)


def _fitting(text: str, field: Field) -> str:
    most = field.longest or LONGEST.get(field.kind, 500)
    if len(text) > most:
        vi, en = f"Dài {len(text)} ký tự, tối đa {most} ký tự.", f"{len(text)} characters; at most {most} are allowed."
        raise Unreadable("too-long", vi, en)
    return text


def _person_name(raw: Any, field: Field, around: Around) -> str:
    name = _text(raw, field, around)
    if any(each.isdigit() or each in "<>{}[]=@#$%^*_|\\" for each in name):
        raise Unreadable("not-a-name", "Họ tên chỉ có chữ.", "A name is made of letters only.")
    return name


def _shaped(shape: re.Pattern[str], vi: str, en: str, *, upper: bool = True) -> Callable[[Any, Field, Around], str]:
    def read(raw: Any, field: Field, around: Around) -> str:
        typed = "".join(plain(raw).split()) if upper else plain(raw)
        typed = typed.upper().replace(".", "") if upper else typed
        if not shape.fullmatch(typed):
            raise Unreadable("wrong-shape", vi, en)
        return typed

    return read


def _by(reader: Callable[[str], Any], kept: Callable[[Any], str]) -> Callable[[Any, Field, Around], str]:
    def read(raw: Any, field: Field, around: Around) -> str:
        typed = plain(raw)
        if len(typed) > 60:
            raise Unreadable("too-long", "Quá dài.", "Too long.")
        return kept(reader(typed))

    return read


def _insurance(typed: str) -> str:
    digits = "".join(each for each in typed if each not in " .-")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (10, 12)):
        vi = "Mã số bảo hiểm xã hội có 10 chữ số (hoặc số định danh 12 chữ số)."
        raise Unreadable(
            "not-an-insurance-number", vi, "A social insurance number has 10 digits (or 12, the ID number)."
        )
    return digits


# --- Numbers ----------------------------------------------------------------------------------------------------------
def _number(raw: Any, decimals: int) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise Unreadable("not-a-number", "Xin nhập một số.", "Enter a number.")
    typed = "".join(plain(str(raw)).split())
    if len(typed) > 40:
        raise Unreadable("not-a-number", "Số quá lớn.", "The number is too large.")
    if _NUMBER.fullmatch(typed):
        typed = typed.replace(".", "").replace(",", ".")
    elif not _PLAIN_NUMBER.fullmatch(typed):
        raise Unreadable(
            "not-a-number", "Xin nhập một số, ví dụ 1.250 hoặc 12,5.", "Enter a number, such as 1.250 or 12,5."
        )
    try:
        number = Decimal(typed)
    except InvalidOperation as error:  # pragma: no cover
        raise Unreadable("not-a-number", "Xin nhập một số.", "Enter a number.") from error
    if abs(number) >= LARGEST:
        raise Unreadable("too-large", "Số quá lớn.", "The number is too large.")
    if -int(number.normalize().as_tuple().exponent) > decimals:
        if decimals == 0:
            raise Unreadable("not-whole", "Xin nhập số nguyên.", "Enter a whole number.")
        vi, en = f"Nhiều nhất {decimals} chữ số sau dấu phẩy.", f"At most {decimals} digits after the comma."
        raise Unreadable("too-fine", vi, en)
    return number


def _whole(raw: Any, field: Field, around: Around) -> int:
    return int(_number(raw, 0))


def _money(raw: Any, field: Field, around: Around) -> int:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else int(vietnam.read_money(plain(raw)[:60]))


def _decimal(raw: Any, field: Field, around: Around) -> str:
    """Kept as a text with a comma, as it is written: a number with three decimals would else read as thousands."""
    number = _number(raw.replace("%", "") if isinstance(raw, str) else raw, field.decimals)
    return f"{number.normalize():f}".replace(".", ",")


def _grouped(number: Decimal) -> str:
    whole, _, rest = f"{number:f}".partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "") if whole.lstrip("-").isdigit() else whole


def to_number(kept: Any) -> Decimal:
    """What is kept of a number, as a number."""
    return Decimal(str(kept).replace(",", "."))


def _number_words(kept: Any, field: Field, around: Around) -> Words:
    shown = _grouped(to_number(kept))
    unit = {Kind.PERCENT: Words("%", "%"), Kind.AREA: Words(" m²", " m²")}.get(field.kind)
    if unit is None:
        unit = Words(f" {field.unit.vi}", f" {field.unit.en}") if field.unit.vi else Words("", "")
    return Words(shown + unit.vi, shown + unit.en)


def _money_words(kept: Any, field: Field, around: Around) -> Words:
    shown = vietnam.money(int(kept))
    return Words(shown, shown)


def _typed_number(kept: Any, field: Field, around: Around) -> str:
    return _grouped(to_number(kept))


# --- Days -------------------------------------------------------------------------------------------------------------
def _date(raw: Any, field: Field, around: Around) -> str:
    typed = plain(raw)
    if _ISO.fullmatch(typed):
        try:
            return date.fromisoformat(typed).isoformat()
        except ValueError as error:
            raise Unreadable("not-a-date", "Ngày không có trong lịch.", "There is no such day.") from error
    return vietnam.read_date(typed[:60]).isoformat()


def _partial(raw: Any, field: Field, around: Around) -> str:
    typed = plain(raw)
    if _ISO.fullmatch(typed):
        return _date(raw, field, around)
    if _ISO_MONTH.fullmatch(typed):
        typed = "/".join(reversed(typed.split("-")))
    return vietnam.read_partial_date(typed[:60]).iso


def _month(raw: Any, field: Field, around: Around) -> str:
    kept = _partial(raw, field, around)
    if len(kept) != 7:
        raise Unreadable(
            "not-a-month", "Xin nhập tháng và năm, ví dụ 03/2026.", "Enter month and year, such as 03/2026."
        )
    return kept


def _year(raw: Any, field: Field, around: Around) -> int:
    year = int(_number(raw, 0))
    if not 1800 <= year <= 2199:
        raise Unreadable("not-a-year", "Xin nhập năm đủ bốn chữ số.", "Enter the year with four digits.")
    return year


def _time(raw: Any, field: Field, around: Around) -> str:
    match = _TIME.fullmatch(plain(raw)[:40])
    if not match:
        raise Unreadable("not-a-time", "Xin nhập giờ và phút, ví dụ 16:30.", "Enter hours and minutes, such as 16:30.")
    return f"{int(match[1]):02}:{int(match[2] or 0):02}"


def _earliest(kept: Any) -> date:
    return vietnam.partial_from_iso(kept).earliest


def _day_words(kept: Any, field: Field, around: Around) -> Words:
    shown = str(vietnam.partial_from_iso(kept))
    return Words(shown, shown)


# --- Choices ----------------------------------------------------------------------------------------------------------
_NOT_OFFERED: Final = ("not-offered", "Xin chọn một trong các mục có sẵn.", "Choose one of the entries offered.")


def _choice(raw: Any, field: Field, around: Around) -> str:
    typed = plain(raw)
    for choice in field.choices:
        if choice.key == typed:
            return choice.key
    raise Unreadable(*_NOT_OFFERED)


def _choices(raw: Any, field: Field, around: Around) -> list[str]:
    given = {_choice(each, field, around) for each in _several(raw)}
    return [choice.key for choice in field.choices if choice.key in given]


def _several(raw: Any) -> list[Any]:
    given = [raw] if isinstance(raw, str) else raw
    if not isinstance(given, list | tuple) or len(given) > 200:
        raise Unreadable("not-a-list", "Câu trả lời không đọc được.", "The answer cannot be read.")
    return [each for each in given if not is_blank(each)]


def options(field: Field, around: Around) -> list[tuple[str, Words]] | None:
    """What a field offers to choose from; None where anything may be typed."""
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return [(choice.key, choice.words) for choice in field.choices]
    if field.kind is Kind.YES_NO:
        return [("true", Words("Có", "Yes")), ("false", Words("Không", "No"))]
    found = _entries(field, around)
    return None if found is None else [(entry.code, entry.words) for entry in found]


def _entries(field: Field, around: Around) -> list[Entry] | None:
    within, table = "", field.code_table
    if field.kind is Kind.COMMUNE:
        within, table = str(around.beside.get("province") or ""), code_tables.COMMUNES
    found = around.tables.options(table, on=around.on, within=within) if table else None
    return None if found is None else list(found)


def _code(raw: Any, field: Field, around: Around) -> str:
    typed = vietnam.tidy(plain(raw))
    found = _entries(field, around)
    if found is None:
        if field.kind is not Kind.COMMUNE:
            raise Unreadable(*_NOT_OFFERED)
        return _fitting(typed, field)
    entry = code_tables.find(found, typed)
    if entry is None and field.kind is Kind.COMMUNE:
        vi = "Không có xã, phường này trong tỉnh đã chọn. Xin chọn trong danh sách gợi ý."
        raise Unreadable("no-such-commune", vi, "The province chosen has no such commune. Choose one of the list.")
    if entry is None:
        raise Unreadable(*_NOT_OFFERED)
    return entry.code


def _codes(raw: Any, field: Field, around: Around) -> list[str]:
    return sorted({_code(each, field, around) for each in _several(raw)})


def _named(kept: Any, field: Field, around: Around) -> Words:
    for key, words in options(field, around) or ():
        if key == kept:
            return words
    return Words(str(kept), str(kept))


def _all_named(kept: Any, field: Field, around: Around) -> Words:
    named = [_named(each, field, around) for each in kept]
    return Words(", ".join(each.vi for each in named), ", ".join(each.en for each in named))


def _typed_commune(kept: Any, field: Field, around: Around) -> str:
    return _named(kept, field, around).vi


# --- Yes and no, files ------------------------------------------------------------------------------------------------
def _yes_no(raw: Any, field: Field, around: Around) -> bool:
    if isinstance(raw, bool):
        return raw
    typed = plain(raw).lower()
    if typed in ("true", "on", "1"):
        return True
    if typed in ("false", "0"):
        return False
    raise Unreadable(*_NOT_OFFERED)


def _yes_no_words(kept: Any, field: Field, around: Around) -> Words:
    return Words("Có", "Yes") if kept else Words("Không", "No")


def _consent_words(kept: Any, field: Field, around: Around) -> Words:
    return Words("Đồng ý", "Agreed") if kept else Words("Không đồng ý", "Not agreed")


def _files(raw: Any, field: Field, around: Around) -> list[int]:
    """Numbers of stored files. A door puts them here when it has stored what was uploaded, and knows whose they are."""
    if not isinstance(raw, list | tuple) or len(raw) > MOST_FILES or not all(type(each) is int for each in raw):
        raise Unreadable("not-a-file", "Tệp không đọc được. Xin tải lại.", "The file cannot be read. Upload it again.")
    return list(raw)


def _file_words(kept: Any, field: Field, around: Around) -> Words:
    return Words(f"{len(kept)} tệp", f"{len(kept)} files" if len(kept) > 1 else "1 file")


# --- The table --------------------------------------------------------------------------------------------------------
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


def _numbers(read: Callable[[Any, Field, Around], Any], words: Any = _number_words) -> Reading:
    return Reading(Type.NUMBER, read, to_number, words, _typed_number)


def _days(read: Callable[[Any, Field, Around], Any]) -> Reading:
    return Reading(Type.DATE, read, _earliest, _day_words, _typed_words)


def _said_phone(kept: Any, field: Field, around: Around) -> Words:
    shown = vietnam.read_phone(kept).local
    return Words(shown, shown)


_CODED: Final = _texts(_code, _named)
_ENTERPRISE: Final = _shaped(
    re.compile(r"\d{10}"), "Mã số doanh nghiệp có 10 chữ số.", "An enterprise code has 10 digits."
)
READINGS: Final[Mapping[Kind, Reading]] = {
    Kind.TEXT: _texts(_text),
    Kind.PARAGRAPH: _texts(_paragraph),
    Kind.PERSON_NAME: _texts(_person_name),
    Kind.WHOLE: _numbers(_whole),
    Kind.DECIMAL: _numbers(_decimal),
    Kind.MONEY: _numbers(_money, _money_words),
    Kind.PERCENT: _numbers(_decimal),
    Kind.AREA: _numbers(_decimal),
    Kind.DATE: _days(_date),
    Kind.PARTIAL_DATE: _days(_partial),
    Kind.MONTH: _days(_month),
    Kind.YEAR: Reading(Type.NUMBER, _year, to_number, _itself, _as_typed),
    Kind.TIME: _texts(_time),
    Kind.PERSONAL_ID: _texts(_by(vietnam.read_personal_id, lambda read: read.number)),
    Kind.ID_NUMBER: _texts(_by(vietnam.read_id_number, lambda read: read.number)),
    Kind.PASSPORT: _texts(
        _shaped(_PASSPORT, "Số hộ chiếu có 6 đến 12 chữ và số.", "A passport number has 6 to 12 letters and digits.")
    ),
    Kind.TAX_CODE: _texts(_by(vietnam.read_tax_code, str)),
    Kind.ENTERPRISE_CODE: _texts(_ENTERPRISE),
    Kind.INSURANCE_NUMBER: _texts(_by(_insurance, str)),
    Kind.BANK_ACCOUNT: _texts(
        _shaped(_ACCOUNT, "Số tài khoản có 6 đến 20 chữ và số.", "An account number has 6 to 20 letters and digits.")
    ),
    Kind.PLATE: _texts(_shaped(_PLATE, "Biển số có dạng 36A-123.45.", "A plate looks like 36A-123.45.")),
    Kind.PHONE: _texts(_by(vietnam.read_phone, lambda read: read.local.replace(" ", "")), _said_phone, _typed_words),
    Kind.EMAIL: _texts(
        _shaped(_EMAIL, "Thư điện tử có dạng ten@noi-nhan.vn.", "An e-mail looks like name@place.vn.", upper=False)
    ),
    Kind.WEB: _texts(
        _shaped(_WEB, "Địa chỉ trang bắt đầu bằng https://", "A web address begins with https://", upper=False)
    ),
    Kind.CHOICE: _texts(_choice, _named),
    Kind.CHOICES: Reading(Type.TEXTS, _choices, tuple, _all_named, _as_typed),
    Kind.CODE: _CODED,
    Kind.CODES: Reading(Type.TEXTS, _codes, tuple, _all_named, _as_typed),
    Kind.SEX: _CODED,
    Kind.ETHNICITY: _CODED,
    Kind.COUNTRY: _CODED,
    Kind.PROVINCE: _CODED,
    Kind.COMMUNE: _texts(_code, _named, _typed_commune),
    Kind.YES_NO: Reading(
        Type.TRUTH, _yes_no, bool, _yes_no_words, lambda kept, field, around: "true" if kept else "false"
    ),
    Kind.CONSENT: Reading(
        Type.TRUTH, _yes_no, bool, _consent_words, lambda kept, field, around: "true" if kept else ""
    ),
    Kind.FILE: Reading(Type.FILES, _files, tuple, _file_words, _as_typed),
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
