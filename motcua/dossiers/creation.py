"""A new dossier: versions pinned, code given, moves decided and everything written, in one transaction."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.base import sql
from motcua.base.refusal import Refusal
from motcua.catalog import queries as catalog
from motcua.core import numbering, vietnam
from motcua.core.deadline import Norm
from motcua.core.lifecycle import Actor, Change, Dossier, Rules, State
from motcua.core.numbering import AgencyId
from motcua.core.vietnam import ZONE
from motcua.dossiers import filing as filed
from motcua.dossiers import loading
from motcua.dossiers.commit import STATEMENTS, Moved, actor_name, load, write_rows
from motcua.dossiers.filing import Filing
from motcua.dossiers.rules import rules_of
from motcua.journal import actions as journal
from motcua.journal import chain
from motcua.org import queries as org


class AgencyWithoutCode(Refusal):
    """The competent agency has no identifier on that day, so no code can be given."""

    code = "agency-without-code"
    vi = "Cơ quan giải quyết chưa có mã định danh nên chưa cấp được mã hồ sơ. Hãy báo quản trị hệ thống."
    en = "The competent agency has no identifier, so no dossier code can be given. Tell the administrator."


Decide = Callable[[Dossier, Rules, str], Change]
"""From the empty draft, its rules and its new code to the change that begins its life."""


def create(
    filing: Filing,
    decide: Decide,
    *,
    by: Actor,
    verb: str,
    now: datetime,
    key: str = "",
    parent: tuple[int, int] | None = None,
    process_version_id: int | None = None,
) -> Moved:
    """Write a new dossier. One command key makes one dossier.

    :param parent: for a sub-dossier, the parent's id and the number of its step.
    """
    owner = filing.owner
    today = now.astimezone(ZONE).date()
    pins = catalog.pins(filing.procedure_version_id, filing.case_key, filing.channel, filing.competent_agency_id, today)
    agency_code = code_prefix(filing.competent_agency_id, today)
    with transaction.atomic():
        with sql.pipeline():
            ids = sql.run(STATEMENTS.next_id)
            dossier_id = ids.fetchone()["id"]  # type: ignore[index]
            kept = sql.run(STATEMENTS.keep_key, key=key, verb=verb, dossier=dossier_id, at=now) if key else None
            replayed = kept is not None and kept.fetchone() is None
            if not replayed:
                serial = sql.value(STATEMENTS.next_serial, prefix=str(agency_code), day=today)
                head = sql.row(journal.STATEMENTS.head, subject=f"dossier:{dossier_id}")
        if replayed:
            return _earlier(key, now)
        assert head is not None
        row = {
            "id": dossier_id,
            "key": filed.tracking_key(),
            "parent_id": parent[0] if parent else None,
            "parent_step_no": parent[1] if parent else None,
            "channel": filing.channel,
            "procedure_version_id": filing.procedure_version_id,
            "case_key": filing.case_key,
            "process_version_id": process_version_id or pins.process_version_id,
            "calendar_version_id": org.calendar_version_id(filing.competent_agency_id, today),
            "supplement_policy": pins.policy.supplement.value,
            "due_hour": pins.policy.hour.value,
            "field_id": pins.field_id,
            "receiving_agency_id": filing.receiving_agency_id,
            "competent_agency_id": filing.competent_agency_id,
            "handling_unit_id": pins.handling_unit_id,
            "is_non_territorial": filing.is_non_territorial,
            "owner_citizen_id": filing.owner_citizen_id,
            "owner_name": vietnam.tidy(owner.full_name),
            "owner_folded": vietnam.fold(owner.full_name),
            "owner_sort_key": vietnam.sort_key(owner.full_name),
            "submitted_at": None,
            "accepted_at": None,
        }
        rules = rules_of(row, now)
        draft = _draft(filing, dossier_id, pins.norm, now)
        code = str(numbering.dossier_code(agency_code, now, serial))
        change = decide(draft, rules, code)
        _write(row, filing, change, rules, by=by, now=now, recorded_at=head["recorded_at"])
    return Moved(dossier_id, code, row["key"], change.after, change)


def code_prefix(agency_id: int, on: date) -> AgencyId:
    """The identifier that begins the agency's dossier codes on a day.  :raises AgencyWithoutCode:"""
    found = org.id_of(agency_id, on=on)
    if found is None:
        raise AgencyWithoutCode
    return found


def both(first: Change, second: Callable[[Dossier], Change]) -> Change:
    """Two moves made in one breath, such as submitting and accepting at the counter."""
    then = second(first.after)
    return replace(
        then,
        events=first.events + then.events,
        opened=first.opened + then.opened,
        clock=first.clock + then.clock,
        warnings=first.warnings + then.warnings,
    )


def _draft(filing: Filing, dossier_id: int, norm: Norm | None, now: datetime) -> Dossier:
    return Dossier(
        state=State.DRAFT,
        id=dossier_id,
        receiving_agency_id=filing.receiving_agency_id,
        competent_agency_id=filing.competent_agency_id,
        channel=filing.channel,
        norm=norm,
        is_non_territorial=filing.is_non_territorial,
        owner_citizen_id=filing.owner_citizen_id,
        state_since=now,
        last_at=now,
    )


def _write(
    row: dict[str, Any],
    filing: Filing,
    change: Change,
    rules: Rules,
    *,
    by: Actor,
    now: datetime,
    recorded_at: datetime,
) -> None:
    dossier_id = row["id"]
    links, head = chain.extend(
        chain.Head(f"dossier:{dossier_id}", 0, chain.ROOT),
        [(event.kind, event.details) for event in change.events],
        at=now,
        recorded_at=recorded_at,
        actor=actor_name(by),
        agency_id=by.agency_id,
    )
    with sql.pipeline():
        sql.run(STATEMENTS.insert_dossier, **(row | loading.columns(change.after, rules)))
        for party in filing.parties:
            sql.run(STATEMENTS.insert_party, dossier=dossier_id, **party.row())
        sql.run(STATEMENTS.insert_name_parts, dossier=dossier_id, parts=filed.name_parts(filing.owner.full_name))
        write_papers(dossier_id, filing.papers, first_position=1)
        if filing.answers:
            sql.run(STATEMENTS.insert_answers, dossier=dossier_id, answers=sql.json(dict(filing.answers)))
        if filing.external:
            system, code = filing.external
            sql.run(STATEMENTS.insert_external_code, dossier=dossier_id, system=system, code=code)
        write_rows(dossier_id, change, clock_before=0, by=by)
        journal.append(links, head)


def write_papers(
    dossier_id: int, papers: tuple[filed.PaperIn, ...], *, first_position: int, supplement_number: int = 0
) -> None:
    """Write papers handed in, in the caller's pipeline."""
    for position, paper in enumerate(papers, start=first_position):
        sql.run(
            STATEMENTS.insert_component,
            dossier=dossier_id,
            position=position,
            name=vietnam.tidy(paper.name),
            originals=paper.originals,
            copies=paper.copies,
            certified_copies=paper.certified_copies,
            is_present_only=paper.is_present_only,
            is_reused=paper.is_reused,
            is_digitised=paper.is_digitised or paper.file_id is not None,
            file_id=paper.file_id,
            supplement_number=supplement_number,
            note=paper.note,
        )


def _earlier(key: str, now: datetime) -> Moved:
    """The dossier an earlier command with this key made."""
    dossier_id = sql.value(STATEMENTS.replayed, key=key)
    loaded = load(dossier_id, now=now)
    return Moved(dossier_id, loaded.row["code"], loaded.row["key"], loaded.dossier, None)


__all__ = ["both", "create", "write_papers"]
