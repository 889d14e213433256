"""The forms written for common procedures: one dated file each, not held against its source until a clerk says so."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from motcua.core import forms
from motcua.core.forms import Definition

FOLDER = Path(__file__).parent


@cache
def written_forms() -> Mapping[str, Definition]:
    """The forms by the codes of the procedures they were written for."""
    found: dict[str, Definition] = {}
    documents = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml"))]
    by_key = {document["key"]: document for document in documents}
    for document in documents:
        definition = forms.read(_whole(document, by_key))
        found |= dict.fromkeys(document["procedures"], definition)
    return found


def _whole(document: Mapping[str, Any], by_key: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A form with the sections and checks of the one it begins with: one declaration for several procedures."""
    own = {key: value for key, value in document.items() if key not in ("procedures", "begins_with")}
    if "begins_with" not in document:
        return own
    first = _whole(by_key[document["begins_with"]], by_key)
    return own | {part: [*first.get(part, ()), *own.get(part, ())] for part in ("sections", "rules")}
