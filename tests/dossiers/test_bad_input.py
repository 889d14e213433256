"""Bad input at the verbs: a clear sentence or stored safely; nothing changed or lost, no error of the database."""

from __future__ import annotations

import contextlib
import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.core import lifecycle
from motcua.core.flow import Outcome
from motcua.core.lifecycle import ProposalKind
from motcua.core.refusal import Refusal
from motcua.core.roles import Role
from motcua.core.worktime import CalendarGap
from motcua.dossiers import actions, filing, queries, typed
from motcua.dossiers.commit import KeyUsedOtherwise
from motcua.dossiers.creation import AlreadyFiled, FileMissing
from motcua.dossiers.filing import PaperIn, PartyIn
from motcua.dossiers.models import Answers, CommandKey, Component, Dossier, Party, Statement
from motcua.dossiers.queries.one import CodeOfElsewhere, NotACode
from motcua.journal.models import JournalEvent
from motcua.org.refusals import UnknownAgency
from motcua.results import actions as results
from tests.factories import people
from tests.factories.flow import AGREED, DONE, NEGATIVE, a_process, a_step
from tests.factories.lives import Life, received
from tests.factories.province import CITIZEN, MONDAY, Province, province

pytestmark = pytest.mark.django_db
NFD = unicodedata.normalize("NFD", "Nguyễn Thị Đặng Hòa")
SQL = "Robert'); DROP TABLE dossiers_dossier;--"
HOSTILE = {
    "null": "a\x00b",
    "sql": SQL,
    "bidi": "Nguyễn \u202eaoH\u202c Văn",
    "half": "a\ud800b",
    "percent": "100% %s %(id)s {0} {code}",
    "markup": "<script>alert(1)</script>",
    "astral": "𠮷𠮷 👩‍👩‍👧",
    "long": "x" * 10_000,
}


@pytest.fixture
def here() -> Province:
    return province()


def asked(life: Life) -> int:
    """The question put, if it was."""
    return life.row.consultations.values_list("pk", flat=True).first() or 0


def owner(**given: str) -> tuple[PartyIn, ...]:
    return (PartyIn(**({"full_name": "Trần Thị Hoa"} | given)),)


# --- Texts ------------------------------------------------------------------------------------------------------------
PARTY_FIELDS = ("full_name", "personal_id", "tax_code", "born_on", "phone", "email", "address", "commune_code", "kind")


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_in_a_filing_is_refused_in_words_or_kept_harmless(here: Province, kind: str):
    text, by = HOSTILE[kind], here.actor(Role.RECEPTION)
    filings = [here.filing(parties=owner(**{field: text})) for field in PARTY_FIELDS]
    filings += [here.filing(papers=(PaperIn(name=text),)), here.filing(papers=(PaperIn("Tờ khai", note=text),))]
    filings += [here.filing(answers={"q": text, text: [text, {"deep": text}]}), here.filing(external=(text, text))]
    kept = 0
    for each in filings:
        with contextlib.suppress(Refusal):
            actions.receive(each, by=by, now=MONDAY)
            kept += 1
    assert Dossier.objects.count() == kept
    names = {*Party.objects.values_list("full_name", flat=True), *Component.objects.values_list("name", flat=True)}
    assert not any(sign in name for name in names for sign in "\x00\u202e\u202c")
    assert Answers.objects.filter(answers__has_key="q").exists()


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_in_what_officers_write_is_refused_in_words_or_kept_harmless(here: Province, kind: str):
    text = HOSTILE[kind]
    life = received(here).transfer()
    desk, head, leader = (here.actor(r) for r in (Role.RECEPTION, Role.DIVISION_HEAD, Role.AGENCY_LEADER))
    tomorrow, by = MONDAY + timedelta(hours=5), {"now": MONDAY}
    later = life.row.due_at + timedelta(days=2)

    def on_steps() -> None:
        actions.return_step(step_id=life.step(), reason=text, by=head, **by)

    deeds = [
        lambda: actions.reassign(step_id=life.step(), officer_id=head.id or 0, reason=text, by=head, **by),
        on_steps,
        lambda: actions.consult(
            dossier_id=life.id, agency_id=here.commune.pk, question=text, due_at=tomorrow, by=head, **by
        ),
        lambda: actions.answer_consultation(
            dossier_id=life.id, consultation_id=asked(life), answer=text, by=head, **by
        ),
        lambda: actions.propose_apology(dossier_id=life.id, reason=text, new_due_at=later, by=head, **by),
        lambda: actions.reject_proposal(dossier_id=life.id, kind=ProposalKind.APOLOGY, reason=text, by=leader, **by),
        lambda: actions.propose_supplement(
            dossier_id=life.id, content={"reason": text, "items": [text]}, ground=text, by=head, **by
        ),
        lambda: actions.ask_withdrawal(dossier_id=life.id, reason=text, by=CITIZEN, **by),
        lambda: actions.ask_payment(dossier_id=life.id, notice=text, by=head, **by),
        lambda: actions.confirm_payment(dossier_id=life.id, proof=text, by=desk, **by),
        lambda: actions.stop(dossier_id=life.id, reason=text, by=leader, **by),
        lambda: actions.turn_away(here.filing(), reason=text, guidance=text, by=desk, **by),
        lambda: actions.receive_incomplete(here.filing(), content={"reason": text}, by=desk, **by),
    ]
    for deed in deeds:
        with contextlib.suppress(Refusal):
            deed()
    told = JournalEvent.objects.values_list("details", flat=True)
    assert not any("script" in str(details) or "DROP" in str(details) for details in told)
    assert not any("\x00" in str(said.content) for said in Statement.objects.all())


def test_decomposed_and_composed_names_are_one_name(here: Province):
    composed = unicodedata.normalize("NFC", NFD)
    lives = [received(here, parties=owner(full_name=name)) for name in (NFD, composed, f"  {composed}\u200b ")]
    rows = [life.row for life in lives]
    assert {row.owner_name for row in rows} == {composed}
    assert {(row.owner_folded, row.owner_sort_key) for row in rows} == {("nguyen thi dang hoa", rows[0].owner_sort_key)}
    for text in (NFD, composed, "nguyen thi dang hoa", "NGUYỄN", "đặng"):
        assert {row["id"] for row in queries.find(text, agencies=None)} == {life.id for life in lives}


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "%", "_%", "́", "\\", "'", "x" * 10_000, "\ud800", "-1\x00", "9" * 500]
)
def test_a_search_for_nonsense_finds_nothing(here: Province, text: str):
    received(here)
    assert queries.find(text, agencies=None) == []


# --- Numbers and choices ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"parties": ()}, filing.OwnerMissing),
        ({"parties": owner(full_name=" \u200b\u202e ")}, filing.OwnerMissing),
        ({"parties": owner() + owner()}, filing.OneOfEach),
        ({"parties": owner() + owner(role="friend")}, filing.OneOfEach),
        ({"parties": owner() + owner(role="proxy", full_name=" ")}, filing.OneOfEach),
        ({"parties": owner(full_name="각" * 150)}, typed.TooLong),  # unfolds into three letters each
        ({"channel": "pigeon"}, filing.UnknownChannel),
        ({"papers": (PaperIn("Tờ khai", originals=-1),)}, filing.NumberOutOfRange),
        ({"papers": (PaperIn("Tờ khai", copies=100_000),)}, filing.NumberOutOfRange),
        ({"papers": (PaperIn("Tờ khai", certified_copies=10**30),)}, filing.NumberOutOfRange),
        ({"papers": (PaperIn(" \x00"),)}, filing.PaperWithoutName),
        ({"papers": (PaperIn("Tờ khai"),) * 301}, filing.TooManyPapers),
        ({"papers": (PaperIn("Tờ khai", file_id=999_999),)}, FileMissing),
        ({"answers": {"x": float("nan")}}, typed.TooMuch),
        ({"answers": {"x": "y" * 300_000}}, typed.TooMuch),
        ({"answers": {"x": object()}}, typed.TooMuch),
        ({"external": ("", "G1")}, filing.ExternalCodeMissing),
        ({"external": ("x" * 41, "G1")}, typed.TooLong),
    ],
)
def test_a_filing_that_cannot_be_is_refused_in_words(here: Province, given, refusal):
    with pytest.raises(refusal) as refused:
        actions.receive(here.filing(**given), by=here.actor(Role.RECEPTION), now=MONDAY)
    assert refused.value.message_vi != refused.value.message_en
    assert not Dossier.objects.exists()
    assert not JournalEvent.objects.filter(subject__startswith="dossier:").exists()


def test_answers_nested_without_end_are_refused(here: Province):
    deep: dict[str, object] = {}
    deep["again"] = deep
    with pytest.raises(typed.TooMuch):
        actions.receive(here.filing(answers=deep), by=here.actor(Role.RECEPTION), now=MONDAY)


def test_a_year_without_a_calendar_is_refused_by_its_number(here: Province):
    with pytest.raises(CalendarGap) as refused:
        actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=MONDAY.replace(year=2030, month=12, day=30))
    assert "2031" in refused.value.message_vi
    assert not Dossier.objects.exists()


# --- Codes and keys ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("H57.14-261123-0001", CodeOfElsewhere),
        ("G01.899-261123-00001", CodeOfElsewhere),
        ("000.17.22.H57-210531-0001", CodeOfElsewhere),
        ("H56.901-261123-9999", actions.NoSuchDossier),
        ("H56.901", NotACode),
        ("", NotACode),
        ("\x00", NotACode),
        (SQL, NotACode),
        ("H" * 10_000, NotACode),
    ],
)
def test_a_code_that_is_not_ours_is_refused_by_saying_why(here: Province, code: str, refusal):
    received(here)
    with pytest.raises(actions.NoSuchDossier) as refused:
        queries.by_code(code)
    assert type(refused.value) is refusal
    with pytest.raises(actions.NoSuchDossier):
        queries.by_key(code)


def test_a_code_is_found_however_it_was_typed(here: Province):
    life = received(here)
    for typed_as in (" h56.901–261123-0001 ", "H56.901-261123-0001", "ｈ56.901-261123-0001"):
        assert queries.by_code(typed_as) == life.id


def test_one_external_code_is_one_dossier(here: Province):
    first = received(here, external=("dvcqg", "G09.20-1"))
    for again in ("G09.20-1", " G09.20-1 "):
        with pytest.raises(AlreadyFiled) as refused:
            received(here, external=("dvcqg", again))
        assert first.row.code in refused.value.message_vi
    received(here, external=("vneid", "G09.20-1"))
    assert Dossier.objects.count() == 2


@pytest.mark.parametrize("key", ["x" * 81, "a\x00", "\n"])
def test_a_key_no_door_gave_out_is_refused(here: Province, key: str):
    with pytest.raises(KeyUsedOtherwise):
        actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=MONDAY, key=key)
    life = received(here)
    with pytest.raises(KeyUsedOtherwise):
        actions.transfer(dossier_id=life.id, by=here.actor(Role.RECEPTION), now=MONDAY, key=key)


def test_a_key_serves_one_command_only(here: Province):
    desk = here.actor(Role.RECEPTION)
    one, two = (actions.receive(here.filing(), by=desk, now=MONDAY, key=key) for key in ("a", "b"))
    for used_otherwise in (
        lambda: actions.transfer(dossier_id=one.id, by=desk, now=MONDAY, key="a"),
        lambda: actions.transfer(dossier_id=two.id, by=desk, now=MONDAY, key="a"),
        lambda: actions.file(here.filing(channel="online"), by=CITIZEN, now=MONDAY, key="a"),
        lambda: actions.begin_draft(here.filing(), by=CITIZEN, now=MONDAY, key="b"),
    ):
        with pytest.raises(KeyUsedOtherwise):
            used_otherwise()
    assert CommandKey.objects.count() == Dossier.objects.count() == 2
    assert {row.state for row in Dossier.objects.all()} == {"accepted"}


# --- Hands and moments ------------------------------------------------------------------------------------------------
def test_a_step_is_completed_once(here: Province):
    life = received(here).transfer()
    step, head = life.step(), here.actor(Role.DIVISION_HEAD)
    actions.complete_step(step_id=step, outcome=DONE, by=head, now=MONDAY)
    with pytest.raises(lifecycle.StepNotOpen):
        actions.complete_step(step_id=step, outcome=DONE, by=head, now=MONDAY)


def test_a_step_of_nobody_is_no_step(here: Province):
    for number in (0, -1, 2**40):
        with pytest.raises(actions.NoSuchDossier):
            actions.complete_step(step_id=number, outcome=DONE, by=here.actor(Role.DIVISION_HEAD), now=MONDAY)


def test_without_the_right_nothing_is_done(here: Province):
    life = received(here).transfer()
    for role in (Role.RECEPTION, Role.CASE_OFFICER, Role.CLERK):
        with pytest.raises((lifecycle.AssignedElsewhere, lifecycle.NotYourRole)):
            life.complete("assign", role)
    with pytest.raises(lifecycle.NotYourRole):
        life.complete("assign", Role.DIVISION_HEAD, by=CITIZEN)
    assert list(life.open) == ["assign"]


@pytest.mark.parametrize("ending", [Life.withdraw, Life.stop])
def test_after_the_end_nothing_is_done(here: Province, ending):
    life = received(here).transfer()
    step = life.step()
    ending(life)
    with pytest.raises(lifecycle.MoveNotAllowed):
        actions.complete_step(step_id=step, outcome=DONE, by=here.actor(Role.DIVISION_HEAD), now=MONDAY)
    draft = results.Draft("Giấy", body="…")
    with pytest.raises((lifecycle.MoveNotAllowed, lifecycle.StepNotOpen)):
        results.draft(step_id=step, draft=draft, by=here.actor(Role.DIVISION_HEAD), now=MONDAY)


def test_what_was_waiting_to_be_signed_or_answered_ends_with_the_dossier(here: Province):
    life = received(here).transfer().propose_supplement()
    due = MONDAY + timedelta(hours=6)
    head = here.actor(Role.DIVISION_HEAD)
    actions.consult(dossier_id=life.id, agency_id=here.commune.pk, question="?", due_at=due, by=head, now=MONDAY)
    life.stop()
    row = life.row
    assert (row.open_proposals, row.open_consultations) == (0, 0)
    assert row.proposals.get().stage == "rejected"
    assert queries.consultations_waiting([here.commune.pk]) == []


def test_a_clock_moved_back_is_refused_and_a_breath_is_forgiven(here: Province):
    life = received(here).transfer()
    step, head = life.step(), here.actor(Role.DIVISION_HEAD)
    with pytest.raises(lifecycle.ClockMovedBack) as refused:
        actions.complete_step(step_id=step, outcome=DONE, by=head, now=MONDAY - timedelta(minutes=1))
    assert "09:00 23/11/2026" in refused.value.message_vi
    actions.complete_step(step_id=step, outcome=DONE, by=head, now=MONDAY - timedelta(seconds=1))
    assert life.row.last_at == MONDAY
    draft, early = results.Draft("Giấy", body="…"), MONDAY - timedelta(days=1)
    with pytest.raises(lifecycle.ClockMovedBack):
        results.draft(step_id=life.step(), draft=draft, by=here.actor(Role.CASE_OFFICER), now=early)


def test_work_is_given_only_to_those_who_may_do_it(here: Province):
    life = received(here).transfer()
    head = here.actor(Role.DIVISION_HEAD)
    nobody = people.officer("Người ngoài").pk
    for wrong in (nobody, 999_999, -1):
        with pytest.raises(lifecycle.NotTheirWork):
            actions.reassign(step_id=life.step(), officer_id=wrong, by=head, now=MONDAY)
        with pytest.raises(lifecycle.NotTheirWork):
            life.complete("assign", Role.DIVISION_HEAD, assign_to=wrong)
    with pytest.raises(UnknownAgency):
        actions.consult(
            dossier_id=life.id, agency_id=999_999, question="?", due_at=MONDAY + timedelta(hours=5), by=head, now=MONDAY
        )


def test_an_outcome_the_step_does_not_offer_is_named(here: Province):
    life = received(here).transfer()
    with pytest.raises(lifecycle.OutcomeNotOffered) as refused:
        life.complete("assign", Role.DIVISION_HEAD, AGREED)
    assert "assign" in refused.value.message_vi
    with pytest.raises(lifecycle.OutcomeNotOffered):
        life.complete("assign", Role.DIVISION_HEAD, NEGATIVE, note="Không")


def test_the_first_step_has_nobody_before_it():
    process = a_process(a_step("examine", "sign", order=1), a_step("sign", order=2, role=Role.AGENCY_LEADER))
    life = received(province(process)).transfer()
    with pytest.raises(lifecycle.NothingBefore):
        actions.return_step(step_id=life.step(), reason="Sai", by=life.here.actor(Role.CASE_OFFICER), now=MONDAY)


def test_an_apology_overtaken_by_a_supplement_is_drafted_anew(here: Province):
    life = received(here).transfer()
    officer = here.actor(Role.CASE_OFFICER)
    new = life.row.due_at + timedelta(days=1)
    actions.propose_apology(dossier_id=life.id, reason="Chậm", new_due_at=new, by=officer, now=MONDAY)
    life.sign(ProposalKind.APOLOGY).supplement_asked()
    life.now += timedelta(days=4)
    actions.supply(dossier_id=life.id, by=CITIZEN, now=life.now)
    actions.confirm_supplement(dossier_id=life.id, by=here.actor(Role.RECEPTION), now=life.now)
    with pytest.raises(lifecycle.TooLate):  # the clock starts from zero: the letter's date is the nearer one
        actions.send_apology(dossier_id=life.id, by=here.actor(Role.RECEPTION), now=life.now)
    assert life.row.due_at > new


def test_a_person_who_files_for_the_next_desk_hands_over_to_nobody(here: Province):
    life = received(here, is_non_territorial=True)  # its own desk is the competent one
    assert not life.row.is_non_territorial
    life.transfer()
    assert life.row.state == "in_process"


def test_every_refusal_of_a_filing_leaves_the_counter_of_codes_alone(here: Province):
    wrong = replace(here.filing(), channel="pigeon")
    with pytest.raises(filing.UnknownChannel):
        actions.receive(wrong, by=here.actor(Role.RECEPTION), now=MONDAY)
    assert received(here).row.code.endswith("-0001")


def test_every_outcome_has_a_word_in_the_refusals(here: Province):
    life = received(here).transfer()
    for outcome in Outcome:
        if outcome is not DONE:
            with pytest.raises(Refusal) as refused:
                life.complete("assign", Role.DIVISION_HEAD, outcome)
            assert "{" not in refused.value.message_vi + refused.value.message_en
