"""What is particular to Vietnam: its time zone, letters, names, numbers, money, telephones and identity papers."""

from motcua.core.vietnam.amounts import amount_in_words, in_words, money, read_money
from motcua.core.vietnam.dates import (
    ZONE,
    PartialDate,
    Precision,
    day_text,
    moment_text,
    partial_from_iso,
    read_date,
    read_partial_date,
    signing_place_and_day,
    weekday,
)
from motcua.core.vietnam.idcard import IdCard, read_id_card
from motcua.core.vietnam.identity import OldIdCard, PersonalId, Sex, read_id_number, read_personal_id, remarks
from motcua.core.vietnam.masking import mask_email, mask_number
from motcua.core.vietnam.names import given_name, in_capitals, mask_name
from motcua.core.vietnam.phones import Phone, PhoneKind, read_phone
from motcua.core.vietnam.places import PLACES_OF_REGISTRATION
from motcua.core.vietnam.refusal import Remark, Unreadable
from motcua.core.vietnam.taxcode import TaxCode, TaxCodeKind, check_digit, read_tax_code
from motcua.core.vietnam.text import collation_key, fold, nfc, same_name, sort_key, spelling, tidy
from motcua.core.vietnam.waybills import is_s10, read_waybill

__all__ = [
    "PLACES_OF_REGISTRATION",
    "ZONE",
    "IdCard",
    "OldIdCard",
    "PartialDate",
    "PersonalId",
    "Phone",
    "PhoneKind",
    "Precision",
    "Remark",
    "Sex",
    "TaxCode",
    "TaxCodeKind",
    "Unreadable",
    "amount_in_words",
    "check_digit",
    "collation_key",
    "day_text",
    "fold",
    "given_name",
    "in_capitals",
    "in_words",
    "is_s10",
    "mask_email",
    "mask_name",
    "mask_number",
    "moment_text",
    "money",
    "nfc",
    "partial_from_iso",
    "read_date",
    "read_id_card",
    "read_id_number",
    "read_money",
    "read_partial_date",
    "read_personal_id",
    "read_phone",
    "read_tax_code",
    "read_waybill",
    "remarks",
    "same_name",
    "signing_place_and_day",
    "sort_key",
    "spelling",
    "tidy",
    "weekday",
]
