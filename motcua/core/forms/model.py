"""What a form is: fields in sections, when they are shown and needed, and checks across them. Values only; frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.core.status_words import Words

SILENT: Final = Words("", "")
ALWAYS: Final = "true"
KEY: Final = r"[a-z][a-z0-9_]{0,39}"
MOST_FIELDS: Final = 300
MOST_ITEMS: Final = 100


class Kind(StrEnum):
    """What a field asks for. How each is read, kept and said stands in `kinds`; those of several parts in `parts`."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    PERSON_NAME = "person_name"
    WHOLE = "whole"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    AREA = "area"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    MONTH = "month"
    YEAR = "year"
    TIME = "time"
    PERSONAL_ID = "personal_id"
    ID_NUMBER = "id_number"
    PASSPORT = "passport"
    TAX_CODE = "tax_code"
    ENTERPRISE_CODE = "enterprise_code"
    INSURANCE_NUMBER = "insurance_number"
    BANK_ACCOUNT = "bank_account"
    PLATE = "plate"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    CHOICE = "choice"
    CHOICES = "choices"
    CODE = "code"
    CODES = "codes"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    COUNTRY = "country"
    PROVINCE = "province"
    COMMUNE = "commune"
    YES_NO = "yes_no"
    CONSENT = "consent"
    STATEMENT = "statement"
    COMPUTED = "computed"
    FILE = "file"
    GROUP = "group"
    PERSON = "person"
    ORGANISATION = "organisation"
    ADDRESS = "address"
    IDENTITY_PAPER = "identity_paper"
    PARCEL = "parcel"
    PERIOD = "period"


OF_PARTS: Final = frozenset(
    {Kind.PERSON, Kind.ORGANISATION, Kind.ADDRESS, Kind.IDENTITY_PAPER, Kind.PARCEL, Kind.PERIOD}
)
CHOSEN: Final = frozenset({Kind.CHOICE, Kind.CHOICES})
FROM_A_TABLE: Final = {
    Kind.SEX: "sexes",
    Kind.ETHNICITY: "ethnicities",
    Kind.COUNTRY: "countries",
    Kind.PROVINCE: "provinces",
}
TABLED: Final = frozenset({Kind.CODE, Kind.CODES, *FROM_A_TABLE})


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers a field offers."""

    key: str
    words: Words


@dataclass(frozen=True, slots=True)
class Field:
    """One question. What is empty does not apply; expressions are those of `expressions`."""

    key: str
    kind: Kind
    label: Words
    hint: Words = SILENT
    required: str = ""  # empty: never; `true`: always; or when this holds
    shown: str = ""  # empty: always; or when this holds
    choices: tuple[Choice, ...] = ()
    table: str = ""  # the code table of `code` and `codes`
    least: str = ""  # a number or a day
    most: str = ""  # of a person: their day of birth
    longest: int = 0  # letters; 0: as the kind has it
    decimals: int = 2
    parts: tuple[str, ...] = ()  # of a kind of several parts, in order; a star marks what is needed: `born_on*`
    fields: tuple[Field, ...] = ()  # of one item of a group
    fewest: int = 0
    most_items: int = 20
    computed: str = ""
    result: Kind = Kind.TEXT  # how a computed value is said
    prefill: tuple[str, ...] = ()  # where a first value comes from: `account.full_name`, `earlier`
    unit: Words = SILENT
    as_of: str = ""  # the day by which places are named; empty: today
    examples: tuple[str, ...] = ()

    @property
    def code_table(self) -> str:
        """The table its codes are looked up in."""
        return FROM_A_TABLE.get(self.kind, self.table)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one title."""

    key: str
    title: Words
    fields: tuple[Field, ...]
    hint: Words = SILENT
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold across fields. It speaks only when everything it names is answered, beside the field it names."""

    key: str
    holds: str
    words: Words
    at: str  # a field's path


@dataclass(frozen=True, slots=True)
class Definition:
    """A form. `source` says where its wording comes from, `compared` whether a clerk confirmed it against that."""

    key: str
    title: Words
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    source: str = ""
    dated: str = ""  # the day its wording was written down
    compared: bool = False
    addressee: Words = SILENT  # `Kính gửi` on the printed declaration; empty: the agency

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for section in self.sections for field in section.fields)
