"""Founds the agencies of the demonstration: bodies, codes, divisions, the calendar they keep."""

from motcua.org import actions as org
from motcua.org.models import Agency, Unit
from motcua.rehearsal.demonstration.data import AgencyFacts, Facts


def found_agencies(facts: Facts) -> dict[str, int]:
    """Make what is missing; return the id of each agency by its key."""
    org.load_calendars()
    ids = dict(Agency.objects.filter(key__in=[agency.key for agency in facts.agencies]).values_list("key", "id"))
    for agency in facts.agencies:
        if agency.key not in ids:
            ids[agency.key] = _found(agency, ids, facts)
    return ids


def unit_ids(facts: Facts, agencies: dict[str, int]) -> dict[tuple[str, str], int]:
    """Return the id of each division by the key of its agency and its own slug."""
    known = {(row.agency_id, row.name): row.pk for row in Unit.objects.filter(agency_id__in=agencies.values())}
    return {
        (agency.key, slug): known[agencies[agency.key], name]
        for agency in facts.agencies
        for slug, name in agency.units.items()
    }


def _found(agency: AgencyFacts, ids: dict[str, int], facts: Facts) -> int:
    made = org.establish(
        key=agency.key,
        name=agency.name,
        short_name=agency.short,
        level=agency.level,
        kind=agency.kind,
        parent_id=ids[agency.parent] if agency.parent else None,
        since=facts.since,
        is_one_stop=agency.is_one_stop,
    )
    org.give_code(
        agency_id=made.pk, scheme="new", code=agency.code, since=facts.since, is_placeholder=agency.is_placeholder
    )
    if agency.gso:
        org.give_code(agency_id=made.pk, scheme="gso", code=agency.gso, since=facts.since)
    for name in agency.units.values():
        org.open_unit(agency_id=made.pk, name=name, since=facts.since)
    return made.pk
