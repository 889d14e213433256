"""Deadlines: when a result is owed, why, and against whom the time is counted."""

from motcua.core.deadline.acceptance import AcceptanceCheck, acceptance_check
from motcua.core.deadline.causes import time_by_cause
from motcua.core.deadline.due import Owed, Timeliness, original, owed, second_date, timeliness
from motcua.core.deadline.explain import Explanation, Line, explain
from motcua.core.deadline.ledger import (
    AlreadyExtended,
    AlreadyFinished,
    AlreadyStarted,
    AlreadyStopped,
    Cause,
    ClockEvent,
    ClockKind,
    ClockMovedBackwards,
    ExtensionNotLater,
    GivenWithoutStop,
    GroundMissing,
    LedgerRefused,
    NewDateMissing,
    NoDateToChange,
    NotStarted,
    ResumedWithoutStop,
    as_of,
)
from motcua.core.deadline.norm import DueHour, DuePolicy, Norm, NormInvalid, SupplementPolicy, Unit

__all__ = [
    "AcceptanceCheck",
    "AlreadyExtended",
    "AlreadyFinished",
    "AlreadyStarted",
    "AlreadyStopped",
    "Cause",
    "ClockEvent",
    "ClockKind",
    "ClockMovedBackwards",
    "DueHour",
    "DuePolicy",
    "Explanation",
    "ExtensionNotLater",
    "GivenWithoutStop",
    "GroundMissing",
    "LedgerRefused",
    "Line",
    "NewDateMissing",
    "NoDateToChange",
    "Norm",
    "NormInvalid",
    "NotStarted",
    "Owed",
    "ResumedWithoutStop",
    "SupplementPolicy",
    "Timeliness",
    "Unit",
    "acceptance_check",
    "as_of",
    "explain",
    "original",
    "owed",
    "second_date",
    "time_by_cause",
    "timeliness",
]
