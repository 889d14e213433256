"""Where the demonstration may be founded, and by which commands."""

from datetime import datetime

import pytest
from django.core.management import call_command

from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions
from motcua.people.models import Account
from motcua.rehearsal.demonstration import founding
from tests.factories import province

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)


def test_production_refuses_it(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(founding.NotADemonstration):
        founding.found(now=NOW)
    assert not Account.objects.exists()


def test_a_database_with_dossiers_of_its_own_refuses_it(db):
    here = province.province()
    actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=province.MONDAY)
    with pytest.raises(founding.NotOurs):
        founding.found(now=NOW)


def test_the_commands_found_it_and_show_the_accounts(db, capsys):
    call_command("demo_setup")
    call_command("demo_accounts")
    said = capsys.readouterr().out
    assert "264 cán bộ" in said
    assert "tiepnhan1.hacthanh" in said
