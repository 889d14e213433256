"""What an act of the demonstration is done with: the stage that stands still, and the scene of the act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from motcua.catalog.models import Procedure
from motcua.core.lifecycle import Actor, ActorKind, Step
from motcua.core.roles import Role
from motcua.dossiers.commit import Loaded
from motcua.dossiers.models import Dossier
from motcua.org.models import Agency
from motcua.people.models import Citizen
from motcua.rehearsal.demonstration.cast import Cast
from motcua.rehearsal.demonstration.data import Facts
from motcua.rehearsal.demonstration.intention import Intent, Standing
from motcua.rehearsal.demonstration.plan import Life


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands still while the province lives: facts, officers, and the ids of what was founded."""

    facts: Facts
    cast: Cast
    agencies: Mapping[str, int]
    versions: Mapping[str, int]  # procedure code → version
    citizens: Mapping[str, int]  # user name → citizen

    @classmethod
    def read(cls, facts: Facts) -> Stage:
        """Read it from the database."""
        keys = [agency.key for agency in facts.agencies]
        newest = Procedure.objects.values_list("national_code", "versions__id").order_by("versions__number")
        return cls(
            facts=facts,
            cast=Cast.read(),
            agencies=dict(Agency.objects.filter(key__in=keys).values_list("key", "id")),
            versions={code: version for code, version in newest if version is not None},
            citizens=dict(Citizen.objects.values_list("account__username", "id")),
        )


@dataclass(slots=True)
class Scene:
    """One act about to be done: who and what it is about, and the moment."""

    stage: Stage
    life: Life
    intent: Intent
    now: datetime
    stands: Standing | None = None
    loaded: Loaded | None = None
    done: list[str] = field(default_factory=list)  # what befell the dossier in this act, once a life

    @property
    def there(self) -> Loaded:
        """The dossier, which is there already."""
        assert self.loaded is not None
        return self.loaded

    @property
    def standing(self) -> Standing:
        """How it stands."""
        assert self.stands is not None
        return self.stands

    @property
    def step(self) -> Step:
        """The step the act is about."""
        assert self.intent.step is not None
        return self.intent.step

    @property
    def step_id(self) -> int:
        """Its id."""
        assert self.step.id is not None
        return self.step.id

    @property
    def dossier_id(self) -> int:
        """The dossier's id."""
        return int(self.there.row["id"])

    @property
    def receiving_id(self) -> int:
        """The agency whose desk took it in."""
        return int(self.there.row["receiving_agency_id"])

    @property
    def due_at(self) -> datetime:
        """When it is owed."""
        assert self.standing.dossier.due_at is not None
        return self.standing.dossier.due_at

    def owner_name(self) -> str:
        """Whose dossier it is."""
        name: str = Dossier.objects.values_list("owner_name", flat=True).get(pk=self.dossier_id)
        return name

    def dice(self, what: str) -> Random:
        """Dice of this dossier."""
        return self.life.dice(what)

    def say(self, what: str, **words: str) -> str:
        """One of the texts people write on such an occasion."""
        texts = self.stage.facts.texts[what]
        text: str = texts if isinstance(texts, str) else self.dice(f"say {what} {self.now:%d%H}").choice(texts)
        return text.format(**words) if words else text

    def officer(self, role: Role, agency_id: int | None = None, unit_id: int | None = None) -> Actor:
        """An officer with a role, at the competent agency unless another is named."""
        if agency_id is None:
            agency_id = int(self.there.row["competent_agency_id"])
        return self.stage.cast.one(self.dice(f"who {role} {self.now:%d%H%M}"), role, agency_id, unit_id)

    def desk(self) -> Actor:
        """Somebody at the desk that took the dossier in."""
        return self.officer(Role.RECEPTION, self.receiving_id)

    def worker(self) -> Actor:
        """Who works the step the act is about."""
        return self.stage.cast.for_step(self.dice(f"works {self.step.key} {self.step.round}"), self.step)

    def leader(self) -> Actor:
        """A leader of the competent agency."""
        return self.officer(Role.AGENCY_LEADER)

    def applicant(self) -> Actor:
        """The owner, as one who acts at the portal."""
        citizen = account_of(self)
        return Actor(ActorKind.CITIZEN, citizen[0] if citizen else None, "Người dân")


Act = Callable[[Scene], int | None]


def account_of(scene: Scene) -> tuple[int, Mapping[str, str]] | None:
    """Return the citizen with an account whose dossier it is, and what is known of them."""
    citizens, named = scene.stage.facts.citizens, scene.life.account
    if not named and not scene.life.has_account:
        return None
    row = next((row for row in citizens if row["username"] == named), None) or scene.dice("account").choice(citizens)
    return scene.stage.citizens[row["username"]], row
