"""Which version of a form is printed on a day: one Typst file per form and version, named by its first day."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from motcua.core import regime, vietnam
from motcua.core.regime import FormKind
from motcua.gateways.documents.port import (
    ApologyLetter,
    ControlSlip,
    Declaration,
    Form,
    HandoverSlip,
    NoSuchForm,
    ReceiptSlip,
    RefusalSlip,
    StopNotice,
    SupplementSlip,
    TrackingBook,
    WrittenDecision,
)

FORMS: Final = Path(__file__).parent / "forms"
_STATUTORY: Final[dict[type, FormKind]] = {
    ReceiptSlip: FormKind.RECEIPT,
    SupplementSlip: FormKind.SUPPLEMENT,
    RefusalSlip: FormKind.REFUSAL,
    ApologyLetter: FormKind.APOLOGY,
    StopNotice: FormKind.STOP,
    ControlSlip: FormKind.CONTROL_SLIP,
    TrackingBook: FormKind.TRACKING_BOOK,
}
_OWN: Final[dict[type, tuple[str, str]]] = {  # forms no circular numbers: folder, name
    HandoverSlip: ("handover", "Phiếu bàn giao hồ sơ"),
    WrittenDecision: ("decision", ""),  # its name is the kind of document it is
    Declaration: ("declaration", ""),  # its name is that of the procedure's form
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A form as it is printed from `valid_from` on; `number` is empty for forms no circular numbers."""

    file: Path
    name: str
    number: str
    valid_from: date


def of(form: Form, *, on: date) -> Edition:
    """Return the edition of a form that is valid on a day. :raises NoSuchForm:"""
    kind = _STATUTORY.get(type(form))
    if kind is None:
        folder, name = _OWN[type(form)]
        return _latest(folder, name, "", on)
    try:
        prescribed = regime.at(on).form(kind)
    except regime.BeforeOneStop:
        prescribed = None
    if prescribed is None:
        raise NoSuchForm(form=kind, on=vietnam.day_text(on))
    return _latest(kind.value, prescribed.name_vi, f"Mẫu số {prescribed.number}", on)


def _latest(folder: str, name: str, number: str, on: date) -> Edition:
    days = [day for day in versions(folder) if day <= on]
    if not days:
        raise NoSuchForm(form=folder, on=vietnam.day_text(on))
    return Edition(FORMS / folder / f"{days[-1].isoformat()}.typ", name, number, days[-1])


@cache
def versions(folder: str) -> tuple[date, ...]:
    """Return the days from which the versions of a form are valid, oldest first."""
    return tuple(sorted(date.fromisoformat(file.stem) for file in (FORMS / folder).glob("*.typ")))
