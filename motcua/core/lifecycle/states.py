"""The internal states of a dossier: what each is to the nation, who acts next in it, and which timer runs."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.core.roles import Role
from motcua.core.status_words import Words


class State(StrEnum):
    """Where a dossier stands. Finer than the national codes, so that every state has one owner."""

    DRAFT = "draft"
    AWAITING_TURN = "awaiting_turn"
    SUBMITTED = "submitted"
    INTAKE_SUPPLEMENT = "intake_supplement"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    IN_TRANSIT = "in_transit"
    IN_PROCESS = "in_process"
    SUPPLEMENT = "supplement"
    SUPPLEMENT_GIVEN = "supplement_given"
    FINANCE = "finance"
    PROCESSED = "processed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class TimerKind(StrEnum):
    """What rings when nobody acts; `timers.ring` says what then happens."""

    DRAFT_EXPIRY = "draft_expiry"
    CHECK = "check"
    SUPPLEMENT_TERM = "supplement_term"
    TRANSFER = "transfer"
    TAKE_OVER = "take_over"
    APOLOGY = "apology"
    OVERDUE = "overdue"
    PAYMENT_REMINDER = "payment_reminder"
    COLLECT_REMINDER = "collect_reminder"


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the table of states."""

    national: int | None  # law:national-status, 1–10; a draft is nobody's business but its writer's
    owner: Role | None  # who acts next; None: nobody, the dossier is closed
    timer: TimerKind | None  # the first timer that runs in this state
    name_vi: str
    name_en: str

    @property
    def words(self) -> Words:
        return Words(self.name_vi, self.name_en)


# law:national-status — the ten codes of the National Public Service Portal.
STANDINGS: dict[State, Standing] = {
    State.DRAFT: Standing(None, Role.CITIZEN, TimerKind.DRAFT_EXPIRY, "Hồ sơ nháp", "Draft"),
    # law:linked-turn — filed with others; the result of one before it wakes it, so nobody is to act and no time runs.
    State.AWAITING_TURN: Standing(
        1, Role.SYSTEM, None, "Chờ kết quả hồ sơ liên thông trước", "Waiting for the linked dossier before it"
    ),
    State.SUBMITTED: Standing(1, Role.RECEPTION, TimerKind.CHECK, "Mới đăng ký", "Newly registered"),
    State.INTAKE_SUPPLEMENT: Standing(
        5, Role.CITIZEN, TimerKind.SUPPLEMENT_TERM, "Chờ bổ sung (chưa tiếp nhận)", "Supplement asked before acceptance"
    ),
    State.REFUSED: Standing(3, None, None, "Không được tiếp nhận", "Not accepted"),
    State.ACCEPTED: Standing(2, Role.RECEPTION, TimerKind.TRANSFER, "Được tiếp nhận", "Accepted"),
    State.IN_TRANSIT: Standing(
        2, Role.RECEPTION, TimerKind.TAKE_OVER, "Đang chuyển đến cơ quan có thẩm quyền", "On the way to the agency"
    ),
    State.IN_PROCESS: Standing(4, Role.CASE_OFFICER, TimerKind.APOLOGY, "Đang xử lý", "Being processed"),
    State.SUPPLEMENT: Standing(
        5, Role.CITIZEN, TimerKind.SUPPLEMENT_TERM, "Yêu cầu bổ sung giấy tờ", "Supplement asked"
    ),
    State.SUPPLEMENT_GIVEN: Standing(
        5, Role.RECEPTION, TimerKind.CHECK, "Đã bổ sung, chờ kiểm tra", "Supplement given, to be checked"
    ),
    State.FINANCE: Standing(
        6,
        Role.CITIZEN,
        TimerKind.PAYMENT_REMINDER,
        "Yêu cầu thực hiện nghĩa vụ tài chính",
        "Financial obligation asked",
    ),
    State.PROCESSED: Standing(9, Role.RETURN_DESK, TimerKind.COLLECT_REMINDER, "Đã xử lý xong", "Processed"),
    State.RETURNED: Standing(10, None, None, "Đã trả kết quả", "Result returned"),
    State.WITHDRAWN: Standing(7, None, None, "Công dân yêu cầu rút hồ sơ", "Withdrawn"),
    State.STOPPED: Standing(8, None, None, "Dừng xử lý", "Stopped"),
}

CLOSED = frozenset(s for s, standing in STANDINGS.items() if standing.owner is None)
BEFORE_ACCEPTANCE = frozenset(
    {State.DRAFT, State.AWAITING_TURN, State.SUBMITTED, State.INTAKE_SUPPLEMENT, State.REFUSED}
)
CLOCK_STOPPED = frozenset({State.SUPPLEMENT, State.SUPPLEMENT_GIVEN, State.FINANCE})


def national_status(state: State) -> int | None:
    """The code 1–10 under which the national portal knows this state (law:national-status)."""
    return STANDINGS[state].national
