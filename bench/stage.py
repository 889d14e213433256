"""The stage both contenders stand on: a small province, and dossiers the real verbs bring to where a turn begins."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from itertools import count

from django.db import connection

from motcua.catalog.models import ProcedureVersion, ProcessVersion
from motcua.core.flow import Outcome
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions
from motcua.dossiers.filing import Filing, PaperIn, PartyIn
from motcua.org.models import Agency
from motcua.people.models import Officer, Post
from motcua.results import actions as results
from tests.factories.province import CITIZEN, Province, province

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
LATER = NOW + timedelta(hours=1)
VERBS = ("receive", "accept", "transfer", "complete_step", "issue", "hand_over")
DRAFT = results.Draft("Giấy xác nhận tình trạng hôn nhân", body="Xác nhận bà Trần Thị Hoa chưa đăng ký kết hôn với ai.")
SYMBOL = "GXN-UBND"


def found() -> Province:
    """Found the province anew in an empty database, or find the one founded before."""
    if not Agency.objects.exists():
        return province()
    committee, commune = Agency.objects.order_by("id")
    officers = {Role(post.role): Officer.objects.get(pk=post.officer_id) for post in Post.objects.all()}
    return Province(committee, commune, ProcedureVersion.objects.get(), ProcessVersion.objects.get(), officers)


class Stage:
    """Dossiers of the province, brought by the real verbs to the state in which a verb can be done."""

    def __init__(self, here: Province) -> None:
        self.here = here
        self.desk = here.actor(Role.RECEPTION)
        self.head = here.actor(Role.DIVISION_HEAD)
        self.specialist = here.actor(Role.CASE_OFFICER)
        self.leader = here.actor(Role.AGENCY_LEADER)
        self.clerk = here.actor(Role.CLERK)
        self.hand = here.actor(Role.RETURN_DESK)
        self._numbers = count(1)

    def filing(self) -> Filing:
        """An ordinary application: the owner, a paper, an answer."""
        return self.here.filing(
            parties=(PartyIn("Trần Thị Hoa", personal_id="038185001234", phone="0912345678", address="Phố Lê Lợi"),),
            papers=(PaperIn("Tờ khai", originals=1),),
        )

    def key(self) -> str:
        """A key as a door would give one."""
        return f"bench-{os.getpid()}-{next(self._numbers)}"

    def filed(self, number: int) -> list[int]:
        """Dossiers that wait for the desk."""
        return [actions.file(self.filing(), by=CITIZEN, now=NOW).id for _ in range(number)]

    def received(self, number: int) -> list[int]:
        """Dossiers taken in at the desk."""
        return [actions.receive(self.filing(), by=self.desk, now=NOW).id for _ in range(number)]

    def in_process(self, number: int) -> list[int]:
        """Dossiers that wait for the head of the division."""
        ids = self.received(number)
        for dossier_id in ids:
            actions.transfer(dossier_id=dossier_id, by=self.desk, now=NOW)
        return ids

    def approved(self, number: int) -> list[int]:
        """Dossiers that wait for the clerk's register."""
        ids = self.in_process(number)
        self._done(ids, self.head)
        for step_id in self.open_steps(ids):
            results.draft(step_id=step_id, draft=DRAFT, by=self.specialist, now=NOW)
        self._done(ids, self.specialist)
        for step_id in self.open_steps(ids):
            results.approve(step_id=step_id, by=self.leader, now=NOW)
        return ids

    def processed(self, number: int) -> list[int]:
        """Dossiers whose result waits for the citizen."""
        ids = self.approved(number)
        for step_id in self.open_steps(ids):
            results.issue(step_id=step_id, symbol=SYMBOL, by=self.clerk, now=NOW)
        return ids

    def open_steps(self, ids: list[int]) -> list[int]:
        """The one open step of each, in the same order."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT dossier_id, id FROM dossiers_step WHERE state = 'open' AND dossier_id = ANY(%s)", [ids]
            )
            found = dict(cursor.fetchall())
        return [found[dossier_id] for dossier_id in ids]

    def _done(self, ids: list[int], by: object) -> None:
        for step_id in self.open_steps(ids):
            actions.complete_step(step_id=step_id, outcome=Outcome.DONE, by=by, now=NOW)  # type: ignore[arg-type]
