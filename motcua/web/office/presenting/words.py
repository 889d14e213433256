"""The words of the office that no other package says: outcomes, proposals, verdicts, terms."""

from decimal import Decimal

from motcua.core.flow import Outcome
from motcua.core.lifecycle import ProposalKind, ProposalStage
from motcua.core.status_words import Tone, Words
from motcua.web.ui.procedures import norm_words

OUTCOMES: dict[str, str] = {
    Outcome.DONE: "Hoàn thành",
    Outcome.AGREED: "Đồng ý",
    Outcome.REJECTED: "Không đồng ý",
    Outcome.NEEDS_SUPPLEMENT: "Cần bổ sung hồ sơ",
    Outcome.NEGATIVE: "Không đủ điều kiện giải quyết",
}
PROPOSALS: dict[str, str] = {
    ProposalKind.SUPPLEMENT: "Yêu cầu bổ sung hồ sơ",
    ProposalKind.APOLOGY: "Văn bản xin lỗi, hẹn lại ngày trả",
    ProposalKind.WITHDRAWAL: "Đề nghị rút hồ sơ",
}
STAGES: dict[str, tuple[Tone, str]] = {
    ProposalStage.DRAFTED: (Tone.SOON, "Chờ lãnh đạo quyết định"),
    ProposalStage.SIGNED: (Tone.INFO, "Đã ký, chờ Bộ phận Một cửa gửi"),
    ProposalStage.DONE: (Tone.OK, "Đã thực hiện"),
    ProposalStage.REJECTED: (Tone.IDLE, "Không được chấp thuận"),
}
VERDICTS: dict[str, tuple[Tone, str]] = {
    "early": (Tone.OK, "Trước hạn"),
    "on_time": (Tone.OK, "Đúng hạn"),
    "late": (Tone.LATE, "Quá hạn"),
}
STEP_STATES: dict[str, tuple[Tone, str]] = {
    "open": (Tone.INFO, "Đang làm"),
    "sent_back": (Tone.IDLE, "Trả lại bước trước"),
    "taken_back": (Tone.IDLE, "Thu hồi"),
    "undone": (Tone.IDLE, "Làm lại"),
}


def plain(vi: str) -> Words:
    """Words of an officers' page, which is Vietnamese only."""
    return Words(vi, vi)


def norm(value: Decimal | None, unit: str) -> str:
    """A processing time in official words: 08 ngày làm việc."""
    return norm_words(value, unit) if unit else "Chưa xác định"
