"""The QR code on an ID card: seven fields between vertical bars, some of them empty; newer cards add more."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.core.vietnam.dates import PartialDate
from motcua.core.vietnam.identity import OldIdCard, PersonalId, Sex, read_id_number, read_personal_id
from motcua.core.vietnam.refusal import Unreadable
from motcua.core.vietnam.text import fold, tidy

_FIELDS: Final = 7
_LONGEST: Final = 2000
_SEXES: Final = {"nam": Sex.MALE, "nu": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class IdCard:
    """What a card says about its holder; what it leaves empty is None or an empty text."""

    personal_id: PersonalId
    old_id: PersonalId | OldIdCard | None
    full_name: str
    born: PartialDate | None
    sex: Sex | None
    address: str
    issued_on: date | None
    more: tuple[str, ...] = ()


def read_id_card(scanned: str) -> IdCard:
    """Read what the scanner sent. :raises Unreadable: it is another code, or cut short."""
    fields = [tidy(field) for field in scanned.strip().split("|")]
    if len(scanned) > _LONGEST or len(fields) < _FIELDS:
        raise Unreadable(
            "not_a_card",
            "Đây không phải mã QR của thẻ căn cước, hoặc mã đọc chưa hết. Vui lòng quét lại.",
            "This is not the QR code of an ID card, or it was cut short. Please scan again.",
        )
    number, old, name, born, sex, address, issued, *more = fields
    issue_day = _date(issued)
    return IdCard(
        personal_id=read_personal_id(number),
        old_id=read_id_number(old) if old else None,
        full_name=name,
        born=_date(born),
        sex=_SEXES.get(fold(sex)),
        address=address,
        issued_on=issue_day.earliest if issue_day else None,
        more=tuple(more),
    )


def _date(digits: str) -> PartialDate | None:
    """Read ddmmyyyy, in which an unknown day or month is 00."""
    if not digits:
        return None
    try:
        day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
        if len(digits) == 8 and digits.isdecimal() and year:
            return PartialDate(year, month or None, day or None)
    except ValueError:
        pass
    raise Unreadable(
        "card_date",
        f"Ngày “{digits[:12]}” trên thẻ không đọc được. Vui lòng quét lại hoặc nhập tay.",
        f"The date “{digits[:12]}” on the card cannot be read. Scan again or type it in.",
    )
