"""A step table as the page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.core import flow
from motcua.core.flow import ProcessDef, Severity, StepKind
from motcua.core.status_words import Tone
from motcua.web.console.processes import words


@dataclass(frozen=True, slots=True)
class ShownStep:
    order: int
    key: str
    name: str
    kind: str
    performers: tuple[str, ...]
    together: str
    hours: str
    ways: list[tuple[str, str]]
    joins: str
    more: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in the page's language."""

    tone: Tone
    words: str
    step: str

    @property
    def is_error(self) -> bool:
        return self.tone is Tone.LATE


def steps(process: ProcessDef) -> list[ShownStep]:
    """Every step with all it says."""
    return [
        ShownStep(
            order=step.order,
            key=step.key,
            name=step.name,
            kind="" if step.kind is StepKind.TASK else words.said(flow.KINDS[step.kind]),
            performers=tuple(_performer(part, len(step.parts)) for part in step.parts),
            together=words.said(flow.TOGETHER[step.together]) if len(step.parts) > 1 else "",
            hours=_hours(process, step),
            ways=words.ways(process, step),
            joins=words.numbers(process, step.joins),
            more=tuple(
                (label, text)
                for label, text in (
                    (_("Thông báo cho người dân"), step.citizen_sentence),
                    (_("Kết quả, biểu mẫu"), step.output),
                    (_("Nội dung"), step.description),
                    (_("Quy trình của cấp trên"), step.sub_process),
                    (_("Thời gian in trong nguồn"), step.time_text),
                )
                if text
            ),
        )
        for step in process.steps
    ]


def _performer(part: flow.Performer, count: int) -> str:
    if count > 1 and part.hours is not None:
        return f"{words.performer(part)} ({words.hours(part.hours)})"
    return words.performer(part) if part.role or not part.text else f"{words.performer(part)}: “{part.text}”"


def _hours(process: ProcessDef, step: flow.StepDef) -> str:
    if step.budget is not None:
        whole = process.budgets.get(step.budget)
        return _("chung “%(budget)s” %(hours)s") % {"budget": step.budget, "hours": words.hours(whole)}
    return words.hours(step.time) or _("không tính")


def told(found: Iterable[flow.Finding]) -> list[Told]:
    return [Told(_tone(each.severity), each.message_en if _english() else each.message_vi, each.step) for each in found]


def told_again(stored: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Findings as a version keeps them."""
    name = "message_en" if _english() else "message_vi"
    return [Told(_tone(Severity(each["severity"])), each[name], each["step"]) for each in stored]


def wrong_steps(found: Iterable[Told]) -> frozenset[str]:
    return frozenset(each.step for each in found if each.is_error and each.step)


def _tone(severity: Severity) -> Tone:
    return Tone.LATE if severity is Severity.ERROR else Tone.SOON


def _english() -> bool:
    return words.language().startswith("en")
