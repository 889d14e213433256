"""One question as it is drawn: its control, what stands in it, what is wrong with it. Finished values for templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.forms import Kind, Node, kinds
from motcua.core.forms.model import OF_PARTS
from motcua.core.status_words import Words
from motcua.web.ui.declaring.names import id_of, name_of
from motcua.web.ui.uploads import Kept
from motcua.web.ui.wording import said

MOST_RADIOS = 6
NUMERIC = frozenset({Kind.WHOLE, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT, Kind.AREA, Kind.YEAR})
DIGITS = NUMERIC | {
    Kind.DATE, Kind.PARTIAL_DATE, Kind.MONTH, Kind.TIME, Kind.PERSONAL_ID, Kind.ID_NUMBER, Kind.TAX_CODE,
    Kind.ENTERPRISE_CODE, Kind.INSURANCE_NUMBER,
}  # fmt: skip
SHORT = DIGITS | {Kind.PHONE, Kind.PASSPORT, Kind.PLATE, Kind.BANK_ACCOUNT, Kind.SEX, Kind.ETHNICITY, Kind.COUNTRY}
IN_PAIRS = SHORT | {Kind.PERSON_NAME, Kind.PROVINCE, Kind.COMMUNE, Kind.EMAIL, Kind.CODE}


@dataclass
class Control:
    """A question ready to be drawn. `widget` names its template part."""

    node: Node
    widget: str
    label: str
    hint: str
    wrong: list[str]
    value: Any
    is_required: bool
    drives: bool
    wide: bool
    options: Sequence[tuple[str, str, bool]] = ()
    suggestions: Sequence[str] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    inside: list[Control] = field(default_factory=list)
    items: list[list[Control]] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    may_add: bool = False
    may_remove: bool = False
    before: str = ""  # what it is part of, for the summary of errors
    focus: bool = False

    @property
    def path(self) -> str:
        return self.node.path

    @property
    def name(self) -> str:
        return name_of(self.path)

    @property
    def id(self) -> str:
        return id_of(self.path)

    @property
    def id_for_label(self) -> str:
        """Where the summary of errors leads: the control, the first choice, or the heading of a group."""
        return f"{self.id}-0" if self.widget in ("radios", "checks") else self.id

    @property
    def errors(self) -> list[str]:
        """For the summary: with what it is part of, since “Xin nhập họ tên” alone may mean anybody."""
        return [f"{self.before}: {wrong}" if self.before else wrong for wrong in self.wrong]

    @property
    def described_by(self) -> str:
        hint = f"{self.id}-hint" if self.hint else ""
        wrong = f"{self.id}-wrong" if self.wrong else ""
        return f"{hint} {wrong}".strip()

    def every(self) -> list[Control]:
        """This control and all inside it, in the order of the page."""
        found = [self]
        for child in [*self.inside, *(each for item in self.items for each in item)]:
            found += child.every()
        return found


def _widget(node: Node, options: Sequence[Any] | None) -> str:
    kind = node.field.kind
    if kind is Kind.COMMUNE:
        return "text"
    if kind in (Kind.CHOICES, Kind.CODES):
        return "checks"
    if kind is Kind.CONSENT:
        return "tick"
    if options is not None:
        return "radios" if len(options) <= MOST_RADIOS and kind is not Kind.PROVINCE else "select"
    plain = {
        Kind.PARAGRAPH: "paragraph", Kind.STATEMENT: "statement", Kind.COMPUTED: "computed", Kind.FILE: "file",
        Kind.GROUP: "group",
    }  # fmt: skip
    return "parts" if kind in OF_PARTS else plain.get(kind, "text")


def control_of(
    node: Node,
    errors: Mapping[str, list[Words]],
    *,
    drivers: frozenset[str],
    kept: Mapping[str, list[Kept]],
    before: str = "",
    focus: str = "",
) -> Control:
    """The control of a question and of all inside it."""
    asked = node.field
    offered = kinds.options(asked, node.around) if asked.kind not in OF_PARTS else None
    widget = _widget(node, offered)
    value = node.typed
    chosen = (
        {str(each) for each in value} if isinstance(value, list | tuple) else {str(value if value is not None else "")}
    )
    made = Control(
        node=node,
        widget=widget,
        label=said(asked.label),
        hint=said(asked.hint) or _usual_hint(asked.kind),
        wrong=[said(words) for words in errors.get(node.path, ())],
        value="" if value is None or isinstance(value, dict | list | tuple) else value,
        is_required=bool(asked.required) and (node.is_required or node.over is not None),
        drives=_static(node.path) in drivers,
        wide=widget not in ("text", "select") or asked.kind not in IN_PAIRS,
        options=[(key, said(words), key in chosen) for key, words in offered or ()] if widget != "text" else (),
        suggestions=[said(words) for _, words in offered or ()] if asked.kind is Kind.COMMUNE else (),
        attributes=_attributes(node),
        unit=said(asked.unit) or {Kind.AREA: "m²", Kind.PERCENT: "%", Kind.MONEY: "đồng"}.get(asked.kind, ""),
        kept=kept.get(name_of(node.path), []),
        before=before,
        focus=bool(focus) and node.path == focus,
    )
    told = {"drivers": drivers, "kept": kept, "focus": focus}
    if widget == "parts":
        made.inside = [
            control_of(child, errors, before=made.label, **told)  # type: ignore[arg-type]
            for child in node.children.values()
            if child.is_shown
        ]
    if widget == "group":
        made.items = [
            [
                control_of(each, errors, before=f"{made.label} {number}", **told)  # type: ignore[arg-type]
                for each in item.values()
                if each.is_shown
            ]
            for number, item in enumerate(node.items, start=1)
        ]
        made.may_add = len(made.items) < asked.most_items
        made.may_remove = len(made.items) > max(1, asked.fewest)
    return made


def _static(path: str) -> str:
    return ".".join(part for part in path.split(".") if not part.isdigit())


def _usual_hint(kind: Kind) -> str:
    hints = {
        Kind.DATE: _("Ví dụ 05/01/1985"),
        Kind.PARTIAL_DATE: _("Ví dụ 05/01/1985, 01/1985 hoặc 1985"),
        Kind.MONTH: _("Ví dụ 03/2026"),
        Kind.TIME: _("Ví dụ 16:30"),
        Kind.PERSONAL_ID: _("12 chữ số trên thẻ căn cước"),
        Kind.COMMUNE: _("Gõ vài chữ để chọn"),
        Kind.PLATE: _("Ví dụ 36A-123.45"),
    }
    return hints.get(kind, "")


def _attributes(node: Node) -> dict[str, str]:
    kind = node.field.kind
    found: dict[str, str] = {}
    if kind in DIGITS:
        found["inputmode"] = "decimal" if kind in (Kind.DECIMAL, Kind.AREA, Kind.PERCENT) else "numeric"
    if kind in (Kind.PHONE, Kind.EMAIL, Kind.WEB):
        found["inputmode"] = {Kind.PHONE: "tel", Kind.EMAIL: "email", Kind.WEB: "url"}[kind]
    if kind in (Kind.PARTIAL_DATE, Kind.TIME):
        found.pop("inputmode", None)  # months may be typed as words, hours as 7h30
    if kind not in NUMERIC:
        found["maxlength"] = str(node.field.longest or kinds.LONGEST.get(kind, 500 if kind is Kind.WEB else 120))
    found["autocomplete"] = "off"
    return found
