"""What every move has in common: may it be made, and how the dossier looks after it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from motcua.core import deadline, vietnam
from motcua.core.deadline import ClockEvent, Norm
from motcua.core.lifecycle import timers
from motcua.core.lifecycle.model import (
    Actor,
    ActorKind,
    Change,
    Dossier,
    Event,
    Proposal,
    ProposalStage,
    Rules,
    Step,
)
from motcua.core.lifecycle.refusals import (
    ClockMovedBack,
    MoveNotAllowed,
    NormMissing,
    NotOnAPart,
    NotYourRole,
    OutsideDelegation,
)
from motcua.core.lifecycle.states import CLOSED, STANDINGS, State
from motcua.core.lifecycle.table import MOVES, Move, Verb
from motcua.core.roles import Role

SKEW = timedelta(seconds=2)  # two web servers' clocks differ by less


def check(
    verb: Verb, dossier: Dossier, by: Actor, now: datetime, *, agencies: frozenset[int | None] | None = None
) -> datetime:
    """Raise unless the table allows `verb` here to `by`; return the moment to record.

    :param agencies: where the role must be held; by default the desks of the dossier and the agencies of its steps.
    :raises NotOnAPart, MoveNotAllowed, NotYourRole, OutsideDelegation, ClockMovedBack:
    """
    move: Move = MOVES[verb]
    if dossier.is_part and not move.on_part:
        raise NotOnAPart(verb=VERB_WORDS[verb])
    if dossier.state not in move.sources:
        raise MoveNotAllowed(state=STANDINGS[dossier.state].name_vi, verb=VERB_WORDS[verb])
    if agencies is None:
        agencies = dossier.desks | {step.agency_id for step in dossier.steps}
    if not by.in_field(dossier.field_id).holds(move.actors, agencies) or _somebody_elses(dossier, by):
        # law:delegation — what was lent for other fields is no right here, and that is said.
        raise OutsideDelegation if by.holds(move.actors, agencies) and by.posts else NotYourRole(verb=verb)
    return moment(dossier, now)


def moment(dossier: Dossier, now: datetime) -> datetime:
    """The moment to record: `now`, or the last act's where another machine's clock is a breath ahead.

    :raises ClockMovedBack:
    """
    if dossier.last_at is None or now >= dossier.last_at:
        return now
    if dossier.last_at - now > SKEW:
        raise ClockMovedBack(last=vietnam.moment_text(dossier.last_at))
    return dossier.last_at


def _somebody_elses(dossier: Dossier, by: Actor) -> bool:
    # A citizen without an account has proved at the door that the dossier is theirs; one with an account must own it.
    return by.kind is ActorKind.CITIZEN and by.id is not None and dossier.owner_citizen_id not in (None, by.id)


def moved(
    dossier: Dossier,
    *,
    to: State | None = None,
    now: datetime,
    rules: Rules,
    event: Event,
    clock: Iterable[ClockEvent] = (),
    opened: tuple[Step, ...] = (),
    altered: tuple[Step, ...] = (),
    fields: dict[str, Any] | None = None,
    **rest: Any,
) -> Change:
    """The change that brings the dossier to state `to`, with its due moment and timer recomputed."""
    state = dossier.state if to is None else to
    added = tuple(clock)
    values: dict[str, Any] = {"state": state, "last_at": now, **(fields or {})}
    if opened or altered:
        values["steps"] = _steps_after(dossier.steps, opened, altered)
    if state is not dossier.state:
        values["state_since"] = now
        if state in CLOSED:
            values["closed_at"] = now
    if added:
        values["clock"] = dossier.clock + added
        values |= _due(values["clock"], values.get("norm", dossier.norm), rules, dossier)
    after = replace(dossier, **values)
    if state is not dossier.state or added:
        kind, at = timers.first_timer(after, rules, now)
        after = replace(after, timer_kind=kind, timer_at=at)
    return Change(after=after, events=(event,), opened=opened, altered=altered, clock=added, **rest)


def _steps_after(steps: tuple[Step, ...], opened: tuple[Step, ...], altered: tuple[Step, ...]) -> tuple[Step, ...]:
    by_id = {step.id: step for step in altered}
    return tuple(by_id.get(step.id, step) for step in steps) + opened


def _due(clock: tuple[ClockEvent, ...], norm: Norm | None, rules: Rules, dossier: Dossier) -> dict[str, Any]:
    if norm is None:
        raise NormMissing
    owed = deadline.owed(norm, clock, rules.calendar, rules.policy)
    if owed is None:
        return {"due_at": None, "due_on": None, "due_is_draft": False}
    values: dict[str, Any] = {"due_at": owed.due_at, "due_on": owed.due_on, "due_is_draft": owed.draft_year}
    if dossier.due_original_at is None:
        values["due_original_at"] = owed.due_at
    return values


def lapsed(dossier: Dossier, now: datetime, *, but: Proposal | None = None) -> dict[str, Any]:
    """What `moved` needs to end a dossier: nothing of it waits to be signed or answered any more.

    A question another agency has not answered stays as it was asked; it is only waited for no longer.
    """
    waiting = (ProposalStage.DRAFTED, ProposalStage.SIGNED)
    ended = tuple(
        replace(other, stage=ProposalStage.REJECTED, decided_at=now)
        for other in dossier.proposals
        if other.stage in waiting and (but is None or other.id != but.id)
    )
    return {
        "fields": {"proposals": (), "open_proposals": 0, "consultations": (), "open_consultations": 0},
        "proposals": ended if but is None else (but, *ended),
    }


def leads(by: Actor, dossier: Dossier) -> bool:
    """Whether `by` leads the agency that decides on it, or the committee above that one, in its field."""
    agency_id = dossier.competent_agency_id
    return any(
        post.role is Role.COMMITTEE_LEADER or (post.role is Role.AGENCY_LEADER and post.agency_id == agency_id)
        for post in by.in_field(dossier.field_id).posts
    )


VERB_WORDS: dict[Verb, str] = {
    Verb.BEGIN: "tạo hồ sơ nháp",
    Verb.DISCARD: "bỏ hồ sơ nháp",
    Verb.SUBMIT: "nộp hồ sơ",
    Verb.AWAIT_TURN: "nộp liên thông",
    Verb.TAKE_TURN: "đưa vào giải quyết theo thứ tự liên thông",
    Verb.GIVE_BACK: "trả lại hồ sơ liên thông",
    Verb.ACCEPT: "tiếp nhận",
    Verb.ASK_AT_INTAKE: "yêu cầu bổ sung khi tiếp nhận",
    Verb.REFUSE: "từ chối tiếp nhận",
    Verb.SUPPLY: "nộp bổ sung",
    Verb.CONFIRM_SUPPLEMENT: "xác nhận đã bổ sung đủ",
    Verb.CLOSE_EXPIRED: "đóng hồ sơ quá hạn bổ sung",
    Verb.TRANSFER: "chuyển xử lý",
    Verb.SEND_TO_COMPETENT: "chuyển đến cơ quan có thẩm quyền",
    Verb.TAKE_OVER: "nhận bàn giao",
    Verb.OPEN_STEP: "mở bước xử lý",
    Verb.COMPLETE_STEP: "hoàn thành bước",
    Verb.RETURN_STEP: "trả lại bước trước",
    Verb.RECALL_STEP: "thu hồi bước vừa chuyển",
    Verb.REASSIGN: "phân công lại",
    Verb.CONSULT: "lấy ý kiến",
    Verb.ANSWER_CONSULTATION: "trả lời ý kiến",
    Verb.PROPOSE_SUPPLEMENT: "trình yêu cầu bổ sung",
    Verb.PROPOSE_APOLOGY: "trình văn bản xin lỗi",
    Verb.SIGN_PROPOSAL: "ký dự thảo",
    Verb.REJECT_PROPOSAL: "không đồng ý dự thảo",
    Verb.SEND_SUPPLEMENT: "gửi yêu cầu bổ sung",
    Verb.SEND_APOLOGY: "gửi văn bản xin lỗi",
    Verb.ASK_PAYMENT: "yêu cầu thực hiện nghĩa vụ tài chính",
    Verb.CONFIRM_PAYMENT: "xác nhận đã nộp tiền",
    Verb.ISSUE_RESULT: "kết thúc xử lý",
    Verb.HAND_OVER: "trả kết quả",
    Verb.ASK_WITHDRAWAL: "đề nghị rút hồ sơ",
    Verb.AGREE_WITHDRAWAL: "đồng ý rút hồ sơ",
    Verb.STOP: "dừng giải quyết",
    Verb.ADOPT_CALENDAR: "áp dụng lịch làm việc mới",
    Verb.ADOPT_PROCESS: "chuyển sang phiên bản quy trình khác",
    Verb.RING: "nhắc việc",
}
