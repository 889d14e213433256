"""The next version of a procedure: written while two may write, made public from a day on, withdrawn, abolished."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from motcua.catalog import actions, queries
from motcua.catalog.actions import Plan
from motcua.catalog.models import (
    Procedure,
    ProcedureDraft,
    ProcedureProcess,
    ProcedureVersion,
    Publication,
    PublicationDecision,
)
from motcua.catalog.refusals import (
    AlreadyAbolished,
    AlreadyClear,
    BeginsTooEarly,
    DayPast,
    DecisionMissing,
    NewerVersionPublished,
    NoProcedureDraft,
    NotAbolished,
    NotFound,
    NothingChanged,
    NotInForce,
    NotWithdrawable,
    PinnedOtherwise,
    ProcedureChangedMeanwhile,
    ProcedureKnown,
    RecordInvalid,
)
from motcua.core.deadline import Norm, Unit
from motcua.core.lifecycle import SYSTEM
from motcua.journal.models import JournalEvent

from . import factories as make
from .published import record

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TODAY, LATER = date(2026, 11, 23), date(2026, 12, 1)
BEGAN = date(2026, 1, 1)
CODE = "1.001193"
DECIDED = Plan(decision_number="812/QĐ-UBND", decided_on=date(2026, 11, 20))


def published(**values):
    return actions.publish_version(data=record(**values), valid_from=BEGAN, by=SYSTEM, now=NOW)


def begun():
    return actions.begin_procedure_draft(code=CODE, by=SYSTEM, now=NOW)


def saved(data=None, plan=DECIDED, **values):
    draft = begun()
    return actions.save_procedure_draft(
        code=CODE, data=data or draft.data | values, plan=plan, begun_from=draft.mark, by=SYSTEM, now=NOW
    )


def publish(draft, on=LATER, **values):
    given = {"code": CODE, "begun_from": draft.mark, "pinned_until": None, "by": SYSTEM, "now": NOW} | values
    return actions.publish_procedure_draft(valid_from=on, **given)


def last_event(kind):
    return JournalEvent.objects.filter(kind=kind).latest("id").details


def test_a_draft_begins_as_the_version_there_is_and_there_is_one_only():
    published()
    first, again = begun(), begun()
    assert first.pk == again.pk
    assert first.data["name"] == "Thủ tục đăng ký khai sinh"
    assert [each["time_raw"] for each in first.data["methods"]] == ["3 WORKING_DAY", "1 OTHER"]
    assert first.base.number == 1


def test_published_unchanged_it_would_change_nothing():
    published()
    with pytest.raises(NothingChanged):
        publish(saved())


def test_a_published_draft_is_the_version_in_force_from_its_day_and_the_old_one_ends_before():
    old = published()
    new = publish(saved(name="Đăng ký khai sinh"))
    old.refresh_from_db()
    assert (new.number, new.valid_from, old.valid_to) == (2, LATER, date(2026, 11, 30))
    assert not ProcedureDraft.objects.exists()
    procedure = Procedure.objects.get(national_code=CODE)
    assert [queries.version_in_force(procedure, day).number for day in (TODAY, LATER)] == [1, 2]
    told = last_event("procedure.published")
    assert told["changes"][0] == {
        "what": "name",
        "label": "tên thủ tục",
        "before": old.name,
        "after": "Đăng ký khai sinh",
    }
    assert (told["decision"], told["before"]) == ("812/QĐ-UBND", 1)


def test_the_decision_is_kept_with_the_days():
    published()
    version = publish(saved(name="Đăng ký khai sinh"))
    (told,) = queries.publications(since=datetime(2026, 1, 1, tzinfo=UTC))
    assert (told.number, told.version, told.decision.effective_on) == ("812/QĐ-UBND", version.number, LATER)
    assert told.decision.public_on == TODAY


@pytest.mark.parametrize(
    ("on", "more", "refusal"),
    [
        (date(2026, 11, 22), {}, DayPast),
        (LATER, {"begun_from": "another"}, ProcedureChangedMeanwhile),
        (TODAY, {"pinned_until": TODAY}, PinnedOtherwise),
        (LATER, {"pinned_until": date(2026, 12, 2)}, PinnedOtherwise),
    ],
)
def test_a_day_or_a_draft_that_does_not_hold_is_refused_and_nothing_changes(on, more, refusal):
    published()
    draft = saved(name="Đăng ký khai sinh")
    with pytest.raises(refusal):
        publish(draft, on, **more)
    assert ProcedureDraft.objects.count() == ProcedureVersion.objects.count() == 1


def test_today_is_possible_where_no_dossier_was_filed_today():
    published()
    assert publish(saved(name="Khai sinh"), TODAY, pinned_until=date(2026, 11, 22)).valid_from == TODAY


@pytest.mark.parametrize(
    "plan",
    [
        Plan(),
        Plan(decision_number="812/QĐ-UBND"),
        Plan(decision_number="812/QĐ-UBND", decided_on=date(2026, 11, 24)),
    ],
)
def test_without_a_signed_decision_nothing_is_published(plan):
    published()
    with pytest.raises(DecisionMissing):
        publish(saved(plan=plan, name="Khai sinh"))


def test_a_version_published_meanwhile_is_looked_at_first():
    published()
    draft = saved(name="Khai sinh")
    actions.publish_version(data=record(name="Khác"), valid_from=TODAY, by=SYSTEM, now=NOW)
    with pytest.raises(NewerVersionPublished):
        publish(draft)
    actions.follow_newest(code=CODE, begun_from=draft.mark, by=SYSTEM, now=NOW)
    assert publish(draft).number == 3


def test_a_version_never_begins_before_the_one_to_come():
    published()
    actions.publish_version(data=record(name="Khác"), valid_from=LATER, by=SYSTEM, now=NOW)
    draft = saved(name="Khai sinh")
    with pytest.raises(BeginsTooEarly):
        publish(draft, date(2026, 11, 30))


def test_what_two_write_is_never_written_over():
    published()
    draft = begun()
    actions.save_procedure_draft(
        code=CODE, data=draft.data | {"name": "A"}, plan=DECIDED, begun_from=draft.mark, by=SYSTEM, now=NOW
    )
    with pytest.raises(ProcedureChangedMeanwhile):
        actions.save_procedure_draft(
            code=CODE, data=draft.data | {"name": "B"}, plan=DECIDED, begun_from=draft.mark, by=SYSTEM, now=NOW
        )
    assert ProcedureDraft.objects.get().data["name"] == "A"
    assert last_event("procedure.draft_saved")["changes"]["name"] == ["Thủ tục đăng ký khai sinh", "A"]


def test_a_draft_thrown_away_stays_in_the_journal():
    published()
    draft = begun()
    actions.discard_procedure_draft(code=CODE, begun_from=draft.mark, by=SYSTEM, now=NOW)
    assert last_event("procedure.draft_discarded")["before"]["code"] == CODE
    with pytest.raises(NoProcedureDraft):
        actions.discard_procedure_draft(code=CODE, begun_from=draft.mark, by=SYSTEM, now=NOW)


def test_a_procedure_of_ones_own_is_begun_from_nothing():
    draft = actions.begin_procedure(code="3.000001", name="Thủ tục của tỉnh", by=SYSTEM, now=NOW)
    kept = actions.save_procedure_draft(
        code="3.000001", data=draft.data, plan=DECIDED, begun_from=draft.mark, by=SYSTEM, now=NOW
    )
    assert publish(kept, code="3.000001").number == 1
    with pytest.raises(ProcedureKnown):
        actions.begin_procedure(code="3.000001", name="Lại", by=SYSTEM, now=NOW)
    with pytest.raises(RecordInvalid):
        actions.begin_procedure(code="abc", name="Lại", by=SYSTEM, now=NOW)
    with pytest.raises(NotFound):
        actions.begin_procedure_draft(code="9.999999", by=SYSTEM, now=NOW)


CHOSEN_TIME = {"value": "2", "unit": "working_day"}
CHOSEN_FEES = [{"amount_vnd": 5000, "kind": "levy", "words": "một bản"}]


def test_what_a_clerk_chose_beside_the_text_is_the_term_and_the_text_stays():
    published()
    draft = begun()
    methods = [
        draft.data["methods"][0],
        draft.data["methods"][1] | {"chosen_time": CHOSEN_TIME, "chosen_fees": CHOSEN_FEES},
    ]
    version = publish(saved(methods=methods))
    online = version.channels.get(kind="online")
    assert (online.time_raw, online.time_status) == ("1 OTHER", "understood")
    assert (online.time_value, online.time_unit) == (Decimal(2), "working_day")
    assert [(fee.amount_vnd, fee.kind, fee.words) for fee in online.fees.all()] == [(5000, "levy", "một bản")]


@pytest.mark.parametrize(
    "bad",
    [
        {"chosen_time": {"value": "-1", "unit": "working_day"}},
        {"chosen_time": {"value": "1", "unit": "fortnight"}},
        {"chosen_time": "5"},
        {"chosen_time": {"value": "0.5", "unit": "calendar_day"}},
        {"chosen_time": {"value": "0", "unit": "working_day"}},
        {"chosen_fees": []},
        {"chosen_fees": [{"amount_vnd": -5}]},
        {"chosen_fees": [{"amount_vnd": True}]},
        {"chosen_fees": [{"amount_vnd": 5, "words": 7}]},
    ],
)
def test_a_choice_nobody_could_make_is_refused(bad):
    published()
    with pytest.raises(RecordInvalid):
        saved(methods=[record()["methods"][0] | bad])


def test_a_version_written_back_is_the_same_version():
    version = published()
    channel = version.channels.get(kind="online")
    actions.choose_time(channel_id=channel.id, norm=Norm(Decimal(4), Unit.WORKING_HOUR), by=SYSTEM, now=NOW)
    whole = queries.whole_versions().get(pk=version.pk)
    again = queries.record_of(whole)
    assert again["methods"][1]["chosen_time"] == {"value": "4", "unit": "working_hour"}
    assert "chosen_time" not in again["methods"][0]
    draft = begun()
    assert draft.data == again


def test_a_paper_whose_number_is_not_said_is_chosen_once():
    version = published(documents=[{"group": "", "name": "Bản vẽ", "originals": 0, "copies": 0}])
    paper = version.papers.get()
    assert paper.status == "clerk_must_choose"
    choice = {"paper_id": paper.pk, "kind": "required", "originals": 2, "copies": 0, "by": SYSTEM, "now": NOW}
    actions.choose_paper(**choice)
    paper.refresh_from_db()
    assert (paper.kind, paper.originals, paper.status) == ("required", 2, "understood")
    with pytest.raises(AlreadyClear):
        actions.choose_paper(**choice)


def test_a_version_to_come_is_withdrawn_and_the_one_before_goes_on():
    old = published()
    new = publish(saved(name="Khai sinh"))
    actions.withdraw_version(version_id=new.pk, by=SYSTEM, now=NOW)
    old.refresh_from_db()
    assert old.valid_to is None
    assert queries.version_in_force(old.procedure, LATER).number == 1
    with pytest.raises(NotWithdrawable):
        actions.withdraw_version(version_id=old.pk, by=SYSTEM, now=NOW)
    assert publish(saved(name="Khai sinh lại"), date(2026, 11, 25)).number == 3  # its number is not given again


def test_the_process_goes_on_where_the_terms_are_the_same_case_by_case():
    old = published(
        methods=[
            {"channel": "DIRECT", "time_raw": "3 WORKING_DAY", "fee_raw": "0 VNĐ ()", "case": name}
            for name in ("Cấp", "Đổi")
        ]
    )
    process = make.process_version(status="published")
    case = old.cases.get(name="Đổi")
    actions.bind_process(version_id=old.pk, process_version_id=process.pk, case_key=case.key, by=SYSTEM, now=NOW)
    new = publish(saved(name="Khai sinh"))
    assert [each.case.name for each in ProcedureProcess.objects.filter(version=new)] == ["Đổi"]
    draft = begun()
    longer = [each | {"time_raw": "5 WORKING_DAY"} for each in draft.data["methods"]]
    assert not publish(saved(methods=longer), date(2026, 12, 2)).processes.exists()


def test_looking_at_what_a_draft_would_become_leaves_nothing():
    published()
    with actions.tried(saved(name="Khai sinh"), now=NOW) as version:
        assert (version.number, version.name) == (2, "Khai sinh")
    assert ProcedureVersion.objects.get().valid_to is None


def test_a_procedure_is_abolished_by_a_decision_and_taken_back_before_its_day():
    version = published()
    end = {"code": CODE, "plan": DECIDED, "by": SYSTEM, "now": NOW}
    with pytest.raises(DayPast):
        actions.abolish(on=date(2026, 11, 22), **end)
    with pytest.raises(DecisionMissing):
        actions.abolish(on=LATER, **(end | {"plan": replace(DECIDED, decision_number=" ")}))
    actions.abolish(on=LATER, **end)
    with pytest.raises(AlreadyAbolished):
        actions.abolish(on=LATER, **end)
    with pytest.raises(AlreadyAbolished):
        publish(saved(name="Khai sinh"))
    with pytest.raises(NotInForce):
        queries.version_in_force(Procedure.objects.get(), LATER)
    actions.take_back_abolition(code=CODE, by=SYSTEM, now=NOW)
    assert queries.version_in_force(Procedure.objects.get(), LATER) == version
    assert not Publication.objects.exists()
    with pytest.raises(NotAbolished):
        actions.take_back_abolition(code=CODE, by=SYSTEM, now=NOW)


def test_what_a_decision_may_not_be_is_refused_by_the_database():
    version = published()
    kept = PublicationDecision.objects.create(number="1/QĐ", decided_on=TODAY, issuer="province")
    row = {"decision": kept, "procedure": version.procedure, "effective_on": TODAY, "public_at": NOW}
    tries = [
        ("decision_is_kept_once", PublicationDecision, {"number": "1/QĐ", "decided_on": TODAY, "issuer": "province"}),
        ("decision_has_a_number", PublicationDecision, {"number": "", "decided_on": TODAY, "issuer": "province"}),
        ("decision_issuer_is_known", PublicationDecision, {"number": "2", "decided_on": TODAY, "issuer": "x"}),
        ("publication_has_its_version", Publication, row | {"what": "issued"}),
        ("publication_has_its_version", Publication, row | {"what": "abolished", "version": version}),
        ("procedure_draft_code_is_national", ProcedureDraft, {"code": "x"}),
        ("procedure_draft_decision_is_whole", ProcedureDraft, {"code": CODE, "decided_on": TODAY}),
        ("procedure_draft_issuer_is_known", ProcedureDraft, {"code": CODE, "issuer": "x"}),
    ]
    for constraint, model, values in tries:
        given = values if model is not ProcedureDraft else {"data": {}, "mark": "", "saved_at": NOW} | values
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model.objects.create(**given)
    Publication.objects.create(**row, what="abolished")
    with pytest.raises(IntegrityError, match="procedure_is_abolished_once"), transaction.atomic():
        Publication.objects.create(**row, what="abolished")
