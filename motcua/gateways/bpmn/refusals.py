"""Why a diagram was not taken in, or not made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.core.refusal import Refusal

_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing in a diagram a step table cannot hold."""

    element: str  # its id in the file
    vi: str
    en: str


class BpmnRefused(Refusal):
    """The diagram says what a step table cannot."""

    code = "bpmn-refused"
    vi = "Sơ đồ có nội dung mà bảng bước không thể hiện được: {problems}"
    en = "The diagram holds what a step table cannot: {problems_en}"

    def __init__(self, reasons: Sequence[Reason]) -> None:
        more = len(reasons) - _SHOWN
        super().__init__(
            problems=" ".join(each.vi for each in reasons[:_SHOWN]) + (f" Và {more} điểm khác." if more > 0 else ""),
            problems_en=" ".join(each.en for each in reasons[:_SHOWN]) + (f" And {more} more." if more > 0 else ""),
        )
        self.reasons = tuple(reasons)


class BpmnUnreadable(Refusal):
    """The file is no BPMN 2.0, is damaged, or is made to do harm."""

    code = "bpmn-unreadable"
    vi = "Không đọc được tệp BPMN: {problem}"
    en = "The BPMN file cannot be read: {problem_en}"


class NotDrawable(Refusal):
    """The table still names steps that do not exist."""

    code = "process-not-drawable"
    vi = "Bảng bước còn lỗi nên chưa xuất được BPMN: {problem}"
    en = "The step table still has errors and cannot be written as BPMN: {problem_en}"
