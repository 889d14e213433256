"""Choosing one life: an office, a procedure whose term lets the fate come true, days and moments, and what happens."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from motcua.core import deadline, figures
from motcua.core.deadline import ClockEvent, Owed, SupplementPolicy, Timeliness, Unit
from motcua.rehearsal.planning import twists
from motcua.rehearsal.planning.demand import Impossible
from motcua.rehearsal.planning.lives import ENDED, NEVER_ACCEPTED, PROCESSED, Fate, Life, Origin, Twist, TwistKind
from motcua.rehearsal.planning.month import Month
from motcua.rehearsal.planning.world import Office, Service, Way, World

_TRIES = 60
_HANDED_OVER = 0.9  # of the results, those fetched within the month
_COLUMNS = {
    Fate.EARLY: figures.Column.EARLY,
    Fate.ON_TIME: figures.Column.ON_TIME,
    Fate.LATE: figures.Column.LATE,
    Fate.OVERDUE: figures.Column.OVERDUE,
    Fate.WITHIN: figures.Column.WITHIN_TIME,
    Fate.AWAITING: figures.Column.WITHIN_TIME,
    Fate.AWAITING_PAYMENT: figures.Column.WITHIN_TIME,
}
_FORMULA = figures.FORMULAS["vpcp"]


class _Menu:
    """What an office can offer to one kind of slot."""

    def __init__(self, office: Office, choices: Sequence[tuple[Service, Way]]) -> None:
        self.office = office
        self.choices = choices
        self.sums = list(accumulate(service.weight * way.weight for service, way in choices))
        self.place_sums = list(accumulate(place.weight for place in office.places))


class Chooser:
    """Draws lives from a world with one stream of random numbers."""

    def __init__(self, world: World, month: Month, rng: Random) -> None:
        self._world, self._month, self._rng = world, month, rng
        self._menus: dict[tuple[Origin, Fate], tuple[list[_Menu], list[float]]] = {}

    def life(self, origin: Origin, fate: Fate) -> Life:
        """A life of this origin and fate. :raises Impossible: no procedure's term allows it."""
        menus, sums = self._menus_for(origin, fate)
        for attempt in range(_TRIES):
            menu = self._rng.choices(menus, cum_weights=sums)[0]
            service, way = self._rng.choices(menu.choices, cum_weights=menu.sums)[0]
            found = self._try(menu, service, way, origin, fate, twisted=attempt < _TRIES // 2)
            if found is not None:
                return found
        raise _no_term(origin, fate)

    def _menus_for(self, origin: Origin, fate: Fate) -> tuple[list[_Menu], list[float]]:
        if (origin, fate) not in self._menus:
            menus = []
            for office in self._world.offices:
                choices = [
                    (service, way)
                    for service in office.services
                    for way in service.ways
                    if self._fits(service, way, origin, fate)
                ]
                if choices and office.places:
                    menus.append(_Menu(office, choices))
            if not menus:
                raise _no_term(origin, fate)
            self._menus[origin, fate] = (menus, list(accumulate(menu.office.weight for menu in menus)))
        return self._menus[origin, fate]

    def _fits(self, service: Service, way: Way, origin: Origin, fate: Fate) -> bool:
        if fate in NEVER_ACCEPTED:
            return way.channel != "postal"
        return bool(self._month.feasible(way.norm, service.policy, origin, fate))

    def _try(
        self, menu: _Menu, service: Service, way: Way, origin: Origin, fate: Fate, *, twisted: bool
    ) -> Life | None:
        rng, month = self._rng, self._month
        if fate in NEVER_ACCEPTED:
            return self._turned_away(menu, service, way, fate)
        stages = self._world.stages[service.process_version_id]
        kind = twists.choose(rng, fate, service.policy, way.norm, stages) if twisted else None
        days = month.feasible(way.norm, service.policy, None if kind is TwistKind.SUPPLEMENT else origin, fate)
        day = rng.choices(days.days, cum_weights=days.weights)[0]
        begun = twists.begin(kind, rng, month, way.norm, service.policy, day)
        if begun is None or month.origin(begun.accepted_at.date()) is not origin:
            return None
        owed = deadline.owed(way.norm, begun.events, month.calendar, service.policy)
        window = month.window(fate, begun.low, owed, way.norm)
        if window is None:
            return None
        ended_at = self._end(fate, *window)
        events = begun.events
        if fate is Fate.AWAITING and service.policy.supplement is SupplementPolicy.RESTART:
            owed = None
        life = self._written(menu, service, way, origin, fate, begun.accepted_at, ended_at, begun.twists, owed)
        return life if self._comes_true(life, way, events, owed) else None

    def _written(
        self,
        menu: _Menu,
        service: Service,
        way: Way,
        origin: Origin,
        fate: Fate,
        accepted_at: datetime,
        ended_at: datetime,
        happened: tuple[Twist, ...],
        owed: Owed | None,
    ) -> Life:
        rng = self._rng
        place = rng.choices(menu.office.places, cum_weights=menu.place_sums)[0]
        returned_at = None
        if fate in PROCESSED and rng.random() < _HANDED_OVER:
            later = self._month.calendar.add(ended_at, timedelta(minutes=rng.choice((20, 60, 240, 480, 960))))
            returned_at = later if later <= self._month.closes else None
        return Life(
            number=0,
            office=menu.office.key,
            version_id=service.version_id,
            process_version_id=service.process_version_id,
            field_id=service.field_id,
            competent_agency_id=place.agency_id,
            receiving_agency_id=place.receiving_id,
            channel=way.channel,
            norm=way.norm,
            norm_is_chosen=way.is_chosen,
            origin=origin,
            fate=fate,
            submitted_at=self._submitted(way, accepted_at),
            accepted_at=accepted_at,
            ended_at=ended_at,
            returned_at=returned_at,
            due_on=owed.due_on if owed else None,
            twists=happened,
        )

    def _submitted(self, way: Way, accepted_at: datetime) -> datetime:
        """At the counter in one breath; otherwise at any hour before, within the time the desk has to check it."""
        if way.channel == "direct":
            return accepted_at
        return accepted_at - timedelta(minutes=self._rng.randint(15, 600 if way.channel == "online" else 90))

    def _end(self, fate: Fate, first: datetime, last: datetime) -> datetime:
        """A moment between two: near the promise for those in time, soon after it for the late ones."""
        rng = self._rng
        part = {Fate.EARLY: rng.triangular(0.02, 0.98, 0.7), Fate.LATE: rng.betavariate(1.2, 4)}.get(
            fate, rng.uniform(0.03, 0.97)
        )
        if fate in (Fate.WITHIN, Fate.OVERDUE):
            return last
        span = self._month.calendar.between(first, last)
        return self._month.calendar.add(first, timedelta(seconds=int(span.total_seconds() * part)))

    def _comes_true(self, life: Life, way: Way, events: tuple[ClockEvent, ...], owed: Owed | None) -> bool:
        """Whether the rules themselves call this life what the plan calls it."""
        assert life.ended_at is not None
        if life.fate in PROCESSED and deadline.timeliness(way.norm, owed, life.ended_at) is not Timeliness(life.fate):
            return False
        if life.fate in ENDED and not self._month.first <= life.ended_at.date() <= self._month.last:
            return False
        placed = figures.column_of(life.standing(), start=self._month.first, end=self._month.last, formula=_FORMULA)
        wanted = _COLUMNS.get(life.fate)
        if placed is None or (wanted is not None and placed[1] is not wanted):
            return False
        return placed[1] is not figures.Column.LATE or life.fate is Fate.LATE

    def _turned_away(self, menu: _Menu, service: Service, way: Way, fate: Fate) -> Life:
        """Handed in in the month and never accepted."""
        rng, month = self._rng, self._month
        place = rng.choices(menu.office.places, cum_weights=menu.place_sums)[0]
        day = month.days[-1] if fate is Fate.NOT_CHECKED else rng.choice(month.days[:-1])
        submitted = month.calendar.add(month.calendar.opening(day), timedelta(minutes=rng.randint(5, 400)))
        answered = month.calendar.add(submitted, timedelta(minutes=rng.randint(20, 300)))
        return Life(
            number=0,
            office=menu.office.key,
            version_id=service.version_id,
            process_version_id=service.process_version_id,
            field_id=service.field_id,
            competent_agency_id=place.agency_id,
            receiving_agency_id=place.receiving_id,
            channel=way.channel,
            norm=way.norm,
            norm_is_chosen=way.is_chosen,
            origin=Origin.NEW,
            fate=fate,
            submitted_at=submitted,
            accepted_at=None,
            ended_at=None if fate is Fate.NOT_CHECKED else answered,
        )


def _no_term(origin: Origin, fate: Fate) -> Impossible:
    begins = ("tiếp nhận trong tháng", "accepted in the month")
    if origin is Origin.CARRIED:
        begins = ("tiếp nhận từ trước", "accepted before it")
    return Impossible(
        why=f"không thủ tục nào có thời hạn để hồ sơ {begins[0]} thành “{fate.value}”.",
        why_en=f"no procedure has a term that lets a dossier {begins[1]} become “{fate.value}”.",
    )


__all__ = ["Chooser", "Unit"]
