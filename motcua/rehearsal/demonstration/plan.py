"""What comes to the doors and what becomes of it: a pure function of the seed and the day.

A dossier's number holds its day, and its fate is drawn from dice of its own, so that any day and any dossier can be
planned again, in any order, and be the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from motcua.core.vietnam import ZONE
from motcua.core.worktime import WorkCalendar
from motcua.rehearsal.demonstration.data import AgencyFacts, Facts, ProcedureFacts

FIRST_DAY: Final = date(2020, 1, 1)
A_DAY: Final = 1000  # numbers of one day
PER_DAY: Final = 17  # arrivals on an ordinary working day
WEEKDAYS: Final = (1.25, 1.05, 0.95, 0.95, 0.85)  # Monday is the busiest
AT_REST: Final = 2  # arrivals online on a day off
COMMUNES_SHARE: Final = 0.66


@dataclass(frozen=True, slots=True)
class Fate:
    """What will happen to a dossier, where the people concerned leave it to chance."""

    kept_as_draft: bool = False
    refused: bool = False
    incomplete: bool = False  # asked for more before acceptance
    examined_again: bool = False  # asked for more during the work
    supplies: bool = True
    withdraws: bool = False
    withdrawal_refused: bool = False
    stopped: bool = False
    negative: bool = False
    late: bool = False
    apologised: bool = False
    sent_back: bool = False
    recalled: bool = False
    reassigned: bool = False
    consulted: bool = False
    pays: bool = True
    collects: bool = True
    tempo: float = 0.6  # share of the time of each step that is used
    lingers_in: str = ""  # a state in which it stays for long …
    lingers_with: tuple[str, ...] = ()  # … or roles, in whose hands it does
    lingers_hours: int = 0  # … working hours
    goes_to_the_first: bool = False  # of the officers it could be given to


@dataclass(frozen=True, slots=True)
class Arranged:
    """A dossier that comes every week or every day, so that no state is ever without one."""

    code: str
    channel: str
    fate: Fate
    elsewhere: bool = False  # handed in at another commune
    hour: int = 9
    at: str = ""  # the agency that works it; any that may, where nothing is said
    account: str = ""  # whose it is every other week, by user name; somebody made up otherwise


WARD: Final = "commune:2025-07:14797"  # phường Hạc Thành: whose officers README and `demo accounts` name
ENVIRONMENT: Final = "department:so-nong-nghiep-va-moi-truong"
SHOWN: Final = "nguyenvanan"  # the citizen README names: always something running, something to pay, something to bring

# By weekday (Monday is 0; None: each working day) and place in the day's order.
ARRANGED: Final[Mapping[tuple[int | None, int], Arranged]] = {
    (None, 1): Arranged("1.004873", "direct", Fate(lingers_in="accepted", lingers_hours=9), hour=16, at=WARD),
    (None, 2): Arranged("1.004873", "online", Fate(lingers_in="submitted", lingers_hours=9), hour=16, at=WARD),
    # So that whoever signs in with an account that is shown finds something in the inbox, at any hour.
    (None, 5): Arranged("1.004873", "direct", Fate(lingers_with=("case_officer",), lingers_hours=10,
                                                   goes_to_the_first=True), hour=8, at=WARD),
    (None, 6): Arranged("1.004873", "direct", Fate(lingers_with=("division_head",), lingers_hours=10), hour=8, at=WARD),
    (None, 7): Arranged("1.001776", "direct", Fate(lingers_with=("agency_leader",), lingers_hours=11), at=WARD),
    (None, 8): Arranged("1.012796", "direct", Fate(lingers_with=("clerk",), lingers_hours=11), at=WARD),
    (0, 9): Arranged("2.001738", "direct", Fate(lingers_with=("agency_leader",), lingers_hours=30), at=ENVIRONMENT),
    (2, 9): Arranged("2.001738", "direct", Fate(lingers_with=("agency_leader",), lingers_hours=30), at=ENVIRONMENT),
    (1, 9): Arranged("1.012644", "direct", Fate(lingers_with=("committee_office", "committee_leader"),
                                                lingers_hours=45, tempo=0.4)),
    (0, 3): Arranged("1.001653", "direct", Fate(lingers_in="in_transit", lingers_hours=90), elsewhere=True),
    (1, 3): Arranged("1.013225", "direct", Fate(examined_again=True, lingers_in="supplement_given", lingers_hours=90)),
    (2, 3): Arranged("1.013980", "online", Fate(lingers_in="finance", lingers_hours=90), account=SHOWN),
    (3, 3): Arranged("1.004873", "online", Fate(kept_as_draft=True, lingers_in="draft")),
    (4, 3): Arranged("1.001612", "direct", Fate(examined_again=True, supplies=False)),
    (4, 4): Arranged("1.001612", "online", Fate(incomplete=True, supplies=False), at=WARD, account=SHOWN),
    (0, 4): Arranged("1.013225", "online", Fate(tempo=0.97), at=WARD, account=SHOWN),
    # One declaration, three dossiers, at the ward, its police and the insurance of the province.
    (0, 10): Arranged("2.000986", "online", Fate(tempo=0.5), hour=8, at=WARD),
    (1, 10): Arranged("1.011733", "direct", Fate(tempo=0.5), hour=10, at=WARD),
    (3, 10): Arranged("2.000986", "direct", Fate(tempo=0.5), hour=9, at=WARD),
    (2, 4): Arranged("2.000286", "direct", Fate()),
    (3, 4): Arranged("2.001035", "direct", Fate(collects=False)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Life:
    """One dossier of the plan."""

    number: int
    at: datetime
    procedure: ProcedureFacts
    competent: AgencyFacts
    receiving: AgencyFacts
    home: AgencyFacts  # the commune where the applicant lives
    channel: str
    account: str  # the user name of the citizen whose it is, if arranged
    has_account: bool
    has_submitter: bool
    fate: Fate
    seed: int
    applied_for: ProcedureFacts | None = None  # where one declaration makes several dossiers: what it was filed under

    @property
    def declared(self) -> ProcedureFacts:
        """The procedure the applicant applied for."""
        return self.applied_for or self.procedure

    @property
    def is_non_territorial(self) -> bool:
        """Whether another commune than the competent one takes it in."""
        return self.competent.level == "commune" and self.receiving != self.competent

    def dice(self, what: str) -> Random:
        """Dice for one question of this dossier: asked again, they fall the same."""
        return Random(f"{self.seed}:{self.number}:{what}")  # noqa: S311


LINKED: Final = 100  # between the numbers of dossiers filed by one declaration


def linked_number(number: int, place: int) -> int:
    """The number of another dossier of the same declaration, so many places further on."""
    return number + place * LINKED


def place_in_set(number: int) -> int:
    """Which dossier of its declaration has a number, the first being 0: no day has a hundred arrivals."""
    return abs(number) % A_DAY // LINKED


def day_of(number: int) -> date:
    """Return the day a number belongs to."""
    return FIRST_DAY + timedelta(days=abs(number) // A_DAY)


def numbers(day: date, *, seed: int, calendar: WorkCalendar) -> list[int]:
    """Return the numbers of the dossiers that arrive on a day."""
    dice = Random(f"{seed}:{day}")  # noqa: S311
    usual = PER_DAY * WEEKDAYS[day.weekday() % 5] if calendar.is_working_day(day) else AT_REST
    count = max(0, round(dice.gauss(usual, usual**0.5 * 0.7)))
    first = (day - FIRST_DAY).days * A_DAY
    return [first + place for place in range(1, count + 1)]


def life(number: int, *, seed: int, facts: Facts, calendar: WorkCalendar) -> Life:
    """Return what the plan says of a dossier."""
    dice = Random(f"{seed}:{number}")  # noqa: S311
    day = day_of(number)
    at_rest = not calendar.is_working_day(day)
    arranged = None if at_rest else _arranged(day, number % A_DAY)
    procedure = _procedure(dice, facts)
    if arranged:
        procedure = next(procedure for procedure in facts.procedures if procedure.code == arranged.code)
    offering = facts.offered_at(procedure)
    if arranged and arranged.at:
        offering = tuple(agency for agency in offering if agency.key == arranged.at)
    competent = dice.choices(offering, [agency.weight or 1 for agency in offering])[0]
    channel = arranged.channel if arranged else _channel(dice, procedure, at_rest)
    home = competent if competent.level == "commune" else _commune(dice, facts)
    receiving = competent
    if competent.level == "department" and channel != "online":
        receiving = next(agency for agency in facts.agencies if agency.level == "centre")
    elif arranged.elsewhere if arranged else channel == "direct" and dice.random() < 0.06:
        receiving = dice.choice([agency for agency in facts.communes if agency != competent])
    at = _arrival(dice, day, channel, at_rest)
    if arranged:
        at = at.replace(hour=arranged.hour, minute=at.minute % 50)
    return Life(
        number=number,
        at=at,
        procedure=procedure,
        competent=competent,
        receiving=receiving,
        home=home,
        channel=channel,
        account=arranged.account if arranged and day.isocalendar().week % 2 == 0 else "",
        has_account=channel == "online" and procedure.owner == "person" and dice.random() < 0.3,
        has_submitter=dice.random() < 0.1,
        fate=arranged.fate if arranged else _fate(dice, procedure, channel),
        seed=seed,
    )


def _arranged(day: date, place: int) -> Arranged | None:
    return ARRANGED.get((None, place)) or ARRANGED.get((day.weekday(), place))


def _procedure(dice: Random, facts: Facts) -> ProcedureFacts:
    of_communes = dice.random() < COMMUNES_SHARE
    choices = [procedure for procedure in facts.procedures if (not procedure.at) == of_communes]
    return dice.choices(choices, [procedure.weight for procedure in choices])[0]


def _commune(dice: Random, facts: Facts) -> AgencyFacts:
    return dice.choices(facts.communes, [commune.weight for commune in facts.communes])[0]


def _channel(dice: Random, procedure: ProcedureFacts, at_rest: bool) -> str:
    if at_rest:
        return "online" if procedure.online != "none" else "postal"
    roll = dice.random()
    if roll < 0.42 and procedure.online != "none":
        return "online"
    return "postal" if roll > 0.94 else "direct"


def _arrival(dice: Random, day: date, channel: str, at_rest: bool) -> datetime:
    """Desks are busiest at nine and at two; the portal is open at night."""
    if channel == "online" or at_rest:
        minute = int(dice.triangular(6 * 60, 23 * 60, 20 * 60 if dice.random() < 0.4 else 10 * 60))
    else:
        forenoon = dice.random() < 0.62
        first, last, most = (7 * 60 + 5, 11 * 60 + 20, 9 * 60) if forenoon else (13 * 60 + 35, 16 * 60 + 50, 14 * 60)
        minute = int(dice.triangular(first, last, most))
    return datetime.combine(day, time(minute // 60, minute % 60, dice.randint(0, 59)), ZONE)


def _fate(dice: Random, procedure: ProcedureFacts, channel: str) -> Fate:
    def happens(share: float) -> bool:
        return dice.random() < share

    same_day = procedure.time == "same_day"
    by_department = bool(procedure.at)
    late = happens(0.02 if same_day else 0.1)
    return Fate(
        kept_as_draft=channel == "online" and happens(0.03),
        refused=happens(0.025),
        incomplete=happens(0.06 if channel == "direct" else 0.1),
        examined_again=not same_day and happens(0.09),
        supplies=happens(0.82),
        withdraws=happens(0.015 if same_day else 0.03),
        withdrawal_refused=happens(0.3),
        stopped=not same_day and happens(0.012),
        negative=happens(0.01 if same_day else 0.05),
        late=late,
        apologised=not same_day and (happens(0.6) if late else happens(0.01)),
        sent_back=happens(0.05),
        recalled=happens(0.02),
        reassigned=not same_day and happens(0.04),
        consulted=by_department and happens(0.12),
        pays=happens(0.85),
        collects=happens(0.96),
        tempo=min(0.97, max(0.08, dice.gauss(0.55, 0.2))),
    )
