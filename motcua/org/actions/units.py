"""Divisions inside agencies, opened by an administrator."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from motcua.core.vietnam import tidy
from motcua.journal import actions as journal
from motcua.org.actions.agencies import open_unit
from motcua.org.models import Agency, Unit
from motcua.org.refusals import AgencyNotThen, UnitNameMissing, UnitNameTaken


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
    try:
        with transaction.atomic():
            unit = open_unit(agency_id=agency_id, name=tidy(name), since=since, kind=kind)
    except IntegrityError as error:
        if "unit_name_once_in_an_agency" in str(error):
            raise UnitNameTaken from error
        raise
    details = {"unit": unit.pk, "name": unit.name, "from": since.isoformat()}
    journal.record(f"agency:{agency_id}", "unit.opened", at=at, actor=by, agency_id=agency_id, details=details)
    return unit
