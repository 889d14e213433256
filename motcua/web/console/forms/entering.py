"""What an editor of forms fills in: a question by its kind, a section, a check, the form's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.core.forms import (
    Definition,
    Rule,
    Section,
    editing,
)
from motcua.core.forms.expressions import LONGEST
from motcua.core.status_words import Words
from motcua.core.vietnam import tidy
from motcua.web.ui.forms import Form
from motcua.web.ui.wording import said


def line(label: Any, *, longest: int = 500, required: bool = False, **given: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, **given)


def prose(label: Any, *, rows: int = 2, longest: int = 2000, **given: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"data-rows": rows})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, **given)


def expression(label: Any, **given: Any) -> forms.CharField:
    attrs = {"spellcheck": "false", "autocomplete": "off", "class": "expression", "translate": "no", "data-rows": 2}
    return forms.CharField(label=label, max_length=LONGEST, required=False, widget=forms.Textarea(attrs=attrs), **given)


class PartForm(Form):
    """The form of one part: bound to what was sent, or showing what stands."""

    composes: tuple[str, ...] = ()  # the conditions that can be put together by choosing

    @property
    def shown_names(self) -> list[str]:
        return [name for name in self.fields if not self[name].is_hidden]


class WholeForm(PartForm):
    """The form's own words."""

    title = line(gettext_lazy("Tên biểu mẫu"), longest=300)
    title_en = line(gettext_lazy("Tên tiếng Anh"), longest=300)
    source = prose(
        gettext_lazy("Văn bản quy định mẫu"),
        help_text=gettext_lazy("Ví dụ: Mẫu tờ khai kèm theo Thông tư số 04/2020/TT-BTP."),
    )
    addressee = line(
        gettext_lazy("Kính gửi"), help_text=gettext_lazy("Để trống thì tờ khai gửi cơ quan giải quyết."), longest=300
    )
    addressee_en = line(gettext_lazy("Kính gửi (tiếng Anh)"), longest=300)

    @staticmethod
    def standing(definition: Definition) -> dict[str, Any]:
        return {
            "title": definition.title.vi,
            "title_en": definition.title.en,
            "source": definition.source,
            "addressee": definition.addressee.vi,
            "addressee_en": definition.addressee.en,
        }

    def applied(self, definition: Definition, *, today: str) -> Definition:
        given = self.cleaned_data
        dated = definition.dated if given["source"] == definition.source else today
        return replace(
            definition,
            title=Words(tidy(given["title"]), tidy(given["title_en"])),
            source=given["source"].strip(),
            addressee=Words(tidy(given["addressee"]), tidy(given["addressee_en"])),
            dated=dated,
        )


class SectionForm(PartForm):
    """A section's own words, and when it is shown."""

    composes = ("shown",)
    title = line(gettext_lazy("Tên phần"), longest=300)
    title_en = line(gettext_lazy("Tên tiếng Anh"), longest=300)
    hint = prose(gettext_lazy("Chỉ dẫn"))
    hint_en = prose(gettext_lazy("Chỉ dẫn tiếng Anh"))
    shown = expression(gettext_lazy("Chỉ hiện khi"))

    @staticmethod
    def standing(section: Section) -> dict[str, Any]:
        return {
            "title": section.title.vi,
            "title_en": section.title.en,
            "hint": section.hint.vi,
            "hint_en": section.hint.en,
            "shown": section.shown,
        }

    def applied(self, definition: Definition, key: str) -> Definition:
        given = self.cleaned_data
        return editing.section_changed(
            definition,
            key,
            title=Words(tidy(given["title"]), tidy(given["title_en"])),
            hint=Words(given["hint"].strip(), given["hint_en"].strip()),
            shown=given["shown"].strip(),
        )


class RuleForm(PartForm):
    """A check across questions."""

    composes = ("holds",)
    at = forms.ChoiceField(label=gettext_lazy("Báo lỗi tại câu hỏi"))
    holds = expression(gettext_lazy("Điều phải đúng"))
    words = prose(gettext_lazy("Lời nhắc khi sai"), longest=500)
    words_en = prose(gettext_lazy("Lời nhắc tiếng Anh"), longest=500)

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at = self.fields["at"]
        assert isinstance(at, forms.ChoiceField)
        at.choices = named_fields(definition)

    @staticmethod
    def standing(rule: Rule) -> dict[str, Any]:
        return {"at": rule.at, "holds": rule.holds, "words": rule.words.vi, "words_en": rule.words.en}

    def applied(self, definition: Definition, key: str) -> Definition:
        given = self.cleaned_data
        words = Words(given["words"].strip(), given["words_en"].strip())
        return editing.rule_changed(definition, key, Rule(key, given["holds"].strip(), words, given["at"]))


def named_fields(definition: Definition) -> list[tuple[str, str]]:
    """Every question a person wrote, those of groups after their group."""
    found: list[tuple[str, str]] = []
    for field in definition.fields:
        found.append((field.key, said(field.label) or field.key))
        found += [
            (f"{field.key}.{each.key}", f"{said(field.label) or field.key} – {said(each.label) or each.key}")
            for each in field.fields
        ]
    return found
