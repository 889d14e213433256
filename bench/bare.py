"""The contender without a design: psycopg alone, writing by hand the rows and the hashes our verbs write.

It does what a careful script would: one transaction, prepared statements, two round trips. It locks and reads only
what the rows need, knows the process by heart, asks nobody for a right and decides nothing. Values that are more than
SQL (sealed data, hashes, due moments) come from the same pure functions.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import psycopg
from psycopg.rows import tuple_row

from bench import contender, stage
from bench.meter import Cost, metered
from bench.stage import LATER, NOW, SYMBOL, Stage
from motcua.base.sealing import lookup_hash, seal
from motcua.core import vietnam
from motcua.core.worktime import YearStatus
from motcua.dossiers.filing import name_parts, tracking_key
from motcua.org import queries as org

T = TypeVar("T")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode

LOCK = """SELECT state, last_at FROM dossiers_dossier WHERE id = %s FOR NO KEY UPDATE"""
LOCK_OF_STEP = """SELECT id, last_at FROM dossiers_dossier
    WHERE id = (SELECT dossier_id FROM dossiers_step WHERE id = %s) FOR NO KEY UPDATE"""
HEAD = "SELECT seq, hash, clock_timestamp() FROM journal_journalhead WHERE subject = %s"
HEAD_OF_STEP = """SELECT seq, hash, clock_timestamp() FROM journal_journalhead
    WHERE subject = 'dossier:' || (SELECT dossier_id FROM dossiers_step WHERE id = %s)"""
STEP = "SELECT no, key, state FROM dossiers_step WHERE id = %s"
OPEN_STEP = "SELECT id, no, key FROM dossiers_step WHERE dossier_id = %s AND state = 'open'"
CLOSE_STEP = "UPDATE dossiers_step SET state = 'done', done_at = %s, done_by = %s, outcome = %s WHERE id = %s"
INSERT_STEP = """INSERT INTO dossiers_step (dossier_id, no, key, round, performer, name, kind, role, agency_id,
    officer_id, came_from, opened_at, due_at, state, outcome, note)
    VALUES (%s, %s, %s, 1, 0, %s, %s, %s, %s, %s, %s::smallint[], %s, %s, 'open', '', '')"""
TOUCH = "UPDATE dossiers_dossier SET last_at = %s WHERE id = %s"
KEEP_KEY = "INSERT INTO dossiers_commandkey (key, verb, dossier_id, at) VALUES (%s, %s, %s, %s)"
TICK = (
    "INSERT INTO dossiers_clockevent (dossier_id, seq, kind, at, cause, ground) VALUES (%s, %s, %s, %s, 'agency', %s)"
)
EVENT = """INSERT INTO journal_journalevent (subject, seq, kind, at, recorded_at, actor, agency_id, details, canonical,
    previous_hash, hash) VALUES (%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s)"""
NEW_HEAD = "INSERT INTO journal_journalhead (subject, seq, hash) VALUES (%s, %s, %s)"
MOVE_HEAD = "UPDATE journal_journalhead SET seq = %s, hash = %s WHERE subject = %s"
NEXT_ID = "SELECT nextval('dossiers_dossier_id_seq'), clock_timestamp()"
NEXT_SERIAL = """INSERT INTO dossiers_codecounter (prefix, day, last) VALUES (%s, %s, 1)
    ON CONFLICT (prefix, day) DO UPDATE SET last = dossiers_codecounter.last + 1 RETURNING last"""
INSERT_DOSSIER = """INSERT INTO dossiers_dossier (id, code, key, state, channel, procedure_version_id, case_key,
    process_version_id, calendar_version_id, norm_value, norm_unit, supplement_policy, due_hour, field_id,
    receiving_agency_id, competent_agency_id, is_non_territorial, owner_name, owner_folded, owner_sort_key,
    submitted_at, accepted_at, accepted_by, due_original_at, due_at, due_on, due_is_draft, has_no_due_date, timeliness,
    state_since, last_at, timer_kind, timer_at, supplements_asked, postponements, is_negative, open_proposals,
    open_consultations)
    VALUES (%s, %s, %s, 'accepted', 'direct', %s, '', %s, %s, 5, 'working_day', 'restart', 'receipt', %s, %s,
    %s, false, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, false, '', %s, %s, 'transfer', %s, 0, 0, false, 0, 0)"""
INSERT_PARTY = """INSERT INTO dossiers_party (dossier_id, role, kind, full_name, personal_id, personal_id_hash,
    tax_code, born_on, phone, phone_hash, email, address, commune_code)
    VALUES (%s, 'owner', 'citizen', %s, %s, %s, '', '', %s, %s, %s, %s, '')"""
INSERT_PARTS = "INSERT INTO dossiers_namepart (part, dossier_id) SELECT part, %s FROM unnest(%s::text[]) AS part"
INSERT_PAPER = """INSERT INTO dossiers_component (dossier_id, position, name, originals, copies, certified_copies,
    is_present_only, is_reused, is_digitised, supplement_number, note)
    VALUES (%s, %s, %s, %s, 0, 0, false, false, false, 0, '')"""
INSERT_ANSWERS = "INSERT INTO dossiers_answers (dossier_id, answers) VALUES (%s, %s::jsonb)"
ACCEPT = """UPDATE dossiers_dossier SET state = 'accepted', accepted_at = %s, accepted_by = %s, due_original_at = %s,
    due_at = %s, due_on = %s, due_is_draft = %s, state_since = %s, last_at = %s, timer_kind = 'transfer', timer_at = %s
    WHERE id = %s"""
TRANSFER = """UPDATE dossiers_dossier SET state = 'in_process', state_since = %s, last_at = %s, timer_kind = %s,
    timer_at = %s WHERE id = %s"""
READ_RESULT = """SELECT r.id, r.drafted_by_id, a.officer_id, d.due_on, d.id, d.accepted_by, s.no, s.key
    FROM dossiers_step s JOIN dossiers_dossier d ON d.id = s.dossier_id JOIN results_result r ON r.dossier_id = d.id
    JOIN results_approval a ON a.result_id = r.id WHERE s.id = %s"""
NEXT_NUMBER = """INSERT INTO results_register (agency_id, symbol, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (agency_id, symbol, year) DO UPDATE SET last = results_register.last + 1 RETURNING last"""
REGISTER = "UPDATE results_result SET register_number = %s, registered_by_id = %s, registered_at = %s WHERE id = %s"
PROCESS = """UPDATE dossiers_dossier SET state = 'processed', processed_at = %s, timeliness = %s, state_since = %s,
    last_at = %s, timer_kind = 'collect_reminder', timer_at = %s WHERE id = %s"""
RETURN = """UPDATE dossiers_dossier SET state = 'returned', returned_at = %s, closed_at = %s, state_since = %s,
    last_at = %s, timer_kind = '', timer_at = NULL WHERE id = %s"""
DELIVER = """INSERT INTO results_delivery (dossier_id, way, to_name, proof, waybill, originals_back, handed_by_id, at)
    VALUES (%s, 'direct', %s, %s, '', '', %s, %s)"""


class Bare:
    """The same preparation as `ours`, then each verb's rows by hand."""

    def __init__(self, place: Stage, url: str) -> None:
        self.place = place
        here = place.here
        self.agency = here.commune.pk
        self.connection = psycopg.connect(url, autocommit=True)
        self.connection.prepare_threshold = 0
        self.backend = self.connection.info.backend_pid
        self.calendar_version = org.calendar_version_id(self.agency, NOW.date())
        self.calendar = org.work_calendar(self.calendar_version)
        # The process by heart: the step, its outcome, and what it opens for whom within how many hours.
        self.after = {
            "desk": ("assign", "assign", "task", "division_head", place.head.id, 4),
            "assign": ("examine", "examine", "task", "case_officer", place.specialist.id, 20),
            "examine": ("sign", "sign", "task", "agency_leader", place.leader.id, 8),
            "sign": ("issue", "issue", "task", "clerk", place.clerk.id, 4),
            "issue": ("hand", "hand", "return_result", "return_desk", place.hand.id, None),
        }

    def send(self, text: str, *given: Any) -> psycopg.Cursor[Any]:
        cursor = psycopg.Cursor(self.connection, row_factory=tuple_row)
        return cursor.execute(text, given, prepare=True)

    def close_step(self, dossier: int, step: int, no: int, key: str, outcome: str, by: int, now: datetime) -> str:
        """Close a step and open the next one; return the key of what was opened."""
        self.send(CLOSE_STEP, now, by, outcome, step)
        following, name, kind, role, officer, hours = self.after[key]
        due = None if hours is None else self.calendar.add(now, timedelta(hours=hours))
        self.send(
            INSERT_STEP, dossier, no + 1, following, name, kind, role, self.agency, officer, [no], now, due
        )  # fmt: skip
        return following

    def journal(
        self, dossier: int, seq: int, previous: bytes, at: datetime, recorded: datetime, by: int | None,
        events: Iterable[tuple[str, dict[str, Any]]],
    ) -> None:  # fmt: skip
        """Chain the events and move the head."""
        subject, actor, first = f"dossier:{dossier}", f"officer:{by}", seq == 0
        moments = [at.astimezone(UTC).isoformat(timespec="microseconds"),
                   recorded.astimezone(UTC).isoformat(timespec="microseconds")]  # fmt: skip
        for kind, details in events:
            seq += 1
            body = _encode([subject, seq, kind, *moments, actor, self.agency, details]).encode()
            digest = hashlib.sha256(previous + body).digest()
            self.send(
                EVENT, subject, seq, kind, at, recorded, actor, self.agency, _encode(details), body, previous, digest
            )  # fmt: skip
            previous = digest
        if first:
            self.send(NEW_HEAD, subject, seq, previous)
        else:
            self.send(MOVE_HEAD, seq, previous, subject)

    def complete_one(self, step: int, key: str, outcome: str, by: int) -> None:
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, read = self.send(LOCK_OF_STEP, step), self.send(STEP, step)
            head = self.send(HEAD_OF_STEP, step)
            dossier, last_at = locked.fetchone()  # type: ignore[misc]
            no, step_key, state = read.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            assert state == "open"
            now = max(NOW, last_at)
            opened = self.close_step(dossier, step, no, step_key, outcome, by, now)
            self.send(TOUCH, now, dossier)
            self.send(KEEP_KEY, key, "complete_step", dossier, now)
            details = {"step": step_key, "no": no, "outcome": outcome, "opened": [opened]}
            self.journal(dossier, seq, previous, now, recorded, by, [("step.completed", details)])
            self.send("COMMIT")

    def due(self, now: datetime) -> tuple[datetime, Any, bool, datetime]:
        """Due moment, due day, whether of a draft year, and when the desk must have sent it on."""
        day = self.calendar.nth_working_day(now.date(), 5)
        due_at = datetime.combine(day, now.timetz())
        draft = self.calendar.status(day.year) is YearStatus.DRAFT
        return due_at, day, draft, self.calendar.closing(now.date())

    def receive_one(self, filing: Any, key: str) -> None:
        place, version, now = self.place, self.place.here.version, NOW
        owner, desk = filing.owner, self.place.desk.id
        due_at, due_on, draft, timer = self.due(now)
        prefix = "H56.901"
        with self.connection.pipeline():
            self.send("BEGIN")
            ids = self.send(NEXT_ID)
            serials = self.send(NEXT_SERIAL, prefix, now.date())
            dossier, recorded = ids.fetchone()  # type: ignore[misc]
            serial = serials.fetchone()[0]  # type: ignore[index]
            self.send(
                INSERT_DOSSIER, dossier, f"{prefix}-{now:%y%m%d}-{serial:04}", tracking_key(), version.pk,
                place.here.process.pk, self.calendar_version, version.field_id, self.agency, self.agency,
                owner.full_name, vietnam.fold(owner.full_name), vietnam.sort_key(owner.full_name), now, now, desk,
                due_at, due_at, due_on, draft, now, now, timer,
            )  # fmt: skip
            self.send(
                INSERT_PARTY, dossier, owner.full_name, seal(owner.personal_id),
                lookup_hash(owner.personal_id, of="personal_id"), seal(owner.phone),
                lookup_hash(owner.phone, of="phone"), seal(""), seal(owner.address),
            )  # fmt: skip
            self.send(INSERT_PARTS, dossier, name_parts(owner.full_name))
            for position, paper in enumerate(filing.papers, start=1):
                self.send(INSERT_PAPER, dossier, position, paper.name, paper.originals)
            self.send(INSERT_ANSWERS, dossier, _encode(dict(filing.answers)))
            self.send(KEEP_KEY, key, "receive", dossier, now)
            self.first_step(dossier, now)
            self.send(TICK, dossier, 1, "start", now, "law:receipt")
            accepted = {"channel": "direct", "due_on": due_on.isoformat()}
            events = [("dossier.submitted", {"channel": "direct"}), ("dossier.accepted", accepted)]
            self.journal(dossier, 0, bytes(32), now, recorded, desk, events)
            self.send("COMMIT")

    def first_step(self, dossier: int, now: datetime) -> None:
        due = self.calendar.add(now, timedelta(hours=4))
        self.send(
            INSERT_STEP, dossier, 1, "desk", "desk", "task", "reception", self.agency, self.place.desk.id, [], now, due
        )

    def accept_one(self, dossier: int, key: str) -> None:
        desk = self.place.desk.id
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, head = self.send(LOCK, dossier), self.send(HEAD, f"dossier:{dossier}")
            state, last_at = locked.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            assert state == "submitted"
            now = max(NOW, last_at)
            due_at, due_on, draft, timer = self.due(now)
            self.send(ACCEPT, now, desk, due_at, due_at, due_on, draft, now, now, timer, dossier)
            self.first_step(dossier, now)
            self.send(TICK, dossier, 1, "start", now, "law:receipt")
            self.send(KEEP_KEY, key, "accept", dossier, now)
            details = {"channel": "direct", "due_on": due_on.isoformat()}
            self.journal(dossier, seq, previous, now, recorded, desk, [("dossier.accepted", details)])
            self.send("COMMIT")

    def transfer_one(self, dossier: int, key: str, apology: tuple[str, datetime]) -> None:
        desk = self.place.desk.id
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, head = self.send(LOCK, dossier), self.send(HEAD, f"dossier:{dossier}")
            steps = self.send(OPEN_STEP, dossier)
            state, last_at = locked.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            step, no, step_key = steps.fetchone()  # type: ignore[misc]
            assert state == "accepted"
            now = max(NOW, last_at)
            self.send(TRANSFER, now, now, *apology, dossier)
            opened = self.close_step(dossier, step, no, step_key, "done", desk, now)
            self.send(KEEP_KEY, key, "transfer", dossier, now)
            self.journal(dossier, seq, previous, now, recorded, desk, [("dossier.transferred", {"opened": [opened]})])
            self.send("COMMIT")

    def issue_one(self, step: int, key: str) -> None:
        clerk = self.place.clerk.id
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, read = self.send(LOCK_OF_STEP, step), self.send(READ_RESULT, step)
            head = self.send(HEAD_OF_STEP, step)
            numbers = self.send(NEXT_NUMBER, self.agency, SYMBOL, NOW.year)
            dossier, last_at = locked.fetchone()  # type: ignore[misc]
            result, drafted_by, approved_by, due_on, _, accepted_by, no, step_key = read.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            number = numbers.fetchone()[0]  # type: ignore[index]
            assert approved_by not in (drafted_by, accepted_by)
            now = max(NOW, last_at)
            timeliness = "early" if now.date() < due_on else "on_time" if now.date() == due_on else "late"
            timer = self.calendar.closing(self.calendar.nth_working_day(now.date(), 10))
            self.send(PROCESS, now, timeliness, now, now, timer, dossier)
            self.close_step(dossier, step, no, step_key, "done", clerk, now)
            self.send(TICK, dossier, 2, "finish", now, "law:result")
            self.send(REGISTER, f"{number:02}/{SYMBOL}", clerk, now, result)
            self.send(KEEP_KEY, key, "issue_result", dossier, now)
            details = {"step": step_key, "no": no, "result": result, "timeliness": timeliness, "negative": False,
                       "due_on": due_on.isoformat()}  # fmt: skip
            self.journal(dossier, seq, previous, now, recorded, clerk, [("dossier.processed", details)])
            self.send("COMMIT")

    def hand_over_one(self, dossier: int, key: str) -> None:
        hand = self.place.hand.id
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, head = self.send(LOCK, dossier), self.send(HEAD, f"dossier:{dossier}")
            steps = self.send(OPEN_STEP, dossier)
            state, last_at = locked.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            step, _, _ = steps.fetchone()  # type: ignore[misc]
            assert state == "processed"
            now = max(LATER, last_at)
            self.send(RETURN, now, now, now, now, dossier)
            self.send(CLOSE_STEP, now, hand, "done", step)
            self.send(DELIVER, dossier, "Trần Thị Hoa", "Giấy hẹn", hand, now)
            self.send(KEEP_KEY, key, "hand_over", dossier, now)
            self.journal(dossier, seq, previous, now, recorded, hand, [("dossier.returned", {"way": "direct"})])
            self.send("COMMIT")

    # --- turns ------------------------------------------------------------------------------------------------------
    def receive(self, count: int) -> Cost:
        return self.measured([self.place.filing() for _ in range(count)], self.receive_one)

    def accept(self, count: int) -> Cost:
        return self.measured(self.place.filed(count), self.accept_one)

    def transfer(self, count: int) -> Cost:
        ids = self.place.received(count)
        apology = ("apology", self.apology())
        return self.measured(ids, lambda dossier, key: self.transfer_one(dossier, key, apology))

    def apology(self) -> datetime:
        """The last moment for an apology of what is received now: the same for all of a turn."""
        due_at, *_ = self.due(NOW)
        before = due_at.date() - timedelta(days=1)
        while not self.calendar.is_working_day(before):
            before -= timedelta(days=1)
        return self.calendar.opening(before)

    def complete_step(self, count: int) -> Cost:
        place, cost = self.place, Cost()
        ids = place.in_process(-(-count // 3))
        for by, outcome in ((place.head, "done"), (place.specialist, "done"), (place.leader, "agreed")):
            self.measured(
                place.open_steps(ids),
                lambda step, key, by=by, outcome=outcome: self.complete_one(step, key, outcome, by.id),
                cost,
            )
        return cost

    def issue(self, count: int) -> Cost:
        return self.measured(self.place.open_steps(self.place.approved(count)), self.issue_one)

    def hand_over(self, count: int) -> Cost:
        return self.measured(self.place.processed(count), self.hand_over_one)

    def measured(self, given: Iterable[T], do: Callable[[T, str], None], cost: Cost | None = None) -> Cost:
        cost = Cost() if cost is None else cost
        todo = [(each, self.place.key()) for each in given]
        with metered(cost, self.backend, calls=len(todo)):
            for each, key in todo:
                do(each, key)
        return cost


def main() -> None:
    bare = Bare(Stage(stage.found()), os.environ["DATABASE_URL"])
    contender.serve({verb: getattr(bare, verb) for verb in stage.VERBS})
