"""A form on the table: the procedure it belongs to, its text as it stands, and the mark an editor begins from."""

from dataclasses import dataclass, field

from django.http import Http404

from motcua.catalog import actions as catalog
from motcua.catalog import queries
from motcua.catalog.models import FormVersion, ProcedureVersion
from motcua.catalog.queries import DEFAULT, FormRow
from motcua.core import forms
from motcua.core.forms import Definition, Finding
from motcua.web.console.desk import Desk


@dataclass
class Work:
    """The draft of a form; where there is none, what the next draft begins with."""

    row: FormRow
    definition: Definition
    mark: str
    found: tuple[Finding, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.found = forms.findings(self.definition, queries.table_keys())

    @property
    def version(self) -> ProcedureVersion:
        return self.row.version

    @property
    def draft(self) -> FormVersion | None:
        return self.row.draft

    @property
    def in_use(self) -> FormVersion | None:
        return self.row.in_use

    @property
    def is_waiting(self) -> bool:
        """Whether the draft has its day, and so does not change."""
        return self.draft is not None and self.draft.publish_on is not None

    @property
    def hidden(self) -> dict[str, str]:
        """What goes with every command about the draft."""
        return {"mark": self.mark}

    @property
    def errors(self) -> list[Finding]:
        return [each for each in self.found if each.severity is forms.Severity.ERROR]

    @property
    def warnings(self) -> list[Finding]:
        return [each for each in self.found if each.severity is not forms.Severity.ERROR]


def on_the_table(version_id: int) -> Work:
    """The form of a version of a procedure as it stands.  :raises Http404: there is no such version."""
    try:
        row = queries.form_row(version_id)
    except LookupError as missing:
        raise Http404 from missing
    shown = row.draft or row.in_use
    definition = forms.read(shown.definition) if shown else DEFAULT
    return Work(row, definition, shown.digest if shown else "")


def keep(desk: Desk, version_id: int, definition: Definition, *, begun_from: str) -> None:
    """Keep a changed form as the draft."""
    catalog.keep_form(version_id=version_id, definition=definition, by=desk.actor, now=desk.now, begun_from=begun_from)
