"""A new dossier: versions pinned, code given, moves decided and everything written, in one transaction."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from motcua.base import sql
from motcua.base.refusal import Refusal
from motcua.catalog import queries as catalog
from motcua.core import numbering, vietnam
from motcua.core.deadline import Norm
from motcua.core.lifecycle import Actor, Change, Dossier, Rules, State
from motcua.core.numbering import AgencyId
from motcua.core.vietnam import ZONE
from motcua.dossiers import declaring, loading
from motcua.dossiers import filing as filed
from motcua.dossiers.commit import STATEMENTS, KeyUsedOtherwise, Moved, actor_name, check_key, load, write_rows
from motcua.dossiers.filing import Filing
from motcua.dossiers.remembering import lately
from motcua.dossiers.rules import rules_of
from motcua.files.models import StoredFile
from motcua.journal import actions as journal
from motcua.journal import chain
from motcua.org import queries as org


class AgencyWithoutCode(Refusal):
    """The competent agency has no identifier on that day, so no code can be given."""

    code = "agency-without-code"
    vi = "Cơ quan giải quyết chưa có mã định danh nên chưa cấp được mã hồ sơ. Hãy báo quản trị hệ thống."
    en = "The competent agency has no identifier, so no dossier code can be given. Tell the administrator."


class AlreadyFiled(Refusal):
    """Another system's code names one dossier here, and there is one already."""

    code = "already-filed"
    vi = "Mã {external} của {system} đã được tiếp nhận thành hồ sơ {dossier}. Không nộp lại."
    en = "The code {external} of {system} was filed already, as dossier {dossier}. Do not file it again."


class FileMissing(Refusal):
    """A paper names a file that is not stored, or belongs to another dossier."""

    code = "file-missing"
    vi = "Không tìm thấy tệp của “{name}” hoặc tệp thuộc hồ sơ khác. Hãy tải tệp lên lại."
    en = "The file of “{name}” is not here or belongs to another dossier. Upload it again."


LONGEST_SORT_KEY = 1200

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
    pins: catalog.Pins | None = None,
    linked_set_id: int | None = None,
) -> Moved:
    """Write a new dossier. One command key makes one dossier.

    :param parent: for a sub-dossier, the parent's id and the number of its step.
    :param linked_set_id: the set it is filed with, written in the same transaction.
    :param pins: what a sub-dossier is bound to; the catalogue says it of any other.
    :raises AgencyWithoutCode, AlreadyFiled, FileMissing, declaring.NotAsTheFormAsks, commit.KeyUsedOtherwise: and what
        `Filing.check` raises.
    """
    filing.check()
    check_key(key)
    owner_name = filing.owner.name
    today = now.astimezone(ZONE).date()
    agency_code = code_prefix(filing.competent_agency_id, today)
    with sql.transaction():
        ids = sql.run(STATEMENTS.next_id)
        serials = _next_serial(agency_code, today, key=key, verb=verb, now=now)
        if pins is None:
            pins = catalog.pins(
                filing.procedure_version_id, filing.case_key, filing.channel, filing.competent_agency_id, today
            )
        taken, serial = ids.fetchone(), serials.fetchone()
        if serial is None:
            return _earlier(key, verb, now)
        check_files(filing.papers, dossier_id=None)
        answers = declaring.declared(filing, pins.form_id, on=today, whole=verb in declaring.WHOLE)
        assert taken is not None  # a sequence always answers
        dossier_id = taken["id"]
        row = {
            "id": dossier_id,
            "key": filed.tracking_key(),
            "parent_id": parent[0] if parent else None,
            "parent_step_no": parent[1] if parent else None,
            "linked_set_id": linked_set_id,
            "channel": filing.channel,
            "procedure_version_id": filing.procedure_version_id,
            "case_key": filing.case_key,
            "process_version_id": pins.process_version_id,
            "calendar_version_id": lately(org.calendar_version_id, filing.competent_agency_id, today),
            "form_id": pins.form_id,
            "supplement_policy": pins.policy.supplement.value,
            "due_hour": pins.policy.hour.value,
            "field_id": pins.field_id,
            "receiving_agency_id": filing.receiving_agency_id,
            "competent_agency_id": filing.competent_agency_id,
            "handling_unit_id": pins.handling_unit_id,
            "is_non_territorial": filing.goes_elsewhere,
            "owner_citizen_id": filing.owner_citizen_id,
            "identity_level": filing.identity_level,
            "owner_name": owner_name,
            "owner_folded": vietnam.fold(owner_name),
            "owner_sort_key": vietnam.sort_key(owner_name)[:LONGEST_SORT_KEY],
            "submitted_at": None,
            "accepted_at": None,
        }
        rules = rules_of(row, now)
        draft = _draft(filing, dossier_id, pins.norm, now, field_id=pins.field_id, is_part=parent is not None)
        draft = replace(draft, is_linked=linked_set_id is not None)
        code = str(numbering.dossier_code(agency_code, now, serial["last"]))
        change = decide(draft, rules, code)
        _write(row, filing, answers, change, rules, by=by, now=now, recorded_at=taken["recorded_at"])
    return Moved(dossier_id, code, row["key"], change.after, change)


def _next_serial(prefix: AgencyId, on: date, *, key: str, verb: str, now: datetime) -> sql.Answer:
    if key:
        return sql.run(STATEMENTS.next_serial_for, prefix=str(prefix), day=on, key=key, verb=verb, at=now)
    return sql.run(STATEMENTS.next_serial, prefix=str(prefix), day=on)


def code_prefix(agency_id: int, on: date) -> AgencyId:
    """The identifier that begins the agency's dossier codes on a day.  :raises AgencyWithoutCode:"""
    found = lately(org.id_of, agency_id, on)
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


def _draft(
    filing: Filing, dossier_id: int, norm: Norm | None, now: datetime, *, field_id: int, is_part: bool
) -> Dossier:
    return Dossier(
        state=State.DRAFT,
        id=dossier_id,
        receiving_agency_id=filing.receiving_agency_id,
        competent_agency_id=filing.competent_agency_id,
        channel=filing.channel,
        field_id=field_id,
        norm=norm,
        is_non_territorial=filing.goes_elsewhere,
        is_part=is_part,
        owner_citizen_id=filing.owner_citizen_id,
        state_since=now,
        last_at=now,
    )


def _write(
    row: dict[str, Any],
    filing: Filing,
    answers: dict[str, Any],
    change: Change,
    rules: Rules,
    *,
    by: Actor,
    now: datetime,
    recorded_at: datetime,
) -> None:
    dossier_id = row["id"]
    links = chain.extend(
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
        if filing.parcel is not None:
            sql.run(
                STATEMENTS.insert_parcel,
                dossier=dossier_id,
                waybill=vietnam.read_waybill(filing.parcel.waybill),
                posted_on=filing.parcel.posted_on,
                arrived_on=filing.parcel.arrived_on,
            )
        sql.run(STATEMENTS.insert_name_parts, dossier=dossier_id, parts=filed.name_parts(row["owner_name"]))
        write_papers(dossier_id, filing.papers, first_position=1)
        if answers:
            sql.run(STATEMENTS.insert_answers, dossier=dossier_id, form=row["form_id"], answers=sql.json(answers))
        taken = None
        if filing.external_code:
            system, code = filing.external_code
            taken = sql.run(STATEMENTS.insert_external_code, dossier=dossier_id, system=system, code=code)
        write_rows(dossier_id, change, clock_before=0, by=by)
        journal.append(links)
    if taken is not None and taken.fetchone() is None:
        earlier = sql.value(STATEMENTS.by_external_code, system=system, code=code)
        raise AlreadyFiled(external=code, system=system, dossier=earlier)


def write_papers(
    dossier_id: int, papers: tuple[filed.PaperIn, ...], *, first_position: int, supplement_number: int = 0
) -> None:
    """Write papers handed in, in the caller's pipeline."""
    for position, paper in enumerate(papers, start=first_position):
        sql.run(
            STATEMENTS.insert_component,
            dossier=dossier_id,
            position=position,
            supplement_number=supplement_number,
            **paper.row(),
        )


def check_files(papers: tuple[filed.PaperIn, ...], *, dossier_id: int | None) -> None:
    """Refuse papers whose file is not here.  :raises FileMissing:"""
    wanted = {paper.file_id: paper for paper in papers if paper.file_id is not None}
    if not wanted:
        return
    here = StoredFile.objects.filter(Q(dossier_id=None) | Q(dossier_id=dossier_id), pk__in=wanted)
    for missing in wanted.keys() - set(here.values_list("pk", flat=True)):
        raise FileMissing(name=wanted[missing].row()["name"][:80])


def _earlier(key: str, verb: str, now: datetime) -> Moved:
    """The dossier an earlier command with this key made.  :raises commit.KeyUsedOtherwise:"""
    earlier = sql.row(STATEMENTS.command, key=key)
    assert earlier is not None  # the insertion just met it
    if earlier["verb"] != verb:
        raise KeyUsedOtherwise
    dossier_id = earlier["dossier_id"]
    loaded = load(dossier_id, now=now)
    return Moved(dossier_id, loaded.row["code"], loaded.row["key"], loaded.dossier, None)


__all__ = ["AlreadyFiled", "both", "check_files", "create", "write_papers"]
