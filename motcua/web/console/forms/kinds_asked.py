"""What each kind of question asks its editor: a code table, limits, parts, how it is computed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from motcua.catalog import queries as catalog
from motcua.core.forms import Field, Kind, code_tables, kinds, naming, parts, scopes
from motcua.core.forms.expressions import Type
from motcua.core.forms.findings import SOURCES, WHOLE_SOURCES
from motcua.core.forms.model import CHOSEN, MOST_ITEMS, OF_PARTS
from motcua.core.status_words import Words
from motcua.web.console.forms.entering import expression, line, prose
from motcua.web.ui.wording import said

TEXTS: Final = frozenset({Kind.TEXT, Kind.PARAGRAPH, Kind.PERSON_NAME})
ROUNDED: Final = frozenset({Kind.DECIMAL, Kind.PERCENT, Kind.AREA})
PLACED: Final = frozenset({Kind.ADDRESS, Kind.PROVINCE, Kind.COMMUNE, Kind.PERSON, Kind.ORGANISATION, Kind.PARCEL})
UNKNOWABLE: Final = frozenset({Kind.STATEMENT, Kind.COMPUTED, Kind.GROUP, Kind.FILE, Kind.CONSENT})
WITHOUT_EXAMPLES: Final = CHOSEN | UNKNOWABLE | OF_PARTS | {Kind.COMMUNE, Kind.YES_NO}


def kind_choices(*, within_group: bool = False, only: Kind | None = None) -> list[tuple[str, Any]]:
    """The kinds under their headings, as a select takes them."""
    if only is not None:
        return [(only.value, said(naming.KINDS[only]))]
    return [
        (said(title), [(kind.value, said(words)) for kind, words in some.items()])
        for title, some in naming.GROUPS
        if not (within_group and Kind.GROUP in some)
    ]


def fields_of(kind: Kind, field: Field) -> dict[str, forms.Field]:
    """What a question of this kind asks its editor beyond what every question does."""
    found: dict[str, forms.Field] = {}
    if kind in (Kind.CODE, Kind.CODES):
        named = {name: naming.TABLES.get(name, Words(name, name)) for name in code_tables.built_in()}
        tables = [(name, said(words)) for name, words in (named | catalog.table_names()).items()]
        found.update({"table": forms.ChoiceField(label=_("Bảng mã"), choices=[("", "—"), *tables], required=False)})
    if scopes.type_of(replace(field, kind=kind)) in (Type.NUMBER, Type.DATE) and kind is not Kind.COMPUTED:
        hint = _('Một số, một ngày như date("2025-07-01"), today, hoặc khóa của câu hỏi khác.')
        found.update(
            {
                "least": expression(_("Nhỏ nhất, sớm nhất"), help_text=hint),
                "most": expression(_("Lớn nhất, muộn nhất")),
            }
        )
    if kind is Kind.PERSON:
        found.update({"most": expression(_("Ngày sinh muộn nhất"), help_text=_("Ví dụ: add_years(today, -18)"))})
    if kind in TEXTS:
        usual = kinds.LONGEST[kind]
        found.update(
            {
                "longest": forms.IntegerField(
                    label=_("Số ký tự nhiều nhất"), min_value=0, max_value=10_000, required=False,
                    help_text=_("Để trống: %(usual)s ký tự.") % {"usual": usual},
                )
            }
        )  # fmt: skip
    if kind in ROUNDED:
        digits = forms.IntegerField(label=_("Số chữ số sau dấu phẩy"), min_value=0, max_value=6, required=False)
        found.update({"decimals": digits})
    if kind in (Kind.WHOLE, Kind.DECIMAL):
        found.update({"unit": line(_("Đơn vị"), longest=40), "unit_en": line(_("Đơn vị tiếng Anh"), longest=40)})
    if kind is Kind.GROUP:
        found.update(
            {
                "fewest": forms.IntegerField(label=_("Ít nhất mấy mục"), min_value=0, max_value=MOST_ITEMS),
                "most_items": forms.IntegerField(label=_("Nhiều nhất mấy mục"), min_value=1, max_value=MOST_ITEMS),
            }
        )
    if kind is Kind.COMPUTED:
        results = [
            (each.value, said(words))
            for each, words in naming.KINDS.items()
            if each in kinds.READINGS and each not in CHOSEN and each not in (Kind.CODE, Kind.CODES, Kind.FILE)
        ]
        found.update(
            {
                "computed": expression(_("Cách tính"), help_text=_("Ví dụ: sum(heirs.share) hoặc age(born_on, today)")),
                "result": forms.ChoiceField(label=_("Hiện ra như"), choices=results),
            }
        )
    for name, label in parts_of(kind, field):
        found.update(
            {
                f"p-{name}": forms.ChoiceField(
                    label=label, required=False,
                    choices=[("", _("Không hỏi")), ("asked", _("Có hỏi")), ("needed", _("Bắt buộc"))],
                )
            }
        )  # fmt: skip
    if kind not in UNKNOWABLE:
        known = sorted(WHOLE_SOURCES) if kind is Kind.PERSON else sorted(SOURCES)
        found.update(
            {
                "prefill": forms.MultipleChoiceField(
                    label=_("Điền sẵn từ"), required=False, widget=forms.CheckboxSelectMultiple,
                    choices=[(each, said(naming.source_words(each))) for each in known],
                )
            }
        )  # fmt: skip
    if kind in PLACED:
        found.update({"as_of": expression(_("Tra địa danh theo ngày"), help_text=_("Để trống: địa danh của hôm nay."))})
    if kind not in WITHOUT_EXAMPLES:
        found.update({"examples": prose(_("Câu trả lời mẫu, mỗi dòng một câu"), rows=2)})
    return found


def parts_of(kind: Kind, field: Field) -> list[tuple[str, str]]:
    """The parts a kind may be asked by, those asked already in their order first, with their labels."""
    if kind not in OF_PARTS:
        return []
    given = [name.removesuffix("*") for name in field.parts] if kind is field.kind else []
    known = {part.key: said(part.label) for part in parts.ALL[kind]}
    order = [name for name in given if name in known] + [name for name in known if name not in given]
    return [(name, known[name]) for name in order]
