"""One declaration makes a set of dossiers: the first is dealt with at once, the others wait for their turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from motcua.base import sql
from motcua.catalog import queries as catalog
from motcua.core import lifecycle
from motcua.core.deadline import Norm
from motcua.core.lifecycle import Actor, Change, Dossier, Rules
from motcua.core.linking import Bundle
from motcua.core.vietnam import ZONE
from motcua.dossiers import commit, creation, declaring, linking, typed
from motcua.dossiers.commit import STATEMENTS, Moved
from motcua.dossiers.filing import Filing
from motcua.dossiers.linking import Copy, Share


@dataclass(frozen=True, slots=True)
class MadeDossier:
    """One dossier of a new set, and the files that went to it."""

    id: int
    code: str
    file_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MovedSet:
    """What one declaration left behind; the first dossier leads to all."""

    first: Moved
    made: tuple[MadeDossier, ...] = ()  # empty: the same command was carried out before

    @property
    def was_replayed(self) -> bool:
        """Whether nothing new happened."""
        return self.first.was_replayed


def file_linked(bundle: Bundle, filing: Filing, *, copy: Copy, by: Actor, now: datetime, key: str = "") -> MovedSet:
    """Submit one declaration online or by post: its first dossier waits for the desk, the rest for their turn (T2).

    :param filing: as handed in under the bundle's own procedure.
    :param copy: see `linking.shares`.
    :raises linking.NobodyCompetent: and what `file` raises; then nothing is filed.
    """

    def begin(draft: Dossier, rules: Rules, code: str) -> Change:
        return lifecycle.submit(draft, code=code, by=by, now=now, rules=rules)

    return _make(bundle, filing, begin, verb="file", copy=copy, by=by, now=now, key=key)


def receive_linked(
    bundle: Bundle,
    filing: Filing,
    *,
    copy: Copy,
    by: Actor,
    now: datetime,
    key: str = "",
    norm: Norm | None = None,
) -> MovedSet:
    """Take a complete set in at the counter: the first dossier is accepted, the rest wait for their turn (T3).

    :param norm: the term the clerk chose for the first, where the catalogue could not be understood.
    """

    def begin(draft: Dossier, rules: Rules, code: str) -> Change:
        submitted = lifecycle.submit(draft, code=code, by=by, now=now, rules=rules)
        return creation.both(
            submitted, lambda dossier: lifecycle.accept(dossier, by=by, now=now, rules=rules, norm=norm)
        )

    return _make(bundle, filing, begin, verb="receive", copy=copy, by=by, now=now, key=key)


def receive_incomplete_linked(
    bundle: Bundle,
    filing: Filing,
    *,
    content: Mapping[str, Any],
    copy: Copy,
    by: Actor,
    now: datetime,
    key: str = "",
) -> MovedSet:
    """Register an incomplete set brought to the counter; the notice of what is missing goes with the first (T5)."""
    content = typed.answers(content)

    def begin(draft: Dossier, rules: Rules, code: str) -> Change:
        submitted = lifecycle.submit(draft, code=code, by=by, now=now, rules=rules)
        return creation.both(
            submitted,
            lambda dossier: lifecycle.ask_at_intake(dossier, content=content, by=by, now=now, rules=rules),
        )

    return _make(bundle, filing, begin, verb="receive_incomplete", copy=copy, by=by, now=now, key=key)


def turn_away_linked(
    bundle: Bundle,
    filing: Filing,
    *,
    reason: str,
    guidance: str = "",
    copy: Copy,
    by: Actor,
    now: datetime,
    key: str = "",
) -> MovedSet:
    """Refuse a set brought to the counter, in writing (T6); what needs the first dossier's result goes back with it."""
    reason, guidance = typed.prose(reason, "Lý do"), typed.prose(guidance, "Hướng dẫn")

    def begin(draft: Dossier, rules: Rules, code: str) -> Change:
        submitted = lifecycle.submit(draft, code=code, by=by, now=now, rules=rules)
        refused = creation.both(
            submitted,
            lambda dossier: lifecycle.refuse(dossier, reason=reason, guidance=guidance, by=by, now=now, rules=rules),
        )
        return replace(refused, after=replace(refused.after, timer_kind=None, timer_at=None))

    return _make(bundle, filing, begin, verb="turn_away", copy=copy, by=by, now=now, key=key)


def give_turn(*, dossier_id: int, now: datetime) -> Moved:
    """Do with a dossier that waits what its set says of it now: for an end that was not passed on."""
    with sql.transaction():
        held = commit.load(dossier_id, now=now)
        if held.dossier.state is not lifecycle.State.AWAITING_TURN:
            return held.unmoved()
        moved = linking.settle(held, now=now)
        linking.follow(moved, now=now)
        return moved


def _make(
    bundle: Bundle,
    filing: Filing,
    begin: Callable[[Dossier, Rules, str], Change],
    *,
    verb: str,
    copy: Copy,
    by: Actor,
    now: datetime,
    key: str,
) -> MovedSet:
    def wait(draft: Dossier, rules: Rules, code: str) -> Change:
        return lifecycle.await_turn(draft, code=code, by=by, now=now, rules=rules)

    today = now.astimezone(ZONE).date()
    with sql.transaction():
        if key and (earlier := sql.row(STATEMENTS.command, key=key)) is not None:
            # Whoever sends the same twice at once waits in `create` below; this one comes later and copies no file.
            return MovedSet(_first_of(earlier["dossier_id"], verb=verb, now=now, key=key))
        form_id = catalog.form_in_use(filing.procedure_version_id).id
        whole = verb in declaring.WHOLE
        answers = declaring.declared(filing, form_id, on=today, whole=whole)
        parts = linking.shares(bundle, filing, on=today, copy=copy)
        set_id = sql.value(STATEMENTS.next_linked_set)
        _reach_counters(parts, today)
        told = {"by": by, "now": now, "linked_set_id": set_id}
        first = creation.create(parts[0].filing, begin, verb=verb, key=key, **told)
        if first.was_replayed:
            return MovedSet(first)
        waits = "await_turn" if whole else "await_turn_incomplete"
        made = [first, *(creation.create(part.filing, wait, verb=waits, **told) for part in parts[1:])]
        sql.run(
            STATEMENTS.insert_linked_set,
            id=set_id,
            bundle=bundle.key,
            since=bundle.valid_from,
            name=bundle.name,
            name_en=bundle.name_en,
            version=filing.procedure_version_id,
            form=form_id,
            answers=sql.json(answers),
            at=now,
        )
        _write_members(set_id, parts, made)
        linking.follow(first, now=now)
        return MovedSet(first, tuple(_made(part, moved) for part, moved in zip(parts, made, strict=True)))


def _first_of(dossier_id: int, *, verb: str, now: datetime, key: str) -> Moved:
    return commit.load(dossier_id, now=now, key=key, verb=verb).unmoved()


def _reach_counters(parts: Sequence[Share], today: date) -> None:
    prefixes = {str(creation.code_prefix(part.filing.competent_agency_id, today)) for part in parts}
    if len(prefixes) > 1:
        sql.run(STATEMENTS.reach_counters, prefixes=sorted(prefixes), day=today)


def _write_members(set_id: int, parts: Sequence[Share], made: Sequence[Moved]) -> None:
    with sql.pipeline():
        for position, (part, moved) in enumerate(zip(parts, made, strict=True), start=1):
            sql.run(
                STATEMENTS.insert_linked_member,
                set=set_id,
                position=position,
                key=part.member.key,
                dossier=moved.id,
                after=list(part.member.after),
                if_denied=part.member.if_denied.value,
                if_withdrawn=part.member.if_withdrawn.value,
                taken_in=part.member.taken_in.value,
            )


def _made(part: Share, moved: Moved) -> MadeDossier:
    files = {paper.file_id: None for paper in part.filing.papers if paper.file_id is not None}
    return MadeDossier(moved.id, moved.code, tuple(files))
