"""Handing papers over between units: the sender makes a list, the receiver confirms it (law:control-slip)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from motcua.base import sql
from motcua.core import handing, lifecycle
from motcua.core.lifecycle import Actor, Event, NotYourRole
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import commit, typed
from motcua.dossiers.commit import STATEMENTS
from motcua.dossiers.models import HandoverItem, HandoverList
from motcua.dossiers.queries.handing import offered_to, sent

DESKS = frozenset({Role.RECEPTION, Role.RETURN_DESK})


class NoSuchList(commit.NoSuchDossier):
    """There is no such handover list."""

    code = "no-such-handover-list"
    vi = "Không tìm thấy danh sách bàn giao này."
    en = "There is no such handover list."


def make_list(
    *,
    dossier_ids: Iterable[int],
    giver_id: int,
    to_agency_id: int,
    to_unit_id: int | None,
    by: Actor,
    now: datetime,
    key: str = "",
) -> HandoverList:
    """Put dossiers on a list for one receiver. The same key twice is one list.

    :raises handing.NothingToHandOver, handing.TooManyToHandOver, handing.NotToBeHandedOver: :raises NotYourRole:
    """
    wanted = list(dict.fromkeys(dossier_ids))
    if not by.holds(DESKS, frozenset({giver_id})):
        raise NotYourRole
    with sql.transaction():
        again = HandoverList.objects.filter(key=key).first() if key else None
        if again is not None:
            return again
        handing.check_list(wanted, offered_to(giver_id, to_agency_id, to_unit_id))
        held = [commit.load(each, now=now) for each in sorted(wanted)]
        handing.check_list(wanted, offered_to(giver_id, to_agency_id, to_unit_id))  # as they stand under the locks
        year = now.astimezone(ZONE).year
        made = HandoverList.objects.create(
            number=sql.value(STATEMENTS.next_handover, agency=giver_id, year=year),
            year=year,
            giver_id=giver_id,
            to_agency_id=to_agency_id,
            to_unit_id=to_unit_id,
            made_by=by.id or 0,
            made_at=now,
            key=key or None,
        )
        HandoverItem.objects.bulk_create(
            HandoverItem(list=made, position=number, dossier_id=each) for number, each in enumerate(wanted, start=1)
        )
        for loaded in held:
            _note(loaded, Event("dossier.papers_sent", {"list": made.pk}), by=by, now=now)
    return made


def confirm_list(
    *, list_id: int, received: Iterable[int], notes: Mapping[int, str], by: Actor, now: datetime
) -> HandoverList:
    """Say which dossiers of a list came, and what was missing of the others; those go back to the sender's desk.

    :raises NoSuchList: :raises handing.AlreadyConfirmed, handing.OwnList, handing.MissingUnexplained:
    :raises lifecycle.NotYourRole:
    """
    notes = {each: typed.line(note, "Ghi chú", 300) for each, note in notes.items()}
    with sql.transaction():
        found = HandoverList.objects.filter(pk=list_id).first()
        if found is None:
            raise NoSuchList
        held = {each: commit.load(each, now=now) for each in sorted(sent(found).dossiers)}
        found = HandoverList.objects.select_for_update(of=("self",)).get(pk=list_id)
        for came in handing.confirm(sent(found), frozenset(received), notes, by):
            items = HandoverItem.objects.filter(list=found, dossier_id=came.dossier_id)
            items.update(received=came.received, note=came.note)
            kind = "dossier.papers_received" if came.received else "dossier.papers_missing"
            _note(held[came.dossier_id], Event(kind, {"list": found.pk}), by=by, now=now)
        found.confirmed_by, found.confirmed_at = by.id, now
        found.save(update_fields=["confirmed_by", "confirmed_at"])
    return found


def _note(held: commit.Loaded, event: Event, *, by: Actor, now: datetime) -> None:
    """Tell the dossier's journal; one that was closed meanwhile is told nothing more."""
    if held.dossier.state in lifecycle.CLOSED:
        return
    commit.move(
        lambda dossier, rules: lifecycle.note(dossier, event, now=now), held=held, by=by, verb=event.kind, now=now
    )
