"""The clock of a dossier as an append-only list of events, and the reading of that list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from motcua.core.deadline.norm import USUAL, DuePolicy, SupplementPolicy
from motcua.core.worktime import local


class ClockKind(StrEnum):
    """What can happen to a clock."""

    START = "start"
    STOP = "stop"
    GIVEN = "given"  # what was waited for is there: the clock stands on, but the office that checks it is using time
    RESUME = "resume"
    RESTART = "restart"  # counts from zero again, whether it was stopped or running
    EXTEND = "extend"  # the one new date that comes with an apology
    MOVE = "move"  # a recorded decision gives many dossiers new dates, as when a drafted calendar is decided
    FINISH = "finish"


class Cause(StrEnum):
    """Whom the time is counted against."""

    AGENCY = "agency"
    APPLICANT = "applicant"
    FINANCE = "finance"
    OTHER_AGENCY = "other_agency"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One entry. `ground` is a law key or reason code, never personal data.

    The cause says whom the time is counted against: of a stop, the time until it ends or what was missing is given; of
    a restart of a running clock, the time it throws away. Elsewhere it is only kept.
    """

    kind: ClockKind
    at: datetime
    cause: Cause = Cause.AGENCY
    ground: str = ""
    until: datetime | None = None  # of EXTEND and MOVE: the new due moment


class LedgerRefused(ValueError):
    """The events contradict one another; `event` is the first that does not fit."""

    says_vi: ClassVar[str] = "Sự kiện {kind} lúc {at} không hợp lệ."
    says_en: ClassVar[str] = "The event {kind} at {at} does not fit."

    def __init__(self, event: ClockEvent) -> None:
        self.event = event
        words = {"kind": event.kind.value, "at": f"{local(event.at):%H:%M:%S %d/%m/%Y}"}
        self.vi, self.en = self.says_vi.format(**words), self.says_en.format(**words)
        super().__init__(f"{self.vi} / {self.en}")


class ClockMovedBackwards(LedgerRefused):
    says_vi = "Sự kiện {kind} lúc {at} xảy ra trước sự kiện đã ghi."
    says_en = "The event {kind} at {at} comes before one already recorded."


class NotStarted(LedgerRefused):
    says_vi = "Chưa bắt đầu tính thời hạn mà đã có sự kiện {kind} lúc {at}."
    says_en = "The event {kind} at {at} comes before the clock has started."


class AlreadyStarted(LedgerRefused):
    says_vi = "Thời hạn đã bắt đầu tính, không thể bắt đầu lần nữa lúc {at}."
    says_en = "The clock has already started and cannot start again at {at}."


class AlreadyStopped(LedgerRefused):
    says_vi = "Thời hạn đang tạm dừng, không thể dừng lần nữa lúc {at}."
    says_en = "The clock is already stopped and cannot stop again at {at}."


class ResumedWithoutStop(LedgerRefused):
    says_vi = "Thời hạn không tạm dừng nên không thể tính tiếp lúc {at}."
    says_en = "The clock is not stopped and cannot resume at {at}."


class GivenWithoutStop(LedgerRefused):
    says_vi = "Thời hạn không tạm dừng nên không có gì được bổ sung lúc {at}."
    says_en = "The clock is not stopped, so nothing it waited for was given at {at}."


class AlreadyExtended(LedgerRefused):
    says_vi = "Hồ sơ đã được hẹn lại một lần, không thể hẹn lại nữa lúc {at}."
    says_en = "The dossier was given a second date once and gets no other at {at}."


class NoDateToChange(LedgerRefused):
    says_vi = "Không có ngày hẹn để thay đổi lúc {at}."
    says_en = "There is no due date to change at {at}."


class ExtensionNotLater(LedgerRefused):
    says_vi = "Ngày hẹn lại ghi lúc {at} không sau ngày hẹn cũ."
    says_en = "The second date given at {at} is not later than the first."


class NewDateMissing(LedgerRefused):
    says_vi = "Sự kiện {kind} lúc {at} không ghi ngày hẹn mới."
    says_en = "The event {kind} at {at} names no new date."


class GroundMissing(LedgerRefused):
    says_vi = "Sự kiện {kind} lúc {at} không ghi căn cứ."
    says_en = "The event {kind} at {at} names no ground."


class AlreadyFinished(LedgerRefused):
    says_vi = "Hồ sơ đã xử lý xong, không thể ghi thêm {kind} lúc {at}."
    says_en = "The dossier is finished; {kind} at {at} comes too late."


@dataclass(frozen=True, slots=True)
class Pause:
    """A stop that has ended and after which counting went on."""

    stop: ClockEvent
    resumed_at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the clock stands after the last event.

    `pauses` are those not yet taken into account by a later restart or a later appointment.
    """

    started_at: datetime
    counted_from: datetime
    pauses: tuple[Pause, ...] = ()
    appointment: ClockEvent | None = None
    extended: ClockEvent | None = None
    stop: ClockEvent | None = None
    finished_at: datetime | None = None


def readings(events: Iterable[ClockEvent], policy: DuePolicy = USUAL) -> Iterator[tuple[ClockEvent, Reading]]:
    """Yield each event with where the clock stands after it; nothing when nothing has started.

    :raises LedgerRefused: by the name of the first thing that does not fit.
    """
    now: Reading | None = None
    before: ClockEvent | None = None
    for event in events:
        if before is not None and event.at < before.at:
            raise ClockMovedBackwards(event)
        now = _after(now, event, policy)
        before = event
        yield event, now


def as_of(events: Sequence[ClockEvent], moment: datetime) -> list[ClockEvent]:
    """Return the events known at a past moment, so that any answer can be given as it was then."""
    return [event for event in events if event.at <= moment]


def begins_anew(stop: ClockEvent, policy: DuePolicy) -> bool:
    """Say whether counting starts from zero when this stop ends.

    law:restart-from-zero — only a wait for the applicant's papers; after a payment the rest of the time runs on.
    """
    return stop.cause is Cause.APPLICANT and policy.supplement is SupplementPolicy.RESTART


def _after(now: Reading | None, event: ClockEvent, policy: DuePolicy) -> Reading:
    if now is None:
        if event.kind is not ClockKind.START:
            raise NotStarted(event)
        return Reading(started_at=event.at, counted_from=event.at)
    if now.finished_at:
        raise AlreadyFinished(event)
    match event.kind:
        case ClockKind.START:
            raise AlreadyStarted(event)
        case ClockKind.STOP:
            return _stopped(now, event)
        case ClockKind.GIVEN:
            return _given(now, event)
        case ClockKind.RESUME:
            return _resumed(now, event, policy)
        case ClockKind.RESTART:
            return _restarted(now, event)
        case ClockKind.EXTEND | ClockKind.MOVE:
            return _appointed(now, event)
        case ClockKind.FINISH:
            return replace(now, finished_at=event.at)


def _stopped(now: Reading, event: ClockEvent) -> Reading:
    if now.stop:
        raise AlreadyStopped(event)
    if not event.ground:
        raise GroundMissing(event)
    return replace(now, stop=event)


def _given(now: Reading, event: ClockEvent) -> Reading:
    if not now.stop:
        raise GivenWithoutStop(event)
    return now


def _resumed(now: Reading, event: ClockEvent, policy: DuePolicy) -> Reading:
    if not now.stop:
        raise ResumedWithoutStop(event)
    if begins_anew(now.stop, policy):
        return _restarted(now, event)
    return replace(now, stop=None, pauses=(*now.pauses, Pause(now.stop, event.at)))


def _restarted(now: Reading, event: ClockEvent) -> Reading:
    return replace(now, counted_from=event.at, pauses=(), appointment=None, stop=None)


def _appointed(now: Reading, event: ClockEvent) -> Reading:
    if event.until is None:
        raise NewDateMissing(event)
    if not event.ground:
        raise GroundMissing(event)
    if now.stop:
        raise NoDateToChange(event)
    if event.kind is ClockKind.MOVE:
        return replace(now, appointment=event, pauses=())
    # law:second-date — once for the whole life of the dossier, whatever happens to its clock.
    if now.extended:
        raise AlreadyExtended(event)
    return replace(now, appointment=event, extended=event, pauses=())
