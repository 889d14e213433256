"""What a dossier is bound to: norm by channel and case, process, policy, and whether the agency offers it at all."""

from datetime import date
from decimal import Decimal

import pytest

from motcua.catalog import queries
from motcua.catalog.models import Offering, ProcedureProcess
from motcua.catalog.refusals import NoProcess, NotOffered, UnknownCase
from motcua.core import flow
from motcua.core.deadline import Norm, SupplementPolicy, Unit

from . import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def offered():
    """A version in force that an agency offers and a published process works."""
    version = make.version()
    make.channel(version)
    agency = make.agency()
    make.offering(agency, version.procedure)
    process = make.process_version(status="published")
    ProcedureProcess.objects.create(version=version, process_version=process)
    make.bump()
    return version, agency, process


def test_a_dossier_keeps_norm_policy_process_and_field(offered):
    version, agency, process = offered
    pins = queries.pins(version.id, "", "direct", agency.id, TODAY)
    assert (pins.norm, pins.process_version_id) == (Norm(Decimal(5), Unit.WORKING_DAY), process.id)
    assert (pins.policy.supplement, pins.field_id) == (SupplementPolicy.RESTART, version.field_id)


def test_another_channel_without_a_published_time_leaves_the_choice_to_a_clerk(offered):
    version, agency, _ = offered
    assert queries.pins(version.id, "", "online", agency.id, TODAY).norm is None


@pytest.mark.parametrize(
    ("rows", "norm"),
    [
        ([("5", "working_day")], Norm(Decimal(5), Unit.WORKING_DAY)),
        ([("5", "working_day"), ("5", "working_day")], Norm(Decimal(5), Unit.WORKING_DAY)),
        ([("5", "working_day"), ("7", "working_day")], None),
        ([("5", "working_day"), (None, "")], None),
        ([(None, "")], None),
        ([("0", "same_day")], Norm(Decimal(0), Unit.SAME_DAY)),
        ([(None, "none")], Norm(Decimal(0), Unit.NONE)),
    ],
)
def test_only_one_answer_is_a_norm(rows, norm):
    version = make.version()
    for place, (value, unit) in enumerate(rows):
        status = "understood" if unit else "clerk_must_choose"
        make.channel(version, position=place, time_value=value, time_unit=unit, time_status=status)
    make.bump()
    assert queries.rules_for(version.id).norm_for("direct") == norm


def test_a_case_has_its_own_time_and_process(offered):
    version, agency, process = offered
    case = make.case(version, position=2, name="Cấp lại")
    make.channel(version, position=5, case=case, time_value=2)
    other = make.process_version(status="published")
    ProcedureProcess.objects.create(version=version, case=case, process_version=other)
    make.bump()
    plain, lost = (queries.pins(version.id, key, "direct", agency.id, TODAY) for key in ("", "2"))
    assert (plain.norm.value, plain.process_version_id) == (5, process.id)
    assert (lost.norm.value, lost.process_version_id) == (2, other.id)


def test_a_case_that_does_not_exist_is_refused(offered):
    version, agency, _ = offered
    with pytest.raises(UnknownCase):
        queries.pins(version.id, "9", "direct", agency.id, TODAY)


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_outside_its_days_an_offering_takes_nothing_in(offered, day):
    version, agency, _ = offered
    Offering.objects.update(valid_to=date(2026, 12, 31))
    with pytest.raises(NotOffered, match=version.procedure.national_code):
        queries.pins(version.id, "", "direct", agency.id, day)


def test_what_nobody_works_is_not_taken_in(offered):
    version, agency, _ = offered
    ProcedureProcess.objects.all().delete()
    make.bump()
    with pytest.raises(NoProcess, match="chưa có quy trình"):
        queries.pins(version.id, "", "direct", agency.id, TODAY)


def test_rules_in_memory_cost_one_query_until_the_catalogue_changes(offered, django_assert_num_queries):
    version, agency, _ = offered
    queries.pins(version.id, "", "direct", agency.id, TODAY)
    with django_assert_num_queries(1):
        queries.pins(version.id, "", "direct", agency.id, TODAY)


def test_a_published_process_is_read_once(django_assert_num_queries):
    published = make.process_version(
        status="published",
        definition={"format": flow.codec.FORMAT, "key": "mau", "version": 1, "start": [], "steps": []},
    )
    assert queries.process(published.id).key == "mau"
    with django_assert_num_queries(0):
        queries.process(published.id)


def test_a_draft_process_works_no_dossier():
    with pytest.raises(LookupError, match="not published"):
        queries.process(make.process_version().id)
