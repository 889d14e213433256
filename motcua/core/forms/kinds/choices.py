"""What is chosen: entries of the form's own or of a code table, yes and no, files."""

from __future__ import annotations

from typing import Any, Final

from motcua.core import vietnam
from motcua.core.forms import code_tables
from motcua.core.forms.code_tables import Entry
from motcua.core.forms.kinds.texts import fitting
from motcua.core.forms.kinds.ways import Around, is_blank, plain
from motcua.core.forms.model import Field, Kind
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable

MOST_FILES: Final = 20
_NOT_OFFERED: Final = ("not-offered", "Xin chọn một trong các mục có sẵn.", "Choose one of the entries offered.")


def choice(raw: Any, field: Field, around: Around) -> str:
    typed = plain(raw)
    for offered in field.choices:
        if offered.key == typed:
            return offered.key
    raise Unreadable(*_NOT_OFFERED)


def choices(raw: Any, field: Field, around: Around) -> list[str]:
    given = {choice(each, field, around) for each in _several(raw)}
    return [offered.key for offered in field.choices if offered.key in given]


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


def code(raw: Any, field: Field, around: Around) -> str:
    typed = vietnam.tidy(plain(raw))
    found = _entries(field, around)
    if found is None:
        if field.kind is not Kind.COMMUNE:
            raise Unreadable(*_NOT_OFFERED)
        return fitting(typed, field)
    entry = code_tables.find(found, typed)
    if entry is None and field.kind is Kind.COMMUNE:
        vi = "Không có xã, phường này trong tỉnh đã chọn. Xin chọn trong danh sách gợi ý."
        raise Unreadable("no-such-commune", vi, "The province chosen has no such commune. Choose one of the list.")
    if entry is None:
        raise Unreadable(*_NOT_OFFERED)
    return entry.code


def codes(raw: Any, field: Field, around: Around) -> list[str]:
    return sorted({code(each, field, around) for each in _several(raw)})


def named(kept: Any, field: Field, around: Around) -> Words:
    for key, words in options(field, around) or ():
        if key == kept:
            return words
    return Words(str(kept), str(kept))


def all_named(kept: Any, field: Field, around: Around) -> Words:
    said = [named(each, field, around) for each in kept]
    return Words(", ".join(each.vi for each in said), ", ".join(each.en for each in said))


def typed_commune(kept: Any, field: Field, around: Around) -> str:
    return named(kept, field, around).vi


def yes_no(raw: Any, field: Field, around: Around) -> bool:
    if isinstance(raw, bool):
        return raw
    typed = plain(raw).lower()
    if typed in ("true", "on", "1"):
        return True
    if typed in ("false", "0"):
        return False
    raise Unreadable(*_NOT_OFFERED)


def yes_no_words(kept: Any, field: Field, around: Around) -> Words:
    return Words("Có", "Yes") if kept else Words("Không", "No")


def consent_words(kept: Any, field: Field, around: Around) -> Words:
    return Words("Đồng ý", "Agreed") if kept else Words("Không đồng ý", "Not agreed")


def files(raw: Any, field: Field, around: Around) -> list[int]:
    """Numbers of stored files. A door puts them here when it has stored what was uploaded, and knows whose they are."""
    if not isinstance(raw, list | tuple) or len(raw) > MOST_FILES or not all(type(each) is int for each in raw):
        raise Unreadable("not-a-file", "Tệp không đọc được. Xin tải lại.", "The file cannot be read. Upload it again.")
    return list(raw)


def file_words(kept: Any, field: Field, around: Around) -> Words:
    return Words(f"{len(kept)} tệp", f"{len(kept)} files" if len(kept) > 1 else "1 file")
