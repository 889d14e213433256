"""Personal numbers: the 12-digit personal ID, which says a little about its holder, and the old 9-digit card."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.core.vietnam.digits import compact, only_digits
from motcua.core.vietnam.places import PLACES_OF_REGISTRATION
from motcua.core.vietnam.refusal import Remark, Unreadable


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class PersonalId:
    """A personal ID number. `place` is where the birth was registered: not the residence, and unchanged by mergers."""

    number: str

    @property
    def place(self) -> str:
        return self.number[:3]

    @property
    def place_name(self) -> str | None:
        """The province of birth registration as it was called when numbers were given out; None for other places."""
        return PLACES_OF_REGISTRATION.get(self.place)

    @property
    def sex(self) -> Sex:
        return Sex.FEMALE if int(self.number[3]) % 2 else Sex.MALE

    @property
    def birth_year(self) -> int:
        return 1900 + int(self.number[3]) // 2 * 100 + int(self.number[4:6])


@dataclass(frozen=True, slots=True)
class OldIdCard:
    """A 9-digit card number: no longer a valid paper, still found in dossiers and records."""

    number: str


def read_personal_id(text: str) -> PersonalId:
    """Read a 12-digit personal ID. :raises Unreadable:"""
    digits = compact(text)
    if not digits:
        raise Unreadable("empty", "Chưa nhập số định danh cá nhân.", "Enter the personal ID number.")
    if not only_digits(digits):
        raise Unreadable(
            "not_digits", "Số định danh cá nhân chỉ gồm chữ số.", "A personal ID number consists of digits only."
        )
    if len(digits) in (10, 11):
        raise Unreadable(
            "zero_lost",
            f"Số định danh cá nhân có 12 chữ số, ở đây chỉ có {len(digits)}; có thể đã mất số 0 ở đầu.",
            f"A personal ID has 12 digits, this has {len(digits)}; leading zeros may have been lost.",
        )
    if len(digits) != 12:
        raise Unreadable(
            "length",
            f"Số định danh cá nhân có 12 chữ số, ở đây có {len(digits)}.",
            f"A personal ID number has 12 digits, this has {len(digits)}.",
        )
    return PersonalId(digits)


def read_id_number(text: str) -> PersonalId | OldIdCard:
    """Read a personal ID or, for old dossiers, a 9-digit card number. :raises Unreadable:"""
    digits = compact(text)
    if len(digits) == 9 and only_digits(digits):
        return OldIdCard(digits)
    return read_personal_id(text)


_SEX_WORDS: Final = {Sex.MALE: ("nam", "male"), Sex.FEMALE: ("nữ", "female")}


def remarks(personal_id: PersonalId, *, sex: Sex | None = None, birth_year: int | None = None) -> list[Remark]:
    """Return what does not fit between number and entry; old records hold many errors, so none blocks."""
    found = []
    if personal_id.place_name is None:
        found.append(
            Remark(
                "place",
                f"Mã {personal_id.place} không phải mã tỉnh; có thể đăng ký khai sinh ở nước ngoài.",
                f"Code {personal_id.place} is not a province; the birth may have been registered abroad.",
            )
        )
    if sex is not None and sex != personal_id.sex:
        vi, en = _SEX_WORDS[personal_id.sex]
        found.append(Remark("sex", f"Số định danh cho biết giới tính {vi}.", f"The number stands for {en}."))
    if birth_year is not None and birth_year != personal_id.birth_year:
        found.append(
            Remark(
                "birth_year",
                f"Số định danh cho biết năm sinh {personal_id.birth_year}.",
                f"The number stands for birth year {personal_id.birth_year}.",
            )
        )
    return found
