"""The legal regime by date: form numbers, cut-offs, limits, supplement and extension rules, grades of online service.

The rule of transition: a dossier lives under the regime of the day it was accepted; until it is accepted, under that of
the day it was submitted. A change of law never moves a dossier that is already under way.
"""

from bisect import bisect_right
from datetime import date, datetime

from motcua.core.regime.model import (
    AfterSupplement,
    BeyondMax,
    ClockOfTransferred,
    Form,
    FormKind,
    GovernmentLevel,
    OnlineLevel,
    OnlineScale,
    Regime,
)
from motcua.core.regime.table import BadTable, build, load
from motcua.core.vietnam import ZONE

ALL = load()
_DAYS = [regime.valid_from for regime in ALL]


class BeforeOneStop(LookupError):
    """There was no one-stop regime yet that this program knows."""


def at(day: date) -> Regime:
    """Return the regime in force on a day. :raises BeforeOneStop:"""
    found = bisect_right(_DAYS, day)
    if not found:
        raise BeforeOneStop(f"no regime is known before {_DAYS[0]:%d/%m/%Y}")
    return ALL[found - 1]


def of_dossier(*, submitted_at: datetime, accepted_at: datetime | None = None) -> Regime:
    """Return the regime a dossier lives under, by the rule of transition. :raises BeforeOneStop:"""
    moment = accepted_at or submitted_at
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return at(moment.astimezone(ZONE).date())


__all__ = [
    "ALL",
    "AfterSupplement",
    "BadTable",
    "BeforeOneStop",
    "BeyondMax",
    "ClockOfTransferred",
    "Form",
    "FormKind",
    "GovernmentLevel",
    "OnlineLevel",
    "OnlineScale",
    "Regime",
    "at",
    "build",
    "load",
    "of_dossier",
]
