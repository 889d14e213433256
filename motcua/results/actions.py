"""The answer: drafted by the case officer, approved by the leader, registered by the clerk, handed to the citizen."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from motcua.base.refusal import Refusal
from motcua.core import lifecycle, numbering
from motcua.core.flow import Outcome
from motcua.core.lifecycle import SYSTEM, Actor, Event, ResultRef, State
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions as dossiers
from motcua.dossiers import parts
from motcua.dossiers.commit import Loaded
from motcua.results import queries
from motcua.results.models import Approval, Delivery, Register, Result


class NothingToApprove(Refusal):
    """There is no draft of the result."""

    code = "nothing-to-approve"
    vi = "Hồ sơ chưa có dự thảo kết quả để duyệt."
    en = "The dossier has no draft of a result to approve."


class AlreadyApproved(Refusal):
    """A leader has approved it, so the draft can no longer change."""

    code = "already-approved"
    vi = "Kết quả đã được lãnh đạo duyệt, không sửa được nữa. Cần sửa thì trả lại bước trước."
    en = "A leader has approved the result; it can no longer be changed. Return the step to change it."


class ContentMissing(Refusal):
    """A result is a file or a text."""

    code = "content-missing"
    vi = "Hãy đính kèm tệp kết quả hoặc soạn nội dung văn bản."
    en = "Attach the document of the result or write its text."


@dataclass(frozen=True, slots=True)
class Draft:
    """What the case officer proposes as the answer."""

    title: str
    body: str = ""
    file_id: int | None = None
    is_negative: bool = False


def draft(*, step_id: int, draft: Draft, by: Actor, now: datetime) -> Result:
    """Write or rewrite the draft of the answer; whoever holds the step may.

    :raises AlreadyApproved, ContentMissing: :raises lifecycle.AssignedElsewhere, lifecycle.StepNotOpen:
    """
    if not draft.body.strip() and draft.file_id is None:
        raise ContentMissing
    with transaction.atomic():
        loaded = _held(step_id, by, now)
        existing = Result.objects.filter(dossier_id=loaded.row["id"]).first()
        if existing and existing.approvals.exists():
            raise AlreadyApproved
        values = {
            "kind": Result.Kind.UPLOAD if draft.file_id else Result.Kind.WRITTEN,
            "title": draft.title,
            "body": draft.body,
            "file_id": draft.file_id,
            "is_negative": draft.is_negative,
            "drafted_by_id": by.id,
            "drafted_at": now,
        }
        result, _ = Result.objects.update_or_create(dossier_id=loaded.row["id"], defaults=values)
        details = {"result": result.id, "negative": draft.is_negative}
        dossiers.note(dossier_id=loaded.row["id"], event=Event("result.drafted", details), by=by, now=now)
        return result


def approve(*, step_id: int, by: Actor, now: datetime, note: str = "", key: str = "") -> dossiers.Moved:
    """The leader approves the answer, and with it completes the step of signing (T15; law:result).

    :raises NothingToApprove: :raises lifecycle.SameHands: the leader drafted it or accepted the dossier.
    """
    with transaction.atomic():
        loaded = _held(step_id, by, now)
        result = Result.objects.filter(dossier_id=loaded.row["id"]).first()
        if result is None:
            raise NothingToApprove
        if by.id in (result.drafted_by_id, loaded.dossier.accepted_by):
            raise lifecycle.SameHands
        Approval.objects.update_or_create(result=result, officer_id=by.id, defaults={"at": now, "note": note})
        event = Event("result.approved", {"result": result.id})
        dossiers.note(dossier_id=loaded.row["id"], event=event, by=by, now=now)
        return dossiers.complete_step(step_id=step_id, outcome=Outcome.AGREED, by=by, now=now, note=note, key=key)


def reopen(*, dossier_id: int) -> None:
    """Take the approvals back because the step was returned: what is approved next is a new draft."""
    Approval.objects.filter(result__dossier_id=dossier_id, result__register_number="").delete()


def issue(*, step_id: int, symbol: str, by: Actor, now: datetime, note: str = "", key: str = "") -> dossiers.Moved:
    """The clerk enters the answer in the register and ends the processing (T15, T16; law:result).

    The number is taken last, under the dossier's lock, so that the register has no gap.

    :param symbol: what follows the running number, such as "QĐ-UBND".
    :raises NothingToApprove: :raises lifecycle.ResultMissing: it was not approved.
    """
    with transaction.atomic():
        parts.hold_parent(step_id, now=now)
        loaded = _held(step_id, by, now)
        result = queries.of_dossier(loaded.row["id"])
        if result is None:
            raise NothingToApprove
        approval = result.approvals.last()
        if approval is None:
            raise lifecycle.ResultMissing
        number = _next_number(loaded.dossier.competent_agency_id, symbol, now)
        outcome = Outcome.NEGATIVE if result.is_negative else Outcome.DONE
        ref = ResultRef(result.id, approval.officer_id, result.drafted_by_id, number, result.is_negative)
        moved = _finish(step_id, outcome, ref, by=by, now=now, note=note, key=key)
        Result.objects.filter(pk=result.pk).update(register_number=number, registered_by_id=by.id, registered_at=now)
        if loaded.row["parent_id"] is not None:
            _end_part(moved, ref, now)
        return moved


def hand_over(
    *,
    dossier_id: int,
    way: str,
    to_name: str,
    proof: str,
    by: Actor,
    now: datetime,
    waybill: str = "",
    originals_back: str = "",
    key: str = "",
) -> dossiers.Moved:
    """Give the answer to the citizen and keep the minutes of it (T17; law:hand-over)."""
    with transaction.atomic():
        moved = dossiers.hand_over(dossier_id=dossier_id, way=way, proof=proof, by=by, now=now, key=key)
        if not moved.was_replayed:
            Delivery.objects.create(
                dossier_id=dossier_id,
                way=way,
                to_name=to_name,
                proof=proof,
                waybill=waybill,
                originals_back=originals_back,
                handed_by_id=by.id,
                at=now,
            )
        return moved


def _held(step_id: int, by: Actor, now: datetime) -> Loaded:
    """Lock the dossier of a step that is open and `by`'s to do."""
    loaded = dossiers.hold_step(step_id=step_id, by=by, now=now)
    if loaded.dossier.state is not State.IN_PROCESS:
        raise lifecycle.StepNotOpen
    return loaded


def _finish(
    step_id: int, outcome: Outcome, ref: ResultRef, *, by: Actor, now: datetime, note: str, key: str
) -> dossiers.Moved:
    """End with the negative outcome where the process names one, else with the ordinary one: the result says no."""
    try:
        return dossiers.issue_result(step_id=step_id, outcome=outcome, result=ref, by=by, now=now, note=note, key=key)
    except lifecycle.StepNotOpen:
        if outcome is Outcome.DONE:
            raise
        return dossiers.issue_result(
            step_id=step_id, outcome=Outcome.DONE, result=ref, by=by, now=now, note=note, key=key
        )


def _next_number(agency_id: int, symbol: str, now: datetime) -> str:
    local = now.astimezone(ZONE)
    Register.objects.get_or_create(agency_id=agency_id, symbol=symbol, year=local.year)
    register = Register.objects.select_for_update(of=("self",)).get(agency_id=agency_id, symbol=symbol, year=local.year)
    Register.objects.filter(pk=register.pk).update(last=F("last") + 1)
    return str(numbering.register_number(register.last + 1, symbol))


def _end_part(moved: dossiers.Moved, ref: ResultRef, now: datetime) -> None:
    dossiers.hand_over(dossier_id=moved.id, way="internal", proof="law:one-clock", by=SYSTEM, now=now)
    parts.finish_parent_step(moved, result=ref, now=now)
