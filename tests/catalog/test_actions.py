"""What changes the catalogue: every verb, its refusals, and its line in the journal."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from motcua.catalog import actions, queries
from motcua.catalog.models import Offering, ProcedureProcess, ProcessVersion
from motcua.catalog.refusals import (
    AlreadyOffered,
    AlreadyPublished,
    BeginsTooEarly,
    LevelNotOfItsTime,
    NormUnknown,
    NotATemplate,
    NotFound,
    NotInForce,
    NotOffered,
    NotYetPublished,
    ProcessFaulty,
    RecordInvalid,
    TemplateDoesNotFit,
    UnknownCase,
)
from motcua.catalog.short_forms import short_form
from motcua.core import flow
from motcua.core.deadline import Norm, Unit
from motcua.core.flow import Outcome, StepDef, StepKind
from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from motcua.journal.models import JournalEvent

from . import factories as make
from .published import record

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FORM = short_form("de_nghi", "Đơn", [{"key": "ho_ten", "label": "Họ tên trẻ", "required": True}])


def told(kind):
    return JournalEvent.objects.filter(kind=kind).count()


def steps(*, key="mau", hours=(4, 28, 8), bulk=1):
    """A template of three steps and the return of the result."""
    roles = (Role.RECEPTION, Role.CASE_OFFICER, Role.AGENCY_LEADER)
    made = tuple(
        StepDef(
            key=f"b{place}", order=place, name=f"Bước {place}", role=role, hours=Decimal(hours[place]),
            next={Outcome.DONE: (f"b{place + 1}",)}, bulk=place == bulk,
        )
        for place, role in enumerate(roles)
    )  # fmt: skip
    last = StepDef(
        key="b3", order=3, name="Trả kết quả", role=Role.RETURN_DESK, kind=StepKind.RETURN_RESULT,
        next={Outcome.DONE: (flow.END,)},
    )  # fmt: skip
    return flow.ProcessDef(key=key, version=1, name="Quy trình mẫu", start=("b0",), steps=(*made, last))


@pytest.fixture
def template():
    draft = actions.keep_draft(process=steps(), norm_hours=Decimal(40), by=SYSTEM, now=NOW, is_template=True)
    return actions.publish_process(process_version_id=draft.id, valid_from=TODAY, by=SYSTEM, now=NOW)


def publish(**values):
    return actions.publish_version(
        data=record(**values), valid_from=TODAY, by=SYSTEM, now=NOW, form=FORM, supplement_policy="pause"
    )


def test_a_clerk_publishes_a_procedure_with_cases_and_a_form():
    version = publish(
        methods=[
            {"channel": "DIRECT", "case": "Cấp mới", "time_raw": "5 WORKING_DAY", "fee_raw": "8000 VNĐ ()"},
            {"channel": "DIRECT", "case": "Cấp lại", "time_raw": "2 WORKING_DAY", "fee_raw": "0 VNĐ ()"},
        ],
        documents=[{"group": "Cấp lại", "name": "Đơn", "originals": 0, "copies": 0, "kind": "required"}],
    )
    rules = queries.rules_for(version.id)
    keys = {name: key for key, name in rules.case_names.items()}
    assert rules.norm_for("direct", keys["Cấp mới"]) == Norm(Decimal(5), Unit.WORKING_DAY)
    assert rules.norm_for("direct", keys["Cấp lại"]) == Norm(Decimal(2), Unit.WORKING_DAY)
    assert (queries.form_in_use(version.id).definition, version.supplement_policy) == (FORM, "pause")
    assert version.source_kind == "clerk"
    assert version.papers.get().kind == "required"
    assert told("procedure.published") == 1


def test_publishing_the_same_again_changes_nothing():
    assert publish().id == publish().id
    assert told("procedure.published") == 1


def test_what_a_clerk_leaves_out_is_gone():
    publish(conditions="Có điều kiện")
    version = actions.publish_version(data=record(), valid_from=date(2026, 12, 1), by=SYSTEM, now=NOW)
    assert (version.number, version.conditions, queries.form_in_use(version.id).definition) == (2, "", FORM)


def test_a_version_cannot_begin_before_the_last_one():
    publish()
    with pytest.raises(BeginsTooEarly, match="23/11/2026"):
        actions.publish_version(data=record(name="Khác"), valid_from=date(2026, 1, 1), by=SYSTEM, now=NOW)


@pytest.mark.parametrize("values", [{"code": "1.1"}, {"code": ""}, {"name": ""}])
def test_what_is_no_procedure_is_not_published(values):
    with pytest.raises(RecordInvalid):
        publish(**values)


@pytest.mark.parametrize("norm", [Norm(Decimal(7), Unit.WORKING_DAY), Norm(Decimal(0), Unit.NONE)])
def test_a_term_left_open_is_chosen_by_a_clerk(norm):
    version = make.version()
    channel = make.channel(version, time_status="clerk_must_choose", time_value=None, time_unit="")
    assert queries.rules_for(version.id).norm_for("direct") is None
    actions.choose_time(channel_id=channel.id, norm=norm, by=SYSTEM, now=NOW)
    assert queries.rules_for(version.id).norm_for("direct") == norm
    assert told("procedure.time_chosen") == 1


def test_a_fee_left_open_is_chosen_by_a_clerk():
    channel = make.channel(make.version(), fee_status="text")
    make.fee(channel, amount_vnd=1)
    actions.choose_fee(channel_id=channel.id, amount_vnd=8000, kind="levy", words="bản sao", by=SYSTEM, now=NOW)
    channel.refresh_from_db()
    assert (channel.fee_status, [fee.amount_vnd for fee in channel.fees.all()]) == ("understood", [8000])


def test_an_abolished_procedure_is_found_no_more():
    version = make.version()
    actions.abolish(code=version.procedure.national_code, on=TODAY, by=SYSTEM, now=NOW)
    with pytest.raises(NotInForce):
        queries.page(version.procedure.national_code, on=TODAY)
    with pytest.raises(NotFound):
        actions.abolish(code="9.999999", on=TODAY, by=SYSTEM, now=NOW)


# --- offerings --------------------------------------------------------------------------------------------------------
def offer(agency, procedure, first, level, **values):
    return actions.offer(
        agency_id=agency.id,
        procedure_id=procedure.id,
        valid_from=date.fromisoformat(first),
        online_level=level,
        by=SYSTEM,
        now=NOW,
        **values,
    )


def test_a_level_of_2021_ends_when_levels_do():
    offering = offer(make.agency(), make.procedure(), "2021-09-01", "4")
    assert offering.valid_to == date(2022, 6, 23)
    assert told("procedure.offered") == 1


@pytest.mark.parametrize(
    ("first", "last", "level"),
    [
        ("2022-06-24", None, "4"),
        ("2021-01-01", date(2022, 6, 24), "3"),
        ("2022-06-23", None, "full"),
        ("2021-09-01", None, "partial"),
        ("2026-01-01", None, "5"),
    ],
)
def test_a_level_of_another_time_is_refused(first, last, level):
    with pytest.raises(LevelNotOfItsTime):
        offer(make.agency(), make.procedure(), first, level, valid_to=last)


def test_an_agency_offers_a_procedure_once_at_a_time():
    agency, procedure = make.agency(), make.procedure()
    offer(agency, procedure, "2026-01-01", "full", valid_to=date(2026, 6, 30))
    with pytest.raises(AlreadyOffered, match=procedure.national_code):
        offer(agency, procedure, "2026-06-30", "full")
    assert offer(agency, procedure, "2026-07-01", "none")


def test_a_new_level_keeps_the_old_one_recorded():
    agency, procedure = make.agency(), make.procedure()
    offer(agency, procedure, "2026-01-01", "none")
    change = {"agency_id": agency.id, "procedure_id": procedure.id, "by": SYSTEM, "now": NOW}
    actions.set_level(level="full", since=TODAY, **change)
    actions.set_level(level="full", since=TODAY, **change)
    actions.set_level(level="partial", since=TODAY, partial_reason="phải có mặt", **change)
    held = list(Offering.objects.order_by("valid_from").values_list("online_level", "valid_from", "valid_to"))
    assert held == [("none", date(2026, 1, 1), date(2026, 11, 22)), ("partial", TODAY, None)]
    assert told("procedure.level_set") == 2


def test_what_is_not_offered_has_no_level_and_no_end():
    ids = {"agency_id": make.agency().id, "procedure_id": make.procedure().id, "by": SYSTEM, "now": NOW}
    with pytest.raises(NotOffered):
        actions.set_level(level="full", since=TODAY, **ids)
    with pytest.raises(NotOffered):
        actions.stop_offering(last=TODAY, **ids)


def test_an_offering_ends_with_its_last_day():
    agency, procedure = make.agency(), make.procedure()
    offer(agency, procedure, "2026-01-01", "full")
    actions.stop_offering(agency_id=agency.id, procedure_id=procedure.id, last=TODAY, by=SYSTEM, now=NOW)
    assert queries.offered_codes([agency.id], TODAY)
    assert not queries.offered_codes([agency.id], date(2026, 11, 24))


# --- processes --------------------------------------------------------------------------------------------------------
def test_the_same_step_table_is_kept_once():
    kept = {actions.keep_draft(process=steps(), norm_hours=Decimal(40), by=SYSTEM, now=NOW).id for _ in range(2)}
    changed = actions.keep_draft(process=steps(hours=(4, 20, 16)), norm_hours=Decimal(40), by=SYSTEM, now=NOW)
    assert (len(kept), changed.number) == (1, 2)


def test_a_wrong_sum_is_shown_to_the_designer_and_does_not_stop_the_draft():
    draft = actions.keep_draft(process=steps(), norm_hours=Decimal(16), by=SYSTEM, now=NOW)
    assert any(finding["code"] in {"hours_differ", "longest_exceeds"} for finding in draft.findings)


def test_a_process_that_strands_a_dossier_is_not_published():
    broken = flow.ProcessDef(
        key="hong", version=1, name="", start=("a",),
        steps=(StepDef(key="a", order=1, name="A", role=Role.RECEPTION, next={Outcome.DONE: ("b",)}),),
    )  # fmt: skip
    draft = actions.keep_draft(process=broken, norm_hours=None, by=SYSTEM, now=NOW)
    with pytest.raises(ProcessFaulty):
        actions.publish_process(process_version_id=draft.id, valid_from=TODAY, by=SYSTEM, now=NOW)
    assert ProcessVersion.objects.get().status == "draft"


def _with_part(key: str, part: str) -> flow.ProcessDef:
    return flow.ProcessDef(
        key=key, version=1, name="", start=("a",),
        steps=(
            StepDef(key="a", order=1, name="A", role=Role.AGENCY_LEADER, next={Outcome.DONE: ("b",)}),
            StepDef(key="b", order=2, name="B", role=Role.COMMITTEE_LEADER, kind=flow.StepKind.HIGHER_LEVEL,
                    sub_process=part, next={Outcome.DONE: ("c",)}),
            StepDef(key="c", order=3, name="C", role=Role.RETURN_DESK, kind=flow.StepKind.RETURN_RESULT,
                    next={Outcome.DONE: (flow.END,)}),
        ),
    )  # fmt: skip


def _drafted(process: flow.ProcessDef) -> int:
    return actions.keep_draft(process=process, norm_hours=None, by=SYSTEM, now=NOW).id


def test_a_process_waits_for_the_process_of_its_part(template):
    """Published without it, its dossiers would be stranded at the step that opens the part."""
    missing, later = _drafted(_with_part("chinh", "cap-tren")), TODAY + timedelta(days=1)
    with pytest.raises(ProcessFaulty, match="cap-tren"):
        actions.publish_process(process_version_id=missing, valid_from=TODAY, by=SYSTEM, now=NOW)
    part = _drafted(replace(steps(), key="cap-tren"))
    actions.publish_process(process_version_id=part, valid_from=later, by=SYSTEM, now=NOW)
    with pytest.raises(ProcessFaulty, match="chưa có hiệu lực"):
        actions.publish_process(process_version_id=missing, valid_from=TODAY, by=SYSTEM, now=NOW)
    assert actions.publish_process(process_version_id=missing, valid_from=later, by=SYSTEM, now=NOW).valid_from == later


def test_a_process_is_not_a_part_of_itself(template):
    first = _drafted(replace(steps(), key="vong"))
    actions.publish_process(process_version_id=first, valid_from=TODAY, by=SYSTEM, now=NOW)
    above = _drafted(_with_part("giua", "vong"))
    actions.publish_process(process_version_id=above, valid_from=TODAY, by=SYSTEM, now=NOW)
    for part in ("vong", "giua"):
        with pytest.raises(ProcessFaulty, match="chính quy trình này"):
            actions.publish_process(
                process_version_id=_drafted(_with_part("vong", part)), valid_from=TODAY, by=SYSTEM, now=NOW
            )


def test_a_process_is_published_once(template):
    with pytest.raises(AlreadyPublished):
        actions.publish_process(process_version_id=template.id, valid_from=TODAY, by=SYSTEM, now=NOW)


def test_only_a_published_process_is_bound():
    draft = actions.keep_draft(process=steps(), norm_hours=Decimal(40), by=SYSTEM, now=NOW)
    with pytest.raises(NotYetPublished):
        actions.bind_process(version_id=make.version().id, process_version_id=draft.id, by=SYSTEM, now=NOW)


def test_a_binding_is_replaced_and_belongs_to_a_case(template):
    version = make.version()
    case = make.case(version, position=3)
    bind = {"version_id": version.id, "by": SYSTEM, "now": NOW, "process_version_id": template.id}
    for _ in range(2):
        actions.bind_process(**bind)
    actions.bind_process(**bind, case_key="3")
    assert list(ProcedureProcess.objects.order_by("id").values_list("case", flat=True)) == [None, case.id]
    with pytest.raises(UnknownCase):
        actions.bind_process(**bind, case_key="7")


@pytest.mark.parametrize(
    ("value", "unit", "hours"),
    [
        (3, "working_day", 24),
        (30, "working_day", 240),
        (4, "working_hour", 4),
        (0, "same_day", 8),
        (14, "calendar_day", 80),
    ],
)
def test_a_template_is_adjusted_to_the_norm_and_marked(template, value, unit, hours):
    version = make.version()
    make.channel(version, time_value=value, time_unit=unit)
    make.bump()
    made = actions.use_template(version_id=version.id, template_id=template.id, valid_from=TODAY, by=SYSTEM, now=NOW)
    definition = queries.process(made.id)
    assert (made.norm_hours, made.template, made.status) == (hours, template, "published")
    assert sum(step.hours or 0 for step in definition.steps) == hours
    assert definition.template == "mau"
    assert queries.rules_for(version.id).process_for() == made.id


def test_procedures_of_one_norm_share_one_adjusted_process(template):
    made = set()
    for _ in range(2):
        version = make.version()
        make.channel(version)
        make.bump()
        use = actions.use_template(version_id=version.id, template_id=template.id, valid_from=TODAY, by=SYSTEM, now=NOW)
        made.add(use.id)
    assert len(made) == 1


def test_a_term_that_is_not_clear_adjusts_no_template(template):
    version = make.version()
    make.channel(version, time_status="text", time_value=None, time_unit="")
    make.bump()
    use = {"version_id": version.id, "template_id": template.id, "valid_from": TODAY, "by": SYSTEM, "now": NOW}
    with pytest.raises(NormUnknown):
        actions.use_template(**use)
    assert actions.use_template(**use, norm=Norm(Decimal(10), Unit.WORKING_DAY)).norm_hours == 80


def test_a_term_too_short_for_its_steps_is_refused(template):
    version = make.version()
    with pytest.raises(TemplateDoesNotFit):
        actions.use_template(
            version_id=version.id, template_id=template.id, valid_from=TODAY, by=SYSTEM, now=NOW,
            norm=Norm(Decimal("0.5"), Unit.WORKING_HOUR),
        )  # fmt: skip


def test_only_a_published_template_is_used():
    plain = make.process_version(status="published")
    with pytest.raises(NotATemplate):
        actions.use_template(version_id=make.version().id, template_id=plain.id, valid_from=TODAY, by=SYSTEM, now=NOW)
