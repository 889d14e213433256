"""What the planner knows of the province: who serves what at which term, how often, and the calendar all keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motcua.core.deadline import DuePolicy, Norm
from motcua.core.worktime import WorkCalendar
from motcua.rehearsal.planning.stages import Stages


@dataclass(frozen=True, slots=True)
class Way:
    """One channel by which a procedure is filed."""

    channel: str
    norm: Norm
    is_chosen: bool  # the catalogue leaves the term to the clerk
    weight: float


@dataclass(frozen=True, slots=True)
class Service:
    """A procedure an office works."""

    version_id: int
    code: str
    field_id: int
    process_version_id: int
    policy: DuePolicy
    ways: tuple[Way, ...]
    weight: float
    title: str = ""
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """An agency of an office, and the desk that receives for it."""

    agency_id: int
    receiving_id: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Office:
    """Places that serve the same procedures: one department, the districts, the communes."""

    key: str
    weight: float
    places: tuple[Place, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True)
class World:
    """Everything the planner draws from. Sorted by codes, so that the same data make the same plan."""

    offices: tuple[Office, ...]
    calendar: WorkCalendar
    stages: Mapping[int, Stages]  # by process version
    notes: tuple[str, ...] = ()
    busy: Mapping[int, float] = field(default_factory=lambda: {0: 1.25, 1: 1.05, 2: 1.0, 3: 0.95, 4: 0.9})
