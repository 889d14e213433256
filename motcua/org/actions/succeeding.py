"""A reorganisation in the tables of `org`: who ends, who takes over, which division goes on in which."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.core.reorganisation import Plan
from motcua.org.actions.agencies import end, note, refused, state_succession
from motcua.org.models import Agency, AgencyCalendar, Unit
from motcua.org.models.periods import holding
from motcua.org.refusals import SuccessionStated


def lock_all(agency_ids: list[int]) -> dict[int, Agency]:
    """Lock agencies in the order of their numbers: two reorganisations of the same agencies wait for each other."""
    rows = Agency.objects.select_for_update(of=("self",)).filter(pk__in=agency_ids).order_by("pk")
    return {agency.pk: agency for agency in rows}


def units_kept(leaving_id: int, heir_id: int | None, plan: Plan) -> dict[int, int]:
    """Return which division of the heir has the name of a division that ends: the work goes on there."""
    if heir_id is None:
        return {}
    there = {unit.name: unit.pk for unit in Unit.objects.filter(holding(plan.on), agency_id=heir_id)}
    old = Unit.objects.filter(holding(plan.last_day), agency_id=leaving_id)
    return {unit.pk: there[unit.name] for unit in old if unit.name in there}


@transaction.atomic
def succeed(plan: Plan, *, units: Mapping[int, int], decision: str, by: str, at: datetime) -> None:
    """Carry a plan out that nothing stands against: successions stated, agencies, codes and divisions ended.

    :raises SuccessionStated: one of these successions is stated already.
    """
    main = plan.main_heir
    for body in plan.leaving:
        for heir in plan.heirs:
            with refused(succession_stated_once=SuccessionStated):
                state_succession(
                    predecessor_id=body.id,
                    successor_id=heir.id,
                    on=plan.on,
                    part=plan.is_in_parts,
                    is_default=plan.ends and main is not None and heir.id == main.id,
                    note=decision,
                )
        told = {
            "successors": [heir.id for heir in plan.heirs],
            "main": main.id if main else None,
            "part": plan.is_in_parts,
            "from": f"{plan.on}",
        }
        if plan.ends:
            _end(body.id, plan, units)
            last = f"{body.valid_to}" if body.valid_to else None
            note(
                body.id, "agency.ended", by=by, at=at, before={"to": last}, after=told | {"to": f"{plan.last_day}"},
                decision=decision,
            )  # fmt: skip
        else:
            note(body.id, "agency.gave_part", by=by, at=at, after=told, decision=decision)
    for heir in plan.heirs:
        after = {"from": f"{plan.on}", "part": plan.is_in_parts, "predecessors": [body.id for body in plan.leaving]}
        note(heir.id, "agency.succeeded", by=by, at=at, after=after, decision=decision)


def _end(agency_id: int, plan: Plan, units: Mapping[int, int]) -> None:
    for unit in Unit.objects.filter(holding(plan.last_day), agency_id=agency_id):
        if unit.pk in units:
            unit.valid_to, unit.successor_id = plan.last_day, units[unit.pk]
            unit.save(update_fields=["valid_to", "successor"])
    AgencyCalendar.objects.filter(holding(plan.on), agency_id=agency_id, valid_from__lte=plan.last_day).update(
        valid_to=plan.last_day
    )
    end(agency_id=agency_id, last_day=plan.last_day)
