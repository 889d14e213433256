"""What those who write forms call things: the kinds in groups, the code tables, where first values come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from motcua.core.forms.model import Kind
from motcua.core.status_words import Words

GROUPS: Final[tuple[tuple[Words, Mapping[Kind, Words]], ...]] = (
    (
        Words("Chữ", "Text"),
        {
            Kind.TEXT: Words("Một dòng chữ", "One line of text"),
            Kind.PARAGRAPH: Words("Đoạn văn", "Several lines of text"),
            Kind.PERSON_NAME: Words("Họ tên", "Name of a person"),
        },
    ),
    (
        Words("Số và tiền", "Numbers and money"),
        {
            Kind.WHOLE: Words("Số nguyên", "Whole number"),
            Kind.DECIMAL: Words("Số thập phân", "Decimal number"),
            Kind.MONEY: Words("Số tiền (đồng)", "Money (VND)"),
            Kind.PERCENT: Words("Phần trăm", "Percentage"),
            Kind.AREA: Words("Diện tích (m²)", "Area (m²)"),
        },
    ),
    (
        Words("Ngày giờ", "Days and hours"),
        {
            Kind.DATE: Words("Ngày, tháng, năm", "Day"),
            Kind.PARTIAL_DATE: Words("Ngày có thể thiếu (chỉ năm, tháng/năm)", "Day, perhaps only month or year"),
            Kind.MONTH: Words("Tháng và năm", "Month and year"),
            Kind.YEAR: Words("Năm", "Year"),
            Kind.TIME: Words("Giờ và phút", "Time of day"),
            Kind.PERIOD: Words("Từ ngày đến ngày", "From day to day"),
        },
    ),
    (
        Words("Số giấy tờ, mã số", "Numbers of papers"),
        {
            Kind.PERSONAL_ID: Words("Số định danh cá nhân", "Personal ID number"),
            Kind.ID_NUMBER: Words("Số căn cước hoặc chứng minh cũ", "ID number, new or old"),
            Kind.PASSPORT: Words("Số hộ chiếu", "Passport number"),
            Kind.IDENTITY_PAPER: Words("Giấy tờ tùy thân (loại, số, ngày, nơi cấp)", "Paper of identity, in full"),
            Kind.TAX_CODE: Words("Mã số thuế", "Tax code"),
            Kind.ENTERPRISE_CODE: Words("Mã số doanh nghiệp", "Enterprise code"),
            Kind.INSURANCE_NUMBER: Words("Mã số bảo hiểm xã hội", "Social insurance number"),
            Kind.BANK_ACCOUNT: Words("Số tài khoản ngân hàng", "Bank account"),
            Kind.PLATE: Words("Biển số xe", "Number plate"),
        },
    ),
    (
        Words("Người, tổ chức, nơi ở", "People, bodies, places"),
        {
            Kind.PERSON: Words("Một người (họ tên, ngày sinh, …)", "A person, in parts"),
            Kind.ORGANISATION: Words("Một tổ chức, cơ sở", "A body, in parts"),
            Kind.ADDRESS: Words("Địa chỉ (tỉnh, xã, số nhà)", "Address"),
            Kind.PROVINCE: Words("Tỉnh, thành phố", "Province"),
            Kind.COMMUNE: Words("Xã, phường, đặc khu", "Commune"),
            Kind.COUNTRY: Words("Quốc gia, quốc tịch", "Country"),
            Kind.SEX: Words("Giới tính", "Sex"),
            Kind.ETHNICITY: Words("Dân tộc", "Ethnicity"),
            Kind.PARCEL: Words("Thửa đất", "Plot of land"),
        },
    ),
    (
        Words("Liên hệ", "Contact"),
        {
            Kind.PHONE: Words("Số điện thoại", "Telephone"),
            Kind.EMAIL: Words("Thư điện tử", "E-mail"),
            Kind.WEB: Words("Địa chỉ trang mạng", "Web address"),
        },
    ),
    (
        Words("Lựa chọn", "Choices"),
        {
            Kind.CHOICE: Words("Chọn một", "Choose one"),
            Kind.CHOICES: Words("Chọn nhiều", "Choose several"),
            Kind.YES_NO: Words("Có hoặc không", "Yes or no"),
            Kind.CONSENT: Words("Ô cam kết, đồng ý", "Agreement to tick"),
            Kind.CODE: Words("Chọn một trong bảng mã", "One of a code table"),
            Kind.CODES: Words("Chọn nhiều trong bảng mã", "Several of a code table"),
        },
    ),
    (
        Words("Tệp, lời văn, tính toán", "Files, statements, sums"),
        {
            Kind.FILE: Words("Tệp tải lên", "Uploaded files"),
            Kind.STATEMENT: Words("Lời văn (không hỏi)", "Statement, asks nothing"),
            Kind.COMPUTED: Words("Giá trị hệ thống tự tính", "Computed value"),
        },
    ),
    (
        Words("Nhóm", "Groups"),
        {Kind.GROUP: Words("Nhóm lặp lại (nhiều mục)", "Repeated group")},
    ),
)
"""Every kind, under the heading where somebody who is no programmer looks for it."""

KINDS: Final[Mapping[Kind, Words]] = {kind: words for _, kinds in GROUPS for kind, words in kinds.items()}
TABLES: Final[Mapping[str, Words]] = {
    "relations": Words("Quan hệ gia đình, xã hội", "Relations"),
    "identity_papers": Words("Loại giấy tờ tùy thân", "Kinds of identity papers"),
    "land_uses": Words("Mục đích sử dụng đất", "Uses of land"),
    "driving_licence_classes": Words("Hạng giấy phép lái xe", "Classes of driving licences"),
    "education": Words("Trình độ học vấn", "Education"),
    "ethnicities": Words("Dân tộc", "Ethnicities"),
    "countries": Words("Quốc gia", "Countries"),
    "provinces": Words("Tỉnh, thành phố", "Provinces"),
    "sexes": Words("Giới tính", "Sexes"),
    "religions": Words("Tôn giáo", "Religions"),
    "marital_statuses": Words("Tình trạng hôn nhân", "Marital status"),
    "paper_kinds": Words("Loại giấy tờ", "Kinds of papers"),
}
_WHOSE: Final = {"account": Words("người đăng nhập", "who signed in"), "owner": Words("chủ hồ sơ", "the owner")}
_WHAT: Final = {
    "full_name": Words("Họ tên", "Name"),
    "personal_id": Words("Số định danh", "Personal ID number"),
    "born_on": Words("Ngày sinh", "Date of birth"),
    "phone": Words("Số điện thoại", "Telephone"),
    "email": Words("Thư điện tử", "E-mail"),
    "address": Words("Địa chỉ", "Address"),
}


def source_words(source: str) -> Words:
    """Where a first value comes from: `account.phone`, `earlier`."""
    if source == "earlier":
        return Words("Câu trả lời của hồ sơ trước", "The answer of an earlier dossier")
    who, _, what = source.partition(".")
    whose, said = _WHOSE.get(who, Words(who, who)), _WHAT.get(what, Words("Các thông tin", "What is known"))
    return Words(f"{said.vi} của {whose.vi}", f"{said.en} of {whose.en}")
