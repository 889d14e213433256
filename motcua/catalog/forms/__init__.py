"""The forms written for common procedures: one dated file each, not held against its source until a clerk says so."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from motcua.core import forms
from motcua.core.forms import Definition

FOLDER = Path(__file__).parent


@cache
def written_forms() -> Mapping[str, Definition]:
    """The forms by the codes of the procedures they were written for."""
    found: dict[str, Definition] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        document = tomllib.loads(file.read_text(encoding="utf-8"))
        procedures = document.pop("procedures")
        definition = forms.read(document)
        found |= dict.fromkeys(procedures, definition)
    return found
