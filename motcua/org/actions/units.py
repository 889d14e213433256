"""Divisions inside agencies: opened, renamed from a day, ended with a day in favour of another."""

from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.core.vietnam import ZONE, tidy
from motcua.journal import actions as journal
from motcua.org.actions.agencies import open_unit, refused
from motcua.org.models import Agency, Unit, UnitName
from motcua.org.models.periods import holding
from motcua.org.refusals import (
    AgencyNotThen,
    NameUnchanged,
    RenamedSince,
    UnitHasParts,
    UnitNameMissing,
    UnitNameTaken,
    UnitNotThen,
)

_DAY = timedelta(days=1)


@transaction.atomic
def add_unit(*, agency_id: int, name: str, since: date, by: str, at: datetime, kind: str = "") -> Unit:
    """Open a division of an agency that stands on its first day. `by` is who decided (`officer:12`).

    :raises UnitNameMissing, AgencyNotThen, UnitNameTaken:
    """
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency_id)
    if not tidy(name):
        raise UnitNameMissing
    if since < agency.valid_from or (agency.valid_to is not None and agency.valid_to < since):
        raise AgencyNotThen(day=f"{since:%d/%m/%Y}")
    with refused(unit_name_once_in_an_agency=UnitNameTaken):
        unit = open_unit(agency_id=agency_id, name=tidy(name), since=since, kind=kind)
    details = {"unit": unit.pk, "name": unit.name, "from": since.isoformat()}
    journal.record(f"agency:{agency_id}", "unit.opened", at=at, actor=by, agency_id=agency_id, details=details)
    return unit


@transaction.atomic
def rename_unit(*, unit_id: int, name: str, since: date, by: str, at: datetime) -> None:
    """Give a division another name from a day on. :raises UnitNameMissing, UnitNotThen, RenamedSince, UnitNameTaken:"""
    unit = _locked(unit_id)
    name = tidy(name)
    if not name:
        raise UnitNameMissing
    if since <= unit.valid_from or (unit.valid_to and unit.valid_to < since):
        raise UnitNotThen(name=unit.name, day=f"{since:%d/%m/%Y}")
    latest = unit.names.order_by("-valid_from").first()
    if latest is None:
        latest = UnitName.objects.create(unit=unit, name=unit.name, valid_from=unit.valid_from)
    if since <= latest.valid_from:
        raise RenamedSince(day=f"{latest.valid_from:%d/%m/%Y}", name=latest.name)
    if latest.name == name:
        raise NameUnchanged
    beside = Unit.objects.filter(agency_id=unit.agency_id).exclude(pk=unit.pk).exclude(valid_to__lt=since)
    renamed = UnitName.objects.filter(unit__in=beside, name=name).exclude(valid_to__lt=since)
    if beside.filter(name=name, names__isnull=True).exists() or renamed.exists():
        raise UnitNameTaken
    latest.valid_to = since - _DAY
    latest.save(update_fields=["valid_to"])
    UnitName.objects.create(unit=unit, name=name, valid_from=since)
    if since <= at.astimezone(ZONE).date():
        _call(unit, name)
    details = {"unit": unit.pk, "before": {"name": latest.name}, "after": {"name": name, "from": since.isoformat()}}
    _note(unit, "unit.renamed", by=by, at=at, details=details)


def _call(unit: Unit, name: str) -> None:
    unit.name = name
    with refused(unit_name_once_in_an_agency=UnitNameTaken):
        unit.save(update_fields=["name", "sort_key"])


def take_up_unit_names(*, on: date) -> int:
    """Let divisions be called what they are called on a day; return how many were called otherwise."""
    changed = 0
    for row in UnitName.objects.filter(holding(on)).select_related("unit").order_by("unit_id"):
        if row.unit.name != row.name:
            _call(row.unit, row.name)
            changed += 1
    return changed


@transaction.atomic
def end_unit(*, unit_id: int, last_day: date, successor_id: int | None, by: str, at: datetime) -> Unit:
    """End a division with a day; what it had in hand is its successor's from the next day on.

    That nobody is left in it is asked by those who know the posts and procedures (`dossiers.actions.end_unit`).
    :raises UnitNotThen: it has not begun by then, or ended before; or the successor does not stand afterwards.
    :raises UnitHasParts: a division inside it goes on.
    """
    unit = _locked(unit_id)
    if last_day < unit.valid_from or (unit.valid_to and unit.valid_to < last_day):
        raise UnitNotThen(name=unit.name, day=f"{last_day:%d/%m/%Y}")
    if unit.children.exclude(valid_to__lte=last_day).exists():
        raise UnitHasParts(name=unit.name)
    with refused(unit_successor_goes_on=UnitNotThen, unit_does_not_succeed_itself=UnitNotThen):
        unit.valid_to, unit.successor_id = last_day, successor_id
        unit.save(update_fields=["valid_to", "successor"])
    details = {"unit": unit.pk, "name": unit.name, "after": {"to": last_day.isoformat(), "successor": successor_id}}
    _note(unit, "unit.ended", by=by, at=at, details=details)
    return unit


def _locked(unit_id: int) -> Unit:
    return Unit.objects.select_for_update(of=("self",)).get(pk=unit_id)


def _note(unit: Unit, kind: str, *, by: str, at: datetime, details: dict[str, object]) -> None:
    subject = f"agency:{unit.agency_id}"
    journal.record(subject, kind, at=at, actor=by, agency_id=unit.agency_id, details=details)
