"""A form for a procedure, written in the short way."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from motcua.catalog import actions
from motcua.catalog.models import FormVersion, ProcedureVersion
from motcua.catalog.short_forms import short_form
from motcua.core.forms import Definition
from motcua.core.lifecycle import SYSTEM

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def give_form(version: ProcedureVersion, asked: Definition | Iterable[Mapping[str, Any]]) -> FormVersion:
    """Publish a form, or the short form of some questions, for a version of a procedure."""
    definition = asked if isinstance(asked, Definition) else short_form("de_nghi", "Đơn đề nghị", asked)
    draft = actions.keep_form(version_id=version.pk, definition=definition, by=SYSTEM, now=LONG_AGO)
    return actions.publish_form(form_id=draft.pk, by=SYSTEM, now=LONG_AGO)
