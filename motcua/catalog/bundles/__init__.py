"""The bundles of linked procedures: one dated file each, not held against its source until a clerk says so."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from motcua.core import linking
from motcua.core.linking import Bundle

FOLDER = Path(__file__).parent


@cache
def written_bundles() -> tuple[Bundle, ...]:
    """Every bundle ever in force, in the order of the files."""
    return tuple(
        linking.from_table(tomllib.loads(file.read_text(encoding="utf-8"))) for file in sorted(FOLDER.glob("*.toml"))
    )


def bundle_of(code: str, *, on: date) -> Bundle | None:
    """The bundle filed under a procedure, as in force on a day; None: a procedure for itself."""
    return next((bundle for bundle in written_bundles() if bundle.procedure == code and bundle.applies(on)), None)
