"""The walk through a step process on an ordinary day, with the deed each step asks of whoever does it."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.core import flow
from motcua.core.flow import Outcome, ProcessDef, StepKind
from motcua.core.roles import Role

_LEADERS = frozenset({Role.AGENCY_LEADER, Role.COMMITTEE_LEADER})


class Work(StrEnum):
    """What a step asks beyond being completed."""

    PLAIN = "plain"
    DRAFT = "draft"
    APPROVE = "approve"
    ISSUE = "issue"


class UnworkableProcess(ValueError):
    """The process has no leader who approves and nobody after who issues: no result can come of it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One performer's part."""

    key: str
    outcome: Outcome
    work: Work
    role: Role | None


@dataclass(frozen=True, slots=True)
class Stages:
    """What happens between the transfer from the desk and the result."""

    walk: tuple[Stage, ...]
    may_be_sent_back: tuple[int, int] | None  # a step that may reject, and the one it falls back to

    @property
    def until_examined(self) -> int:
        """How many stages may be done before the one that drafts the answer."""
        return next(place for place, stage in enumerate(self.walk) if stage.work is Work.DRAFT)


def stages_of(process: ProcessDef) -> Stages:
    """Walk a process. :raises UnworkableProcess: :raises flow.NeverEnds:"""
    ran = [(process.step(part.key), part.performer, part.outcome) for part in flow.run_through(process).steps]
    if any(step.kind is StepKind.HIGHER_LEVEL for step, _, _ in ran):
        raise UnworkableProcess(process.key)
    desk = [key for key in process.start if process.step(key).role is Role.RECEPTION]
    worked = [
        (step, step.parts[part].role, outcome)
        for step, part, outcome in ran
        if step.kind is not StepKind.RETURN_RESULT and step.key not in desk
    ]
    last = len(worked) - 1
    signs = [at for at, (_, role, outcome) in enumerate(worked[:last]) if role in _LEADERS and outcome.goes_on]
    signs = [at for at in signs if worked[at][2] is Outcome.AGREED]
    if not signs or signs[-1] == 0:
        raise UnworkableProcess(process.key)
    sign = signs[-1]
    drafts = [at for at in range(sign) if worked[at][1] is Role.CASE_OFFICER] or [sign - 1]
    works = {drafts[-1]: Work.DRAFT, sign: Work.APPROVE, last: Work.ISSUE}
    walk = tuple(
        Stage(step.key, outcome, works.get(at, Work.PLAIN), role) for at, (step, role, outcome) in enumerate(worked)
    )
    return Stages(walk, _sent_back(process, walk))


def _sent_back(process: ProcessDef, walk: tuple[Stage, ...]) -> tuple[int, int] | None:
    """The last plain step that may reject to the drafting one right before it."""
    if process.has_joins:
        return None
    for at in range(1, len(walk)):
        back = process.step(walk[at].key).next.get(Outcome.REJECTED)
        before = walk[at - 1]
        if walk[at].work is Work.PLAIN and before.work is Work.DRAFT and back == (before.key,):
            return at, at - 1
    return None
