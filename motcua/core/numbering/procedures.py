"""Procedure codes: the national part, which identifies, and the local suffix, which only says who offers it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from motcua.core.numbering.agencies import AgencyId, read_agency_id
from motcua.core.vietnam import Unreadable

NATIONAL_CODE: Final = r"[0-9]\.[0-9]{6}"
"""The national part. The published database gives out 1., 2., 3., 5. and 6., and the digit does not say whose it is."""
_CODE: Final = re.compile(rf"({NATIONAL_CODE})(?:\.([A-Z0-9.]+))?")


@dataclass(frozen=True, slots=True)
class ProcedureCode:
    """A procedure code; two codes with the same `national` part are the same procedure."""

    national: str
    agency: AgencyId | None = None

    def at(self, agency: AgencyId) -> "ProcedureCode":
        """Return the code of this procedure as one agency offers it."""
        return ProcedureCode(self.national, agency)

    def __str__(self) -> str:
        return f"{self.national}.{self.agency}" if self.agency else self.national


def read_procedure_code(text: str) -> ProcedureCode:
    """Read `1.001193`, `1.001193.000.00.00.H56` or `1.012753.H19`. :raises Unreadable:"""
    match = _CODE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()).upper())
    if match is None:
        raise Unreadable(
            "procedure_code",
            f"“{text.strip()[:40]}” không phải mã thủ tục hành chính (ví dụ 1.001193).",
            f"“{text.strip()[:40]}” is no procedure code (for example 1.001193).",
        )
    national, suffix = match.groups()
    return ProcedureCode(national, read_agency_id(suffix) if suffix else None)
