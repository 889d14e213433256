"""Steps that share one time budget share one due moment, and one that opens after it is due at once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from motcua.core import lifecycle
from motcua.core.roles import Role
from tests.factories.dossiers import HEAD, SPECIALIST, START, Life, rules
from tests.factories.flow import AGREED, DONE, a_process, a_step


def shared_time():
    """Head, specialist and leader have eight hours between them."""
    return a_process(
        a_step("assign", "examine", order=1, role=Role.DIVISION_HEAD, hours=None, budget="all"),
        a_step("examine", "sign", order=2, role=Role.CASE_OFFICER, hours=None, budget="all"),
        a_step("sign", "issue", order=3, role=Role.AGENCY_LEADER, hours=None, budget="all", next={AGREED: ("issue",)}),
        a_step("issue", order=4, role=Role.CLERK, hours="4"),
        budgets={"all": Decimal(8)},
    )


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=10)])
def test_a_step_is_never_due_before_it_opens(late):
    life = Life(binding=rules(shared_time())).in_process()
    life.do(lifecycle.complete_step, life.step("assign"), DONE, by=HEAD)
    first_due = life.dossier.open_steps[0].due_at
    opened_at = START + late
    life.do(lifecycle.complete_step, life.step("examine"), DONE, by=SPECIALIST, now=opened_at)
    (sign,) = life.dossier.open_steps
    assert sign.due_at == max(first_due, opened_at)
