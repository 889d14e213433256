"""What has happened to a dossier, in words for citizens and for officers: read from the journal, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.base import sql
from motcua.core.status_words import Words
from motcua.dossiers.commit import STATEMENTS


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline."""

    at: datetime
    kind: str
    vi: str
    en: str
    agency: str
    actor: str  # "officer:12": the page asks `people` for the name when the reader may know it
    details: Mapping[str, Any]
    is_public: bool

    @property
    def words(self) -> Words:
        return Words(self.vi, self.en)


def timeline(dossier_id: int, *, public: bool) -> list[Entry]:
    """The events, oldest first; for the public only those that concern the citizen."""
    rows = sql.rows(STATEMENTS.events, subject=f"dossier:{dossier_id}")
    entries = [_entry(row) for row in rows if row["kind"] in WORDS]
    return [entry for entry in entries if entry.is_public] if public else entries


def _entry(row: dict[str, Any]) -> Entry:
    vi, en, is_public = WORDS[row["kind"]]
    return Entry(row["at"], row["kind"], vi, en, row["agency"] or "", row["actor"], row["details"], is_public)


# kind: (Vietnamese, English, shown to the citizen)
WORDS: dict[str, tuple[str, str, bool]] = {
    "dossier.drafted": ("Tạo hồ sơ nháp", "Draft begun", False),
    "dossier.submitted": ("Đã nộp hồ sơ", "Submitted", True),
    "linked.turn_came": (
        "Hồ sơ liên thông trước đã có kết quả, đến lượt hồ sơ này",
        "The linked dossier before it has its result: this one's turn",
        True,
    ),
    "dossier.accepted": ("Đã tiếp nhận hồ sơ", "Accepted", True),
    "dossier.refused": ("Không tiếp nhận hồ sơ", "Not accepted", True),
    "dossier.supplement_asked": ("Yêu cầu bổ sung giấy tờ", "Supplement asked", True),
    "dossier.supplement_given": ("Đã nhận giấy tờ bổ sung", "Supplement received", True),
    "dossier.supplement_confirmed": ("Giấy tờ bổ sung đã đủ", "Supplement complete", True),
    "dossier.supplement_expired": ("Hết thời hạn bổ sung", "Supplement term passed", True),
    "dossier.transferred": ("Đã chuyển bộ phận chuyên môn xử lý", "Sent to the division in charge", True),
    "dossier.sent_to_competent": ("Đã chuyển đến cơ quan có thẩm quyền", "Sent to the competent agency", True),
    "dossier.taken_over": ("Cơ quan có thẩm quyền đã nhận", "Received by the competent agency", True),
    "dossier.papers_sent": ("Lập danh sách bàn giao hồ sơ giấy", "Papers put on a handover list", False),
    "dossier.papers_received": ("Đã nhận bàn giao hồ sơ giấy", "Papers received", False),
    "dossier.papers_missing": ("Hồ sơ giấy chưa nhận đủ khi bàn giao", "Papers missing at handover", False),
    "step.opened": ("Mở bước xử lý", "Step opened", False),
    "step.completed": ("Hoàn thành bước xử lý", "Step completed", False),
    "step.returned": ("Trả lại bước trước", "Returned to the step before", False),
    "step.recalled": ("Thu hồi bước vừa chuyển", "Recalled", False),
    "step.reassigned": ("Phân công lại", "Reassigned", False),
    "consultation.asked": ("Lấy ý kiến cơ quan khác", "Another agency consulted", False),
    "consultation.answered": ("Cơ quan được hỏi đã trả lời", "Consulted agency answered", False),
    "proposal.drafted": ("Soạn dự thảo trình lãnh đạo", "Proposal drafted", False),
    "proposal.signed": ("Lãnh đạo đã ký dự thảo", "Proposal signed", False),
    "proposal.rejected": ("Dự thảo không được chấp thuận", "Proposal rejected", False),
    "dossier.postponed": ("Xin lỗi và hẹn lại ngày trả kết quả", "Apology with a new date", True),
    "dossier.due_moved": ("Đổi ngày hẹn theo lịch nghỉ chính thức", "Date moved by the official days off", True),
    "dossier.process_adopted": ("Chuyển sang phiên bản quy trình mới", "Moved to another process version", False),
    "dossier.calendar_adopted": ("Áp dụng lịch làm việc chính thức", "Official calendar adopted", False),
    "dossier.payment_asked": ("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment asked", True),
    "dossier.proof_sent": ("Chủ hồ sơ gửi chứng từ nộp tiền", "Proof of payment sent by the owner", True),
    "dossier.proof_refused": ("Chứng từ nộp tiền chưa được ghi nhận", "Proof of payment not accepted", True),
    "dossier.payment_confirmed": ("Đã hoàn thành nghĩa vụ tài chính", "Payment confirmed", True),
    "result.drafted": ("Soạn văn bản kết quả", "Result drafted", False),
    "result.approved": ("Lãnh đạo đã duyệt kết quả", "Result approved by the leader", False),
    "dossier.message_sent": ("Chủ hồ sơ nhắn tin", "Message from the owner", True),
    "dossier.message_answered": ("Cơ quan nhắn tin cho chủ hồ sơ", "Message from the office", True),
    "dossier.processed": ("Đã có kết quả", "Result ready", True),
    "dossier.returned": ("Đã trả kết quả", "Result handed over", True),
    "dossier.withdrawn": ("Đã rút hồ sơ", "Withdrawn", True),
    "dossier.stopped": ("Dừng giải quyết hồ sơ", "Stopped", True),
    "dossier.check_overdue": ("Quá thời gian kiểm tra hồ sơ", "The check is overdue", False),
    "dossier.transfer_overdue": ("Chưa chuyển xử lý đúng giờ", "Transfer overdue", False),
    "dossier.take_over_overdue": ("Chưa nhận bàn giao đúng giờ", "Take-over overdue", False),
    "dossier.apology_wanted": (
        "Cần văn bản xin lỗi nếu không kịp hạn",
        "An apology is needed unless done in time",
        False,
    ),
    "dossier.overdue": ("Quá hạn giải quyết", "Overdue", False),
    "dossier.payment_reminded": ("Nhắc nộp tiền", "Payment reminder", True),
    "dossier.collect_reminded": ("Nhắc nhận kết quả", "Reminder to collect", True),
    "dossier.draft_expired": ("Hồ sơ nháp hết hạn lưu", "Draft cleared away", False),
    "dossier.draft_discarded": ("Đã bỏ hồ sơ nháp", "Draft thrown away", False),
    "part.paused": ("Phần việc ở cấp trên tạm dừng theo hồ sơ chính", "The part stands with its dossier", False),
    "part.resumed": ("Phần việc ở cấp trên tiếp tục theo hồ sơ chính", "The part goes on with its dossier", False),
    "part.due_moved": ("Hạn phần việc ở cấp trên đổi theo hồ sơ chính", "The part is due when its step is", False),
    "part.dropped": ("Thôi giải quyết phần việc ở cấp trên", "The part at a higher level was dropped", False),
    "part.opened": ("Chuyển cấp trên giải quyết một phần", "A part went to a higher level", False),
}
