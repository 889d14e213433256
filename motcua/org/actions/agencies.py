"""Founding, renaming and coding agencies; each is a row or two, and PostgreSQL refuses what may not be."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from motcua.base.refusal import Refusal
from motcua.core.vietnam import ZONE, tidy
from motcua.journal import actions as journal
from motcua.org import refusals
from motcua.org.models import Agency, AgencyCode, AgencyName, Succession, Unit
from motcua.org.models.periods import holding

_DAY = timedelta(days=1)


@contextmanager
def refused(**by_constraint: type[Refusal]) -> Iterator[None]:
    """Turn a broken constraint into the refusal that says it in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for name, refusal in by_constraint.items():
            if name in str(error):
                raise refusal from error
        raise


def establish(
    *,
    key: str,
    name: str,
    level: str,
    since: date,
    short_name: str = "",
    kind: str = "",
    parent_id: int | None = None,
    is_one_stop: bool = False,
) -> Agency:
    """Found an agency on a day."""
    return Agency.objects.create(
        key=key,
        name=name,
        short_name=short_name or name,
        level=level,
        kind=kind,
        parent_id=parent_id,
        valid_from=since,
        is_one_stop=is_one_stop,
    )


@transaction.atomic
def found_agency(
    *,
    name: str,
    short_name: str,
    level: str,
    parent_id: int | None,
    since: date,
    is_one_stop: bool,
    by: str,
    at: datetime,
    key: str = "",
    kind: str = "",
) -> Agency:
    """Found an agency by an administrator's decision. `by` is who decided (`officer:12`).

    :raises AgencyNameMissing, AgencyNameTaken, AgencyNotThen: the agency above does not stand on that day.
    """
    name, short_name = tidy(name), tidy(short_name) or tidy(name)
    if not name:
        raise refusals.AgencyNameMissing
    parent = Agency.objects.select_for_update(of=("self",)).get(pk=parent_id) if parent_id else None
    if parent is not None and (since < parent.valid_from or (parent.valid_to and parent.valid_to < since)):
        raise refusals.AgencyNotThen(day=f"{since:%d/%m/%Y}")
    _refuse_taken(name, parent_id, since, but=None)
    made = Agency.objects.filter(key__startswith="made:").count() + 1
    with refused(agency_name_once_under_a_parent=refusals.AgencyNameTaken, org_agency_key_key=refusals.AgencyKeyTaken):
        agency = establish(
            key=key or f"made:{since:%Y-%m-%d}:{made}:{parent_id or 0}",
            name=name,
            short_name=short_name,
            level=level,
            kind=kind,
            parent_id=parent_id,
            since=since,
            is_one_stop=is_one_stop,
        )
    told = {"name": agency.name, "level": level, "parent": parent_id, "from": f"{since}", "one_stop": is_one_stop}
    note(agency.pk, "agency.founded", by=by, at=at, after=told)
    return agency


@transaction.atomic
def rename(*, agency_id: int, name: str, short_name: str, since: date, decision: str, by: str, at: datetime) -> None:
    """Give an agency another name from a day on; the days before keep the name they had.

    :raises AgencyNameMissing, NameUnchanged, AgencyNotThen, RenamedSince, AgencyNameTaken:
    """
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency_id)
    name, short_name = tidy(name), tidy(short_name) or tidy(name)
    if not name:
        raise refusals.AgencyNameMissing
    if since <= agency.valid_from or (agency.valid_to and agency.valid_to < since):
        raise refusals.AgencyNotThen(day=f"{since:%d/%m/%Y}")
    latest = agency.names.order_by("-valid_from").first()
    if latest is None:
        latest = AgencyName.objects.create(
            agency=agency, name=agency.name, short_name=agency.short_name, valid_from=agency.valid_from
        )
    if since <= latest.valid_from:
        raise refusals.RenamedSince(day=f"{latest.valid_from:%d/%m/%Y}", name=latest.name)
    if (latest.name, latest.short_name) == (name, short_name):
        raise refusals.NameUnchanged
    _refuse_taken(name, agency.parent_id, since, but=agency.pk)
    latest.valid_to = since - _DAY
    latest.save(update_fields=["valid_to"])
    AgencyName.objects.create(
        agency=agency, name=name, short_name=short_name, valid_from=since, decision=tidy(decision)
    )
    if since <= at.astimezone(ZONE).date():
        _call(agency, name, short_name)
    before = {"name": latest.name, "short_name": latest.short_name}
    after = {"name": name, "short_name": short_name, "from": f"{since}"}
    note(agency.pk, "agency.renamed", by=by, at=at, before=before, after=after, decision=tidy(decision))


def _call(agency: Agency, name: str, short_name: str) -> None:
    agency.name, agency.short_name = name, short_name
    with refused(agency_name_once_under_a_parent=refusals.AgencyNameTaken):
        agency.save(update_fields=["name", "short_name", "sort_key", "name_folded"])


def _refuse_taken(name: str, parent_id: int | None, since: date, *, but: int | None) -> None:
    """Refuse a name that another agency under the same parent bears, or will bear, on or after a day."""
    beside = Agency.objects.filter(parent_id=parent_id).exclude(pk=but or 0).exclude(valid_to__lt=since)
    renamed = AgencyName.objects.filter(agency__in=beside, name=name).exclude(valid_to__lt=since)
    if beside.filter(name=name, names__isnull=True).exists() or renamed.exists():
        raise refusals.AgencyNameTaken


def take_up_names(*, on: date) -> int:
    """Let agencies and divisions be called what they are called on a day; return how many were called otherwise."""
    changed = 0
    for row in AgencyName.objects.filter(holding(on)).select_related("agency").order_by("agency_id"):
        if (row.agency.name, row.agency.short_name) != (row.name, row.short_name):
            _call(row.agency, row.name, row.short_name)
            changed += 1
    return changed


def end(*, agency_id: int, last_day: date) -> None:
    """End an agency with a day, together with its codes and units; agencies below it must end no later."""
    ending = {"valid_to": last_day}
    for rows in (AgencyCode.objects.filter(agency_id=agency_id), Unit.objects.filter(agency_id=agency_id)):
        rows.filter(valid_from__lte=last_day, valid_to__isnull=True).update(**ending)
    Agency.objects.filter(pk=agency_id).update(**ending)


def give_code(*, agency_id: int, scheme: str, code: str, since: date, is_placeholder: bool = False) -> AgencyCode:
    """Give an agency a code from a day on; the code it had under that scheme ends the day before."""
    AgencyCode.objects.filter(agency_id=agency_id, scheme=scheme, valid_to__isnull=True, valid_from__lt=since).update(
        valid_to=since - _DAY
    )
    return AgencyCode.objects.create(
        agency_id=agency_id, scheme=scheme, code=code, valid_from=since, is_placeholder=is_placeholder
    )


@transaction.atomic
def assign_code(*, agency_id: int, scheme: str, code: str, since: date, by: str, at: datetime) -> AgencyCode:
    """Give an agency a code by an administrator's decision; what it had under that scheme ends the day before.

    :raises AgencyNotThen, CodeMalformed, CodeOfAnother, CodeOfThatTime:
    """
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency_id)
    if since < agency.valid_from or (agency.valid_to and agency.valid_to < since):
        raise refusals.AgencyNotThen(day=f"{since:%d/%m/%Y}")
    code = tidy(code).upper()
    had = agency.codes.filter(holding(since), scheme=scheme).first()
    with refused(
        agencycode_has_the_form_of_its_scheme=refusals.CodeMalformed,
        agencycode_used_by_one_agency=refusals.CodeOfAnother,
        agencycode_one_per_agency_and_scheme=refusals.CodeOfThatTime,
    ):
        given = give_code(agency_id=agency_id, scheme=scheme, code=code, since=since)
    if agency.valid_to:
        AgencyCode.objects.filter(pk=given.pk).update(valid_to=agency.valid_to)
    before = {"code": had.code if had else None}
    note(
        agency_id, "agency.coded", by=by, at=at, before=before, after={"code": code, "from": f"{since}"}, scheme=scheme
    )
    return given


@transaction.atomic
def set_one_stop(*, agency_id: int, is_one_stop: bool, by: str, at: datetime) -> None:
    """Say whether an agency has a one-stop unit."""
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency_id)
    if agency.is_one_stop == is_one_stop:
        return
    agency.is_one_stop = is_one_stop
    agency.save(update_fields=["is_one_stop"])
    before, after = {"one_stop": not is_one_stop}, {"one_stop": is_one_stop}
    note(agency_id, "agency.one_stop_set", by=by, at=at, before=before, after=after)


def state_succession(
    *, predecessor_id: int, successor_id: int, on: date, part: bool = False, is_default: bool = True, note: str = ""
) -> Succession:
    """State who took over from an agency, wholly or in part."""
    return Succession.objects.create(
        predecessor_id=predecessor_id, successor_id=successor_id, on=on, part=part, is_default=is_default, note=note
    )


def open_unit(*, agency_id: int, name: str, since: date, kind: str = "", parent_id: int | None = None) -> Unit:
    """Open a division inside an agency."""
    return Unit.objects.create(agency_id=agency_id, name=name, kind=kind, parent_id=parent_id, valid_from=since)


def note(
    agency_id: int,
    kind: str,
    *,
    by: str,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    **told: Any,
) -> None:
    """Record what was done to an agency, with what was before and after."""
    details = (
        told | ({"before": before} if before is not None else {}) | ({"after": after} if after is not None else {})
    )
    journal.record(f"agency:{agency_id}", kind, at=at, actor=by, agency_id=agency_id, details=details)
