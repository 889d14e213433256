"""The table of moves: which verb leads from which state to which, by whom, with which paper, and what the clock does.

It is data a lawyer can read; `docs/lifecycle.md` is printed from it, and the tests try every state with every verb.
"""

from dataclasses import dataclass
from enum import StrEnum

from motcua.core.lifecycle.states import State
from motcua.core.regime import FormKind
from motcua.core.roles import Role


class Verb(StrEnum):
    """What can be done to a dossier. Named as the officer or citizen would say it."""

    BEGIN = "begin"
    DISCARD = "discard"
    SUBMIT = "submit"
    AWAIT_TURN = "await_turn"
    TAKE_TURN = "take_turn"
    GIVE_BACK = "give_back"
    ACCEPT = "accept"
    ASK_AT_INTAKE = "ask_at_intake"
    REFUSE = "refuse"
    SUPPLY = "supply"
    CONFIRM_SUPPLEMENT = "confirm_supplement"
    CLOSE_EXPIRED = "close_expired"
    TRANSFER = "transfer"
    SEND_TO_COMPETENT = "send_to_competent"
    TAKE_OVER = "take_over"
    OPEN_STEP = "open_step"
    COMPLETE_STEP = "complete_step"
    RETURN_STEP = "return_step"
    RECALL_STEP = "recall_step"
    REASSIGN = "reassign"
    CONSULT = "consult"
    ANSWER_CONSULTATION = "answer_consultation"
    PROPOSE_SUPPLEMENT = "propose_supplement"
    PROPOSE_APOLOGY = "propose_apology"
    SIGN_PROPOSAL = "sign_proposal"
    REJECT_PROPOSAL = "reject_proposal"
    SEND_SUPPLEMENT = "send_supplement"
    SEND_APOLOGY = "send_apology"
    ASK_PAYMENT = "ask_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    ISSUE_RESULT = "issue_result"
    HAND_OVER = "hand_over"
    ASK_WITHDRAWAL = "ask_withdrawal"
    AGREE_WITHDRAWAL = "agree_withdrawal"
    STOP = "stop"
    ADOPT_CALENDAR = "adopt_calendar"
    ADOPT_PROCESS = "adopt_process"
    RING = "ring"


class ClockEffect(StrEnum):
    """What a move does to the clock."""

    NONE = "none"
    START = "start"
    RUN = "run"
    STOP = "stop"
    RESTART = "restart"  # or resume, where the procedure's policy pauses instead
    RESUME = "resume"
    EXTEND = "extend"
    MOVE = "move"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Move:
    """One row: a verb, and all the law says of it."""

    verb: Verb
    transitions: tuple[str, ...]  # T1–T20 of the domain's table
    sources: frozenset[State]
    targets: frozenset[State]
    actors: frozenset[Role]
    clock: ClockEffect = ClockEffect.NONE
    form: FormKind | None = None
    guard_vi: str = ""
    guard_en: str = ""
    law: str = ""
    on_part: bool = False  # whether it is also done to a part at a higher level


S, R = State, Role
_DESK = frozenset({R.RECEPTION})
_HEADS = frozenset({R.DIVISION_HEAD, R.AGENCY_LEADER, R.CENTRE_DIRECTOR})
_LEADERS = frozenset({R.AGENCY_LEADER, R.COMMITTEE_LEADER})
_WORKERS = frozenset(
    {
        R.RECEPTION,
        R.CASE_OFFICER,
        R.DIVISION_HEAD,
        R.AGENCY_LEADER,
        R.CLERK,
        R.COMMITTEE_OFFICE,
        R.COMMITTEE_LEADER,
        R.RETURN_DESK,
        R.OTHER_AGENCY,
    }
)


# law:withdrawal — at 1, 2, 4, 5 and 6; on its way to the competent agency a dossier is at 2.
_MAY_BE_WITHDRAWN = {
    S.AWAITING_TURN,
    S.SUBMITTED,
    S.INTAKE_SUPPLEMENT,
    S.ACCEPTED,
    S.IN_TRANSIT,
    S.IN_PROCESS,
    S.SUPPLEMENT,
    S.SUPPLEMENT_GIVEN,
    S.FINANCE,
}
# law:one-clock — a part is work handed up, not a dossier of its own towards its owner: what is asked of the owner,
# promised to the owner or given back is the parent's, and so is the end of it.
_ON_A_PART = frozenset(
    {
        Verb.OPEN_STEP,
        Verb.COMPLETE_STEP,
        Verb.RETURN_STEP,
        Verb.RECALL_STEP,
        Verb.REASSIGN,
        Verb.CONSULT,
        Verb.ANSWER_CONSULTATION,
        Verb.ISSUE_RESULT,
        Verb.HAND_OVER,
        Verb.ADOPT_CALENDAR,
        Verb.ADOPT_PROCESS,
        Verb.RING,
    }
)


def _move(
    verb: Verb,
    transitions: str,
    sources: set[State],
    targets: set[State],
    actors: frozenset[Role] | set[Role],
    clock: ClockEffect = ClockEffect.NONE,
    form: FormKind | None = None,
    guard: tuple[str, str] = ("", ""),
    law: str = "",
) -> Move:
    return Move(
        verb,
        tuple(transitions.split()),
        frozenset(sources),
        frozenset(targets),
        frozenset(actors),
        clock,
        form,
        *guard,
        law,
        verb in _ON_A_PART,
    )


MOVES: dict[Verb, Move] = {
    move.verb: move
    for move in (
        _move(Verb.BEGIN, "T1", set(), {S.DRAFT}, {R.CITIZEN, R.POSTAL, R.RECEPTION}),
        _move(
            Verb.DISCARD,
            "T1",
            {S.DRAFT},
            set(),
            {R.CITIZEN, R.POSTAL, R.RECEPTION, R.SYSTEM},
            guard=(
                "Chỉ hồ sơ nháp; nhật ký giữ lại việc đã bỏ.",
                "Drafts only; the journal keeps that it was done.",
            ),
        ),
        _move(
            Verb.SUBMIT,
            "T2",
            {S.DRAFT},
            {S.SUBMITTED},
            {R.CITIZEN, R.POSTAL, R.RECEPTION, R.SYSTEM},
            law="acceptance-check",
            guard=(
                "Việc kiểm tra phải xong trong 8 giờ làm việc.",
                "The check must be done within 8 working hours.",
            ),
        ),
        _move(
            Verb.AWAIT_TURN,
            "T2",
            {S.DRAFT},
            {S.AWAITING_TURN},
            {R.CITIZEN, R.POSTAL, R.RECEPTION},
            guard=(
                "Nộp liên thông cùng hồ sơ khác; chờ kết quả của hồ sơ trước.",
                "Filed together with others; it waits for the result of the one before it.",
            ),
            law="linked-turn",
        ),
        _move(
            Verb.TAKE_TURN,
            "T4",
            {S.AWAITING_TURN},
            {S.SUBMITTED, S.ACCEPTED},
            {R.SYSTEM},
            ClockEffect.START,
            FormKind.RECEIPT,
            guard=(
                "Các hồ sơ liên thông trước đã có kết quả; thời hạn tính từ lúc đó.",
                "The linked dossiers before it have their results; its time counts from then.",
            ),
            law="linked-turn",
        ),
        _move(
            Verb.GIVE_BACK,
            "T6",
            {S.AWAITING_TURN},
            {S.REFUSED},
            {R.SYSTEM},
            form=FormKind.REFUSAL,
            guard=(
                "Hồ sơ liên thông trước kết thúc mà không có kết quả cần cho hồ sơ này.",
                "The linked dossier before it ended without the result this one needs.",
            ),
            law="linked-turn",
        ),
        _move(
            Verb.ACCEPT,
            "T3 T4",
            {S.SUBMITTED},
            {S.ACCEPTED},
            _DESK,
            ClockEffect.START,
            FormKind.RECEIPT,
            guard=("Hồ sơ đầy đủ, hợp lệ và đúng thẩm quyền.", "Complete, valid and within the agency's competence."),
            law="receipt",
        ),
        _move(
            Verb.ASK_AT_INTAKE,
            "T5",
            {S.SUBMITTED},
            {S.INTAKE_SUPPLEMENT},
            _DESK,
            form=FormKind.SUPPLEMENT,
            guard=("Nêu mọi thiếu sót trong một thông báo.", "All defects in one notice."),
            law="one-notice",
        ),
        _move(
            Verb.REFUSE,
            "T6",
            {S.SUBMITTED},
            {S.REFUSED},
            _DESK,
            form=FormKind.REFUSAL,
            guard=(
                "Không đúng thẩm quyền, không đủ điều kiện hoặc giấy tờ giả.",
                "Not competent, not eligible or forged.",
            ),
            law="refusal",
        ),
        _move(
            Verb.SUPPLY,
            "T7",
            {S.INTAKE_SUPPLEMENT, S.SUPPLEMENT},
            {S.SUBMITTED, S.SUPPLEMENT_GIVEN},
            {R.CITIZEN, R.POSTAL, R.RECEPTION},
        ),
        _move(
            Verb.CONFIRM_SUPPLEMENT,
            "T7",
            {S.SUPPLEMENT_GIVEN},
            {S.IN_PROCESS},
            _DESK,
            ClockEffect.RESTART,
            FormKind.RECEIPT,
            guard=("Phần bổ sung đã đủ.", "The supplement is complete."),
            law="restart-from-zero",
        ),
        _move(
            Verb.CLOSE_EXPIRED,
            "T8",
            {S.INTAKE_SUPPLEMENT, S.SUPPLEMENT},
            {S.REFUSED, S.STOPPED},
            _DESK,
            ClockEffect.FINISH,
            FormKind.STOP,
            guard=("Đã hết thời hạn bổ sung.", "The supplement term has passed."),
            law="supplement-term",
        ),
        _move(
            Verb.TRANSFER,
            "T9",
            {S.ACCEPTED},
            {S.IN_PROCESS},
            _DESK,
            ClockEffect.RUN,
            FormKind.CONTROL_SLIP,
            guard=(
                "Trong ngày; nhận sau 15 giờ thì đầu giờ sáng hôm sau.",
                "The same day; next morning if received after 15:00.",
            ),
            law="transfer-cutoff",
        ),
        _move(
            Verb.SEND_TO_COMPETENT,
            "T20",
            {S.ACCEPTED},
            {S.IN_TRANSIT},
            _DESK,
            ClockEffect.RUN,
            FormKind.HANDOVER,
            guard=("Cơ quan nhận khác cơ quan có thẩm quyền.", "The receiving agency is not the competent one."),
            law="non-territorial",
        ),
        _move(
            Verb.TAKE_OVER,
            "T20",
            {S.IN_TRANSIT},
            {S.ACCEPTED},
            _DESK,
            ClockEffect.RESTART,
            FormKind.HANDOVER,
            guard=("Tính giờ từ khi cơ quan có thẩm quyền nhận.", "Time counts from the competent agency's receipt."),
            law="non-territorial",
        ),
        _move(Verb.OPEN_STEP, "T10", {S.ACCEPTED, S.IN_PROCESS}, set(), _WORKERS),
        _move(
            Verb.COMPLETE_STEP,
            "T10",
            {S.IN_PROCESS},
            {S.IN_PROCESS},
            _WORKERS | {R.SYSTEM},
            ClockEffect.RUN,
            FormKind.CONTROL_SLIP,
            guard=("Bước đang mở và thuộc người thực hiện.", "The step is open and belongs to the one who acts."),
        ),
        _move(
            Verb.RETURN_STEP,
            "T10",
            {S.IN_PROCESS},
            {S.IN_PROCESS},
            _WORKERS,
            ClockEffect.RUN,
            FormKind.CONTROL_SLIP,
            guard=("Phải có lý do.", "With a reason."),
        ),
        _move(
            Verb.RECALL_STEP,
            "T10",
            {S.IN_PROCESS},
            {S.IN_PROCESS},
            _WORKERS,
            ClockEffect.RUN,
            FormKind.CONTROL_SLIP,
            guard=("Người nhận chưa mở.", "The receiver has not opened it."),
        ),
        _move(Verb.REASSIGN, "T10", {S.IN_PROCESS}, {S.IN_PROCESS}, _HEADS | {R.CASE_OFFICER}, ClockEffect.RUN),
        _move(
            Verb.CONSULT,
            "T10",
            {S.IN_PROCESS},
            {S.IN_PROCESS},
            {R.CASE_OFFICER, R.DIVISION_HEAD},
            ClockEffect.RUN,
            guard=(
                "Thời hạn lấy ý kiến nằm trong thời hạn giải quyết.",
                "The consultation has a term of its own inside the norm.",
            ),
            law="consultation",
        ),
        _move(
            Verb.ANSWER_CONSULTATION,
            "T10",
            {S.IN_PROCESS, S.SUPPLEMENT, S.SUPPLEMENT_GIVEN, S.FINANCE},
            set(),
            _WORKERS,
            law="consultation",
        ),
        _move(
            Verb.PROPOSE_SUPPLEMENT,
            "T11",
            {S.IN_PROCESS},
            {S.IN_PROCESS},
            {R.CASE_OFFICER, R.DIVISION_HEAD},
            ClockEffect.RUN,
            guard=(
                "Thông thường chỉ một lần; lần sau phải nêu căn cứ.",
                "Normally once; a further one needs a ground.",
            ),
            law="one-notice",
        ),
        _move(
            Verb.PROPOSE_APOLOGY,
            "T14",
            {S.IN_PROCESS},
            {S.IN_PROCESS},
            {R.CASE_OFFICER, R.DIVISION_HEAD},
            ClockEffect.RUN,
            guard=("Chỉ một lần, trước ngày hẹn trả.", "Once only, before the due date."),
            law="second-date",
        ),
        _move(
            Verb.SIGN_PROPOSAL,
            "T11 T14",
            {S.IN_PROCESS},
            {S.IN_PROCESS},
            _LEADERS,
            ClockEffect.RUN,
            guard=("Người ký không phải người soạn.", "The signer is not the drafter."),
        ),
        _move(
            Verb.REJECT_PROPOSAL,
            "T11 T14 T18",
            _MAY_BE_WITHDRAWN,
            set(),
            _LEADERS | _DESK,
            guard=("Phải có lý do.", "With a reason."),
        ),
        _move(
            Verb.SEND_SUPPLEMENT,
            "T11",
            {S.IN_PROCESS},
            {S.SUPPLEMENT},
            _DESK,
            ClockEffect.STOP,
            FormKind.SUPPLEMENT,
            guard=("Lãnh đạo đã ký.", "Signed by the leader."),
            law="one-notice",
        ),
        _move(
            Verb.SEND_APOLOGY,
            "T14",
            {S.IN_PROCESS},
            {S.IN_PROCESS},
            _DESK,
            ClockEffect.EXTEND,
            FormKind.APOLOGY,
            guard=("Lãnh đạo đã ký; giữ ngày hẹn ban đầu.", "Signed by the leader; the first date is kept."),
            law="second-date",
        ),
        _move(
            Verb.ASK_PAYMENT,
            "T12",
            {S.ACCEPTED, S.IN_PROCESS},
            {S.FINANCE},
            {R.CASE_OFFICER, R.DIVISION_HEAD, R.OTHER_AGENCY},
            ClockEffect.STOP,
            guard=("Đã có thông báo nộp tiền.", "A payable notice has been issued."),
            law="financial-obligation",
        ),
        _move(
            Verb.CONFIRM_PAYMENT,
            "T13",
            {S.FINANCE},
            {S.ACCEPTED, S.IN_PROCESS},
            {R.RECEPTION, R.CASHIER, R.SYSTEM},
            ClockEffect.RESUME,
            FormKind.RECEIPT,
            guard=("Có chứng từ nộp tiền.", "With proof of payment."),
            law="financial-obligation",
        ),
        _move(
            Verb.ISSUE_RESULT,
            "T15 T16",
            {S.IN_PROCESS},
            {S.PROCESSED},
            _WORKERS | {R.SYSTEM},
            ClockEffect.FINISH,
            guard=(
                "Có văn bản kết quả, lãnh đạo đã duyệt, đã vào sổ.",
                "The result exists, is approved by the leader and registered.",
            ),
            law="result",
        ),
        _move(
            Verb.HAND_OVER,
            "T17",
            {S.PROCESSED},
            {S.RETURNED},
            {R.RETURN_DESK, R.RECEPTION, R.POSTAL, R.SYSTEM},
            guard=("Kiểm tra giấy hẹn hoặc giấy tờ tùy thân, phí đã nộp.", "Receipt or identity checked, fees paid."),
            law="hand-over",
        ),
        _move(
            Verb.ASK_WITHDRAWAL,
            "T18",
            _MAY_BE_WITHDRAWN,
            set(),
            {R.CITIZEN, R.RECEPTION, R.POSTAL},
            law="withdrawal",
        ),
        _move(
            Verb.AGREE_WITHDRAWAL,
            "T18",
            _MAY_BE_WITHDRAWN,
            {S.WITHDRAWN},
            _LEADERS | _DESK,
            ClockEffect.FINISH,
            FormKind.STOP,
            guard=(
                "Hồ sơ đã tiếp nhận thì lãnh đạo đồng ý; chưa tiếp nhận thì bộ phận tiếp nhận.",
                "The leader agrees once accepted; the desk before that.",
            ),
            law="withdrawal",
        ),
        _move(
            Verb.STOP,
            "T16 T19",
            {S.ACCEPTED, S.IN_PROCESS},
            {S.STOPPED},
            _LEADERS,
            ClockEffect.FINISH,
            FormKind.STOP,
            guard=("Phải có căn cứ pháp lý.", "With a legal ground."),
            law="stop",
        ),
        _move(
            Verb.ADOPT_CALENDAR,
            "T14",
            {S.ACCEPTED, S.IN_TRANSIT, S.IN_PROCESS, S.SUPPLEMENT, S.SUPPLEMENT_GIVEN, S.FINANCE},
            set(),
            {R.PROCEDURE_CONTROL, R.CENTRE_DIRECTOR},
            ClockEffect.MOVE,
            guard=(
                "Theo quyết định về ngày nghỉ của năm, cho mọi hồ sơ.",
                "By the year's decision, for all.",
            ),
            law="day-off-plan",
        ),
        _move(
            Verb.ADOPT_PROCESS,
            "T10",
            {S.ACCEPTED, S.IN_TRANSIT, S.IN_PROCESS, S.SUPPLEMENT, S.SUPPLEMENT_GIVEN, S.FINANCE},
            set(),
            {R.PROCEDURE_CONTROL},
            guard=(
                "Có quyết định; bước đang làm không đổi người làm; ngày hẹn trả giữ nguyên.",
                "With a decision; the open steps keep their performers, the due date stays.",
            ),
        ),
        _move(
            Verb.RING,
            "T8",
            {s for s in State if s not in (S.AWAITING_TURN, S.REFUSED, S.RETURNED, S.WITHDRAWN, S.STOPPED)},
            set(),
            {R.SYSTEM},
        ),
    )
}
