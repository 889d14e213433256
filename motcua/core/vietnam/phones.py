"""Telephone numbers: kept as E.164, shown the way people here write them, old 11-digit mobiles converted."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.core.vietnam.digits import compact, only_digits
from motcua.core.vietnam.refusal import Unreadable

# The conversion of 15 September to 14 November 2018: 11-digit mobile prefixes and what replaced them.
_CONVERTED_2018: Final = {
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038",
    "0169": "039", "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083",
    "0124": "084", "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
_MOBILE: Final = re.compile(r"0[35789]\d{8}")
_LANDLINE: Final = re.compile(r"02\d{9}")
_ABROAD: Final = re.compile(r"\+[1-9]\d{7,14}")
_SHORT_AREAS: Final = ("024", "028")  # Hà Nội, Hồ Chí Minh City: three digits with the zero; other areas have four


class PhoneKind(StrEnum):
    MOBILE = "mobile"
    LANDLINE = "landline"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number that can be dialled from anywhere."""

    e164: str
    kind: PhoneKind

    @property
    def local(self) -> str:
        """The number as it is written here: `0912 345 678`, `0237 3900 900`."""
        if self.kind is PhoneKind.ABROAD:
            return self.e164
        digits = "0" + self.e164[3:]
        if self.kind is PhoneKind.MOBILE:
            return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
        if digits.startswith(_SHORT_AREAS):
            return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
        return f"{digits[:4]} {digits[4:8]} {digits[8:]}"

    def __str__(self) -> str:
        return self.e164


def read_phone(text: str) -> Phone:
    """Read one telephone number. :raises Unreadable:"""
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        raise Unreadable("empty", "Chưa nhập số điện thoại.", "Enter a telephone number.")
    if re.search(r"[,;]|\d\s*/\s*\d{4}", typed):
        raise Unreadable("several", "Chỉ nhập một số điện thoại.", "Enter one telephone number only.")
    digits = _with_leading_zero(compact(typed))
    if digits.startswith("+"):
        if _ABROAD.fullmatch(digits):
            return Phone(digits, PhoneKind.ABROAD)
        raise _wrong_number()
    if not only_digits(digits):
        raise Unreadable("not_digits", "Số điện thoại chỉ gồm chữ số.", "A telephone number consists of digits only.")
    if len(digits) == 11 and digits[:4] in _CONVERTED_2018:
        digits = _CONVERTED_2018[digits[:4]] + digits[4:]
    if _MOBILE.fullmatch(digits):
        return Phone("+84" + digits[1:], PhoneKind.MOBILE)
    if _LANDLINE.fullmatch(digits):
        return Phone("+84" + digits[1:], PhoneKind.LANDLINE)
    raise _wrong_number()


def _with_leading_zero(digits: str) -> str:
    for prefix in ("+84", "0084"):
        if digits.startswith(prefix):
            return "0" + digits[len(prefix) :].removeprefix("0")
    # 84 without a plus is the country only where the rest has the length of a number without its zero.
    if digits.startswith("84") and len(digits) in (11, 12):
        return "0" + digits[2:]
    return digits


def _wrong_number() -> Unreadable:
    return Unreadable(
        "number",
        "Số điện thoại không đúng. Số di động có 10 chữ số (0912 345 678), số cố định có 11 chữ số (bắt đầu bằng 02).",
        "This number is wrong. Mobiles have 10 digits (0912 345 678), landlines 11 digits beginning with 02.",
    )
