"""What the values of a step table are called, in both languages: on pages, in diagrams, in files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from motcua.core.flow.definition import Outcome, StepKind, Together, UnitRule
from motcua.core.status_words import Words

OUTCOMES: Final[Mapping[Outcome, Words]] = {
    Outcome.DONE: Words("Hoàn thành", "Done"),
    Outcome.AGREED: Words("Đồng ý", "Agreed"),
    Outcome.REJECTED: Words("Không đồng ý", "Not agreed"),
    Outcome.NEEDS_SUPPLEMENT: Words("Cần bổ sung hồ sơ", "Papers to be added"),
    Outcome.NEGATIVE: Words("Không đủ điều kiện giải quyết", "Conditions not met"),
}
SHORT_OUTCOMES: Final[Mapping[Outcome, Words]] = {
    **OUTCOMES,
    Outcome.NEEDS_SUPPLEMENT: Words("Cần bổ sung", "Papers missing"),
    Outcome.NEGATIVE: Words("Không đủ điều kiện", "Conditions not met"),
}
"""For the lines of a diagram."""

UNIT_RULES: Final[Mapping[UnitRule, Words]] = {
    UnitRule.RECEIVING: Words("Bộ phận Một cửa nơi tiếp nhận", "The one-stop unit that took it in"),
    UnitRule.DIVISION: Words("Phòng chuyên môn thụ lý", "The division in charge"),
    UnitRule.AGENCY: Words("Cơ quan có thẩm quyền", "The competent agency"),
    UnitRule.OFFICE: Words("Văn phòng của cơ quan có thẩm quyền", "The office of the competent agency"),
    UnitRule.DEPARTMENT: Words("Sở, ngành quản lý lĩnh vực", "The provincial department of the field"),
    UnitRule.COMMUNE: Words("Ủy ban nhân dân cấp xã", "The commune's People's Committee"),
    UnitRule.COMMUNE_DIVISION: Words("Phòng chuyên môn cấp xã", "The commune's division in charge"),
    UnitRule.PROVINCE_OFFICE: Words(
        "Văn phòng Ủy ban nhân dân tỉnh", "The Office of the provincial People's Committee"
    ),
    UnitRule.PROVINCE: Words("Ủy ban nhân dân tỉnh", "The provincial People's Committee"),
    UnitRule.OTHER: Words("Chọn khi mở bước", "Chosen when the step opens"),
}
KINDS: Final[Mapping[StepKind, Words]] = {
    StepKind.TASK: Words("Thực hiện", "Work"),
    StepKind.CONSULT: Words("Lấy ý kiến", "Consultation"),
    StepKind.HIGHER_LEVEL: Words("Giải quyết ở cấp trên", "Part worked at a higher level"),
    StepKind.RETURN_RESULT: Words("Trả kết quả", "Handing over"),
}
TOGETHER: Final[Mapping[Together, Words]] = {
    Together.IN_TURN: Words("Lần lượt từng người", "One after another"),
    Together.ANY_ORDER: Words("Cùng lúc, ai trước cũng được", "At the same time, in any order"),
}
END_WORDS: Final = Words("hết", "end")
NOBODY: Final = Words("Chưa xác định người thực hiện", "Performer not determined")
