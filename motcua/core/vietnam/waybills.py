"""Waybill numbers of the post: the international S10 form (`EB123456785VN`) carries a check digit, others do not."""

import re
from typing import Final

from motcua.core.vietnam.refusal import Unreadable

_S10: Final = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
_OTHER: Final = re.compile(r"[A-Z0-9]{6,40}")
_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)


def is_s10(text: str) -> bool:
    """Whether the text is an S10 number with the right check digit: what a scanner reads may be told by it."""
    found = _S10.fullmatch("".join(text.split()).upper())
    return found is not None and int(found[2]) == _check(found[1])


def read_waybill(text: str) -> str:
    """Return the number without blanks, in capitals.  :raises Unreadable: it is none, or a digit was misread."""
    compact = "".join(text.split()).replace("-", "").upper()
    found = _S10.fullmatch(compact)
    if found and int(found[2]) != _check(found[1]):
        raise Unreadable(
            "waybill_check",
            f"Mã vận đơn {compact} có chữ số sai. Vui lòng xem lại hoặc quét lại.",
            f"Waybill number {compact} has a wrong digit. Look again or scan it again.",
        )
    if not _OTHER.fullmatch(compact):
        raise Unreadable(
            "waybill",
            "Mã vận đơn gồm 6 đến 40 chữ cái không dấu và chữ số.",
            "A waybill number consists of 6 to 40 letters and digits.",
        )
    return compact


def _check(digits: str) -> int:
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)
