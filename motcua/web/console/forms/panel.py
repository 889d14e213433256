"""The part of a form on the table: its entries, each with what is wrong with it, and help to write conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.core.forms import Definition, Finding, Kind, Severity, composing, editing
from motcua.core.forms.composing import Comparison, NotComposed, Question
from motcua.web.console.forms.entering import PartForm, RuleForm, SectionForm, WholeForm
from motcua.web.console.forms.outline import address_of
from motcua.web.console.forms.questions import FieldForm
from motcua.web.ui.refusals import said as refusal_said
from motcua.web.ui.wording import said

BESIDE: Final[Mapping[str, str]] = {  # what is told beside which entry
    "no-label": "label", "no-english": "label_en", "no-choices": "choices", "duplicate-choice": "choices",
    "unknown-table": "table", "wrong-numbers": "fewest", "not-computed": "computed", "wrong-result": "result",
    "unknown-source": "prefill", "wrong-example": "examples", "wrong-key": "key", "duplicate-key": "key",
    "cycle": "shown", "unreachable": "shown", "no-title": "title", "no-section-title": "title",
    "rule-silent": "words", "rule-nowhere": "at", "rule-constant": "holds",
}  # fmt: skip
NAMED: Final[Mapping[str, str]] = {"required": "required_when"}
GROUPS: Final[tuple[tuple[str, ...], ...]] = (
    ("kind", "label", "label_en", "title", "title_en", "at", "table", "computed", "result", "fewest", "most_items",
     "required", "hint", "hint_en", "source", "addressee", "addressee_en"),
    ("required_when", "shown", "holds", "words", "words_en", "least", "most"),
    ("unit", "unit_en", "longest", "decimals", "examples", "prefill", "as_of"),
    ("place", "key"),
)  # fmt: skip
COMPOSED: Final = "compose"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is drawn."""

    bound: BoundField
    told: Sequence[tuple[str, str]]  # how grave, what
    composes: bool = False

    @property
    def name(self) -> str:
        return str(self.bound.name)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading, folded where nothing was entered."""

    title: str
    entries: list[Entry]
    folded: bool


@dataclass
class Panel:
    """One part on the table."""

    address: str
    title: str
    form: PartForm
    definition: Definition
    found: Sequence[Finding]
    inside: bool = False  # a question of a group
    path: str = field(init=False)

    def __post_init__(self) -> None:
        self.path = self.address.partition(":")[2]

    @property
    def what(self) -> str:
        return {"f": "field", "s": "section", "r": "rule"}.get(self.address[:1], "whole")

    @property
    def is_group(self) -> bool:
        return isinstance(self.form, FieldForm) and self.form.chosen is Kind.GROUP

    # --- What is told ---------------------------------------------------------------------------------------------
    def told(self, name: str) -> list[tuple[str, str]]:
        return [(_tone(each), said(each.words)) for each in self._own() if self._beside(each) == name]

    @property
    def told_at_large(self) -> list[tuple[str, str]]:
        """What is told of the part as a whole."""
        names = {*self.form.fields, "choices" if getattr(self.form, "has_choices", False) else ""}
        return [(_tone(each), said(each.words)) for each in self._own() if self._beside(each) not in names]

    @property
    def told_choices(self) -> list[tuple[str, str]]:
        return self.told("choices")

    def _own(self) -> list[Finding]:
        return [each for each in self.found if address_of(self.definition, each) == self.address]

    def _beside(self, found: Finding) -> str:
        if found.code in BESIDE:
            return BESIDE[found.code]
        if found.about.startswith("!"):
            return "holds"
        if found.about.startswith("#"):
            return "shown" if found.code.startswith("wrong-") else ""
        return NAMED.get(found.about, found.about) or "-"

    # --- Drawing --------------------------------------------------------------------------------------------------
    @property
    def groups(self) -> list[Group]:
        titles = ("", _("Điều kiện, kiểm tra"), _("Điền sẵn, giới hạn, đơn vị"), _("Chỗ đứng, khóa"))
        found = []
        for title, names in zip(titles, GROUPS, strict=True):
            entries = [self.entry(name) for name in names if name in self.form.fields]
            given = any(entry.bound.value() not in (None, "", [], "2") for entry in entries if entry.name != "key")
            wrong = any(entry.told or entry.bound.errors for entry in entries)
            if entries:
                found.append(
                    Group(title, entries, folded=bool(title) and not (given or wrong) and self.what == "field")
                )
        return found

    def entry(self, name: str) -> Entry:
        return Entry(self.form[name], self.told(name), name in self.form.composes)

    @property
    def parts(self) -> list[Entry]:
        """Which parts of a person or an address are asked."""
        return [self.entry(name) for name in self.form.fields if name.startswith("p-")]

    @property
    def questions(self) -> list[Question]:
        """What a condition may name from here."""
        around = {"field": self.path, "rule": getattr(self.form, "at_path", "")}.get(self.what, "")
        return composing.questions(self.definition, around=around)

    @property
    def comparisons(self) -> list[tuple[str, str]]:
        return [(each.value, said(each.words)) for each in Comparison]

    # --- What was entered -----------------------------------------------------------------------------------------
    def applied(self, *, today: str) -> tuple[Definition, str]:
        """The form with this part as entered, and where the part is now.

        :raises editing.KeyTaken: :raises editing.NotThere:
        """
        form = self.form
        if isinstance(form, FieldForm):
            definition, path = form.applied(self.definition)
            return definition, f"f:{path}"
        if isinstance(form, SectionForm):
            return form.applied(self.definition, self.path), self.address
        if isinstance(form, RuleForm):
            return form.applied(self.definition, self.path), self.address
        assert isinstance(form, WholeForm)
        return form.applied(self.definition, today=today), ""


def _tone(found: Finding) -> str:
    return "late" if found.severity is Severity.ERROR else "soon"


def opened(definition: Definition, found: Sequence[Finding], address: str, data: QueryDict | None = None) -> Panel:
    """The panel of a part, showing what stands or bound to what was sent.  :raises editing.NotThere:"""
    what, _colon, name = address.partition(":")
    form: PartForm
    if what == "f":
        asked = editing.find(definition, name)
        form = FieldForm(data, field=asked, path=name, definition=definition, initial=FieldForm.standing(asked))
        return Panel(address, said(asked.label) or asked.key, form, definition, found, inside="." in name)
    if what == "s":
        section = editing.section_of(definition, name)
        form = SectionForm(data, initial=SectionForm.standing(section))
        return Panel(address, said(section.title) or section.key, form, definition, found)
    if what == "r":
        rule = editing.rule_of(definition, name)
        form = RuleForm(data, definition=definition, initial=RuleForm.standing(rule))
        form.at_path = rule.at  # type: ignore[attr-defined]
        return Panel(address, _("Kiểm tra giữa các câu trả lời"), form, definition, found)
    form = WholeForm(data, initial=WholeForm.standing(definition))
    return Panel("", _("Thông tin chung của biểu mẫu"), form, definition, found)


def composed(panel: Panel, data: QueryDict) -> QueryDict:
    """What was sent, with the condition the editor put together written into its place.

    :raises NotComposed: it cannot be.
    """
    _verb, name, how = [*data.get("do", "").split(" "), "", ""][:3]
    sent = data.copy()
    question = next((each for each in panel.questions if each.name == data.get(f"cq-{name}")), None)
    comparison = next((each for each in Comparison if each.value == data.get(f"cc-{name}")), None)
    if name not in panel.form.composes or question is None or comparison is None:
        raise NotComposed(why_vi="hãy chọn câu hỏi và cách so.", why_en="choose a question and a comparison.")
    condition = composing.composed(question, comparison, data.get(f"cv-{name}", ""))
    sent[name] = composing.joined(data.get(name, ""), condition, either=how == "or")
    if name == "required_when":
        sent["required"] = "when"
    return sent


def why_not(panel: Panel, data: QueryDict, refused: NotComposed) -> None:
    """Say beside the entry why no condition came of it."""
    name = [*data.get("do", "").split(" "), ""][1]
    panel.form.add_error(name if name in panel.form.fields else None, refusal_said(refused))
