"""A procedure whose form is on the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from motcua.catalog import actions
from motcua.catalog.models import FormVersion, ProcedureVersion
from motcua.core import forms
from motcua.core.forms import Definition
from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from tests.catalog import factories as make
from tests.core.forms.making import CHOICES, form
from tests.web.console.conftest import Console

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
FAMILY = form(
    {"key": "relation", "kind": "choice", "choices": CHOICES, "required": True},
    {"key": "reason", "kind": "text", "shown": 'relation = "two"'},
    {"key": "heirs", "kind": "group", "fields": [{"key": "name", "kind": "person_name"}]},
    rules=({"holds": "count(heirs) > 0", "at": "heirs"},),
)


@dataclass
class Bench:
    """A version of a procedure with a form in use, and one or more editors."""

    console: Console
    version: ProcedureVersion = field(default_factory=make.version)

    def publish(self, definition: Definition = FAMILY) -> FormVersion:
        draft = actions.keep_form(version_id=self.version.pk, definition=definition, by=SYSTEM, now=NOW)
        return actions.publish_form(form_id=draft.pk, by=SYSTEM, now=NOW)

    @property
    def url(self) -> str:
        return f"/quan-tri/bieu-mau/{self.version.pk}/"

    @property
    def draft(self) -> FormVersion:
        return FormVersion.objects.get(version=self.version, status="draft")

    @property
    def definition(self) -> Definition:
        return forms.read(self.draft.definition)

    def client(self) -> Client:
        return self.console.client(Role.PROCEDURE_CONTROL)


@pytest.fixture
def bench(console: Console) -> Bench:
    made = Bench(console)
    made.publish()
    return made


def sent(page: Any, **given: Any) -> dict[str, Any]:
    """What the editing form of a page would send, with some entries typed over."""
    [entered] = page.all("//form[@id='edit']")
    values: dict[str, Any] = {}
    for name, value in entered.form_values():
        values.setdefault(name, []).append(value)
    for radio in entered.xpath(".//input[@type='radio'][@checked]"):  # lxml takes an empty value for none
        values[radio.get("name")] = [radio.get("value")]
    return values | given
