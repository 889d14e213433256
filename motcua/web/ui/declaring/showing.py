"""What was declared, as it is shown to whoever may read it: the applicant before sending, the desk, the officers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.catalog import queries as catalog
from motcua.core import forms, vietnam
from motcua.core.forms import saying
from motcua.core.vietnam import ZONE
from motcua.dossiers import declaring
from motcua.dossiers.queries import Page
from motcua.web.ui.parts import Fact
from motcua.web.ui.wording import said

BESIDE = frozenset({"result_by"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing under a title: facts, a table, or a statement."""

    kind: str
    title: str = ""
    facts: list[Fact] | None = None
    head: list[str] | None = None
    rows: list[list[str]] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form with what was answered."""

    key: str
    title: str
    anchor: str
    items: list[Item]

    @property
    def alone(self) -> list["Part"]:
        """This part by itself, where the page gives it its own heading."""
        return [self]


def declared(checked: forms.Checked) -> list[Part]:
    """Answers that were held against their form."""
    return [
        Part(part.key, said(part.title), f"part-{part.key}", list(_items(part.items))) for part in forms.said(checked)
    ]


def _items(items: tuple[saying.Item, ...]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        match item:
            case saying.Line():
                if not found or found[-1].kind != "facts" or found[-1].title:
                    found.append(Item("facts", facts=[]))
                facts = found[-1].facts
                assert facts is not None
                facts.append(_fact(item))
            case saying.Block():
                found.append(Item("facts", said(item.label), facts=[_fact(line) for line in item.lines]))
            case saying.Grid():
                rows = [[said(cell) for cell in row] for row in item.rows]
                found.append(Item("table", said(item.label), head=[said(each) for each in item.head], rows=rows))
            case saying.Statement():
                found.append(Item("statement", words=said(item.words)))
    return found


def _fact(line: saying.Line) -> Fact:
    as_typed = vietnam.fold(line.words.en) != line.words.en.lower()  # letters only Vietnamese has
    return Fact(said(line.label), said(line.words), kind="data" if as_typed else "")


def of_dossier(page: Page) -> list[Part]:
    """What was declared with a dossier, by the form it was filled in on; answers of another shape as they are."""
    checked = held(page)
    return declared(checked) if checked is not None else _as_they_are(page.answers)


def held(page: Page) -> forms.Checked | None:
    """The kept answers held against their form on the day they were given; None where they have no form."""
    answers = {key: value for key, value in page.answers.items() if key not in BESIDE}
    if not answers:
        return None
    definition = catalog.form(page.form_id) if page.form_id else catalog.DEFAULT
    if not page.form_id and not set(answers) <= {field.key for field in definition.fields}:
        return None
    day = _day(page)
    return forms.check(definition, answers, day, declaring.tables_for(answers, day))


def _day(page: Page) -> date:
    at = page.dossier.submitted_at or page.dossier.state_since
    return at.astimezone(ZONE).date()


def _as_they_are(answers: Any) -> list[Part]:
    facts = [
        Fact(key, str(value)) for key, value in answers.items() if key not in BESIDE and value not in (None, "", [])
    ]
    return [Part("noi_dung", "", "part-noi_dung", [Item("facts", facts=facts)])] if facts else []
