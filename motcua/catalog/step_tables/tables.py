"""A step table as its source prints it, before anything is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from motcua.core.flow import ProcessDef


@dataclass(frozen=True, slots=True)
class Row:
    no: str
    work: str
    performer: str
    time: str
    output: str = ""
    place: str = ""  # where a person finds it in the source: "dòng 12"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the source that was repaired or cannot be right."""

    place: str
    message_vi: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Table:
    key: str
    title: str
    codes: tuple[str, ...]  # national codes of the procedures it serves, as printed
    rows: tuple[Row, ...]
    declared: str = ""  # the whole time as printed
    declared_hours: Decimal | None = None
    source: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    whole: ProcessDef | None = None  # the process itself, where the file holds it: nothing has to be understood
    whole_hours: Decimal | None = None
