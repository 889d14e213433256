"""What was scanned or typed into the desk's one field: a card, a number, a code, a waybill, or words. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from motcua.core import numbering, vietnam
from motcua.core.vietnam import IdCard

_PROCEDURE: Final = re.compile(r"\d\.\d{6}(\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?")
_TRACKING: Final = re.compile(r"/tra-cuu/k/([a-z0-9]+)/?$")
_DIGITS: Final = re.compile(r"[\d\s.-]+")


class Kind(StrEnum):
    """What it may be. `UNREADABLE` comes with words that say why."""

    NOTHING = "nothing"
    CARD = "card"
    NUMBER = "number"  # of a person or a body
    PHONE = "phone"
    DOSSIER = "dossier"
    RECEIPT = "receipt"  # the QR code of a receipt: the random key of a dossier
    WAYBILL = "waybill"
    PROCEDURE = "procedure"
    WORDS = "words"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Read:
    """What it is, in its canonical form."""

    kind: Kind
    value: str = ""
    card: IdCard | None = None


def recognise(text: str) -> Read:
    """Tell what was scanned or typed; never fails."""
    given = vietnam.nfc(text).strip()
    if not given:
        return Read(Kind.NOTHING)
    if "|" in given:
        return _card(given)
    if found := _TRACKING.search(urlsplit(given).path if "//" in given else given):
        return Read(Kind.RECEIPT, found[1])
    if _PROCEDURE.fullmatch(given.upper()):
        return Read(Kind.PROCEDURE, given[:8])
    if vietnam.is_s10(given):
        return Read(Kind.WAYBILL, vietnam.read_waybill(given))
    if _DIGITS.fullmatch(given):
        if phone := _phone(given):
            return Read(Kind.PHONE, phone)
        if number := _number(given):
            return Read(Kind.NUMBER, number)
    try:
        return Read(Kind.DOSSIER, numbering.read_dossier_code(given).text)
    except vietnam.Unreadable:
        return Read(Kind.WORDS, vietnam.tidy(given)[:200])


def _card(given: str) -> Read:
    try:
        card = vietnam.read_id_card(given)
    except vietnam.Unreadable as unreadable:
        return Read(Kind.UNREADABLE, unreadable.vi)
    return Read(Kind.CARD, card.personal_id.number, card)


def _phone(given: str) -> str:
    try:
        return vietnam.read_phone(given).local.replace(" ", "")
    except vietnam.Unreadable:
        return ""


def _number(given: str) -> str:
    """An ID number (12 or 9 digits) or a tax code (10, or 10 and 3); empty where it is neither."""
    try:
        return vietnam.read_id_number(given).number
    except vietnam.Unreadable:
        pass
    try:
        return str(vietnam.read_tax_code(given))
    except vietnam.Unreadable:
        return ""
