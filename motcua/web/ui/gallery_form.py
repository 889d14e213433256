"""The electronic form of the living page: one question of each look, empty, answered and judged."""

from datetime import date
from functools import cache

from django.http import QueryDict

from motcua.catalog.queries import FormInUse
from motcua.core import forms
from motcua.core.forms.code_tables import BUILT_IN
from motcua.web.ui.declaring import Declaration

SECTIONS = [
    {"key": "nguoi", "title": "Người được cấp", "title_en": "Holder", "fields": [
        {"key": "full_name", "kind": "person_name", "label": "Họ và tên", "label_en": "Full name", "required": True},
        {"key": "copies", "kind": "whole", "label": "Số bản", "label_en": "Copies", "unit": "bản", "unit_en": "copies",
         "hint": "Nhiều nhất 20.", "hint_en": "Twenty at most."},
        {"key": "total", "kind": "computed", "label": "Cộng cả bản lưu", "label_en": "With the one kept here",
         "computed": "copies + 1", "result": "whole"},
        {"key": "vow", "kind": "choice", "label": "Mục đích", "label_en": "Purpose", "required": True,
         "choices": [["vow", "Kết hôn", "Marriage"], ["other", "Khác", "Another"]]},
        {"key": "nation", "kind": "ethnicity", "label": "Dân tộc", "label_en": "Ethnic group"},
        {"key": "ways", "kind": "choices", "label": "Nhận tin báo qua", "label_en": "News by",
         "choices": [["sms", "Tin nhắn", "Text message"], ["mail", "Thư điện tử", "E-mail"]]},
        {"key": "reason", "kind": "paragraph", "label": "Lý do", "label_en": "Reason", "shown": 'vow = "other"'},
        {"key": "lives", "kind": "address", "label": "Nơi cư trú", "label_en": "Residence", "required": True},
        {"key": "paper", "kind": "file", "label": "Giấy chứng sinh", "label_en": "Birth certificate"},
    ]},
    {"key": "thua_ke", "title": "Người thừa kế", "title_en": "Heirs", "fields": [
        {"key": "heirs", "kind": "group", "label": "Người thừa kế", "label_en": "Heir", "fields": [
            {"key": "name", "kind": "person_name", "label": "Họ và tên", "label_en": "Full name", "required": True},
            {"key": "born_on", "kind": "date", "label": "Ngày sinh", "label_en": "Date of birth"}]},
        {"key": "truth", "kind": "statement", "label": "Những điều khai trên là đúng sự thật.",
         "label_en": "What is declared above is true."},
        {"key": "agreed", "kind": "consent", "label": "Tôi đồng ý", "label_en": "I agree", "required": True},
    ]},
]  # fmt: skip
ANSWERS = {
    "full_name": "Nguyễn Văn Ước", "copies": "3", "vow": "other", "reason": "Bổ sung hồ sơ",
    "heirs": [{"name": "Nguyễn Thị Lan", "born_on": "2001-02-03"}, {"name": "Nguyễn Văn Bình"}],
}  # fmt: skip


@cache
def _form() -> FormInUse:
    return FormInUse(None, forms.read({"key": "mau", "title": "Biểu mẫu", "sections": SECTIONS}), False)


def answered(today: date) -> Declaration:
    return Declaration(_form(), None, on=today, tables=BUILT_IN, begun=ANSWERS)


def judged(today: date) -> Declaration:
    """Sent empty."""
    sent = Declaration(_form(), QueryDict("f-version=0"), on=today, tables=BUILT_IN)
    sent.is_valid()
    return sent
