"""What a template's places are filled with, for one dossier before one officer."""

from collections.abc import Iterator
from typing import Final

from motcua.core import merging, vietnam
from motcua.core.merging import Merged, merge
from motcua.web.office.case import Case
from motcua.web.ui import wording
from motcua.web.ui.declaring import showing
from motcua.web.ui.parts import Fact

DECLARED: Final = "Kê khai:"
NAMES: Final = (
    "Mã hồ sơ",
    "Tên thủ tục",
    "Mã thủ tục",
    "Lĩnh vực",
    "Chủ hồ sơ",
    "Số định danh",
    "Mã số thuế",
    "Ngày sinh",
    "Điện thoại",
    "Địa chỉ",
    "Ngày nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Nơi tiếp nhận",
    "Cơ quan giải quyết",
    "Người xử lý",
    "Hôm nay",
)


def strange(text: str) -> list[str]:
    """The names in a text that no dossier ever has; those of declarations depend on the form."""
    known = {vietnam.fold(name) for name in NAMES}
    return [name for name in merging.places(text) if vietnam.fold(name) not in known and not _is_declared(name)]


def _is_declared(name: str) -> bool:
    return vietnam.fold(name).startswith(vietnam.fold(DECLARED))


def filled(case: Case, text: str) -> Merged:
    """A template as it reads for this dossier."""
    return merge(text, values(case))


def values(case: Case) -> dict[str, str]:
    """Everything the places may ask for. What this officer may not read stays empty."""
    row, whole = case.row, case.sees_papers
    owner = case.page.parties.get("owner")
    found = dict.fromkeys(NAMES, "") | {
        "Mã hồ sơ": case.code,
        "Tên thủ tục": row.procedure_version.name,
        "Mã thủ tục": row.procedure_version.procedure.national_code,
        "Lĩnh vực": row.field.name,
        "Chủ hồ sơ": row.owner_name,
        "Ngày nộp": wording.day(row.submitted_at) if row.submitted_at else "",
        "Ngày tiếp nhận": wording.day(row.accepted_at) if row.accepted_at else "",
        "Ngày hẹn trả": wording.day(row.due_at) if row.due_at else "",
        "Nơi tiếp nhận": row.receiving_agency.name,
        "Cơ quan giải quyết": row.competent_agency.name,
        "Người xử lý": case.actor.name,
        "Hôm nay": wording.day(case.now),
    }
    if owner and whole:
        found |= {
            "Số định danh": owner.personal_id or "",
            "Mã số thuế": owner.tax_code or "",
            "Ngày sinh": str(vietnam.partial_from_iso(owner.born_on)) if owner.born_on else "",
            "Điện thoại": wording.phone(owner.phone or ""),
            "Địa chỉ": owner.address or "",
        }
    return found | (_declared(case) if whole else {})


def _declared(case: Case) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in case.declared:
        for title, fact in _facts(part):
            value = str(fact.value)
            if title:
                found.setdefault(f"{DECLARED} {title} – {fact.label}", value)
            found.setdefault(f"{DECLARED} {fact.label}", value)
    return found


def _facts(part: showing.Part) -> Iterator[tuple[str, Fact]]:
    for item in part.items:
        for fact in item.facts or ():
            yield item.title, fact
