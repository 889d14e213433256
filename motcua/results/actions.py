"""The answer: drafted by the case officer, approved by the leader, registered by the clerk, handed to the citizen."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from motcua.base.refusal import Refusal
from motcua.core import lifecycle, numbering
from motcua.core.flow import Outcome
from motcua.core.lifecycle import Actor, Event, ResultRef, State
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions as dossiers
from motcua.dossiers import parts, typed
from motcua.dossiers.commit import Loaded
from motcua.files.models import StoredFile
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


class NotALeader(Refusal):
    """The step is not one in which a leader decides."""

    code = "not-a-leader"
    vi = "Chỉ lãnh đạo cơ quan duyệt kết quả, tại bước dành cho lãnh đạo."
    en = "Only a leader of the agency approves the result, at a step that is the leader's."


class ContentMissing(Refusal):
    """A result is a file or a text, under a title."""

    code = "content-missing"
    vi = "Hãy ghi tên văn bản, đính kèm tệp kết quả hoặc soạn nội dung văn bản."
    en = "Give the document a title, and attach its file or write its text."


class FileMissing(Refusal):
    """The file of the result is not stored, or belongs to another dossier."""

    code = "result-file-missing"
    vi = "Không tìm thấy tệp kết quả hoặc tệp thuộc hồ sơ khác. Hãy tải tệp lên lại."
    en = "The file of the result is not here or belongs to another dossier. Upload it again."


class SymbolMissing(Refusal):
    """A register needs the symbol its numbers carry."""

    code = "symbol-missing"
    vi = "Hãy ghi ký hiệu văn bản, ví dụ QĐ-UBND."
    en = "Give the symbol of the document, such as QĐ-UBND."


class WaybillMissing(Refusal):
    """What is sent by post is followed by its waybill."""

    code = "waybill-missing"
    vi = "Trả kết quả qua bưu chính phải có mã vận đơn."
    en = "A result sent by post needs a waybill number."


class ReceiverMissing(Refusal):
    """A result is handed to somebody, in one of the ways there are."""

    code = "receiver-missing"
    vi = "Hãy ghi người nhận và chọn cách trả: tại quầy, qua bưu chính hoặc bản điện tử."
    en = "Say who receives it, and choose how: at the desk, by post or electronically."


LEADERS = frozenset({Role.AGENCY_LEADER, Role.COMMITTEE_LEADER, Role.CENTRE_DIRECTOR})
LONGEST_BODY = 100_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What the case officer proposes as the answer."""

    title: str
    body: str = ""
    file_id: int | None = None
    is_negative: bool = False


def draft(*, step_id: int, draft: Draft, by: Actor, now: datetime, key: str = "") -> Result:
    """Write or rewrite the draft of the answer; whoever holds the step may.

    :raises AlreadyApproved, ContentMissing, FileMissing: :raises lifecycle.AssignedElsewhere, lifecycle.StepNotOpen:
    """
    title, body = typed.line(draft.title, "Tên văn bản", 500), typed.prose(draft.body, "Nội dung", LONGEST_BODY)
    if not title or (not body and draft.file_id is None):
        raise ContentMissing
    with transaction.atomic():
        loaded = _held(step_id, by, now, key)
        dossier_id = loaded.row["id"]
        existing = queries.own(dossier_id)
        if loaded.is_replayed and existing is not None:
            return existing
        if existing and existing.standing_approvals:
            raise AlreadyApproved
        _check_file(draft.file_id, dossier_id)
        values = {
            "kind": Result.Kind.UPLOAD if draft.file_id else Result.Kind.WRITTEN,
            "title": title,
            "body": body,
            "file_id": draft.file_id,
            "is_negative": draft.is_negative,
            "drafted_by_id": by.id,
            "drafted_at": now,
        }
        result, _ = Result.objects.update_or_create(dossier_id=dossier_id, defaults=values)
        details = {"result": result.id, "negative": draft.is_negative}
        dossiers.note(dossier_id=dossier_id, event=Event("result.drafted", details), by=by, now=now, key=key)
        return result


def approve(*, step_id: int, by: Actor, now: datetime, note: str = "", key: str = "") -> dossiers.Moved:
    """The leader approves the answer, and with it completes the step of signing (T15; law:result).

    The approval stands as long as that step does: returned or recalled, the work goes back and the approval with it,
    whoever sends it back and through whatever door.

    :raises NothingToApprove, NotALeader: :raises lifecycle.SameHands: the leader drafted it or accepted the dossier.
    """
    note = typed.line(note, "Ý kiến", 1000)
    with transaction.atomic():
        loaded = _held(step_id, by, now, key)
        if loaded.is_replayed:
            return _replayed(loaded)
        step = lifecycle.step_of(loaded.dossier, step_id, by)
        if step.role not in LEADERS:
            raise NotALeader
        result = queries.own(loaded.row["id"])
        if result is None:
            raise NothingToApprove
        if {result.drafted_by_id, loaded.dossier.accepted_by} & by.stands_for:
            raise lifecycle.SameHands
        assert by.id is not None  # whoever holds a leader's step is an officer
        Approval.objects.create(result=result, step_id=step_id, officer_id=by.id, at=now, note=note)
        event = Event("result.approved", {"result": result.id})
        dossiers.note(dossier_id=loaded.row["id"], event=event, by=by, now=now)
        outcome = Outcome.AGREED if Outcome.AGREED in loaded.rules.process.step(step.key).next else Outcome.DONE
        return dossiers.complete_step(step_id=step_id, outcome=outcome, by=by, now=now, note=note, key=key)


def issue(*, step_id: int, symbol: str, by: Actor, now: datetime, note: str = "", key: str = "") -> dossiers.Moved:
    """The clerk enters the answer in the register and ends the processing (T15, T16; law:result).

    The number is taken last, under the dossier's lock, so that the register has no gap.

    :param symbol: what follows the running number, such as "QĐ-UBND".
    :raises NothingToApprove, SymbolMissing: :raises lifecycle.ResultMissing: no approval stands.
    """
    symbol = typed.line(symbol, "Ký hiệu văn bản", 40)
    if not symbol:
        raise SymbolMissing
    with transaction.atomic():
        parts.hold_parents(step_id, now=now)
        loaded = _held(step_id, by, now, key)
        if loaded.is_replayed:
            return _replayed(loaded)
        result = queries.own(loaded.row["id"])
        if result is None:
            raise NothingToApprove
        if not result.standing_approvals:
            raise lifecycle.ResultMissing
        approval = result.standing_approvals[-1]
        number = next_number(loaded.dossier.competent_agency_id, symbol, now)
        outcome = Outcome.NEGATIVE if result.is_negative else Outcome.DONE
        ref = ResultRef(result.id, approval.officer_id, result.drafted_by_id, number, result.is_negative)
        moved = _finish(step_id, outcome, ref, by=by, now=now, note=note, key=key)
        Result.objects.filter(pk=result.pk).update(register_number=number, registered_by_id=by.id, registered_at=now)
        if loaded.row["parent_id"] is not None:
            parts.end(moved, result=ref, now=now)
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
    """Give the answer to the citizen and keep the minutes of it (T17; law:hand-over).

    :raises ReceiverMissing, WaybillMissing:
    """
    to_name, proof = typed.line(to_name, "Người nhận", 300), typed.line(proof, "Đã kiểm tra", 300)
    waybill = typed.line(waybill, "Mã vận đơn", 40)
    originals_back = typed.line(originals_back, "Bản chính trả lại", 500)
    if not to_name or way not in Delivery.Way.values:
        raise ReceiverMissing
    if way == Delivery.Way.POSTAL and not waybill:
        raise WaybillMissing
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


def _held(step_id: int, by: Actor, now: datetime, key: str = "") -> Loaded:
    """Lock the dossier of a step that is open and `by`'s to do; one whose command was carried out is as it is."""
    loaded = dossiers.hold_step(step_id=step_id, by=by, now=now, key=key)
    if not loaded.is_replayed and loaded.dossier.state is not State.IN_PROCESS:
        raise lifecycle.StepNotOpen
    return loaded


def _replayed(loaded: Loaded) -> dossiers.Moved:
    return dossiers.Moved(loaded.row["id"], loaded.row["code"], loaded.row["key"], loaded.dossier, None)


def _check_file(file_id: int | None, dossier_id: int) -> None:
    if file_id is None:
        return
    here = StoredFile.objects.filter(Q(dossier_id=None) | Q(dossier_id=dossier_id), pk=file_id)
    if not here.exists():
        raise FileMissing


def _finish(
    step_id: int, outcome: Outcome, ref: ResultRef, *, by: Actor, now: datetime, note: str, key: str
) -> dossiers.Moved:
    """End with the negative outcome where the process names one, else with the ordinary one: the result says no."""
    try:
        return dossiers.issue_result(step_id=step_id, outcome=outcome, result=ref, by=by, now=now, note=note, key=key)
    except lifecycle.OutcomeNotOffered:
        if outcome is Outcome.DONE:
            raise
        return dossiers.issue_result(
            step_id=step_id, outcome=Outcome.DONE, result=ref, by=by, now=now, note=note, key=key
        )


def next_number(agency_id: int, symbol: str, now: datetime) -> str:
    """Take the next number of a register, without a gap: inside the caller's transaction, after its other locks."""
    year = now.astimezone(ZONE).year
    Register.objects.get_or_create(agency_id=agency_id, symbol=symbol, year=year)
    register = Register.objects.select_for_update(of=("self",)).get(agency_id=agency_id, symbol=symbol, year=year)
    Register.objects.filter(pk=register.pk).update(last=F("last") + 1)
    return str(numbering.register_number(register.last + 1, symbol))
