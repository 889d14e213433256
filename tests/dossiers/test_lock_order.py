"""The watch over the order of locks sees what it is there for."""

import pytest
from django.db import transaction

from motcua.base import sql
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import commit
from tests.factories.lives import received, two_levels
from tests.factories.province import MONDAY, province
from tests.locks import LocksOutOfOrder

pytestmark = pytest.mark.django_db


def test_a_dossier_locked_after_a_counter_is_seen():
    life = received(province())
    today = MONDAY.astimezone(ZONE).date()
    with transaction.atomic():
        sql.value(commit.STATEMENTS.next_serial, prefix="H56.901", day=today)
        with pytest.raises(LocksOutOfOrder):
            commit.load(life.id, now=MONDAY)


def test_a_parent_locked_after_its_part_is_seen():
    levels = two_levels()
    parent = received(levels.here).transfer().complete("assign", Role.DIVISION_HEAD)
    part = levels.part(parent)
    with transaction.atomic():
        commit.load(parent.id, now=MONDAY)
        commit.load(part.id, now=MONDAY)
    with transaction.atomic():
        commit.load(part.id, now=MONDAY)
        with pytest.raises(LocksOutOfOrder):
            commit.load(parent.id, now=MONDAY)
