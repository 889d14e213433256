"""Kinds of several parts: what a person, an address, a paper of identity, a plot of land consist of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from motcua.core.forms.model import ALWAYS, OF_PARTS, SILENT, Field, Kind
from motcua.core.status_words import Words


def _part(key: str, kind: Kind, vi: str, en: str, *, hint: Words = SILENT, **given: object) -> Field:
    return Field(key, kind, Words(vi, en), hint, **given)  # type: ignore[arg-type]


_PERSON: Final = (
    _part("full_name", Kind.PERSON_NAME, "Họ, chữ đệm, tên", "Full name"),
    _part("born_on", Kind.PARTIAL_DATE, "Ngày, tháng, năm sinh", "Date of birth", most="today"),
    _part("sex", Kind.SEX, "Giới tính", "Sex"),
    _part("ethnicity", Kind.ETHNICITY, "Dân tộc", "Ethnicity"),
    _part("nationality", Kind.COUNTRY, "Quốc tịch", "Nationality"),
    _part("personal_id", Kind.PERSONAL_ID, "Số định danh cá nhân", "Personal ID number"),
    _part("identity", Kind.TEXT, "Giấy tờ tùy thân", "Paper of identity",
          hint=Words("Loại, số, cơ quan cấp, ngày cấp", "Kind, number, issuer, day of issue")),
    _part("relation", Kind.CODE, "Quan hệ", "Relation", table="relations"),
    _part("occupation", Kind.TEXT, "Nghề nghiệp", "Occupation"),
    _part("phone", Kind.PHONE, "Số điện thoại", "Telephone"),
    _part("email", Kind.EMAIL, "Thư điện tử", "E-mail"),
    _part("residence", Kind.ADDRESS, "Nơi cư trú", "Residence", parts=("province*", "commune*", "line")),
    _part("home_town", Kind.ADDRESS, "Quê quán", "Home town", parts=("province*", "commune", "line")),
)  # fmt: skip
_ORGANISATION: Final = (
    _part("name", Kind.TEXT, "Tên tổ chức, cơ sở", "Name of the body"),
    _part("tax_code", Kind.TAX_CODE, "Mã số thuế", "Tax code"),
    _part("enterprise_code", Kind.ENTERPRISE_CODE, "Mã số doanh nghiệp", "Enterprise code"),
    _part("representative", Kind.PERSON_NAME, "Người đại diện", "Represented by"),
    _part("position", Kind.TEXT, "Chức vụ", "Position"),
    _part("phone", Kind.PHONE, "Số điện thoại", "Telephone"),
    _part("email", Kind.EMAIL, "Thư điện tử", "E-mail"),
    _part("seat", Kind.ADDRESS, "Địa chỉ trụ sở", "Seat", parts=("province*", "commune*", "line")),
)
_ADDRESS: Final = (
    _part("province", Kind.PROVINCE, "Tỉnh, thành phố", "Province or city"),
    _part("commune", Kind.COMMUNE, "Xã, phường, đặc khu", "Commune or ward"),
    _part("line", Kind.TEXT, "Số nhà, đường, thôn, tổ dân phố", "House number, street, hamlet", longest=300),
)
_IDENTITY_PAPER: Final = (
    _part("paper", Kind.CODE, "Loại giấy tờ", "Kind of paper", table="identity_papers"),
    _part("number", Kind.TEXT, "Số", "Number", longest=40),
    _part("issued_on", Kind.DATE, "Ngày cấp", "Issued on", most="today"),
    _part("issued_by", Kind.TEXT, "Nơi cấp", "Issued by"),
)
_PARCEL: Final = (
    _part("sheet", Kind.TEXT, "Tờ bản đồ số", "Map sheet", longest=20),
    _part("number", Kind.TEXT, "Thửa đất số", "Plot number", longest=20),
    _part("area", Kind.AREA, "Diện tích", "Area", least="0"),
    _part("place", Kind.ADDRESS, "Địa chỉ thửa đất", "Place of the plot", parts=("province*", "commune*", "line")),
    _part("purpose", Kind.CODE, "Mục đích sử dụng", "Use", table="land_uses"),
    _part("certificate", Kind.TEXT, "Số Giấy chứng nhận", "Certificate number", longest=60),
)
_PERIOD: Final = (
    _part("first", Kind.DATE, "Từ ngày", "From"),
    _part("last", Kind.DATE, "Đến ngày", "To", least="first"),
)
ALL: Final = {
    Kind.PERSON: _PERSON,
    Kind.ORGANISATION: _ORGANISATION,
    Kind.ADDRESS: _ADDRESS,
    Kind.IDENTITY_PAPER: _IDENTITY_PAPER,
    Kind.PARCEL: _PARCEL,
    Kind.PERIOD: _PERIOD,
}
USUAL: Final = {
    Kind.PERSON: ("full_name*", "born_on*", "sex*", "personal_id"),
    Kind.ORGANISATION: ("name*", "tax_code", "phone"),
    Kind.ADDRESS: ("province*", "commune*", "line"),
    Kind.IDENTITY_PAPER: ("paper*", "number*", "issued_on", "issued_by"),
    Kind.PARCEL: ("sheet*", "number*", "area*", "place*"),
    Kind.PERIOD: ("first*", "last*"),
}


@lru_cache(maxsize=4096)
def of(field: Field) -> tuple[Field, ...]:
    """The parts of a field as fields; a part that does not exist is left out (`findings` names it)."""
    known = {part.key: part for part in ALL[field.kind]}
    asked = field.parts or USUAL[field.kind]
    made = []
    for name in asked:
        part = known.get(name.removesuffix("*"))
        if part is None:
            continue
        given: dict[str, object] = {"required": ALWAYS if name.endswith("*") else ""}
        if field.as_of and part.kind in (Kind.ADDRESS, Kind.PROVINCE, Kind.COMMUNE):
            given["as_of"] = field.as_of
        if field.kind is Kind.PERSON and part.key == "born_on" and field.most:
            given["most"] = field.most
        made.append(replace(part, **given))  # type: ignore[arg-type]
    return tuple(made)


def unknown(field: Field) -> tuple[str, ...]:
    """The parts a field names that its kind does not have."""
    known = {part.key for part in ALL[field.kind]}
    return tuple(name for name in field.parts if name.removesuffix("*") not in known)


def inner(field: Field) -> tuple[Field, ...]:
    """The fields inside a field: the parts of its kind, or those of one item of a group."""
    if field.kind in OF_PARTS:
        return of(field)
    return field.fields if field.kind is Kind.GROUP else ()


def walk(fields: tuple[Field, ...], before: str = "") -> Iterator[tuple[str, Field]]:
    """Every field with its path, a field before those inside it."""
    for field in fields:
        path = f"{before}{field.key}"
        yield path, field
        yield from walk(inner(field), f"{path}.")
