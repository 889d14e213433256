"""The fee for certified copies from originals: by pages and copies (law:certification-fees)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any, Final


class NoTariff(LookupError):
    """No fee was set yet on that day."""


@dataclass(frozen=True, slots=True)
class CopyTariff:
    """What one copy costs from a day on."""

    valid_from: date
    law: str
    first_pages: int
    first_vnd: int
    next_vnd: int
    most_vnd: int

    def fee(self, *, pages: int, copies: int) -> int:
        """The amount for so many copies of a paper of so many pages."""
        one = self.first_vnd * min(pages, self.first_pages) + self.next_vnd * max(pages - self.first_pages, 0)
        return copies * min(one, self.most_vnd)


def _read() -> tuple[frozenset[str], tuple[CopyTariff, ...]]:
    table: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("certified_copies.toml").read_text("utf-8")
    )
    tariffs = [CopyTariff(valid_from=row.pop("from"), **row) for row in table["tariff"]]
    return frozenset(table["procedures"]), tuple(sorted(tariffs, key=lambda each: each.valid_from))


CERTIFIED_COPIES, _TARIFFS = _read()
"""The procedures the fee belongs to."""
_LATEST_FIRST: Final = tuple(reversed(_TARIFFS))


def copy_tariff(on: date) -> CopyTariff:
    """The tariff of a day.  :raises NoTariff:"""
    for each in _LATEST_FIRST:
        if each.valid_from <= on:
            return each
    raise NoTariff(f"no fee for certified copies is known on {on:%d/%m/%Y}")


def certified_copies(*, pages: int, copies: int, on: date) -> int:
    """The fee for copies of one paper.  :raises NoTariff:"""
    return copy_tariff(on).fee(pages=pages, copies=copies)
