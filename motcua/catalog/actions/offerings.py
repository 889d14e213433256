"""Which agency offers which procedure and how far online."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from motcua.catalog.actions.recording import changed
from motcua.catalog.models import Offering, Procedure
from motcua.catalog.models.offerings import SCOPE_SINCE
from motcua.catalog.refusals import AlreadyOffered, LevelNotOfItsTime, NotOffered
from motcua.core.lifecycle import Actor


def offer(
    *,
    agency_id: int,
    procedure_id: int,
    valid_from: date,
    online_level: str,
    by: Actor,
    now: datetime,
    valid_to: date | None = None,
    handling_unit_id: int | None = None,
    partial_reason: str = "",
) -> Offering:
    """Let an agency offer a procedure from a day on.

    :raises AlreadyOffered: it does so on some of these days. :raises LevelNotOfItsTime: law:decree-42-2022.
    """
    with transaction.atomic():
        procedure = Procedure.objects.select_for_update(of=("self",)).get(id=procedure_id)
        if online_level in Offering.LEGACY and valid_to is None:
            valid_to = SCOPE_SINCE - timedelta(days=1)
        _check_level(online_level, valid_from, valid_to)
        others = Offering.objects.filter(agency_id=agency_id, procedure=procedure)
        if others.filter(_meets(valid_from, valid_to)).exists():
            raise AlreadyOffered(code=procedure.national_code)
        offering = Offering.objects.create(
            agency_id=agency_id,
            procedure=procedure,
            handling_unit_id=handling_unit_id,
            valid_from=valid_from,
            valid_to=valid_to,
            online_level=online_level,
            partial_reason=partial_reason,
        )
        _journal(offering, "procedure.offered", None, by=by, now=now)
    return offering


def set_level(
    *, agency_id: int, procedure_id: int, level: str, since: date, by: Actor, now: datetime, partial_reason: str = ""
) -> Offering:
    """Change how far online a procedure is from a day on; what held before stays recorded.

    :raises NotOffered: the agency does not offer it on that day. :raises LevelNotOfItsTime
    """
    with transaction.atomic():
        current = _held(agency_id, procedure_id, since)
        if current.online_level == level and current.partial_reason == partial_reason:
            return current
        last = current.valid_to
        before = told(current)
        _check_level(level, since, last)
        if current.valid_from == since:
            current.online_level, current.partial_reason = level, partial_reason
            current.save(update_fields=["online_level", "partial_reason"])
            changed_offering = current
        else:
            current.valid_to = since - timedelta(days=1)
            current.save(update_fields=["valid_to"])
            changed_offering = Offering.objects.create(
                agency_id=agency_id,
                procedure_id=procedure_id,
                handling_unit_id=current.handling_unit_id,
                valid_from=since,
                valid_to=last,
                online_level=level,
                partial_reason=partial_reason,
            )
        _journal(changed_offering, "procedure.level_set", before, by=by, now=now)
    return changed_offering


def stop_offering(*, agency_id: int, procedure_id: int, last: date, by: Actor, now: datetime) -> Offering:
    """End what an agency offers with a day; dossiers taken in before are finished. :raises NotOffered"""
    with transaction.atomic():
        current = _held(agency_id, procedure_id, last)
        before = told(current)
        current.valid_to = last
        current.save(update_fields=["valid_to"])
        _journal(current, "procedure.no_longer_offered", before, by=by, now=now)
    return current


@transaction.atomic
def pass_on_offerings(
    *,
    agency_id: int,
    to_agency_id: int,
    since: date,
    by: Actor,
    now: datetime,
    units: Mapping[int, int] | None = None,
    only_unit_id: int | None = None,
) -> int:
    """Let a successor offer from a day on what an agency offered until then; return how many procedures.

    What the successor offers already on those days stays as it is there.
    :param units: division there by division here. :param only_unit_id: only what one division handles.
    """
    open_then = Offering.objects.filter(_meets(since, None), agency_id=agency_id)
    if only_unit_id is not None:
        open_then = open_then.filter(handling_unit_id=only_unit_id)
    passed = 0
    for offering in open_then.order_by("procedure_id", "valid_from"):
        procedure = Procedure.objects.select_for_update(of=("self",)).get(id=offering.procedure_id)
        begins, last = max(offering.valid_from, since), offering.valid_to
        if offering.valid_from >= since:
            offering.delete()
        else:
            before = told(offering)
            offering.valid_to = since - timedelta(days=1)
            offering.save(update_fields=["valid_to"])
            _journal(offering, "procedure.no_longer_offered", before, by=by, now=now)
        there = Offering.objects.filter(_meets(begins, last), agency_id=to_agency_id, procedure=procedure)
        if not there.exists():
            unit_id = (units or {}).get(offering.handling_unit_id) if offering.handling_unit_id else None
            made = Offering.objects.create(
                agency_id=to_agency_id,
                procedure=procedure,
                handling_unit_id=unit_id,
                valid_from=begins,
                valid_to=last,
                online_level=offering.online_level,
                partial_reason=offering.partial_reason,
            )
            _journal(made, "procedure.offered", None, by=by, now=now)
        passed += 1
    return passed


def _held(agency_id: int, procedure_id: int, on: date) -> Offering:
    procedure = Procedure.objects.select_for_update(of=("self",)).get(id=procedure_id)
    offerings = Offering.objects.filter(agency_id=agency_id, procedure=procedure)
    found = offerings.filter(_meets(on, on)).first()
    if found is None:
        raise NotOffered(code=procedure.national_code, on=f"{on:%d/%m/%Y}")
    return found


def _meets(first: date, last: date | None) -> Q:
    """Return the condition of holding on some day of a period."""
    begins = Q() if last is None else Q(valid_from__lte=last)
    return begins & (Q(valid_to__isnull=True) | Q(valid_to__gte=first))


def _check_level(level: str, first: date, last: date | None) -> None:
    legacy = level in Offering.LEGACY
    fits = first < SCOPE_SINCE and last is not None and last < SCOPE_SINCE if legacy else first >= SCOPE_SINCE
    if level not in Offering.Level.values or not fits:
        raise LevelNotOfItsTime(level=level, on=f"{first:%d/%m/%Y}", since=f"{SCOPE_SINCE:%d/%m/%Y}")


def told(offering: Offering) -> dict[str, Any]:
    """Return an offering as the journal keeps it."""
    return {
        "agency": offering.agency_id,
        "level": offering.online_level,
        "from": f"{offering.valid_from:%Y-%m-%d}",
        "to": f"{offering.valid_to:%Y-%m-%d}" if offering.valid_to else None,
    }


def _journal(offering: Offering, kind: str, before: dict[str, Any] | None, *, by: Actor, now: datetime) -> None:
    changed(f"procedure:{offering.procedure}", kind, by=by, now=now, details=told(offering) | {"before": before})
