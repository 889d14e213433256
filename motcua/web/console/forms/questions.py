"""A question as its editor fills it in: what every kind has, and what its own kind has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.core.forms import Choice, Definition, Field, Kind, editing, parts
from motcua.core.forms.model import ALWAYS, CHOSEN, MOST_ITEMS
from motcua.core.status_words import Words
from motcua.core.vietnam import tidy
from motcua.web.console.forms.entering import PartForm, expression, line, prose
from motcua.web.console.forms.kinds_asked import fields_of, kind_choices, parts_of
from motcua.web.ui.wording import said

EXPRESSED: Final = ("shown", "least", "most", "computed", "as_of")
BLANK_CHOICES: Final = 2
WHEN: Final = "when"


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One answer offered, as it stands in the page."""

    number: int
    key: str
    vi: str
    en: str
    is_new: bool
    is_first: bool
    is_last: bool


class FieldForm(PartForm):
    """A question: what every kind has, and what its own kind has."""

    composes = ("shown", "required_when")
    kind = forms.ChoiceField(label=gettext_lazy("Loại câu hỏi"))
    label = prose(gettext_lazy("Câu hỏi (nhãn)"), rows=2, longest=1000)
    label_en = prose(gettext_lazy("Nhãn tiếng Anh"), rows=2, longest=1000)
    hint = prose(gettext_lazy("Chỉ dẫn"))
    hint_en = prose(gettext_lazy("Chỉ dẫn tiếng Anh"))
    required = forms.ChoiceField(
        label=gettext_lazy("Bắt buộc trả lời"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", gettext_lazy("Không bắt buộc")),
            (ALWAYS, gettext_lazy("Bắt buộc")),
            (WHEN, gettext_lazy("Bắt buộc khi")),
        ],
    )
    required_when = expression(gettext_lazy("Bắt buộc khi"))
    shown = expression(gettext_lazy("Chỉ hiện khi"))

    def __init__(self, *args: Any, field: Field, path: str, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field, self.path = field, path
        typed = self.data.get("kind", "") if self.is_bound else ""
        known = next((each for each in Kind if each.value == typed), field.kind)
        self.chosen = field.kind if field.kind is Kind.GROUP else known
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = kind_choices(within_group="." in path, only=Kind.GROUP if field.kind is Kind.GROUP else None)
        if self.chosen is Kind.STATEMENT:
            for name in ("required", "required_when", "hint", "hint_en"):
                del self.fields[name]
            self.fields["label"].label = _("Lời văn")
        if self.chosen is Kind.COMPUTED:
            del self.fields["required"], self.fields["required_when"]
        self.add(fields_of(self.chosen, field))
        places = [("", _("Giữ nguyên chỗ"))]
        for section in definition.sections:
            places.append((f"s:{section.key}", _("Cuối phần “%(name)s”") % {"name": said(section.title)}))
            if self.chosen is not Kind.GROUP:
                places += [
                    (f"g:{each.key}", _("Vào nhóm “%(name)s”") % {"name": said(each.label)})
                    for each in section.fields
                    if each.kind is Kind.GROUP and each.key != path.split(".")[0]
                ]
        self.add({"place": forms.ChoiceField(label=_("Chuyển đến"), required=False, choices=places)})
        self.add(
            {
                "key": line(
                    _("Khóa"),
                    longest=40,
                    help_text=_("Tên dùng trong điều kiện. Đổi khóa thì các điều kiện nhắc đến nó đổi theo."),
                    widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off", "translate": "no"}),
                )
            }
        )

    # --- Drawing ------------------------------------------------------------------------------------------------------
    @staticmethod
    def standing(field: Field) -> dict[str, Any]:
        when = field.required not in ("", ALWAYS)
        asked = {name.removesuffix("*"): name.endswith("*") for name in field.parts or parts.USUAL.get(field.kind, ())}
        shown: dict[str, Any] = {
            "kind": field.kind.value,
            "label": field.label.vi,
            "label_en": field.label.en,
            "hint": field.hint.vi,
            "hint_en": field.hint.en,
            "required": WHEN if when else field.required,
            "required_when": field.required if when else "",
            "unit": field.unit.vi,
            "unit_en": field.unit.en,
            "longest": field.longest or None,
            "result": field.result.value,
            "prefill": list(field.prefill),
            "examples": "\n".join(field.examples),
        }
        shown |= {
            name: getattr(field, name)
            for name in (
                "shown",
                "table",
                "least",
                "most",
                "decimals",
                "fewest",
                "most_items",
                "computed",
                "as_of",
                "key",
            )
        }
        return shown | {f"p-{name}": "needed" if needed else "asked" for name, needed in asked.items()}

    @property
    def part_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("p-")]

    @property
    def has_choices(self) -> bool:
        return self.chosen in CHOSEN

    @property
    def choice_rows(self) -> list[ChoiceRow]:
        """The answers offered, with some lines to add more."""
        given = [(choice.key, choice.words.vi, choice.words.en) for choice in self._offered()]
        filled, last = len(given), len(given) - 1
        given += [("", "", "")] * BLANK_CHOICES
        return [
            ChoiceRow(number, *each, is_new=number >= filled, is_first=number == 0, is_last=number >= last)
            for number, each in enumerate(given)
        ]

    def _offered(self) -> Iterable[Choice]:
        return choices_in(self.data) if self.is_bound and "c-0-vi" in self.data else self.field.choices

    # --- What was entered ---------------------------------------------------------------------------------------------
    def clean_label(self) -> str:
        return str(self.cleaned_data["label"]).strip()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("required") == WHEN and not given.get("required_when", "").strip():
            given["required"] = ALWAYS  # until the condition is written
        if (given.get("fewest") or 0) > (given.get("most_items") or MOST_ITEMS):
            raise ValidationError(_("Số mục ít nhất không được lớn hơn số mục nhiều nhất."))
        return given

    def applied(self, definition: Definition) -> tuple[Definition, str]:
        """The form with the question as entered, and the question's path, which its key may have changed.

        :raises editing.KeyTaken: :raises editing.NotThere:
        """
        field = self.entered()
        path = ".".join([*self.path.split(".")[:-1], field.key])
        definition = editing.field_changed(definition, self.path, field)
        place = self.cleaned_data.get("place", "")
        if place.startswith("s:"):
            definition, path = editing.field_placed(definition, path, section=place[2:]), field.key
        elif place.startswith("g:"):
            home = editing.home_of(definition, place[2:])
            definition = editing.field_placed(definition, path, section=home, group=place[2:])
            path = f"{place[2:]}.{field.key}"
        return definition, path

    def entered(self) -> Field:
        """The question as entered; what its kind does not have is dropped."""
        given, old = self.cleaned_data, self.field
        required = given.get("required", "")
        asked = tuple(
            f"{name}*" if given[f"p-{name}"] == "needed" else name
            for name, _label in parts_of(self.chosen, old)
            if given[f"p-{name}"]
        )
        usual = editing.usual(old.key, self.chosen, old.label)  # of a kind just chosen
        return Field(
            key=given["key"].strip() or old.key,
            kind=self.chosen,
            label=Words(given["label"], given["label_en"].strip()),
            hint=Words(given.get("hint", "").strip(), given.get("hint_en", "").strip()),
            required=given["required_when"].strip() if required == WHEN else required,
            shown=given["shown"].strip(),
            choices=tuple(choices_in(self.data)) if "c-0-vi" in self.data and self.has_choices else usual.choices,
            table=given.get("table") or usual.table,
            least=given.get("least", "").strip(),
            most=given.get("most", "").strip(),
            longest=given.get("longest") or 0,
            decimals=usual.decimals if given.get("decimals") is None else given["decimals"],
            parts=() if asked == parts.USUAL.get(self.chosen, ()) and not old.parts else asked,
            fields=(old.fields or usual.fields) if self.chosen is Kind.GROUP else (),
            fewest=given.get("fewest") or 0,
            most_items=given.get("most_items") or usual.most_items,
            computed=given.get("computed", "").strip() or usual.computed,
            result=Kind(given["result"]) if given.get("result") else usual.result,
            prefill=tuple(given.get("prefill", ())),
            unit=Words(given.get("unit", "").strip(), given.get("unit_en", "").strip()),
            as_of=given.get("as_of", "").strip(),
            examples=tuple(line.strip() for line in given.get("examples", "").splitlines() if line.strip()),
        )


def choices_in(data: Mapping[str, Any]) -> list[Choice]:
    """The answers offered as a page sent them: in order, without empty lines, new ones with keys of their own."""
    lines: list[tuple[str, str, str]] = []
    number = 0
    while f"c-{number}-vi" in data and number < 200:
        key, vi, en = (tidy(str(data.get(f"c-{number}-{what}", "")))[:300] for what in ("key", "vi", "en"))
        if vi or en:
            lines.append((key[:40], vi, en))
        number += 1
    verb, _, at = str(data.get("do", "")).partition(" ")
    if at.isdigit() and int(at) < len(lines):
        place = int(at)
        other = place + {"choice-up": -1, "choice-down": 1}.get(verb, 0)
        if verb == "choice-out":
            del lines[place]
        elif other != place and 0 <= other < len(lines):
            lines[place], lines[other] = lines[other], lines[place]
    taken = {key for key, _, _ in lines if key}
    found = []
    for key, vi, en in lines:
        if not key:
            key = editing.new_key(en or vi, taken, "lua_chon")
            taken.add(key)
        found.append(Choice(key, Words(vi, en)))
    return found
