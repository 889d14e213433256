"""Founding and ending agencies; each is one row, and PostgreSQL refuses what may not be."""

from datetime import date, timedelta

from motcua.org.models import Agency, AgencyCode, Succession, Unit


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


def end(*, agency_id: int, last_day: date) -> None:
    """End an agency with a day, together with its codes and units; agencies below it must end no later."""
    ending = {"valid_to": last_day}
    for rows in (AgencyCode.objects.filter(agency_id=agency_id), Unit.objects.filter(agency_id=agency_id)):
        rows.filter(valid_from__lte=last_day, valid_to__isnull=True).update(**ending)
    Agency.objects.filter(pk=agency_id).update(**ending)


def give_code(*, agency_id: int, scheme: str, code: str, since: date, is_placeholder: bool = False) -> AgencyCode:
    """Give an agency a code from a day on; the code it had under that scheme ends the day before."""
    AgencyCode.objects.filter(agency_id=agency_id, scheme=scheme, valid_to__isnull=True, valid_from__lt=since).update(
        valid_to=since - timedelta(days=1)
    )
    return AgencyCode.objects.create(
        agency_id=agency_id, scheme=scheme, code=code, valid_from=since, is_placeholder=is_placeholder
    )


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
