"""The contender without a design: psycopg alone, writing by hand the rows and the hashes our verbs write.

It does what a careful script would: one transaction, prepared statements, two round trips. It locks and reads only
what the rows need, knows the process by heart, asks nobody for a right and decides nothing. Values that are more than
SQL (sealed data, hashes, due moments) come from the same pure functions.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import psycopg
from psycopg.rows import tuple_row

from bench import contender, stage, statements
from bench.stage import DRAFT, HANDED, LATER, NOW, SYMBOL, Player, Stage
from motcua.base.sealing import lookup_hash, seal
from motcua.core import vietnam
from motcua.core.worktime import YearStatus
from motcua.dossiers.filing import Filing, name_parts, tracking_key
from motcua.org import queries as org

PREFIX = "H56.901"
Following = tuple[str, str, str, str, int, int | None, float | None]
"""A step to open: key, name, kind, role, agency, officer, hours."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Bare(Player):
    """Each verb's rows by hand."""

    def __init__(self, place: Stage, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)
        self.connection.prepare_threshold = 0
        super().__init__(place, self.connection.info.backend_pid)
        self.agency = place.here.commune.pk
        self.calendar_version = org.calendar_version_id(self.agency, NOW.date())
        self.calendar = org.work_calendar(self.calendar_version)
        # The process by heart: the step, and what it opens for whom within how many hours.
        here = self.agency
        self.after: dict[str, Following] = {
            "desk": ("assign", "assign", "task", "division_head", here, place.head.id, 4),
            "assign": ("examine", "examine", "task", "case_officer", here, place.specialist.id, 20),
            "examine": ("sign", "sign", "task", "agency_leader", here, place.leader.id, 8),
            "sign": ("issue", "issue", "task", "clerk", here, place.clerk.id, 4),
            "issue": ("hand", "hand", "return_result", "return_desk", here, place.hand.id, None),
        }

    def close(self) -> None:
        """Let the connection go."""
        self.connection.close()

    def send(self, text: str, *given: Any) -> psycopg.Cursor[Any]:
        cursor = psycopg.Cursor(self.connection, row_factory=tuple_row)
        return cursor.execute(text, given, prepare=True)

    def close_step(
        self, dossier: int, step: int, no: int, key: str, outcome: str, by: int | None, now: datetime, note: str = ""
    ) -> str:
        """Close a step and open the next one; return the key of what was opened."""
        self.send(statements.CLOSE_STEP, now, by, outcome, note, step)
        following, name, kind, role, agency, officer, hours = self.after[key]
        due = None if hours is None else self.calendar.add(now, timedelta(hours=hours))
        self.send(
            statements.INSERT_STEP, dossier, no + 1, following, name, kind, role, agency, officer, [no], now, due
        )  # fmt: skip
        return following

    def journal(
        self, dossier: int, seq: int, previous: bytes, at: datetime, recorded: datetime, by: int | None,
        events: Iterable[tuple[str, dict[str, Any]]],
    ) -> None:  # fmt: skip
        """Chain the events and move the head."""
        subject, first = f"dossier:{dossier}", seq == 0
        actor, agency = ("citizen", None) if by is None else (f"officer:{by}", self.agency)
        moments = [at.astimezone(UTC).isoformat(timespec="microseconds"),
                   recorded.astimezone(UTC).isoformat(timespec="microseconds")]  # fmt: skip
        for kind, details in events:
            seq += 1
            body = _encode([subject, seq, kind, *moments, actor, agency, details]).encode()
            digest = hashlib.sha256(previous + body).digest()
            self.send(
                statements.EVENT, subject, seq, kind, at, recorded, actor, agency, _encode(details), body, previous,
                digest,
            )  # fmt: skip
            previous = digest
        if first:
            self.send(statements.NEW_HEAD, subject, seq, previous)
        else:
            self.send(statements.MOVE_HEAD, seq, previous, subject)

    def assign_one(self, step: int, key: str) -> None:
        self.complete_one(step, key, self.place.head.id)

    def examine_one(self, step: int, key: str) -> None:
        self.complete_one(step, key, self.place.specialist.id)

    def complete_one(self, step: int, key: str, by: int | None, outcome: str = "done", note: str = "") -> None:
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, read = self.send(statements.LOCK_OF_STEP, step), self.send(statements.STEP, step)
            head = self.send(statements.HEAD_OF_STEP, step)
            dossier, last_at = locked.fetchone()  # type: ignore[misc]
            no, step_key, state = read.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            assert state == "open"
            now = max(NOW, last_at)
            self.send(statements.TOUCH, now, dossier)
            completed = self.completed(dossier, step, no, step_key, outcome, by, now, note)
            self.send(statements.KEEP_KEY, key, "complete_step", dossier, now)
            self.journal(dossier, seq, previous, now, recorded, by, [completed])
            self.send("COMMIT")

    def completed(
        self, dossier: int, step: int, no: int, key: str, outcome: str, by: int | None, now: datetime, note: str = ""
    ) -> tuple[str, dict[str, Any]]:
        """Close a step and open the next; return the event that tells of it."""
        opened = self.close_step(dossier, step, no, key, outcome, by, now, note)
        return "step.completed", {"step": key, "no": no, "outcome": outcome, "opened": [opened]}

    def draft_one(self, step: int, key: str) -> None:
        by = self.place.specialist.id
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, head = self.send(statements.LOCK_OF_STEP, step), self.send(statements.HEAD_OF_STEP, step)
            dossier, last_at = locked.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            now = max(NOW, last_at)
            drafted = self.send(statements.INSERT_RESULT, dossier, DRAFT.title, DRAFT.body, by, now)
            self.send(statements.TOUCH, now, dossier)
            self.send(statements.KEEP_KEY, key, "result.drafted", dossier, now)
            (result,) = drafted.fetchone()  # type: ignore[misc]
            event = ("result.drafted", {"result": result, "negative": False})
            self.journal(dossier, seq, previous, now, recorded, by, [event])
            self.send("COMMIT")

    def approve_one(self, step: int, key: str) -> None:
        by = self.place.leader.id
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, read = self.send(statements.LOCK_OF_STEP, step), self.send(statements.STEP, step)
            drafts, head = self.send(statements.READ_DRAFT, step), self.send(statements.HEAD_OF_STEP, step)
            dossier, last_at = locked.fetchone()  # type: ignore[misc]
            no, step_key, state = read.fetchone()  # type: ignore[misc]
            result, drafted_by, accepted_by = drafts.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            assert state == "open"
            assert by not in (drafted_by, accepted_by)
            now = max(NOW, last_at)
            self.send(statements.APPROVE, result, step, by, now)
            self.send(statements.TOUCH, now, dossier)
            events = [
                ("result.approved", {"result": result}),
                self.completed(dossier, step, no, step_key, "agreed", by, now),
            ]
            self.send(statements.KEEP_KEY, key, "complete_step", dossier, now)
            self.journal(dossier, seq, previous, now, recorded, by, events)
            self.send("COMMIT")

    def due(self, now: datetime) -> tuple[datetime, Any, bool, datetime]:
        """Due moment, due day, whether of a draft year, and when the desk must have sent it on."""
        day = self.calendar.nth_working_day(now.date(), 5)
        due_at = datetime.combine(day, now.timetz())
        draft = self.calendar.status(day.year) is YearStatus.DRAFT
        return due_at, day, draft, self.calendar.closing(now.date())

    def receive_one(self, filing: Filing, key: str) -> int:
        desk, now = self.place.desk.id, NOW
        due_at, due_on, draft, timer = self.due(now)
        with self.connection.pipeline():
            self.send("BEGIN")
            dossier, code, recorded = self.take_code(now)
            self.send(
                statements.INSERT_RECEIVED, dossier, code, tracking_key(), *self.pins(), *names_of(filing), now, now,
                desk, due_at, due_at, due_on, draft, now, now, timer,
            )  # fmt: skip
            self.handed_in(dossier, filing)
            self.send(statements.KEEP_KEY, key, "receive", dossier, now)
            self.first_step(dossier, now)
            self.send(statements.TICK, dossier, 1, "start", now, "law:receipt")
            accepted = {"channel": "direct", "due_on": due_on.isoformat()}
            events = [("dossier.submitted", {"channel": "direct"}), ("dossier.accepted", accepted)]
            self.journal(dossier, 0, bytes(32), now, recorded, desk, events)
            self.send("COMMIT")
        return dossier

    def file_one(self, filing: Filing, key: str) -> int:
        now = NOW
        timer = self.calendar.add(now, timedelta(hours=8))
        with self.connection.pipeline():
            self.send("BEGIN")
            dossier, code, recorded = self.take_code(now)
            self.send(
                statements.INSERT_FILED, dossier, code, tracking_key(), *self.pins(), *names_of(filing), now, now, now,
                timer,
            )  # fmt: skip
            self.handed_in(dossier, filing)
            self.send(statements.KEEP_KEY, key, "file", dossier, now)
            self.journal(dossier, 0, bytes(32), now, recorded, None, [("dossier.submitted", {"channel": "online"})])
            self.send("COMMIT")
        return dossier

    def take_code(self, now: datetime) -> tuple[int, str, datetime]:
        """A new id, its code, and the database's clock."""
        ids = self.send(statements.NEXT_ID)
        serials = self.send(statements.NEXT_SERIAL, PREFIX, now.date())
        dossier, recorded = ids.fetchone()  # type: ignore[misc]
        (serial,) = serials.fetchone()  # type: ignore[misc]
        return dossier, f"{PREFIX}-{now:%y%m%d}-{serial:04}", recorded

    def pins(self) -> tuple[int, ...]:
        """What a dossier is bound to."""
        here = self.place.here
        field = here.version.field_id
        return here.version.pk, here.process.pk, self.calendar_version, field, self.agency, self.agency

    def handed_in(self, dossier: int, filing: Filing) -> None:
        """The owner, the words of the name, the papers, the answers."""
        owner = filing.owner
        self.send(
            statements.INSERT_PARTY, dossier, owner.full_name, seal(owner.personal_id),
            lookup_hash(owner.personal_id, of="personal_id"), seal(owner.phone), lookup_hash(owner.phone, of="phone"),
            seal(""), seal(owner.address),
        )  # fmt: skip
        self.send(statements.INSERT_PARTS, dossier, name_parts(owner.full_name))
        for position, paper in enumerate(filing.papers, start=1):
            self.send(statements.INSERT_PAPER, dossier, position, paper.name, paper.originals)
        self.send(statements.INSERT_ANSWERS, dossier, _encode(dict(filing.answers)))

    def first_step(self, dossier: int, now: datetime) -> None:
        due = self.calendar.add(now, timedelta(hours=4))
        self.send(
            statements.INSERT_STEP,
            dossier,
            1,
            "desk",
            "desk",
            "task",
            "reception",
            self.agency,
            self.place.desk.id,
            [],
            now,
            due,
        )

    def accept_one(self, dossier: int, key: str) -> None:
        desk = self.place.desk.id
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, head = self.send(statements.LOCK, dossier), self.send(statements.HEAD, f"dossier:{dossier}")
            state, channel, last_at, _ = locked.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            assert state == "submitted"
            now = max(NOW, last_at)
            due_at, due_on, draft, timer = self.due(now)
            self.send(statements.ACCEPT, now, desk, due_at, due_at, due_on, draft, now, now, timer, dossier)
            self.first_step(dossier, now)
            self.send(statements.TICK, dossier, 1, "start", now, "law:receipt")
            self.send(statements.KEEP_KEY, key, "accept", dossier, now)
            details = {"channel": channel, "due_on": due_on.isoformat()}
            self.journal(dossier, seq, previous, now, recorded, desk, [("dossier.accepted", details)])
            self.send("COMMIT")

    def transfer_one(self, dossier: int, key: str) -> None:
        desk = self.place.desk.id
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, head = self.send(statements.LOCK, dossier), self.send(statements.HEAD, f"dossier:{dossier}")
            steps = self.send(statements.OPEN_STEP, dossier)
            state, _, last_at, due_on = locked.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            step, no, step_key = steps.fetchone()  # type: ignore[misc]
            assert state == "accepted"
            now = max(NOW, last_at)
            self.send(statements.TRANSFER, now, now, "apology", self.apology(due_on), dossier)
            opened = self.close_step(dossier, step, no, step_key, "done", desk, now)
            self.send(statements.KEEP_KEY, key, "transfer", dossier, now)
            self.journal(dossier, seq, previous, now, recorded, desk, [("dossier.transferred", {"opened": [opened]})])
            self.send("COMMIT")

    def apology(self, due_on: date) -> datetime:
        """The last moment for an apology: the opening of the last working day before the due one."""
        before = due_on - timedelta(days=1)
        while not self.calendar.is_working_day(before):
            before -= timedelta(days=1)
        return self.calendar.opening(before)

    def issue_one(self, step: int, key: str) -> None:
        clerk = self.place.clerk.id
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, read = self.send(statements.LOCK_OF_STEP, step), self.send(statements.READ_RESULT, step)
            head = self.send(statements.HEAD_OF_STEP, step)
            numbers = self.send(statements.NEXT_NUMBER, self.agency, SYMBOL, NOW.year)
            dossier, last_at = locked.fetchone()  # type: ignore[misc]
            result, drafted_by, approved_by, due_on, _, accepted_by, no, step_key = read.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            number = numbers.fetchone()[0]  # type: ignore[index]
            assert approved_by not in (drafted_by, accepted_by)
            now = max(NOW, last_at)
            timeliness = "early" if now.date() < due_on else "on_time" if now.date() == due_on else "late"
            timer = self.calendar.closing(self.calendar.nth_working_day(now.date(), 10))
            self.send(statements.PROCESS, now, timeliness, now, now, timer, dossier)
            self.close_step(dossier, step, no, step_key, "done", clerk, now)
            self.send(statements.TICK, dossier, 2, "finish", now, "law:result")
            self.send(statements.REGISTER, f"{number:02}/{SYMBOL}", clerk, now, result)
            self.send(statements.KEEP_KEY, key, "issue_result", dossier, now)
            details = {"step": step_key, "no": no, "result": result, "timeliness": timeliness, "negative": False,
                       "due_on": due_on.isoformat()}  # fmt: skip
            self.journal(dossier, seq, previous, now, recorded, clerk, [("dossier.processed", details)])
            self.send("COMMIT")

    def hand_over_one(self, dossier: int, key: str) -> None:
        hand = self.place.hand.id
        with self.connection.pipeline():
            self.send("BEGIN")
            locked, head = self.send(statements.LOCK, dossier), self.send(statements.HEAD, f"dossier:{dossier}")
            steps = self.send(statements.OPEN_STEP, dossier)
            state, _, last_at, _ = locked.fetchone()  # type: ignore[misc]
            seq, previous, recorded = head.fetchone()  # type: ignore[misc]
            step, _, _ = steps.fetchone()  # type: ignore[misc]
            assert state == "processed"
            now = max(LATER, last_at)
            self.send(statements.RETURN, now, now, now, now, dossier)
            self.send(statements.CLOSE_STEP, now, hand, "done", "", step)
            self.send(statements.DELIVER, dossier, HANDED["to_name"], HANDED["proof"], hand, now)
            self.send(statements.KEEP_KEY, key, "hand_over", dossier, now)
            self.journal(dossier, seq, previous, now, recorded, hand, [("dossier.returned", {"way": "direct"})])
            self.send("COMMIT")


def names_of(filing: Filing) -> tuple[str, str, str]:
    """The owner's name as written, as sought and as sorted."""
    name = filing.owner.full_name
    return name, vietnam.fold(name), vietnam.sort_key(name)


def main() -> None:
    bare = Bare(Stage(stage.found()), os.environ["DATABASE_URL"])
    contender.serve({turn: partial(bare.turn, turn) for turn in stage.TURNS})
