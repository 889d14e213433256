"""Tax codes: ten digits with a check digit, a branch behind a dash, or a personal ID (law:tax-code-personal-id)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.core.vietnam.digits import compact, only_digits
from motcua.core.vietnam.refusal import Unreadable

_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class TaxCodeKind(StrEnum):
    ENTITY = "entity"
    BRANCH = "branch"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A tax code; `number` is the entity's ten digits or the person's twelve, `branch` three digits or empty."""

    number: str
    branch: str = ""

    @property
    def kind(self) -> TaxCodeKind:
        if len(self.number) == 12:
            return TaxCodeKind.PERSON
        return TaxCodeKind.BRANCH if self.branch else TaxCodeKind.ENTITY

    def __str__(self) -> str:
        return f"{self.number}-{self.branch}" if self.branch else self.number


def check_digit(first_nine: str) -> int | None:
    """Return the tenth digit that belongs to nine digits; None where no code exists."""
    digit = 10 - sum(weight * int(d) for weight, d in zip(_WEIGHTS, first_nine, strict=True)) % 11
    return None if digit == 10 else digit


def read_tax_code(text: str) -> TaxCode:
    """Read a tax code, with or without the dash before the branch. :raises Unreadable:"""
    digits = compact(text)
    if not digits:
        raise Unreadable("empty", "Chưa nhập mã số thuế.", "Enter the tax code.")
    if not only_digits(digits):
        raise Unreadable("not_digits", "Mã số thuế chỉ gồm chữ số.", "A tax code consists of digits only.")
    if len(digits) not in (10, 12, 13):
        raise Unreadable(
            "length",
            f"Mã số thuế có 10 chữ số, 13 chữ số (chi nhánh) hoặc 12 chữ số (số định danh); ở đây có {len(digits)}.",
            f"A tax code has 10 digits, 13 (branch) or 12 (personal ID); this has {len(digits)}.",
        )
    if len(digits) == 12:
        return TaxCode(digits)
    number, branch = digits[:10], digits[10:]
    if check_digit(number[:9]) != int(number[9]):
        raise Unreadable(
            "check_digit",
            "Mã số thuế không đúng: chữ số kiểm tra không khớp. Vui lòng xem lại từng chữ số.",
            "This tax code is wrong: its check digit does not match. Please compare each digit.",
        )
    if branch == "000":
        raise Unreadable("branch", "Số thứ tự chi nhánh bắt đầu từ 001.", "Branches are numbered from 001.")
    return TaxCode(number, branch)
