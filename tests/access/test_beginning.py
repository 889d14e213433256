"""`motcua init`: one administrator, once, who can let the others in."""

import io
import json
from datetime import date

import pytest
from django.core.management import call_command

from motcua.access import queries
from motcua.access.beginning import AlreadyBegun, begin_province
from motcua.access.policy import Permission
from motcua.org import queries as org
from motcua.org.models import Agency
from motcua.people.models import Account
from motcua.people.refusals import BadUsername
from tests.factories import places
from tests.factories.people import NOW

pytestmark = pytest.mark.django_db
SINCE = date(2026, 11, 23)


def begin(**fields):
    given = {
        "name": "UBND tỉnh Thanh Hóa",
        "code": "H56",
        "since": SINCE,
        "username": "quan.tri",
        "full_name": "Lê Quản Trị",
        "now": NOW,
    } | fields
    return begin_province(**given)


def test_the_first_administrator_can_let_others_in_and_reads_no_dossier():
    agency, new = begin()
    account = Account.objects.get(pk=new.officer.account_id)
    assert queries.may(account, Permission.MANAGE_PEOPLE, on=SINCE, agency_id=agency.pk)
    assert queries.may(account, Permission.MANAGE_AGENCIES, on=SINCE)
    assert not queries.may(account, Permission.SEE_DOSSIERS, on=SINCE)
    assert account.check_password(new.temporary_password)


def test_the_new_province_has_its_code_and_its_working_days():
    agency, _ = begin()
    assert org.agency_by_code("H56", on=SINCE) == agency
    assert org.calendar_of(agency.pk, SINCE).is_working_day(SINCE)


def test_a_province_that_was_imported_is_used():
    imported = places.agency("UBND tỉnh Thanh Hóa", level="province")
    assert begin()[0] == imported


def test_it_begins_once():
    begin()
    with pytest.raises(AlreadyBegun):
        begin(username="nguoi.khac")
    assert Account.objects.count() == 1


def test_what_cannot_begin_leaves_nothing_behind():
    with pytest.raises(BadUsername):
        begin(username="x")
    assert not Agency.objects.exists()


def test_the_command_prints_the_password_this_once():
    out = io.StringIO()
    call_command(
        "init",
        province="UBND tỉnh Thanh Hóa",
        code="H56",
        username="quan.tri",
        name="Lê Quản Trị",
        json=True,
        stdout=out,
    )
    answer = json.loads(out.getvalue())
    assert Account.objects.get(username=answer["username"]).check_password(answer["temporary_password"])
