"""The form at a glance: its sections, questions and checks in order, each with what is worth telling about it.

A part is addressed by what it is and its name: `f:heirs.name`, `s:tre`, `r:kiem_tra`; the form itself by nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from motcua.core.forms import Definition, Field, Finding, Kind, Severity, naming
from motcua.core.forms.model import ALWAYS
from motcua.web.ui.wording import said


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the form in the outline."""

    address: str
    label: str
    kind: str = ""
    level: int = 0
    current: bool = False
    needed: str = ""  # `always`, `sometimes`
    conditional: bool = False
    errors: int = 0
    warnings: int = 0
    first: bool = False
    last: bool = False

    @property
    def id(self) -> str:
        """What names it in the page."""
        return self.address.replace(":", "-").replace(".", "-")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section with its questions."""

    head: Line
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole form."""

    whole: Line
    stretches: list[Stretch]
    rules: list[Line]


def outline(definition: Definition, found: Iterable[Finding], current: str) -> Outline:
    """The outline of a form, with the part that is being edited marked."""
    told: dict[str, list[Finding]] = {}
    for each in found:
        told.setdefault(address_of(definition, each), []).append(each)

    def line(address: str, label: str, **given: object) -> Line:
        own = told.get(address, [])
        errors = sum(1 for each in own if each.severity is Severity.ERROR)
        return Line(
            address,
            label,
            current=address == current,
            errors=errors,
            warnings=len(own) - errors,
            **given,  # type: ignore[arg-type]
        )

    def lines(fields: tuple[Field, ...], before: str, level: int, *, edge: tuple[bool, bool]) -> Iterator[Line]:
        for at, each in enumerate(fields):
            path = f"{before}{each.key}"
            yield line(
                f"f:{path}",
                said(each.label) or each.key,
                kind=said(naming.KINDS[each.kind]),
                level=level,
                needed={"": "", ALWAYS: "always"}.get(each.required, "sometimes"),
                conditional=bool(each.shown),
                first=at == 0 and edge[0],
                last=at == len(fields) - 1 and edge[1],
            )
            if each.kind is Kind.GROUP:
                yield from lines(each.fields, f"{path}.", level + 1, edge=(True, True))

    sections = definition.sections
    stretches = [
        Stretch(
            line(
                f"s:{section.key}",
                said(section.title) or section.key,
                conditional=bool(section.shown),
                first=at == 0,
                last=at == len(sections) - 1,
            ),
            list(lines(section.fields, "", 1, edge=(at == 0, at == len(sections) - 1))),
        )
        for at, section in enumerate(sections)
    ]
    rules = [line(f"r:{rule.key}", said(rule.words) or rule.key) for rule in definition.rules]
    return Outline(line("", said(definition.title)), stretches, rules)


def address_of(definition: Definition, found: Finding) -> str:
    """The part a finding is told at; what concerns a part of a kind is told at its question."""
    if found.about.startswith("!"):
        return f"r:{found.about[1:]}"
    if found.about.startswith("#"):
        return f"s:{found.about[1:]}"
    written: list[str] = []
    block = definition.fields
    for key in found.path.split("."):
        here = next((each for each in block if each.key == key), None)
        if here is None:
            break
        written.append(key)
        block = here.fields
    return f"f:{'.'.join(written)}" if written else ""
