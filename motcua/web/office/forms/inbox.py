"""Narrowing the inbox, and keeping a view of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.core import vietnam
from motcua.web.office.asking import DUE, Asked
from motcua.web.office.presenting.lists import CHANNELS
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Fact


class FilterForm(Form):
    """What an inbox can be narrowed to: its own procedures, fields, steps and channels."""

    tim = forms.CharField(label=gettext_lazy("Tìm trong hộp việc"), max_length=200, required=False)
    loc = forms.ChoiceField(label=gettext_lazy("Hạn bước"), required=False)
    thu_tuc = forms.ChoiceField(label=gettext_lazy("Thủ tục"), required=False)
    linh_vuc = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    buoc = forms.ChoiceField(label=gettext_lazy("Bước"), required=False)
    kenh = forms.ChoiceField(label=gettext_lazy("Cách nộp"), required=False)

    def __init__(self, *, kinds: Sequence[dict[str, Any]], asked: Asked) -> None:
        initial = {name.replace("-", "_"): value for name, value in asked.filters.items()}
        super().__init__(initial=initial, auto_id="loc_%s")
        self._said: dict[tuple[str, str], str] = {}
        self.fields["tim"].help_text = _("Mã, tên, số định danh, điện thoại (hoặc 4 số cuối), nội dung kê khai.")
        self._offer("loc", list(DUE.items()))
        self._offer("thu_tuc", counted(kinds, "procedure_id", "procedure_name"))
        self._offer("linh_vuc", counted(kinds, "field_id", "field_name"))
        self._offer("buoc", counted(kinds, "step_name", "step_name"))
        self._offer("kenh", [(key, f"{CHANNELS[key]} ({n})") for key, n in channels(kinds).items()])

    def add_prefix(self, field_name: str) -> str:
        return field_name.replace("_", "-")  # as addresses are written here

    def applied(self) -> list[Fact]:
        """The filters in force, in words."""
        found = []
        for name, field in self.fields.items():
            value = self.initial.get(name, "")
            if value:
                found.append(Fact(str(field.label), self._said.get((name, value), value)))
        return found

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        value = self.initial.get(name, "")
        if value and value not in dict(choices):
            words = CHANNELS.get(value, value if name == "buoc" else _("Mục đang chọn"))
            choices = [*choices, (value, f"{words} (0)")]
        field.choices = [("", _("Tất cả")), *choices]
        self._said |= {(name, key): words for key, words in choices}


def counted(kinds: Sequence[dict[str, Any]], key: str, name: str) -> list[tuple[str, str]]:
    """The kinds of one sort with how many there are, in Vietnamese order."""
    counts: dict[tuple[str, str], int] = {}
    for kind in kinds:
        named = (str(kind[key]), kind[name])
        counts[named] = counts.get(named, 0) + kind["count"]
    ordered = sorted(counts, key=lambda named: vietnam.collation_key(named[1]))
    return [(value, f"{said} ({counts[value, said]})") for value, said in ordered]


def channels(kinds: Sequence[dict[str, Any]]) -> dict[str, int]:
    """How many came by which channel."""
    found: dict[str, int] = {}
    for kind in kinds:
        found[kind["channel"]] = found.get(kind["channel"], 0) + kind["count"]
    return {key: found[key] for key in CHANNELS if key in found}


class ViewForm(Form):
    """The name of a view, and whether it opens first."""

    name = forms.CharField(label=gettext_lazy("Tên chế độ xem"), max_length=60)
    is_default = forms.BooleanField(label=gettext_lazy("Mở đầu tiên khi vào hộp việc"), required=False)
