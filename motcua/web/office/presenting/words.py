"""The words of the office that no other package says: outcomes, proposals, verdicts, terms."""

from decimal import Decimal

from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.core.flow import Outcome
from motcua.core.lifecycle import ProposalKind, ProposalStage
from motcua.core.status_words import Tone
from motcua.web.ui.procedures import norm_words

OUTCOMES: dict[str, str] = {
    Outcome.DONE: gettext_lazy("Hoàn thành"),
    Outcome.AGREED: gettext_lazy("Đồng ý"),
    Outcome.REJECTED: gettext_lazy("Không đồng ý"),
    Outcome.NEEDS_SUPPLEMENT: gettext_lazy("Cần bổ sung hồ sơ"),
    Outcome.NEGATIVE: gettext_lazy("Không đủ điều kiện giải quyết"),
}
PROPOSALS: dict[str, str] = {
    ProposalKind.SUPPLEMENT: gettext_lazy("Yêu cầu bổ sung hồ sơ"),
    ProposalKind.APOLOGY: gettext_lazy("Văn bản xin lỗi, hẹn lại ngày trả"),
    ProposalKind.WITHDRAWAL: gettext_lazy("Đề nghị rút hồ sơ"),
}
STAGES: dict[str, tuple[Tone, str]] = {
    ProposalStage.DRAFTED: (Tone.SOON, gettext_lazy("Chờ lãnh đạo quyết định")),
    ProposalStage.SIGNED: (Tone.INFO, gettext_lazy("Đã ký, chờ Bộ phận Một cửa gửi")),
    ProposalStage.DONE: (Tone.OK, gettext_lazy("Đã thực hiện")),
    ProposalStage.REJECTED: (Tone.IDLE, gettext_lazy("Không được chấp thuận")),
}
VERDICTS: dict[str, tuple[Tone, str]] = {
    "early": (Tone.OK, gettext_lazy("Trước hạn")),
    "on_time": (Tone.OK, gettext_lazy("Đúng hạn")),
    "late": (Tone.LATE, gettext_lazy("Quá hạn")),
}
STEP_STATES: dict[str, tuple[Tone, str]] = {
    "open": (Tone.INFO, gettext_lazy("Đang làm")),
    "sent_back": (Tone.IDLE, gettext_lazy("Trả lại bước trước")),
    "taken_back": (Tone.IDLE, gettext_lazy("Thu hồi")),
    "undone": (Tone.IDLE, gettext_lazy("Làm lại")),
}


def norm(value: Decimal | None, unit: str) -> str:
    """A processing time in official words: 08 ngày làm việc."""
    return norm_words(value, unit) if unit else _("Chưa xác định")
