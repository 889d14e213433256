"""The demonstration province: founded once for all, whole, and with somebody in every role."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import pyotp
import pytest
from django.db import transaction
from django.db.models import Count

from motcua.catalog import queries as catalog
from motcua.catalog.forms import written_forms
from motcua.catalog.models import Offering, Procedure, ProcedureVersion, ProcessVersion
from motcua.core import flow
from motcua.core.vietnam import ZONE
from motcua.journal.verification import verify
from motcua.org.models import Agency, AgencyCode, Unit
from motcua.people import actions as people
from motcua.people.models import Account, Citizen, Officer, Post, SecondFactor
from motcua.people.roles import POSTABLE
from motcua.rehearsal.demonstration import founding
from motcua.rehearsal.demonstration.data import facts
from motcua.rehearsal.models import Demonstration

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
TODAY = NOW.date()
MODELS = (Agency, AgencyCode, Unit, Account, Officer, Post, SecondFactor, Citizen, Procedure, ProcessVersion, Offering)


@pytest.fixture(scope="module")
def founded_once(django_db_setup, django_db_blocker) -> Iterator[founding.Founded]:
    """Founding takes seconds: one province for the module, taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = founding.found(now=NOW)
        assert made is not None
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def founded(founded_once, db) -> founding.Founded:
    return founded_once


def test_it_is_small_and_whole(founded):
    assert 17 <= founded.agencies <= 22
    assert 40 <= founded.procedures <= 55
    assert founded.citizens >= 8
    communes = Agency.objects.filter(level="commune")
    assert communes.count() == 8
    assert communes.filter(name="Ủy ban nhân dân phường Hạc Thành").exists()
    assert not list(verify())


def test_founded_twice_it_is_the_same(founded):
    before = [model.objects.count() for model in MODELS]
    assert founding.found(now=NOW) is None
    Demonstration.objects.update(fingerprint="other facts")
    again = founding.found(now=NOW)
    assert again is not None
    assert (again.officers, again.citizens, again.procedures) == (0, 0, 0)
    assert [model.objects.count() for model in MODELS] == before


def test_every_role_that_comes_with_a_post_is_held(founded):
    assert set(POSTABLE) == set(Post.objects.values_list("role", flat=True))


def test_a_code_nobody_published_says_so(founded):
    true_ones = AgencyCode.objects.filter(scheme="new", is_placeholder=False).values_list("code", flat=True)
    assert sorted(true_ones) == ["H56", "H56.14"]


def test_nobody_shares_a_name_with_a_colleague(founded):
    shared = (
        Post.objects.exclude(agency__key="centre")
        .values("agency_id", "officer__full_name")
        .annotate(people=Count("officer_id", distinct=True))
        .filter(people__gt=1)
    )
    assert not shared


def test_every_division_that_works_has_a_head_and_officers(founded):
    working = set(Offering.objects.values_list("handling_unit_id", flat=True))
    for role in ("division_head", "case_officer"):
        assert working <= set(Post.objects.filter(role=role).values_list("unit_id", flat=True))


def test_every_procedure_is_worked_by_a_process_of_its_norm(founded):
    for version in ProcedureVersion.objects.select_related("procedure"):
        rules = catalog.rules_for(version.pk)
        norms = {rule.norm for rule in rules.channels}
        assert len(norms) == 1, version
        (norm,) = norms
        assert norm is not None, version
        record = ProcessVersion.objects.get(pk=rules.process_for())
        found = flow.findings(flow.from_rows(record.definition), record.norm_hours)
        assert not [finding for finding in found if finding.code is not flow.Code.NO_RETURN_STEP], version
        if norm.unit == "working_day":
            assert record.norm_hours == norm.value * 8, version
        elif norm.unit == "same_day":
            assert record.norm_hours == Decimal(8), version


def test_a_dozen_procedures_and_more_have_a_table_of_their_own(founded):
    own = [procedure for procedure in facts().procedures if procedure.process]
    assert len({procedure.process for procedure in own}) >= 12
    adapted = ProcessVersion.objects.exclude(template=None)
    assert adapted.exists()
    assert all(version.definition["template"] for version in adapted)


def test_every_procedure_has_a_form_and_fifteen_have_theirs_written_in_full(founded):
    in_use = [catalog.form_in_use(version.pk) for version in ProcedureVersion.objects.all()]

    assert all(form.id for form in in_use)
    assert sum(form.definition in written_forms().values() for form in in_use) == 15
    assert not any(form.is_compared for form in in_use)


def test_departments_receive_at_the_centre(founded):
    centre = Agency.objects.get(key="centre")
    at_centre = set(Post.objects.filter(agency=centre, role="reception").values_list("officer_id", flat=True))
    for department in Agency.objects.filter(level="department"):
        own = Post.objects.filter(agency=department, role="reception").values_list("officer_id", flat=True)
        assert set(own) & at_centre, department


def test_an_officer_signs_in_with_the_password_and_the_code(founded):
    account = people.check_password(
        username="tiepnhan1.hacthanh", password=facts().password, address="127.0.0.1", now=NOW
    )
    code = pyotp.TOTP(SecondFactor.objects.get(officer__account=account).secret).at(NOW)
    people.check_code(account=account, code=code, now=NOW)


def test_the_accounts_shown_exist(founded):
    shown = {row["username"] for row in facts().showcase}
    assert shown <= set(Account.objects.values_list("username", flat=True))
