"""What the law fixes and may change: one frozen value per period, each rule with the law it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class FormKind(StrEnum):
    """The statutory forms; their numbers and names depend on the day."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL_SLIP = "control_slip"
    TRACKING_BOOK = "tracking_book"
    HANDOVER = "handover"  # a slip between desks: no number in any circular


class OnlineScale(StrEnum):
    """How services were graded: levels 1–4, then full or partial."""

    LEVELS = "levels"
    SCOPE = "scope"


class AfterSupplement(StrEnum):
    """What the clock does when a supplement is complete; procedures may have a policy of their own (doubt 3)."""

    RESTART = "restart"
    PAUSE = "pause"


class BeyondMax(StrEnum):
    """What happens to one request too many: sources disagree, so an officer may override with a reason (doubt 2)."""

    OVERRIDE = "override"
    REFUSE = "refuse"


class ClockOfTransferred(StrEnum):
    """When time begins for a dossier handed in at another agency's desk."""

    DESK = "desk"
    COMPETENT_AGENCY = "competent_agency"


class GovernmentLevel(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form as it stood: `symbol` follows its running number (`12/PBS`)."""

    kind: FormKind
    number: str
    name_vi: str
    name_en: str
    law: str
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class OnlineLevel:
    """A grade of an online service; `counts_as_online` is what the online share counts."""

    key: str
    name_vi: str
    name_en: str
    counts_as_online: bool


LEVELS: Mapping[OnlineScale, tuple[OnlineLevel, ...]] = {
    OnlineScale.LEVELS: (
        OnlineLevel("1", "Mức độ 1", "Level 1: information", False),
        OnlineLevel("2", "Mức độ 2", "Level 2: forms to download", False),
        OnlineLevel("3", "Mức độ 3", "Level 3: filing online", True),
        OnlineLevel("4", "Mức độ 4", "Level 4: filing and paying online", True),
    ),
    OnlineScale.SCOPE: (
        OnlineLevel("none", "Chưa cung cấp trực tuyến", "Not online", False),
        OnlineLevel("partial", "Trực tuyến một phần", "Partly online", True),
        OnlineLevel("full", "Trực tuyến toàn trình", "Fully online", True),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """The rules in force from `valid_from` until the next change. Hours and days are working hours and working days."""

    valid_from: date
    valid_to: date | None  # the last day
    law: str
    title_vi: str
    title_en: str
    forms: Mapping[FormKind, Form]
    sources: Mapping[str, str]  # rule -> law key
    assumed: frozenset[str]  # rules no source states for this period

    government_levels: tuple[GovernmentLevel, ...]
    online_scale: OnlineScale
    partial_needs_reason: bool
    own_online_filing: bool  # false: citizens file on the national portal only, unless the installation says otherwise
    same_day_cutoff: time  # a same-day procedure received later is due the next working day
    transfer_cutoff: time  # papers received later go to the competent unit the next morning
    online_notice_hours: int  # an officer is told of an online submission
    acceptance_check_hours: int  # and accepts it or asks for what is missing
    portal_day_ends: time  # what arrives later, or on a day off, counts from the next opening
    last_hour_counts_next_day: bool
    supplement_max: int
    supplement_beyond_max: BeyondMax
    supplement_term_days: int
    clock_after_supplement: AfterSupplement
    extension_max: int
    extension_notice_days: int  # an apology leaves at least so many days before the due date
    result_to_desk_days: int  # a negative result is back at the desk
    tell_citizen_days: int  # and the desk tells the citizen
    non_territorial: bool
    clock_of_transferred: ClockOfTransferred
    must_digitise: bool = False
    asks_only_unknown_data: bool
    automatic_confirmation: bool
    downtime_notice_days: int  # 0: no rule
    forms_issuer: str
    portal_operator: str

    @property
    def online_levels(self) -> tuple[OnlineLevel, ...]:
        """The grades of online service, lowest first."""
        return LEVELS[self.online_scale]

    def filing_open(self, installation: bool | None = None) -> bool:
        """Tell whether citizens may file on the province's own portal; an installation may decide otherwise."""
        return self.own_online_filing if installation is None else installation

    def form(self, kind: FormKind) -> Form | None:
        """Return the form prescribed in this period; None where there was none (a stop notice before 2025)."""
        return self.forms.get(kind)
