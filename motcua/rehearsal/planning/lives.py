"""One dossier as planned: where it begins, what happens to it and how it stands on the last day of the month."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.core.deadline import Norm
from motcua.core.figures import Ended, Standing, Verdict


class Origin(StrEnum):
    """Accepted in the month, or before it."""

    NEW = "new"
    CARRIED = "carried"


class Fate(StrEnum):
    """How a dossier stands on the last day of the month."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    WITHIN = "within"
    OVERDUE = "overdue"
    AWAITING = "awaiting"
    AWAITING_PAYMENT = "awaiting_payment"
    # Never accepted, so counted in no column of the form.
    REFUSED = "refused"
    NOT_CHECKED = "not_checked"
    INCOMPLETE = "incomplete"
    GIVEN_BACK = "given_back"


PROCESSED = frozenset({Fate.EARLY, Fate.ON_TIME, Fate.LATE})
ENDED = PROCESSED | {Fate.WITHDRAWN, Fate.STOPPED}
NEVER_ACCEPTED = frozenset({Fate.REFUSED, Fate.NOT_CHECKED, Fate.INCOMPLETE, Fate.GIVEN_BACK})


class TwistKind(StrEnum):
    """What may happen on the way to any fate."""

    SUPPLEMENT = "supplement"  # asked and given: the clock starts from zero
    PAYMENT = "payment"  # asked and proved: the clock stood meanwhile
    APOLOGY = "apology"  # a second date
    SENT_BACK = "sent_back"  # a step returned to the one before; the clock runs on


@dataclass(frozen=True, slots=True)
class Twist:
    """`at` is when it begins; `until` when the citizen has answered, or the new due moment of an apology."""

    kind: TwistKind
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Life:
    """A planned dossier. Its steps are not stored: `script` derives them, the same ones every time."""

    number: int
    office: str
    version_id: int
    process_version_id: int
    field_id: int
    competent_agency_id: int
    receiving_agency_id: int
    channel: str
    norm: Norm | None
    norm_is_chosen: bool  # the catalogue leaves it to the clerk
    origin: Origin
    fate: Fate
    submitted_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None = None  # of those not ended: until when there is something to tell
    returned_at: datetime | None = None
    due_on: date | None = None
    twists: tuple[Twist, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether it stands in a column of the form."""
        return self.accepted_at is not None

    def standing(self) -> Standing:
        """How it stands on the last day of the month, as the form asks."""
        assert self.accepted_at is not None
        ended = {
            Fate.WITHDRAWN: Ended.WITHDRAWN,
            Fate.STOPPED: Ended.STOPPED,
            Fate.AWAITING: Ended.AWAITING_SUPPLEMENT,
            Fate.AWAITING_PAYMENT: Ended.AWAITING_PAYMENT,
        }.get(self.fate, Ended.PROCESSED if self.fate in PROCESSED else Ended.NOT)
        return Standing(
            accepted_on=self.accepted_at.date(),
            online=self.channel == "online",
            ended=ended,
            ended_on=self.ended_at.date() if self.ended_at and self.fate in ENDED else None,
            verdict=Verdict(self.fate.value) if self.fate in PROCESSED else None,
            due_on=self.due_on,
        )
