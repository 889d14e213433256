"""The form of a procedure, and the code tables its answers are looked up in. Published forms never change."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from motcua.base import sql
from motcua.catalog.queries.rules import rules_for
from motcua.catalog.queries.tables import own_tables
from motcua.core import forms
from motcua.core.forms import Definition, Entry, Field, Kind, Section, WithCommunes
from motcua.core.status_words import Words
from motcua.org import queries as org

STATEMENTS = sql.load("motcua.catalog")
DEFAULT: Final = Definition(
    key="de_nghi",
    title=Words("Đơn đề nghị", "Application"),
    sections=(
        Section(
            "noi_dung",
            Words("Nội dung đề nghị", "What is asked for"),
            (
                Field(
                    "noi_dung",
                    Kind.PARAGRAPH,
                    Words("Nội dung đề nghị giải quyết", "What you ask for"),
                    required="true",
                    longest=2000,
                ),
            ),
        ),
    ),
)
"""What is asked where nobody has written a form for the procedure."""


@dataclass(frozen=True, slots=True)
class FormInUse:
    """The form an applicant fills in today; without an id it is the default."""

    id: int | None
    definition: Definition
    is_compared: bool  # a clerk has held its wording against the source


def form_in_use(version_id: int) -> FormInUse:
    """Return the form of a version of a procedure; one small query when nothing changed."""
    rules = rules_for(version_id)
    if rules.form_id is None:
        return FormInUse(None, DEFAULT, True)
    return FormInUse(rules.form_id, form(rules.form_id), rules.form_compared)


@lru_cache(maxsize=2048)
def form(form_id: int) -> Definition:
    """Return a published or retired form.

    :raises LookupError: there is no such form, or it is still a draft.
    """
    definition = sql.value(STATEMENTS.form_definition, form=form_id)
    if definition is None:
        raise LookupError(f"form {form_id} is not published")
    return forms.read(definition)


def code_tables(*, on: date) -> WithCommunes:
    """Return the code tables with the communes of this province as they stand on a day."""
    communes = {
        province: [Entry(code, Words(place, place)) for code, place in found]
        for province, found in org.communes(on=on).items()
    }
    return WithCommunes(communes, own_tables())
