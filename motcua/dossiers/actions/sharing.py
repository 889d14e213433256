"""Setting how a unit shares its new steps out."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.base.refusal import Refusal
from motcua.core.assigning import Method
from motcua.core.lifecycle import Actor, NotTheirWork, NotYourRole
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers.models import SharedCommune, SharingRule
from motcua.journal import actions as journal
from motcua.people import queries as people

HEADS = frozenset({Role.DIVISION_HEAD, Role.AGENCY_LEADER})


class NotACommuneCode(Refusal):
    """What was typed is no code of a commune."""

    code = "not-a-commune-code"
    vi = "“{given}” không phải mã xã. Mã xã gồm 5 chữ số theo danh mục hành chính."
    en = "“{given}” is no commune code. It has five digits, from the list of administrative units."


@transaction.atomic
def share_out(
    *,
    agency_id: int,
    unit_id: int | None,
    method: Method | None,
    by: Actor,
    now: datetime,
    communes: Mapping[str, int] | None = None,
) -> None:
    """Set or lift the rule by which a unit's new steps of examining are given out. Steps given before stay.

    :param method: None lifts it: steps are free to all of the unit again.
    :raises lifecycle.NotYourRole: not a head there. :raises lifecycle.NotTheirWork: an officer named examines nothing
        there. :raises NotACommuneCode:
    """
    if not any(
        post.role in HEADS and post.agency_id == agency_id and post.unit_id in (None, unit_id) for post in by.posts
    ):
        raise NotYourRole
    named = dict(communes or {}) if method is Method.COMMUNE else {}
    for code in named:
        if not (code.isascii() and code.isdigit() and len(code) == 5):
            raise NotACommuneCode(given=code[:20])
    on = now.astimezone(ZONE).date()
    there = set(
        people.officers_with(Role.CASE_OFFICER, on=on, agency_id=agency_id, unit_id=unit_id).values_list(
            "pk", flat=True
        )
    )
    if set(named.values()) - there:
        raise NotTheirWork
    held = SharingRule.objects.filter(people.of_unit(unit_id), agency_id=agency_id, role=Role.CASE_OFFICER)
    before = {"method": held.values_list("method", flat=True).first()}
    held.delete()
    if method is not None:
        rule = SharingRule.objects.create(
            agency_id=agency_id, unit_id=unit_id, role=Role.CASE_OFFICER, method=method, set_by=by.id, set_at=now
        )
        SharedCommune.objects.bulk_create(
            SharedCommune(rule=rule, commune_code=code, officer_id=officer) for code, officer in named.items()
        )
    now_so = str(method) if method else None
    details = {"unit": unit_id, "method": now_so, "communes": named, "before": before, "after": {"method": now_so}}
    actor = f"{by.kind.value}:{by.id}"
    journal.record(f"agency:{agency_id}", "sharing.set", at=now, actor=actor, agency_id=agency_id, details=details)
