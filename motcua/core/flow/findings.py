"""What is wrong with a process, told before it is published: errors stop publication, warnings are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from motcua.core.flow.definition import END, ProcessDef, StepDef, StepKind
from motcua.core.flow.exploration import MOST_SITUATIONS, Space, explore
from motcua.core.flow.hours import NeverEnds, longest, run_through
from motcua.core.roles import Role

MOST_STEPS: Final = 200
APPROVING: Final = (Role.AGENCY_LEADER, Role.COMMITTEE_LEADER)


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    DUPLICATE_KEY = "duplicate_key"
    UNKNOWN_KEY = "unknown_key"
    NO_OUTCOME = "no_outcome"
    NEGATIVE_HOURS = "negative_hours"
    UNREACHABLE = "unreachable"
    STRANDED = "stranded"
    NEVER_ENDS = "never_ends"
    JOIN_WAITS = "join_waits"
    OPENED_TWICE = "opened_twice"
    HOURS_DIFFER = "hours_differ"
    LONGEST_EXCEEDS = "longest_exceeds"
    UNMAPPED_PERFORMER = "unmapped_performer"
    TIME_NOT_UNDERSTOOD = "time_not_understood"
    NO_LEADER_APPROVAL = "no_leader_approval"
    NO_RETURN_STEP = "no_return_step"
    NO_SUB_PROCESS = "no_sub_process"
    SUB_PROCESS_NOT_IN_FORCE = "sub_process_not_in_force"
    PART_OF_ITSELF = "part_of_itself"
    RETURN_WITH_HOURS = "return_with_hours"
    RETURN_NOT_LAST = "return_not_last"
    SAME_ORDER = "same_order"


@dataclass(frozen=True, slots=True)
class Finding:
    severity: Severity
    code: Code
    step: str  # empty: the process as a whole
    message_vi: str
    message_en: str


def findings(process: ProcessDef, norm_hours: Decimal | None = None) -> tuple[Finding, ...]:
    """Return everything worth telling the designer, errors first.

    A process without errors can be ended from every situation it can get into, however its steps are answered,
    returned and recalled.
    """
    found = list(_structure(process))
    if all(finding.code is Code.NO_SUB_PROCESS for finding in found):
        found.extend(_ways(process))
    if norm_hours is not None and all(finding.code is Code.NO_SUB_PROCESS for finding in found):
        found.extend(_hours(process, norm_hours))
    if process.steps:
        found.extend(_people_and_order(process))
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))


def parts_of(process: ProcessDef) -> dict[str, str]:
    """Return the processes by which parts of this one are worked at a higher level, each with a step that names it."""
    return {
        step.sub_process: step.key for step in process.steps if step.kind is StepKind.HIGHER_LEVEL and step.sub_process
    }


def parts_first(processes: Iterable[ProcessDef]) -> list[ProcessDef]:
    """Return processes in an order in which they can be published: what works a part before what names it."""
    waiting, found = {process.key: process for process in processes}, list[ProcessDef]()
    while waiting:
        ready = [each for each in waiting.values() if not parts_of(each).keys() & waiting.keys()]
        found += ready or waiting.values()  # in a circle none is ready: publishing says so
        waiting = {process.key: process for process in waiting.values() if process not in found}
    return found


def not_in_force(process: ProcessDef, part: str) -> Finding:
    """The part would be opened and could be worked by nobody."""
    step = parts_of(process)[part]
    called = {language: _called(process.step(step), language) for language in ("vi", "en")}
    return _error(
        Code.SUB_PROCESS_NOT_IN_FORCE,
        step,
        f"{called['vi']}: quy trình của cấp trên “{part}” chưa ban hành hoặc chưa có hiệu lực vào ngày này.",
        f"{called['en']}: the higher level's process “{part}” is not published, or not yet in force on that day.",
    )


def part_of_itself(process: ProcessDef, part: str) -> Finding:
    """Each part would open another, without end."""
    step = parts_of(process)[part]
    called = {language: _called(process.step(step), language) for language in ("vi", "en")}
    return _error(
        Code.PART_OF_ITSELF,
        step,
        f"{called['vi']}: quy trình của cấp trên “{part}” lại chuyển về chính quy trình này.",
        f"{called['en']}: the higher level's process “{part}” leads back to this very process.",
    )


def _error(code: Code, step: str, vi: str, en: str) -> Finding:
    return Finding(Severity.ERROR, code, step, vi, en)


def _warning(code: Code, step: str, vi: str, en: str) -> Finding:
    return Finding(Severity.WARNING, code, step, vi, en)


def _structure(process: ProcessDef) -> Iterator[Finding]:
    if not process.steps or not process.start:
        yield _error(
            Code.EMPTY, "", "Quy trình chưa có bước nào hoặc chưa có bước bắt đầu.", "The process has no (first) step."
        )
        return
    if len(process.steps) > MOST_STEPS:
        yield _error(
            Code.TOO_LARGE,
            "",
            f"Quy trình có {len(process.steps)} bước, nhiều hơn mức {MOST_STEPS} bước cho phép.",
            f"The process has {len(process.steps)} steps, more than the {MOST_STEPS} allowed.",
        )
    for key, count in Counter(step.key for step in process.steps).items():
        if count > 1 or key == END:
            yield _error(
                Code.DUPLICATE_KEY,
                key,
                f"Mã bước “{key}” bị trùng hoặc để trống.",
                f"The step key “{key}” is used twice or is empty.",
            )
    for key in process.start:
        if key not in process.by_key:
            yield _unknown("", key, "bước bắt đầu", "first step")
    for step in process.steps:
        yield from _structure_of(process, step)


def _structure_of(process: ProcessDef, step: StepDef) -> Iterator[Finding]:
    if not step.next or not all(step.next.values()):
        yield _error(
            Code.NO_OUTCOME,
            step.key,
            f"{_called(step)}: có kết quả xử lý không nêu bước tiếp theo.",
            f"{_called(step, 'en')}: an outcome names no next step.",
        )
    for target in dict.fromkeys(key for keys in step.next.values() for key in keys):
        if target != END and target not in process.by_key:
            yield _unknown(step.key, target, "bước tiếp theo", "next step")
    for source in step.joins:
        if source not in process.by_key:
            yield _unknown(step.key, source, "nhánh cần chờ", "awaited branch")
        elif all(step.key not in keys for keys in process.step(source).next.values()):
            yield _error(
                Code.JOIN_WAITS,
                step.key,
                f"{_called(step)}: chờ bước “{source}” nhưng bước đó không bao giờ chuyển đến đây.",
                f"{_called(step, 'en')}: waits for “{source}”, which never leads here.",
            )
    if step.budget is not None and step.budget not in process.budgets:
        yield _unknown(step.key, step.budget, "quỹ thời gian chung", "shared time budget")
    given = [step.hours, *(performer.hours for performer in step.performers)]
    given.append(process.budgets.get(step.budget) if step.budget is not None else None)
    if any(hours is not None and hours < 0 for hours in given):
        yield _error(
            Code.NEGATIVE_HOURS, step.key, f"{_called(step)}: số giờ âm.", f"{_called(step, 'en')}: negative hours."
        )
    if step.kind is StepKind.HIGHER_LEVEL and not step.sub_process:
        yield _error(
            Code.NO_SUB_PROCESS,
            step.key,
            f"{_called(step)}: chưa nêu quy trình của cấp trên để giải quyết phần này.",
            f"{_called(step, 'en')}: names no process by which the higher level works its part.",
        )


def _unknown(step: str, key: str, vi: str, en: str) -> Finding:
    return _error(Code.UNKNOWN_KEY, step, f"Không có {vi} mang mã “{key}”.", f"There is no {en} with the key “{key}”.")


def _ways(process: ProcessDef) -> Iterator[Finding]:
    """Look at everything that can happen between the first step and the end."""
    space = explore(process)
    if not space.complete:
        yield _error(
            Code.TOO_LARGE,
            "",
            f"Quy trình có hơn {MOST_SITUATIONS} tình huống song song, không thể kiểm tra hết; hãy tách nhỏ.",
            f"More than {MOST_SITUATIONS} parallel situations cannot be checked; split the process.",
        )
        return
    for key in sorted(space.opened_twice):
        step = process.step(key)
        yield _error(
            Code.OPENED_TWICE,
            key,
            f"{_called(step)}: các nhánh song song có thể cùng mở bước này nhiều lần; cần khai báo điểm hợp nhánh.",
            f"{_called(step, 'en')}: parallel branches can open it more than once; declare a join.",
        )
    if not space.opened_twice:
        yield from _reach(process, space)


def _reach(process: ProcessDef, space: Space) -> Iterator[Finding]:
    ever_open = {key for situation in space.moves for key in situation[0]}
    for step in process.steps:
        if step.key not in ever_open:
            yield _error(
                Code.UNREACHABLE,
                step.key,
                f"{_called(step)}: không có đường nào từ bước bắt đầu dẫn đến bước này.",
                f"{_called(step, 'en')}: nothing leads here from the first step.",
            )
    able = space.able_to_end()
    if space.start not in able:
        yield _error(Code.NEVER_ENDS, "", "Quy trình không bao giờ kết thúc.", "The process can never come to its end.")
    lost = {
        (move.step, move.outcome)
        for situation, moves in space.moves.items()
        if situation in able
        for move in moves
        if move.to not in able
    }
    for key, outcome in sorted(lost):
        step = process.step(key)
        yield _error(
            Code.STRANDED,
            key,
            f"{_called(step)}: với kết quả “{outcome.value}”, hồ sơ có thể bị kẹt và không bao giờ kết thúc.",
            f"{_called(step, 'en')}: after “{outcome.value}” the dossier can be stranded for ever.",
        )
    yield from _stuck_joins(process, space)


def _stuck_joins(process: ProcessDef, space: Space) -> Iterator[Finding]:
    missing: dict[str, set[str]] = {}
    for opened, tokens in space.moves:
        if opened:
            continue
        for _, join in tokens:
            arrived = {source for source, at in tokens if at == join}
            missing.setdefault(join, set()).update(set(process.step(join).joins) - arrived)
    for key in sorted(missing):
        step = process.step(key)
        absent = ", ".join(f"“{source}”" for source in sorted(missing[key]))
        yield _error(
            Code.JOIN_WAITS,
            key,
            f"{_called(step)}: có thể chờ mãi nhánh {absent} không đến.",
            f"{_called(step, 'en')}: can wait for ever for {absent}, which does not come.",
        )


def _hours(process: ProcessDef, norm_hours: Decimal) -> Iterator[Finding]:
    """law:step-hours — the hours of the steps make up the time the procedure allows."""
    try:
        main = run_through(process).hours
    except NeverEnds:  # the ordinary outcomes lead round in a circle, though another one leads out
        yield _warning(
            Code.NEVER_ENDS,
            "",
            "Với các kết quả thông thường, quy trình quay vòng và không kết thúc.",
            "With its ordinary outcomes the process goes round in a circle.",
        )
        return
    most = longest(process)
    if main != norm_hours:
        yield _warning(
            Code.HOURS_DIFFER,
            "",
            f"Tổng thời gian các bước là {_number(main, ',')} giờ, khác thời hạn {_number(norm_hours, ',')} giờ.",
            f"The steps take {_number(main)} hours, the procedure allows {_number(norm_hours)}.",
        )
    if most.hours > max(main, norm_hours):
        way = " → ".join(ran.key for ran in most.steps)
        yield _warning(
            Code.LONGEST_EXCEEDS,
            "",
            f"Nhánh dài nhất ({way}) cần {_number(most.hours, ',')} giờ, quá thời hạn {_number(norm_hours, ',')} giờ.",
            f"The longest way ({way}) takes {_number(most.hours)} hours, more than the {_number(norm_hours)} allowed.",
        )


def _people_and_order(process: ProcessDef) -> Iterator[Finding]:
    for step in process.steps:
        if any(part.role is None for part in step.parts):
            printed = step.performer_text or "–"
            yield _warning(
                Code.UNMAPPED_PERFORMER,
                step.key,
                f"{_called(step)}: chưa xác định được người thực hiện “{printed}”.",
                f"{_called(step, 'en')}: the performer “{printed}” is not mapped to a role.",
            )
        if step.time_text:
            yield _warning(
                Code.TIME_NOT_UNDERSTOOD,
                step.key,
                f"{_called(step)}: chưa hiểu thời gian “{step.time_text}”.",
                f"{_called(step, 'en')}: the time “{step.time_text}” was not understood.",
            )
        if step.kind is StepKind.RETURN_RESULT:
            yield from _return_step(step)
    for order, count in sorted(Counter(step.order for step in process.steps).items()):
        if count > 1:
            yield _warning(
                Code.SAME_ORDER,
                "",
                f"Có {count} bước cùng số thứ tự {order}.",
                f"{count} steps have the order {order}.",
            )
    if not any(step.kind is StepKind.RETURN_RESULT for step in process.steps):
        yield _warning(
            Code.NO_RETURN_STEP, "", "Không có bước trả kết quả.", "There is no step that hands the result over."
        )
    approves = (part.role in APPROVING for step in process.steps for part in step.parts)
    if not any(approves) and not any(step.kind is StepKind.HIGHER_LEVEL for step in process.steps):
        yield _warning(
            Code.NO_LEADER_APPROVAL, "", "Không có bước lãnh đạo phê duyệt.", "No leader approves the result."
        )


def _return_step(step: StepDef) -> Iterator[Finding]:
    if step.time is not None or step.budget is not None:
        yield _warning(
            Code.RETURN_WITH_HOURS,
            step.key,
            f"{_called(step)}: bước trả kết quả không tính thời gian nhưng lại có số giờ.",
            f"{_called(step, 'en')}: handing over is not counted, yet the step has hours.",
        )
    if any(key != END for keys in step.next.values() for key in keys):
        yield _warning(
            Code.RETURN_NOT_LAST,
            step.key,
            f"{_called(step)}: sau bước trả kết quả vẫn còn bước khác.",
            f"{_called(step, 'en')}: steps follow after the result is handed over.",
        )


def _called(step: StepDef, language: str = "vi") -> str:
    return f"Bước {step.order} ({step.name})" if language == "vi" else f"Step {step.order} ({step.name})"


def _number(hours: Decimal, point: str = ".") -> str:
    return format(hours.normalize(), "f").replace(".", point)
