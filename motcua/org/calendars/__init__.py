"""The calendars the program brings along: one file of days off per year, one file of hours per kind of office."""

import tomllib
from importlib.resources import files
from typing import Any

OFFICE = "office"


def table(hours: str = OFFICE) -> dict[str, Any]:
    """Return the table of one kind of office with every year known, as `core.worktime.from_table` reads it.

    :raises FileNotFoundError: there are no hours of that name.
    """
    folder = files(__name__)
    years = {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.removesuffix(".toml").isdigit()
    }
    kind = tomllib.loads((folder / f"{hours}.toml").read_text(encoding="utf-8"))
    return kind | {"years": dict(sorted(years.items()))}
