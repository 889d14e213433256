"""What must never be true is refused by PostgreSQL: every constraint and trigger is tried, and none is forgotten."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, HandoverCounter, HandoverItem, HandoverList, LinkedMember, LinkedSet
from motcua.results.models import Approval, Delivery, Result
from tests.factories.lives import Life, received
from tests.factories.province import CITIZEN, MONDAY, province

HANDED = "INSERT INTO dossiers_handoverlist (number, year, giver_id, to_agency_id, made_by, made_at"
OURS = ("dossiers", "results", "journal")


@dataclass(frozen=True)
class World:
    """A dossier in every kind of trouble, by the names the statements below use."""

    ids: dict[str, int]

    def try_to(self, statement: str) -> str:
        """What PostgreSQL says against a statement; empty when it lets it pass."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement.format(**self.ids))
        except DatabaseError as refused:
            return str(refused)
        return ""


@pytest.fixture
def world(db: None) -> World:
    """Every case tries its luck in a savepoint of one world; founding a hundred worlds would take a minute."""
    here = province()
    working = received(here, external=("dvcqg", "G09-1")).transfer().complete("assign", Role.DIVISION_HEAD)
    due = MONDAY + timedelta(hours=6)
    officer = here.actor(Role.CASE_OFFICER)
    actions.consult(dossier_id=working.id, agency_id=here.commune.pk, question="?", due_at=due, by=officer, now=MONDAY)
    working.propose_supplement()
    waiting = received(here).transfer().supplement_asked()
    returned = received(here).processed().hand_over()
    processed = received(here).processed()
    refused = actions.turn_away(here.filing(), reason="Sai", by=here.actor(Role.RECEPTION), now=MONDAY, key="k1").id
    drafted = actions.begin_draft(here.filing(), by=CITIZEN, now=MONDAY).id
    submitted = actions.file(here.filing(channel="online"), by=CITIZEN, now=MONDAY).id
    result = Result.objects.get(dossier_id=returned.id)
    sides = {"giver": here.commune, "to_agency": here.commune}
    handed = HandoverList.objects.create(number=7, year=2025, made_by=1, made_at=MONDAY, **sides)
    HandoverItem.objects.create(list=handed, position=1, dossier_id=returned.id, received=True)
    HandoverCounter.objects.create(agency=here.commune, year=2025, last=7)
    about = {"bundle": "b", "bundle_since": "2026-01-01", "name": "Liên thông", "made_at": MONDAY}
    linked = LinkedSet.objects.create(procedure_version=here.version, **about)
    for position, each in enumerate((working.id, waiting.id), start=1):
        rules = {"if_denied": "return", "if_withdrawn": "return", "taken_in": "at_once"}
        LinkedMember.objects.create(set=linked, position=position, key=str(position), dossier_id=each, **rules)
    pending = Result.objects.create(
        dossier_id=working.id, kind="written", title="Giấy", body="…", drafted_by_id=officer.id, drafted_at=MONDAY
    )
    ids = {
        "working": working.id,
        "open": working.step(),
        "done": _a_done_step(working),
        "waiting": waiting.id,
        "returned": returned.id,
        "processed": processed.id,
        "refused": refused,
        "drafted": drafted,
        "submitted": submitted,
        "result": result.pk,
        "pending": pending.pk,
        "approval": Approval.objects.get(result=result).pk,
        "delivery": Delivery.objects.get(dossier_id=returned.id).pk,
        "officer": officer.id,
        "agency": here.commune.pk,
    }
    return World({name: int(number or 0) for name, number in ids.items()})


def _a_done_step(life: Life) -> int:
    row = life.row
    return int(row.steps.filter(state="done").first().pk)


SET = "UPDATE dossiers_dossier SET {} WHERE id = {{{}}}"


def dossier(change: str, of: str = "working") -> str:
    return SET.format(change, of)


# constraint: the statements that would break it
CASES: dict[str, list[str]] = {
    "dossier_state_is_known": [dossier("state = 'lost'")],
    "dossier_channel_is_known": [dossier("channel = 'pigeon'")],
    "dossier_identity_level_is_known": [dossier("identity_level = 3")],
    "dossier_code_is_well_formed": [
        dossier("code = 'H56-1'", "drafted"),
        dossier("state = 'submitted', submitted_at = now()", "drafted"),
        dossier("code = 'h56.901-261123-0001'", "drafted"),
    ],
    "dossier_submitted_has_a_moment": [dossier("submitted_at = NULL", "submitted")],
    "dossier_accepted_after_submission": [
        dossier("accepted_at = submitted_at - interval '1 minute', norm_unit = 'working_day'", "submitted")
    ],
    "dossier_worked_on_is_accepted": [
        dossier("state = 'in_process', has_no_due_date = true, norm_unit = 'none'", "submitted")
    ],
    "dossier_accepted_has_a_norm": [dossier("norm_unit = ''")],
    "dossier_refused_was_never_accepted": [
        dossier("state = 'refused', closed_at = now()", "working"),
    ],
    "dossier_in_progress_has_a_due_time": [
        dossier("due_at = NULL"),
        dossier("due_on = NULL"),
        dossier("due_at = accepted_at - interval '1 day'"),
    ],
    "dossier_processed_has_a_moment": [
        dossier("processed_at = NULL, timeliness = ''", "processed"),
        dossier("processed_at = now(), timeliness = 'early'"),
    ],
    "dossier_timeliness_is_decided_once": [
        dossier("timeliness = ''", "processed"),
        dossier("timeliness = 'soon'", "processed"),
        dossier("timeliness = 'late'"),
    ],
    "dossier_returned_after_processing": [
        dossier("returned_at = processed_at - interval '1 second'", "returned"),
        dossier("returned_at = NULL", "returned"),
        dossier("returned_at = now()"),
    ],
    "dossier_closed_has_a_moment": [dossier("closed_at = NULL", "returned"), dossier("closed_at = now()")],
    "dossier_part_has_parent_and_step": [dossier("parent_id = 1"), dossier("parent_step_no = 1")],
    "dossier_one_part_a_step": [
        "UPDATE dossiers_dossier SET parent_id = {returned}, parent_step_no = 9 WHERE id IN ({working}, {submitted})"
    ],
    "party_role_once": ["UPDATE dossiers_party SET dossier_id = {working} WHERE dossier_id IN ({returned}, {refused})"],
    "party_role_is_known": ["UPDATE dossiers_party SET role = 'friend' WHERE dossier_id = {working}"],
    "handover_number_once": [
        HANDED + ") VALUES (1, 2026, {agency}, {agency}, 1, now()), (1, 2026, {agency}, {agency}, 1, now())"
    ],
    "handover_confirmed_whole": [
        HANDED + ", confirmed_by) VALUES (1, 2026, {agency}, {agency}, 1, now(), 2)",
        HANDED + ", confirmed_by, confirmed_at) VALUES (1, 2026, {agency}, {agency}, 1, now(), 2, '2020-01-01')",
    ],
    "handover_confirmed_by_another": [
        HANDED + ", confirmed_by, confirmed_at) VALUES (1, 2026, {agency}, {agency}, 1, now(), 1, now())"
    ],
    "handover_item_in_order": [
        "WITH l AS (" + HANDED + ") VALUES (1, 2026, {agency}, {agency}, 1, now()) RETURNING id)"
        " INSERT INTO dossiers_handoveritem (list_id, position, dossier_id, note, received)"
        " SELECT id, 1, unnest(ARRAY[{working}, {processed}]), '', true FROM l"
    ],
    "handover_item_under_way_once": [
        "WITH l AS (" + HANDED + ") VALUES (1, 2026, {agency}, {agency}, 1, now()) RETURNING id)"
        " INSERT INTO dossiers_handoveritem (list_id, position, dossier_id, note)"
        " SELECT id, unnest(ARRAY[1, 2]), {working}, '' FROM l"
    ],
    "handover_missing_is_explained": [
        "WITH l AS (" + HANDED + ") VALUES (1, 2026, {agency}, {agency}, 1, now()) RETURNING id)"
        " INSERT INTO dossiers_handoveritem (list_id, position, dossier_id, note, received)"
        " SELECT id, 1, {working}, '', false FROM l"
    ],
    "party_ground_is_known": [
        "UPDATE dossiers_party SET ground = 'friendship' WHERE dossier_id = {working}",
        "UPDATE dossiers_party SET ground = 'relative' WHERE dossier_id = {working} AND role = 'owner'",
    ],
    "parcel_has_a_waybill": [
        "INSERT INTO dossiers_parcel (dossier_id, waybill, posted_on, arrived_on)"
        " VALUES ({working}, 'vận đơn', '2026-11-20', '2026-11-23')",
    ],
    "parcel_arrives_after_posting": [
        "INSERT INTO dossiers_parcel (dossier_id, waybill, posted_on, arrived_on)"
        " VALUES ({working}, 'EB123456785VN', '2026-11-24', '2026-11-23')",
    ],
    "party_has_a_name": ["UPDATE dossiers_party SET full_name = '  ' WHERE dossier_id = {working}"],
    "component_position_once": [
        "UPDATE dossiers_component SET dossier_id = {working} WHERE dossier_id IN ({returned}, {refused})"
    ],
    "component_has_a_name": ["UPDATE dossiers_component SET name = '' WHERE dossier_id = {working}"],
    "clock_seq_once": [
        "INSERT INTO dossiers_clockevent (dossier_id, seq, kind, at, cause, ground)"
        " VALUES ({working}, 1, 'stop', now(), 'agency', '')"
    ],
    "clock_extension_has_an_end": [
        "INSERT INTO dossiers_clockevent (dossier_id, seq, kind, at, cause, ground, until)"
        " VALUES ({working}, 9, 'extend', now(), 'agency', '', NULL)",
        "INSERT INTO dossiers_clockevent (dossier_id, seq, kind, at, cause, ground, until)"
        " VALUES ({working}, 9, 'extend', now(), 'agency', '', now() - interval '1 day')",
        "INSERT INTO dossiers_clockevent (dossier_id, seq, kind, at, cause, ground, until)"
        " VALUES ({working}, 9, 'move', now(), 'agency', '', NULL)",
        "INSERT INTO dossiers_clockevent (dossier_id, seq, kind, at, cause, ground, until)"
        " VALUES ({working}, 9, 'stop', now(), 'agency', '', now())",
    ],
    "clock_starts_once": [
        "INSERT INTO dossiers_clockevent (dossier_id, seq, kind, at, cause, ground)"
        " VALUES ({working}, 8, 'start', now(), 'agency', '')"
    ],
    "clock_finishes_once": [
        "INSERT INTO dossiers_clockevent (dossier_id, seq, kind, at, cause, ground)"
        " VALUES ({returned}, 9, 'finish', now(), 'agency', '')"
    ],
    "step_no_once": ["UPDATE dossiers_step SET no = 1 WHERE id = {open}"],
    "step_done_has_a_moment": [
        "UPDATE dossiers_step SET done_at = now() WHERE id = {open}",
        "UPDATE dossiers_step SET done_at = NULL WHERE id = {done}",
        "UPDATE dossiers_step SET state = 'vanished' WHERE id = {done}",
    ],
    "step_done_after_opening": ["UPDATE dossiers_step SET done_at = opened_at - interval '1 second' WHERE id = {done}"],
    "step_due_after_opening": ["UPDATE dossiers_step SET due_at = opened_at - interval '1 second' WHERE id = {open}"],
    "step_done_has_an_outcome": ["UPDATE dossiers_step SET outcome = '' WHERE id = {done}"],
    "step_open_once": [
        "INSERT INTO dossiers_step (dossier_id, no, key, round, performer, name, kind, role, agency_id, came_from,"
        " opened_at, state, outcome, note) SELECT dossier_id, 99, key, 2, performer, name, kind, role, agency_id,"
        " came_from, opened_at, 'open', '', '' FROM dossiers_step WHERE id = {open}"
    ],
    "sharing_one_rule_a_unit": [
        "INSERT INTO dossiers_sharingrule (agency_id, role, method, set_at)"
        " SELECT 1, 'case_officer', 'load', now() FROM generate_series(1, 2)"
    ],
    "sharing_method_is_known": [
        "INSERT INTO dossiers_sharingrule (agency_id, role, method, set_at) VALUES (1, 'case_officer', 'dice', now())"
    ],
    "sharing_of_case_work": [
        "INSERT INTO dossiers_sharingrule (agency_id, role, method, set_at) VALUES (1, 'clerk', 'load', now())"
    ],
    "sharing_commune_once": [
        "INSERT INTO dossiers_sharedcommune (rule_id, commune_code, officer_id)"
        " SELECT 1, '14797', 1 FROM generate_series(1, 2)"
    ],
    "sharing_commune_is_a_code": [
        "INSERT INTO dossiers_sharedcommune (rule_id, commune_code, officer_id) VALUES (1, 'abc', 1)"
    ],
    "dossier_that_waits_is_linked": [dossier("state = 'awaiting_turn'", "submitted")],
    "linked_set_has_a_name": ["UPDATE dossiers_linkedset SET name = ' '"],
    "linked_member_position_once": ["UPDATE dossiers_linkedmember SET position = 1"],
    "linked_member_key_once": ["UPDATE dossiers_linkedmember SET key = 'a', position = position + 7"],
    "linked_member_rules_are_known": [
        f"UPDATE dossiers_linkedmember SET {column} = 'perhaps'" for column in ("if_denied", "if_withdrawn", "taken_in")
    ],
    "proposal_kind_is_known": ["UPDATE dossiers_proposal SET kind = 'wish' WHERE dossier_id = {working}"],
    "proposal_decided_has_a_moment": [
        "UPDATE dossiers_proposal SET stage = 'signed' WHERE dossier_id = {working}",
        "UPDATE dossiers_proposal SET decided_at = now() WHERE dossier_id = {working}",
        "UPDATE dossiers_proposal SET stage = 'burnt', decided_at = now() WHERE dossier_id = {working}",
    ],
    "proposal_signed_by_another": [
        "UPDATE dossiers_proposal SET stage = 'signed', decided_at = now(), decided_by = drafted_by"
        " WHERE dossier_id = {working}"
    ],
    "proposal_one_live_a_kind": [
        "INSERT INTO dossiers_proposal (dossier_id, kind, stage, content, ground, drafted_at)"
        " VALUES ({working}, 'supplement', 'drafted', '{{}}', '', now())"
    ],
    "supplement_number_once": [
        "INSERT INTO dossiers_supplement (dossier_id, number, at_intake, asked_at, content, term_ends_on)"
        " VALUES ({waiting}, 1, false, now(), '{{}}', now())"
    ],
    "supplement_in_order": [
        "UPDATE dossiers_supplement SET supplied_at = asked_at - interval '1 day' WHERE dossier_id = {waiting}",
        "UPDATE dossiers_supplement SET supplied_at = asked_at, confirmed_at = asked_at - interval '1 day'"
        " WHERE dossier_id = {waiting}",
        "UPDATE dossiers_supplement SET confirmed_at = asked_at WHERE dossier_id = {waiting}",
    ],
    "message_of_an_office_or_the_owner": [
        "INSERT INTO dossiers_message (dossier_id, text, at, officer_id) VALUES ({working}, '', now(), {officer})",
        "INSERT INTO dossiers_message (dossier_id, text, at, agency_id) VALUES ({working}, '', now(), {agency})",
    ],
    "message_read_after_it_was_sent": [
        "INSERT INTO dossiers_message (dossier_id, text, at, read_at)"
        " VALUES ({working}, '', now(), now() - interval '1 minute')"
    ],
    "proof_is_of_an_amount": [
        "INSERT INTO dossiers_paymentproof (dossier_id, amount_vnd, paid_on, file_id, sent_at, answer)"
        " VALUES ({working}, 0, now(), 0, now(), 'waiting')"
    ],
    "proof_answered_has_a_moment": [
        "INSERT INTO dossiers_paymentproof (dossier_id, amount_vnd, paid_on, file_id, sent_at, answer)"
        " VALUES ({working}, 1, now(), 0, now(), 'taken')",
        "INSERT INTO dossiers_paymentproof (dossier_id, amount_vnd, paid_on, file_id, sent_at, answer, answered_at)"
        " VALUES ({working}, 1, now(), 0, now(), 'waiting', now())",
    ],
    "proof_refused_says_why_and_by_whom": [
        "INSERT INTO dossiers_paymentproof (dossier_id, amount_vnd, paid_on, file_id, sent_at, answer, answered_at)"
        " VALUES ({working}, 1, now(), 0, now(), 'refused', now())",
        "INSERT INTO dossiers_paymentproof (dossier_id, amount_vnd, paid_on, file_id, sent_at, answer, reason)"
        " VALUES ({working}, 1, now(), 0, now(), 'waiting', '')",
    ],
    "consultation_has_a_term": ["UPDATE dossiers_consultation SET due_at = asked_at WHERE dossier_id = {working}"],
    "consultation_answer_has_a_moment": [
        "UPDATE dossiers_consultation SET answer = 'Đồng ý' WHERE dossier_id = {working}",
        "UPDATE dossiers_consultation SET answered_at = now() WHERE dossier_id = {working}",
    ],
    "external_code_once": [
        "INSERT INTO dossiers_externalcode (dossier_id, system, code) VALUES ({returned}, 'dvcqg', 'G09-1')"
    ],
    "result_one_a_dossier": [
        "INSERT INTO results_result (dossier_id, kind, title, body, is_negative, drafted_by_id, drafted_at,"
        " register_number) VALUES ({working}, 'written', 'x', 'x', false, {officer}, now(), '')"
    ],
    "result_has_its_content": [
        "UPDATE results_result SET body = '' WHERE id = {pending}",
        "UPDATE results_result SET kind = 'upload' WHERE id = {pending}",
        "UPDATE results_result SET kind = 'song' WHERE id = {pending}",
    ],
    "result_registered_whole": [
        "UPDATE results_result SET register_number = '1/QĐ' WHERE id = {pending}",
        "UPDATE results_result SET registered_at = now() WHERE id = {pending}",
        "UPDATE results_result SET register_number = '1/QĐ', registered_at = now() WHERE id = {pending}",
    ],
    "register_once_a_year": [
        "INSERT INTO results_register (agency_id, symbol, year, last) VALUES ({agency}, 'GXN-UBND', 2026, 0)"
    ],
    "delivery_by_post_has_a_waybill": [
        "INSERT INTO results_delivery (dossier_id, way, to_name, proof, waybill, originals_back, at)"
        " VALUES ({processed}, 'postal', 'Bà Hoa', 'x', '', '', now())"
    ],
    "delivery_way_is_known": [
        "INSERT INTO results_delivery (dossier_id, way, to_name, proof, waybill, originals_back, at)"
        " VALUES ({processed}, 'window', 'Bà Hoa', 'x', '', '', now())"
    ],
    "delivery_to_somebody": [
        "INSERT INTO results_delivery (dossier_id, way, to_name, proof, waybill, originals_back, at)"
        " VALUES ({processed}, 'direct', '', 'x', '', '', now())"
    ],
    "delivery_to_another_has_a_ground": [
        "INSERT INTO results_delivery (dossier_id, way, to_name, proof, waybill, originals_back, capacity, at)"
        " VALUES ({processed}, 'direct', 'Ông Tư', 'x', '', '', 'other', now())"
    ],
    "delivery_matched_has_a_number": [
        "INSERT INTO results_delivery (dossier_id, way, to_name, proof, waybill, originals_back, is_matched, at)"
        " VALUES ({processed}, 'direct', 'Bà Hoa', 'x', '', '', true, now())"
    ],
    "journal_seq_once": [
        "INSERT INTO journal_journalevent (subject, seq, kind, at, recorded_at, actor, details, canonical,"
        " previous_hash, hash) SELECT subject, seq, kind, at, recorded_at, actor, details, canonical, previous_hash,"
        " hash FROM journal_journalevent LIMIT 1"
    ],
    "journal_seq_from_one": [
        "INSERT INTO journal_journalevent (subject, seq, kind, at, recorded_at, actor, details, canonical,"
        " previous_hash, hash) SELECT 'x', 0, kind, at, recorded_at, actor, details, canonical, previous_hash,"
        " hash FROM journal_journalevent LIMIT 1"
    ],
    "journal_hash_is_sha256": [
        "INSERT INTO journal_journalevent (subject, seq, kind, at, recorded_at, actor, details, canonical,"
        " previous_hash, hash) SELECT 'x', 1, kind, at, recorded_at, actor, details, canonical, previous_hash,"
        " '' FROM journal_journalevent LIMIT 1"
    ],
}

# trigger: (what it says, the statements it refuses)
TRIGGERS: dict[str, tuple[str, list[str]]] = {
    "dossier_never": (
        "stays closed|not reopened|keeps its code|first promise",
        [
            dossier("state = 'in_process', closed_at = NULL, returned_at = NULL", "returned"),
            dossier("state = 'submitted', closed_at = NULL", "refused"),
            dossier("state = 'in_process', processed_at = NULL, timeliness = ''", "processed"),
            dossier("code = 'H56.901-261123-9999'"),
            dossier("code = NULL, state = 'draft'", "submitted"),
            dossier("accepted_at = accepted_at + interval '1 day'"),
            dossier("due_original_at = due_original_at + interval '1 day'"),
        ],
    ),
    "dossier_stays": ("never deleted", ["DELETE FROM dossiers_dossier WHERE id = {submitted}"]),
    "clock_insert_only": (
        "ledger",
        [
            "UPDATE dossiers_clockevent SET at = at - interval '1 day' WHERE dossier_id = {working}",
            "DELETE FROM dossiers_clockevent WHERE dossier_id = {working}",
        ],
    ),
    "result_registered_stays": (
        "registered result",
        [
            "UPDATE results_result SET body = 'Khác' WHERE id = {result}",
            "UPDATE results_result SET register_number = '', registered_at = NULL, registered_by_id = NULL"
            " WHERE id = {result}",
            "DELETE FROM results_result WHERE id = {result}",
        ],
    ),
    "approval_stays": (
        "approval",
        [
            "UPDATE results_approval SET note = 'x' WHERE id = {approval}",
            "DELETE FROM results_approval WHERE id = {approval}",
        ],
    ),
    "delivery_stays": (
        "minutes",
        [
            "UPDATE results_delivery SET to_name = 'Người khác' WHERE id = {delivery}",
            "DELETE FROM results_delivery WHERE id = {delivery}",
        ],
    ),
    "register_counts_on": (
        "counts on",
        [
            "UPDATE results_register SET last = 0",
            "UPDATE results_register SET last = last + 2",
            "UPDATE results_register SET last = last + 1, symbol = 'QĐ'",
        ],
    ),
    "register_stays": ("never deleted", ["DELETE FROM results_register"]),
    "journal_insert_only": (
        "insert-only",
        ["UPDATE journal_journalevent SET actor = 'x'", "DELETE FROM journal_journalevent"],
    ),
    "journal_never_emptied": ("insert-only", ["TRUNCATE journal_journalevent"]),
    "journal_head_forward": (
        "only moves forward",
        [
            "UPDATE journal_journalhead SET seq = seq - 1",
            "UPDATE journal_journalhead SET subject = subject || 'x'",
        ],
    ),
    "journal_head_stays": ("only moves forward", ["DELETE FROM journal_journalhead"]),
}

# Uniqueness that stands on a column itself.
UNIQUE: dict[tuple[str, str], str] = {
    ("dossiers_dossier", "code"): (
        "UPDATE dossiers_dossier SET code = (SELECT code FROM dossiers_dossier WHERE id = {working}),"
        " state = 'submitted', submitted_at = now() WHERE id = {drafted}"
    ),
    ("dossiers_dossier", "key"): "UPDATE dossiers_dossier SET key = 'x' WHERE id IN ({working}, {returned})",
    ("results_approval", "step_id"): (
        "INSERT INTO results_approval (result_id, officer_id, at, note, step_id)"
        " SELECT result_id, officer_id, at, note, step_id FROM results_approval WHERE id = {approval}"
    ),
    ("dossiers_handoverlist", "key"): (
        HANDED + ", key) VALUES (1, 2026, {agency}, {agency}, 1, now(), 'k'),"
        " (2, 2026, {agency}, {agency}, 1, now(), 'k')"
    ),
    ("dossiers_linkedmember", "dossier_id"): (
        "UPDATE dossiers_linkedmember SET dossier_id = {returned} WHERE dossier_id IN ({working}, {waiting})"
    ),
    ("results_delivery", "dossier_id"): (
        "INSERT INTO results_delivery (dossier_id, way, to_name, proof, waybill, originals_back, at)"
        " VALUES ({returned}, 'direct', 'Bà Hoa', 'x', '', '', now())"
    ),
}


def flat(cases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, statement) for name, statements in cases.items() for statement in statements]


def test_what_must_never_be_true_is_refused(world: World):
    said = [(name, statement, world.try_to(statement)) for name, statement in flat(CASES)]
    assert [(n, s, m[:110]) for n, s, m in said if f'"{n}"' not in m] == []


def test_what_must_never_happen_is_refused(world: World):
    tried = flat({name: statements for name, (_, statements) in TRIGGERS.items()})
    said = [(name, statement, world.try_to(statement)) for name, statement in tried]
    assert [case for case in said if not re.search(TRIGGERS[case[0]][0], case[2])] == []


def test_what_there_is_but_one_of_is_refused_twice(world: World):
    said = [(place, statement, world.try_to(statement)) for place, statement in UNIQUE.items()]
    assert [case for case in said if f"Key ({case[0][1]})" not in case[2]] == []


def test_a_draft_may_be_deleted(world: World):
    actions.discard_draft(dossier_id=world.ids["drafted"], by=CITIZEN, now=MONDAY)
    assert not Dossier.objects.filter(pk=world.ids["drafted"]).exists()


def ask(statement: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"^({'|'.join(OURS)})_"])
        return cursor.fetchall()


def test_no_constraint_is_without_its_case(world: World):
    declared = {
        constraint.name
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }
    assert declared == CASES.keys()


def test_no_check_in_the_database_is_unknown_to_the_models(world: World):
    found = {
        name
        for (name,) in ask(
            "SELECT conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid"
            " WHERE c.contype IN ('c', 'x') AND t.relname ~ %s"
        )
    }
    assert {name for name in found if not re.search(r"_check$", name)} <= CASES.keys()


def test_a_number_that_counts_is_never_negative(world: World):
    columns = ask(
        "SELECT t.relname, a.attname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid"
        " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY(c.conkey)"
        " WHERE c.contype = 'c' AND c.conname LIKE '%%_check' AND t.relname ~ %s ORDER BY 1, 2"
    )
    assert len(columns) > 15
    # Tables with triggers against every change are tried by the triggers' own cases.
    guarded = {"journal_journalevent", "journal_journalhead", "dossiers_clockevent", "results_register"}
    said = [
        (table, column, world.try_to(f"UPDATE {table} SET {column} = -1"))
        for table, column in columns
        if table not in guarded
    ]
    assert [case for case in said if "check constraint" not in case[2]] == []


def test_no_trigger_is_without_its_case(world: World):
    found = ask(
        "SELECT g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid"
        " WHERE NOT g.tgisinternal AND t.relname ~ %s"
    )
    assert {name for (name,) in found} == TRIGGERS.keys()


def test_no_single_column_is_unique_without_its_case(world: World):
    found = ask(
        "SELECT t.relname, a.attname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid"
        " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]"
        " WHERE i.indisunique AND NOT i.indisprimary AND i.indnatts = 1 AND i.indpred IS NULL AND t.relname ~ %s"
    )
    named = {"result_one_a_dossier": ("results_result", "dossier_id")}
    assert set(found) - set(named.values()) == UNIQUE.keys()
