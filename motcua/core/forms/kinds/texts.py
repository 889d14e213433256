"""Texts, and numbers that are names: codes, accounts, plates."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from motcua.core import vietnam
from motcua.core.forms.kinds.ways import Around, plain
from motcua.core.forms.model import Field, Kind
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable

Read = Callable[[Any, Field, Around], str]
LONGEST: Final = {Kind.TEXT: 500, Kind.PARAGRAPH: 4000, Kind.PERSON_NAME: 200}


def text(raw: Any, field: Field, around: Around) -> str:
    return fitting(vietnam.tidy(plain(raw)), field)


def paragraph(raw: Any, field: Field, around: Around) -> str:
    return fitting(plain(raw), field)


def fitting(text: str, field: Field) -> str:
    """The text, if it is no longer than its field allows. :raises Unreadable:"""
    most = field.longest or LONGEST.get(field.kind, 500)
    if len(text) > most:
        vi, en = f"Dài {len(text)} ký tự, tối đa {most} ký tự.", f"{len(text)} characters; at most {most} are allowed."
        raise Unreadable("too-long", vi, en)
    return text


def person_name(raw: Any, field: Field, around: Around) -> str:
    name = text(raw, field, around)
    if any(each.isdigit() or each in "<>{}[]=@#$%^*_|\\" for each in name):
        raise Unreadable("not-a-name", "Họ tên chỉ có chữ.", "A name is made of letters only.")
    return name


def _shaped(shape: str, vi: str, en: str, *, upper: bool = True) -> Read:
    whole = re.compile(shape, 0 if upper else re.IGNORECASE)

    def read(raw: Any, field: Field, around: Around) -> str:
        typed = "".join(plain(raw).split()) if upper else plain(raw)
        typed = typed.upper().replace(".", "") if upper else typed
        if not whole.fullmatch(typed):
            raise Unreadable("wrong-shape", vi, en)
        return typed

    return read


def by(reader: Callable[[str], Any], kept: Callable[[Any], str]) -> Read:
    """What another rule of ours reads, kept as its text."""

    def read(raw: Any, field: Field, around: Around) -> str:
        typed = plain(raw)
        if len(typed) > 60:
            raise Unreadable("too-long", "Quá dài.", "Too long.")
        return kept(reader(typed))

    return read


def _insurance_number(typed: str) -> str:
    digits = "".join(each for each in typed if each not in " .-")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (10, 12)):
        vi = "Mã số bảo hiểm xã hội có 10 chữ số (hoặc số định danh 12 chữ số)."
        raise Unreadable(
            "not-an-insurance-number", vi, "A social insurance number has 10 digits (or 12, the ID number)."
        )
    return digits


def said_phone(kept: Any, field: Field, around: Around) -> Words:
    shown = vietnam.read_phone(kept).local
    return Words(shown, shown)


personal_id = by(vietnam.read_personal_id, lambda read: read.number)
id_number = by(vietnam.read_id_number, lambda read: read.number)
tax_code = by(vietnam.read_tax_code, str)
phone = by(vietnam.read_phone, lambda read: read.local.replace(" ", ""))
insurance_number = by(_insurance_number, str)
passport = _shaped(
    r"[A-Z0-9]{6,12}", "Số hộ chiếu có 6 đến 12 chữ và số.", "A passport number has 6 to 12 letters and digits."
)
enterprise_code = _shaped(r"\d{10}", "Mã số doanh nghiệp có 10 chữ số.", "An enterprise code has 10 digits.")
account = _shaped(
    r"[A-Z0-9]{6,20}", "Số tài khoản có 6 đến 20 chữ và số.", "An account number has 6 to 20 letters and digits."
)
plate = _shaped(r"\d{2}[A-ZĐ]{1,2}\d?-?\d{3,6}", "Biển số có dạng 36A-123.45.", "A plate looks like 36A-123.45.")
email = _shaped(
    r"[^\s@<>\"'(),;:\\\[\]]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}",
    "Thư điện tử có dạng ten@noi-nhan.vn.",
    "An e-mail looks like name@place.vn.",
    upper=False,
)
web = _shaped(
    r"https?://[^\s<>\"'`]{3,400}",
    "Địa chỉ trang bắt đầu bằng https://",
    "A web address begins with https://",
    upper=False,
)
