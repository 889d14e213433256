"""How long a procedure may take, and the choices a province makes in counting it."""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum

LONGEST = Decimal(10_000)


class NormInvalid(ValueError):
    """A term that cannot be counted: it must be put right in the catalogue, never guessed."""

    def __init__(self, vi: str, en: str) -> None:
        self.vi, self.en = vi, en
        super().__init__(f"{vi} / {en}")


class Unit(StrEnum):
    """What a term is counted in."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    WORKING_HOUR = "working_hour"
    MONTH = "month"
    SAME_DAY = "same_day"
    NONE = "none"


# The smallest part of each unit in which a term may be written; None: any part.
_PART: dict[Unit, Decimal | None] = {
    Unit.WORKING_DAY: None,
    Unit.WORKING_HOUR: None,
    Unit.CALENDAR_DAY: Decimal(1),
    Unit.MONTH: Decimal("0.5"),  # law:counting-terms — half a month is fifteen days
}


@dataclass(frozen=True, slots=True)
class Norm:
    """The term of a procedure. `value` means nothing for `SAME_DAY` and `NONE`, `cutoff` only for `SAME_DAY`."""

    value: Decimal
    unit: Unit
    cutoff: time = time(15, 0)  # law:same-day

    def __post_init__(self) -> None:
        if self.unit not in _PART:
            return
        if not (self.value.is_finite() and 0 < self.value <= LONGEST):
            raise NormInvalid(
                f"Thời hạn {self.value} phải lớn hơn 0 và không quá {LONGEST}.",
                f"A term of {self.value} must be more than 0 and at most {LONGEST}.",
            )
        part = _PART[self.unit]
        if part and self.value % part:
            raise NormInvalid(
                f"Thời hạn {self.value} không chia hết cho {part} ({self.unit}).",
                f"A term of {self.value} {self.unit} is not a multiple of {part}.",
            )


class SupplementPolicy(StrEnum):
    """What becomes of the time already used when the applicant has completed the dossier."""

    RESTART = "restart"
    PAUSE = "pause"


class DueHour(StrEnum):
    """At what hour of the due day the result is promised."""

    RECEIPT = "receipt"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class DuePolicy:
    """The choices that law leaves open. A dossier keeps those in force when it was accepted."""

    supplement: SupplementPolicy = SupplementPolicy.RESTART  # law:restart-from-zero, unless sector law says other
    hour: DueHour = DueHour.RECEIPT


USUAL = DuePolicy()
