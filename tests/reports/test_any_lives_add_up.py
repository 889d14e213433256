"""Whatever officers and citizens do, the form folded from the journal equals the plain count made on the day itself."""

from __future__ import annotations

import contextlib
import os
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.core.lifecycle import MoveRefused, ProposalKind
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.journal.verification import verify
from motcua.reports import queries
from tests.factories.dossiers import usual_process
from tests.factories.lives import Life, TwoLevels, two_levels
from tests.factories.province import CITIZEN, Province, procedure, publish

pytestmark = pytest.mark.django_db
FULL = os.environ.get("MOTCUA_PROOF") == "full"
SEEDS, DOSSIERS = (range(20), 200) if FULL else (range(3), 50)
SINCE, MONTHS = date(2026, 9, 1), ((9, 30), (10, 31), (11, 30), (12, 31))


class Town:
    """A commune that does something with everything it has, a little every day."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.levels: TwoLevels = two_levels()
        self.here: Province = self.levels.here
        self.versions = [
            self.here.version,
            *(
                procedure(self.here.commune, publish(usual_process()), code=f"1.00000{number}", unit=unit, value=value)
                for number, (unit, value) in enumerate((("working_day", 3), ("calendar_day", 20), ("none", 0)))
            ),
        ]
        self.lives: list[Life] = []
        self.come_in = self.moves = 0

    def live(self, day: date) -> None:
        """One day: some come, each of those here may be moved once, in the order of the clock."""
        now = datetime(day.year, day.month, day.day, 8, 0, tzinfo=ZONE)
        if self.come_in < DOSSIERS and day.month < 12 and self.dice.random() < 0.9:
            self.come(now)
        for life in list(self.lives):
            now += timedelta(seconds=40)
            life.now = now
            if self.dice.random() < 0.35:
                with contextlib.suppress(MoveRefused):
                    self.move(life)
                    self.moves += 1

    def come(self, now: datetime) -> None:
        version, channel = self.dice.choice(self.versions), self.dice.choice(["direct", "online", "postal"])
        filing = self.here.filing(procedure_version_id=version.pk, channel=channel)
        desk = self.here.actor(Role.RECEPTION)
        if channel == "online":
            moved = actions.file(filing, by=CITIZEN, now=now)
        else:
            moved = actions.receive(filing, by=desk, now=now)
        self.come_in += 1
        self.lives.append(Life(self.here, moved.id, now))

    def move(self, life: Life) -> None:
        state = life.row.state
        deeds: dict[str, list[Callable[[Life], Any]]] = {
            "submitted": [self.accept, self.accept, self.accept, self.turn_down, self.withdraw],
            "accepted": [self.transfer, self.transfer, self.transfer, self.pay, self.withdraw, Life.stop],
            "in_process": [self.work] * 9 + [Life.supplement_asked, self.pay, self.postpone, self.withdraw, Life.stop],
            "supplement": [self.supply, self.supply, self.withdraw, self.close],
            "supplement_given": [self.confirm, self.confirm, self.withdraw],
            "finance": [self.paid, self.paid, self.withdraw],
            "processed": [Life.hand_over],
        }
        if state in deeds:
            self.dice.choice(deeds[state])(life)
        else:
            self.lives.remove(life)  # it has ended

    def by(self, life: Life, role: Role) -> dict[str, Any]:
        return {"dossier_id": life.id, "by": self.here.actor(role), "now": life.now}

    def accept(self, life: Life) -> None:
        actions.accept(**self.by(life, Role.RECEPTION))

    def turn_down(self, life: Life) -> None:
        actions.refuse(reason="Không đúng thẩm quyền", **self.by(life, Role.RECEPTION))

    def transfer(self, life: Life) -> None:
        life.transfer()

    def pay(self, life: Life) -> None:
        actions.ask_payment(notice="Thông báo 12/TB", **self.by(life, Role.CASE_OFFICER))

    def paid(self, life: Life) -> None:
        actions.confirm_payment(proof="Biên lai 1", **self.by(life, Role.RECEPTION))

    def supply(self, life: Life) -> None:
        actions.supply(dossier_id=life.id, by=CITIZEN, now=life.now)

    def confirm(self, life: Life) -> None:
        actions.confirm_supplement(**self.by(life, Role.RECEPTION))

    def close(self, life: Life) -> None:
        actions.close_expired(**self.by(life, Role.RECEPTION))

    def withdraw(self, life: Life) -> None:
        actions.ask_withdrawal(dossier_id=life.id, reason="Đổi ý", by=CITIZEN, now=life.now)
        role = Role.RECEPTION if life.row.state == "submitted" else Role.AGENCY_LEADER
        actions.agree_withdrawal(**self.by(life, role))

    def postpone(self, life: Life) -> None:
        due = life.row.due_at
        if due is None:
            return
        new = max(due, life.now) + timedelta(days=self.dice.randint(1, 9))
        actions.propose_apology(reason="Phức tạp", new_due_at=new, **self.by(life, Role.CASE_OFFICER))
        life.sign(ProposalKind.APOLOGY)
        actions.send_apology(**self.by(life, Role.RECEPTION))

    def work(self, life: Life) -> None:
        (key,) = life.open
        back = self.dice.random() < 0.15
        match key:
            case "assign":
                life.complete("assign", Role.DIVISION_HEAD)
            case "above":
                part = self.levels.part(life)
                part.now = life.now
                self.levels.decide(part)
            case "examine":
                life.draft().complete("examine", Role.CASE_OFFICER)
            case "sign" if back:
                officer = self.here.actor(Role.AGENCY_LEADER)
                actions.return_step(step_id=life.step(), reason="Xem lại", by=officer, now=life.now)
            case "sign":
                life.approve()
            case "issue":
                life.issue()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_fold_of_any_past_month_equals_what_was_counted_on_its_last_evening(seed: int):
    town = Town(seed)
    counted: dict[tuple[date, date], dict[int, dict[str, int]]] = {}
    day = SINCE
    while day < date(2027, 1, 1):
        town.live(day)
        for month, last in MONTHS:
            if (day.month, day.day) == (month, last):
                for start in (day.replace(day=1), SINCE):
                    counted[start, day] = rows(queries.recount(start=start, end=day))
        day += timedelta(days=1)
    assert town.moves > DOSSIERS * 3
    evening = datetime(2026, 12, 31, 18, 0, tzinfo=ZONE)
    assert Dossier.objects.filter(parent__isnull=False).exists()
    for (start, end), expected in counted.items():
        form = queries.form_ii06a(start=start, end=end, now=evening)
        assert form.adds_up
        assert rows(queries.by_field(form)) == expected, f"seed {seed}, {start} to {end}"
        assert queries.form_ii06a(start=start, end=end, now=evening, formula="thanh-hoa").adds_up
    assert not list(verify())


def rows(found: dict[int, Any]) -> dict[int, dict[str, int]]:
    return {field: counts.row() for field, counts in found.items()}
