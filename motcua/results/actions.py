"""The answer: drafted by the case officer, approved by the leader, registered by the clerk, handed to the citizen."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from motcua.base import sql
from motcua.base.refusal import Refusal
from motcua.base.sealing import seal
from motcua.core import lifecycle, numbering
from motcua.core.flow import MarkState, Outcome
from motcua.core.lifecycle import Actor, Event, ResultRef, State, Step
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions as dossiers
from motcua.dossiers import linking, parts, typed
from motcua.dossiers.commit import Loaded
from motcua.files.models import StoredFile
from motcua.results.models import Delivery, IssuedForm, Reprint, Result
from motcua.results.queries import LEADERS

STATEMENTS = sql.load("motcua.results")


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


class GroundMissing(Refusal):
    """Whoever is not of the dossier receives its result on a ground that is kept."""

    code = "ground-missing"
    vi = "Trả kết quả cho người nhận thay phải ghi căn cứ: giấy ủy quyền, giấy giới thiệu hoặc giấy tờ khác."
    en = "A result given to somebody else needs its ground: an authorisation, a letter of introduction, another paper."


class ReceiverMissing(Refusal):
    """A result is handed to somebody, in one of the ways there are."""

    code = "receiver-missing"
    vi = "Hãy ghi người nhận và chọn cách trả: tại quầy, qua bưu chính hoặc bản điện tử."
    en = "Say who receives it, and choose how: at the desk, by post or electronically."


LONGEST_BODY = 100_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What the case officer proposes as the answer."""

    title: str
    body: str = ""
    file_id: int | None = None
    is_negative: bool = False


def draft(*, step_id: int, draft: Draft, by: Actor, now: datetime, key: str = "") -> dossiers.Moved:
    """Write or rewrite the draft of the answer; whoever holds the step may.

    :raises AlreadyApproved, ContentMissing, FileMissing: :raises lifecycle.AssignedElsewhere, lifecycle.StepNotOpen:
    """
    title, body = typed.line(draft.title, "Tên văn bản", 500), typed.prose(draft.body, "Nội dung", LONGEST_BODY)
    if not title or (not body and draft.file_id is None):
        raise ContentMissing
    with sql.transaction():
        held = _held(step_id, by, now, "result.drafted", key)
        if held.is_replayed:
            return held.unmoved()
        dossier_id = held.row["id"]
        before = _drafted(held)
        if before is not None and before.approved_by is not None:
            raise AlreadyApproved
        _check_file(draft.file_id, dossier_id)
        result_id = sql.value(
            STATEMENTS.write_draft,
            dossier=dossier_id,
            kind=(Result.Kind.UPLOAD if draft.file_id else Result.Kind.WRITTEN).value,
            title=title,
            body=body,
            file=draft.file_id,
            is_negative=draft.is_negative,
            by=by.id,
            at=now,
        )
        event = Event("result.drafted", {"result": result_id, "negative": draft.is_negative})
        return dossiers.note(held, event, by=by, now=now, key=key)


def approve(*, step_id: int, by: Actor, now: datetime, note: str = "", key: str = "") -> dossiers.Moved:
    """The leader approves the answer, and with it completes the step of signing (T15; law:result).

    The approval stands as long as that step does: returned or recalled, the work goes back and the approval with it,
    whoever sends it back and through whatever door.

    :raises NothingToApprove, NotALeader: :raises lifecycle.SameHands: the leader drafted it or accepted the dossier.
    """
    note = typed.line(note, "Ý kiến", 1000)
    with sql.transaction():
        held = _held(step_id, by, now, "complete_step", key)
        if held.is_replayed:
            return held.unmoved()
        step = lifecycle.step_of(held.dossier, step_id, by)
        if step.role not in LEADERS:
            raise NotALeader
        answer = _answer(held)
        if {answer.drafted_by, held.dossier.accepted_by} & by.stands_for:
            raise lifecycle.SameHands
        sql.run(STATEMENTS.approve, result=answer.id, step=step_id, by=by.id, at=now, note=note)
        return dossiers.complete_step(
            step_id=step_id,
            outcome=_offered(held, step, Outcome.AGREED),
            by=by,
            now=now,
            note=note,
            key=key,
            held=held,
            noting=Event("result.approved", {"result": answer.id}),
        )


def issue(*, step_id: int, symbol: str, by: Actor, now: datetime, note: str = "", key: str = "") -> dossiers.Moved:
    """The clerk enters the answer in the register and ends the processing (T15, T16; law:result).

    The number is taken last, under the dossier's lock, so that the register has no gap.

    :param symbol: what follows the running number, such as "QĐ-UBND".
    :raises NothingToApprove, SymbolMissing: :raises lifecycle.ResultMissing: no approval stands.
    """
    symbol = typed.line(symbol, "Ký hiệu văn bản", 40)
    if not symbol:
        raise SymbolMissing
    with sql.transaction():
        parts.hold_parents(step_id, now=now)
        held = _held(step_id, by, now, "issue_result", key)
        if held.is_replayed:
            return held.unmoved()
        answer = _answer(held)
        if answer.approved_by is None:
            raise lifecycle.ResultMissing
        no, step = answer.is_negative, lifecycle.step_of(held.dossier, step_id, by)
        # Where the process names no negative way it ends in the ordinary one: the result says no.
        outcome = _offered(held, step, Outcome.NEGATIVE) if no else Outcome.DONE
        linking.hold_before_counters(held, now=now)
        number = next_number(held.dossier.competent_agency_id, symbol, now)
        ref = ResultRef(answer.id, answer.approved_by, answer.drafted_by, number, no)
        moved = dossiers.issue_result(
            step_id=step_id, outcome=outcome, result=ref, by=by, now=now, note=note, key=key, held=held
        )
        sql.run(STATEMENTS.register, result=ref.id, number=number, by=by.id, at=now)
        if held.row["parent_id"] is not None:
            parts.end(moved, result=ref, now=now)
        return moved


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who stood at the desk for the answer: in which capacity, known by which number, on which ground."""

    capacity: str = ""
    id_number: str = ""
    is_matched: bool = False  # the number is that of the dossier's own people
    ground: str = ""


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
    receiver: Receiver | None = None,
    key: str = "",
) -> dossiers.Moved:
    """Give the answer to the citizen and keep the minutes of it (T17; law:hand-over).

    :param receiver: who was identified at the desk, and how.
    :raises ReceiverMissing, WaybillMissing, GroundMissing:
    """
    to_name, proof = typed.line(to_name, "Người nhận", 300), typed.line(proof, "Đã kiểm tra", 300)
    waybill = typed.line(waybill, "Mã vận đơn", 40)
    originals_back = typed.line(originals_back, "Bản chính trả lại", 500)
    if not to_name or way not in Delivery.Way.values:
        raise ReceiverMissing
    if way == Delivery.Way.POSTAL and not waybill:
        raise WaybillMissing
    receiver = receiver or Receiver()
    ground = typed.line(receiver.ground, "Căn cứ nhận thay", 300)
    if receiver.capacity == Delivery.Capacity.OTHER and not ground:
        raise GroundMissing

    def keep_minutes(moved: dossiers.Moved) -> None:
        sql.run(
            STATEMENTS.deliver,
            dossier=dossier_id,
            way=way,
            to_name=to_name,
            proof=proof,
            waybill=waybill,
            originals_back=originals_back,
            capacity=receiver.capacity,
            id_number=seal(receiver.id_number) if receiver.id_number else None,
            is_matched=receiver.is_matched and bool(receiver.id_number),
            ground=ground,
            by=by.id,
            at=now,
        )

    return dossiers.hand_over(dossier_id=dossier_id, way=way, proof=proof, by=by, now=now, key=key, also=keep_minutes)


def _held(step_id: int, by: Actor, now: datetime, verb: str, key: str) -> Loaded:
    """Lock the dossier of a step that is open and `by`'s to do; one whose command was carried out is as it is."""
    held = dossiers.hold_step(step_id=step_id, by=by, now=now, verb=verb, key=key)
    if not held.is_replayed and held.dossier.state is not State.IN_PROCESS:
        raise lifecycle.StepNotOpen
    return held


@dataclass(frozen=True, slots=True)
class _Drafted:
    """The draft of a dossier, and the leader whose approval of it stands."""

    id: int
    drafted_by: int
    is_negative: bool
    approved_by: int | None


def _drafted(held: Loaded) -> _Drafted | None:
    rows = sql.rows(STATEMENTS.answer, dossier=held.row["id"])
    if not rows:
        return None
    done = {step.id for step in held.dossier.steps if step.state is MarkState.DONE}  # work sent back is approved anew
    standing = [row["approved_by"] for row in rows if row["approved_in"] in done]
    first = rows[0]
    return _Drafted(first["id"], first["drafted_by"], first["is_negative"], standing[-1] if standing else None)


def _answer(held: Loaded) -> _Drafted:
    """The draft to be approved or registered.  :raises NothingToApprove:"""
    found = _drafted(held)
    if found is None:
        raise NothingToApprove
    return found


def _offered(held: Loaded, step: Step, wanted: Outcome) -> Outcome:
    return wanted if wanted in held.rules.process.step(step.key).next else Outcome.DONE


def _check_file(file_id: int | None, dossier_id: int) -> None:
    if file_id is None:
        return
    here = StoredFile.objects.filter(Q(dossier_id=None) | Q(dossier_id=dossier_id), pk=file_id)
    if not here.exists():
        raise FileMissing


def next_number(agency_id: int, symbol: str, now: datetime) -> str:
    """Take the next number of a register, without a gap: inside the caller's transaction, after its other locks."""
    year = now.astimezone(ZONE).year
    number: int = sql.value(STATEMENTS.next_number, agency=agency_id, symbol=symbol, year=year)
    return str(numbering.register_number(number, symbol))


def note_issue(*, file_id: int, number: str, by: int, now: datetime) -> None:
    """Keep the number a form was issued with; inside the transaction that took it."""
    IssuedForm.objects.create(file_id=file_id, number=number, issued_by_id=by, at=now)


def note_reprint(*, file_id: int, by: int, now: datetime) -> None:
    """Keep that a form is printed once more."""
    Reprint.objects.create(form_id=file_id, officer_id=by, at=now)
