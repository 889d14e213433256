"""A reorganisation carried out whole: agencies end, and whoever takes over has their posts, procedures and dossiers.

Running dossiers keep agency, code and date; from the first day of the new order their work is in the inboxes of the
main heir: who holds a post there answers for what that agency took over (`people.queries.held_by`).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.catalog import actions as catalog
from motcua.core import reorganisation
from motcua.core.lifecycle import Actor
from motcua.core.refusal import Refusal
from motcua.core.reorganisation import Body, Plan, Work
from motcua.dossiers.queries.reorganising import work_of_agencies, work_of_unit
from motcua.org import actions as org
from motcua.org.models import Agency, Unit
from motcua.people import actions as people


class UnitWorkWithoutHeir(Refusal):
    code = "unit-work-without-heir"
    vi = "Phòng {name} còn {posts} vị trí, {offerings} thủ tục, {dossiers} hồ sơ đang giải quyết. Chọn phòng nhận việc."
    en = "{name} has {posts} posts, {offerings} procedures and {dossiers} running dossiers. Name its successor."


@dataclass(frozen=True, slots=True)
class Reorganised:
    """What a reorganisation moved."""

    posts: int = 0
    offerings: int = 0
    dossiers: int = 0


def plan_of(
    *, leaving: list[int], heirs: list[int], main: int | None, on: date, ends: bool
) -> tuple[Plan, list[Refusal]]:
    """Return a plan with what is in hand, and what stands against it: shown before anybody confirms."""
    rows = Agency.objects.in_bulk([*leaving, *heirs])
    return _planned(rows, leaving, heirs, main, on, ends)


def _planned(
    rows: dict[int, Agency], leaving: list[int], heirs: list[int], main: int | None, on: date, ends: bool
) -> tuple[Plan, list[Refusal]]:
    work = work_of_agencies(leaving, on=on)

    def body(agency_id: int, held: Work) -> Body:
        row = rows[agency_id]
        return Body(row.pk, row.name, row.valid_from, row.valid_to, held)

    plan = Plan(
        on,
        tuple(body(each, work[each]) for each in dict.fromkeys(leaving)),
        tuple(body(each, Work()) for each in dict.fromkeys(heirs)),
        main,
        ends,
    )
    return plan, reorganisation.objections(plan)


@transaction.atomic
def reorganise(
    *,
    leaving: list[int],
    heirs: list[int],
    main: int | None,
    on: date,
    ends: bool,
    decision: str,
    by: Actor,
    now: datetime,
) -> Reorganised:
    """Carry a reorganisation out, whole or not at all.

    :raises Refusal: the first of what stands against it (`core.reorganisation`).
    """
    rows = org.lock_all([*leaving, *heirs])
    plan, against = _planned(rows, leaving, heirs, main, on, ends)
    if against:
        raise against[0]
    done, units = Reorganised(), dict[int, int]()
    heir = plan.main_heir
    if ends and heir is not None:
        for body in plan.leaving:
            same = org.units_kept(body.id, heir.id, plan)
            posts = people.move_posts(agency_id=body.id, to_agency_id=heir.id, since=on, by=by, now=now, units=same)
            offerings = catalog.pass_on_offerings(
                agency_id=body.id, to_agency_id=heir.id, since=on, by=by, now=now, units=same
            )
            done = replace(
                done,
                posts=done.posts + posts,
                offerings=done.offerings + offerings,
                dossiers=done.dossiers + body.work.dossiers,
            )
            units |= same
    org.succeed(plan, units=units, decision=decision, by=f"{by.kind}:{by.id}", at=now)
    return done


@transaction.atomic
def end_unit(*, unit_id: int, last_day: date, successor_id: int | None, by: Actor, now: datetime) -> Reorganised:
    """End a division; its posts and procedures go to another of the same agency.

    :raises UnitWorkWithoutHeir, org.refusals.UnitNotThen, org.refusals.UnitHasParts:
    """
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit_id)
    since = last_day + timedelta(days=1)
    work = work_of_unit(unit_id, on=since)
    if successor_id is None and work.needs_an_heir:
        raise UnitWorkWithoutHeir(name=unit.name, posts=work.posts, offerings=work.offerings, dossiers=work.dossiers)
    done = Reorganised(dossiers=work.dossiers)
    if successor_id is not None:
        here, units = unit.agency_id, {unit_id: successor_id}
        posts = people.move_posts(
            agency_id=here, to_agency_id=here, since=since, by=by, now=now, units=units, only_unit_id=unit_id
        )
        offerings = catalog.pass_on_offerings(
            agency_id=here, to_agency_id=here, since=since, by=by, now=now, units=units, only_unit_id=unit_id
        )
        done = replace(done, posts=posts, offerings=offerings)
    org.end_unit(unit_id=unit_id, last_day=last_day, successor_id=successor_id, by=f"{by.kind}:{by.id}", at=now)
    return done
