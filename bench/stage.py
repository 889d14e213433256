"""The stage both contenders stand on: a small province, and a batch of dossiers that goes from verb to verb."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from django.db import connection

from bench.meter import Cost, metered
from motcua.catalog.models import ProcedureVersion, ProcessVersion
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions
from motcua.dossiers.filing import Filing, PaperIn, PartyIn
from motcua.org.models import Agency
from motcua.people.models import Officer, Post
from motcua.results import actions as results
from tests.factories.province import CITIZEN, Province, province

T = TypeVar("T")

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
LATER = NOW + timedelta(hours=1)
LIFE = ("file", "accept", "transfer", "assign", "draft", "examine", "approve", "issue", "hand_over")
"""The turns of a batch, in this order. To assign and to examine is to complete a step."""
TURNS = ("receive", *LIFE)
VERB_OF = {"assign": "complete_step", "examine": "complete_step"}
DRAFT = results.Draft("Giấy xác nhận tình trạng hôn nhân", body="Xác nhận bà Trần Thị Hoa chưa đăng ký kết hôn với ai.")
SYMBOL = "GXN-UBND"
HANDED: dict[str, Any] = {"way": "direct", "to_name": "Trần Thị Hoa", "proof": "Giấy hẹn"}


def found() -> Province:
    """Found the province anew in an empty database, or find the one founded before."""
    if not Agency.objects.exists():
        return province()
    committee, commune = Agency.objects.order_by("id")
    officers = {Role(post.role): Officer.objects.get(pk=post.officer_id) for post in Post.objects.all()}
    return Province(committee, commune, ProcedureVersion.objects.get(), ProcessVersion.objects.get(), officers)


class Stage:
    """The province, its officers as they act, and applications to work on."""

    def __init__(self, here: Province) -> None:
        self.here = here
        self.desk = here.actor(Role.RECEPTION)
        self.head = here.actor(Role.DIVISION_HEAD)
        self.specialist = here.actor(Role.CASE_OFFICER)
        self.leader = here.actor(Role.AGENCY_LEADER)
        self.clerk = here.actor(Role.CLERK)
        self.hand = here.actor(Role.RETURN_DESK)
        self._numbers = count(1)

    def filing(self, channel: str = "direct") -> Filing:
        """An ordinary application: the owner, a paper, an answer."""
        return self.here.filing(
            channel=channel,
            parties=(PartyIn("Trần Thị Hoa", personal_id="038185001234", phone="0912345678", address="Phố Lê Lợi"),),
            papers=(PaperIn("Tờ khai", originals=1),),
        )

    def key(self) -> str:
        """A key as a door would give one."""
        return f"bench-{os.getpid()}-{next(self._numbers)}"

    def filed(self, number: int) -> list[int]:
        """Dossiers that wait for the desk."""
        return [actions.file(self.filing("online"), by=CITIZEN, now=NOW).id for _ in range(number)]


class Player:
    """One of the contenders. Each turn does one verb to every dossier of the batch; only the verbs are measured.

    A turn is a method `<turn>_one`, given what it works on (an application, a dossier, an open step) and the key of
    the command.
    """

    def __init__(self, place: Stage, backend: int) -> None:
        self.place = place
        self.backend = backend
        self.batch: list[int] = []

    def turn(self, name: str, number: int) -> Cost:
        """Do a turn to the batch; the first one makes a batch of so many."""
        one: Callable[..., int | None] = getattr(self, f"{name}_one")
        if name in ("receive", "file"):
            channel = "direct" if name == "receive" else "online"
            cost, made = self._measured(one, [self.place.filing(channel) for _ in range(number)])
            self.batch = [dossier_id for dossier_id in made if dossier_id is not None]
        elif name in ("accept", "transfer", "hand_over"):
            cost, _ = self._measured(one, self.batch)
        else:
            cost, _ = self._measured(one, open_steps(self.batch))
        return cost

    def _measured(self, one: Callable[[T, str], int | None], given: Sequence[T]) -> tuple[Cost, list[int | None]]:
        todo = [(each, self.place.key()) for each in given]
        cost = Cost()
        with metered(cost, self.backend, calls=len(todo)):
            made = [one(each, key) for each, key in todo]
        return cost, made


def open_steps(ids: Sequence[int]) -> list[int]:
    """The one open step of each, in the same order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dossier_id, id FROM dossiers_step WHERE state = 'open' AND dossier_id = ANY(%s)", [list(ids)]
        )
        found = dict(cursor.fetchall())
    return [found[dossier_id] for dossier_id in ids]
