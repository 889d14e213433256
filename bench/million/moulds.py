"""A life as text for COPY, with gaps for what each dossier has of its own: ids, code, owner, officers, hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bench.million.lives import CASE_OFFICERS, HERE, Life, Told, day_of
from bench.million.people import Owner
from motcua.core.roles import Role
from motcua.dossiers.filing import PartyIn
from motcua.dossiers.loading import columns, opened_step
from motcua.journal.chain import ROOT

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_OWN = ("code", "accepted_by", "calendar_version_id", "process_version_id")
_STEP_OWN = ("agency_id", "officer_id", "done_by")
PARTY = ("dossier_id", *PartyIn(full_name="A").row())


@dataclass(frozen=True)
class Own:
    """What a dossier has of its own."""

    id: int
    code: str
    key: str
    owner: Owner
    office: int
    version: int
    process: int
    field: int
    calendar: int
    officers: Mapping[int | None, str]


class Mould:
    """A life, ready to be given to many dossiers."""

    def __init__(self, life: Life) -> None:
        self.days = life.days
        self.day: date = day_of(life)
        self.accepted_by = life.dossier.accepted_by
        after = columns(life.dossier, _NoRules())  # type: ignore[arg-type]
        self.dossier_columns = tuple(name for name in after if name not in _OWN)
        self.dossier = "\t".join(_text(after[name]) for name in self.dossier_columns)
        self.channel = life.dossier.channel
        self.steps = [
            (
                "\t".join(_text(value) for name, value in opened_step(step).items() if name not in _STEP_OWN),
                step.officer_id,
                step.done_by,
            )
            for step in life.dossier.steps
        ]
        self.clock = [
            f"{seq}\t{event.kind.value}\t{_text(event.at)}\t{event.cause.value}\t{event.ground}\t{_text(event.until)}"
            for seq, event in enumerate(life.dossier.clock, start=1)
        ]
        self.events = [self._event(seq, told) for seq, told in enumerate(life.told, start=1)]

    def _event(self, seq: int, told: Told) -> tuple[str, str, int | None, str]:
        at = told.at.astimezone(UTC).isoformat(timespec="microseconds")
        details = _encode(told.details)
        return f'{seq},"{told.kind}","{at}","{at}"', f"{seq}\t{told.kind}\t{at}\t{at}", told.actor, details

    def pour(self, own: Own, into: Mapping[str, list[str]]) -> None:
        """Add the rows of one dossier."""
        owner, dossier_id, officers, office = own.owner, own.id, own.officers, own.office
        into["dossiers_dossier"].append(
            f"{dossier_id}\t{own.code}\t{own.key}\t{self.channel}\t{own.version}\t\t{own.process}\t{own.calendar}\trestart"
            f"\treceipt\t{own.field}\t{office}\t{office}\tf\t{owner.name}\t{owner.folded}\t{owner.sort_key}"
            f"\t{officers[self.accepted_by]}\t{self.dossier}\n"
        )
        into["dossiers_party"].append(f"{dossier_id}\t{owner.party}\n")
        into["dossiers_namepart"] += [f"{part}\t{dossier_id}\n" for part in owner.parts]
        into["dossiers_component"].append(f"{dossier_id}\t1\tTờ khai\t1\t0\t0\tf\tf\tf\t0\t\n")
        into["dossiers_answers"].append(f'{dossier_id}\t{{"reason":"Bổ sung hồ sơ"}}\n')
        into["dossiers_step"] += [
            f"{dossier_id}\t{office}\t{officers[officer]}\t{officers[done_by]}\t{rest}\n"
            for rest, officer, done_by in self.steps
        ]
        into["dossiers_clockevent"] += [f"{dossier_id}\t{rest}\n" for rest in self.clock]
        self._journal(own, into)

    def _journal(self, own: Own, into: Mapping[str, list[str]]) -> None:
        subject, previous = f"dossier:{own.id}", ROOT
        rows = into["journal_journalevent"]
        for said, told, who, details in self.events:
            if who is None:
                actor, agency, agency_column = "citizen", "null", "\\N"
            else:
                actor, agency = f"officer:{own.officers[who]}", str(own.office)
                agency_column = agency
            body = f'["{subject}",{said},"{actor}",{agency},{details}]'.encode()
            following = hashlib.sha256(previous + body).digest()
            rows.append(
                f"{subject}\t{told}\t{actor}\t{agency_column}\t{details}\t\\\\x{body.hex()}\t\\\\x{previous.hex()}"
                f"\t\\\\x{following.hex()}\n"
            )
            previous = following
        into["journal_journalhead"].append(f"{subject}\t{len(self.events)}\t\\\\x{previous.hex()}\n")


def copy_columns(mould: Mould) -> dict[str, tuple[str, ...]]:
    """The columns of each table, in the order in which a mould pours."""
    steps = ("no", "key", "round", "performer", "name", "kind", "role", "unit_id", "came_from", "opened_at", "due_at",
             "seen_at", "state", "done_at", "outcome", "note")  # fmt: skip
    return {
        "dossiers_dossier": (
            "id", "code", "key", "channel", "procedure_version_id", "case_key", "process_version_id",
            "calendar_version_id", "supplement_policy", "due_hour", "field_id", "receiving_agency_id",
            "competent_agency_id", "is_non_territorial", "owner_name", "owner_folded", "owner_sort_key", "accepted_by",
            *mould.dossier_columns,
        ),
        "dossiers_party": PARTY,
        "dossiers_namepart": ("part", "dossier_id"),
        "dossiers_component": ("dossier_id", "position", "name", "originals", "copies", "certified_copies",
                               "is_present_only", "is_reused", "is_digitised", "supplement_number", "note"),
        "dossiers_answers": ("dossier_id", "answers"),
        "dossiers_step": ("dossier_id", "agency_id", "officer_id", "done_by", *steps),
        "dossiers_clockevent": ("dossier_id", "seq", "kind", "at", "cause", "ground", "until"),
        "journal_journalevent": ("subject", "seq", "kind", "at", "recorded_at", "actor", "agency_id", "details",
                                 "canonical", "previous_hash", "hash"),
        "journal_journalhead": ("subject", "seq", "hash"),
    }  # fmt: skip


def officers_of(office: Mapping[str, list[int]]) -> dict[int | None, str]:
    """The office's officers in the places the lives keep for them."""
    places: dict[int | None, str] = {HERE[Role(role)]: str(ids[0]) for role, ids in office.items()}
    places |= dict(zip(CASE_OFFICERS, map(str, office[Role.CASE_OFFICER.value]), strict=True))
    return places | {None: "\\N"}


class _NoRules:
    calendar_version_id = None
    process_version_id = None


def _text(value: Any) -> str:
    match value:
        case None:
            return "\\N"
        case bool():
            return "t" if value else "f"
        case datetime():
            return value.astimezone(UTC).isoformat()
        case list():
            return "{" + ",".join(map(str, value)) + "}"
        case _:
            return str(value)
