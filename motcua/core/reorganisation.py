"""Who takes over from whom on a day, and what must not be left without anybody: the rules of a reorganisation.

law:units-2025-07 is the model: districts went, communes were joined and split, all on one day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from motcua.core.refusal import Refusal

_DAY: Final = timedelta(days=1)


class NobodyLeaves(Refusal):
    code = "nobody-leaves"
    vi = "Chưa chọn cơ quan nào để sắp xếp."
    en = "No agency was chosen."


class AgencyNotStanding(Refusal):
    code = "agency-not-standing"
    vi = "{name} không hoạt động vào ngày {day}."
    en = "{name} does not stand on {day}."


class HeirToItself(Refusal):
    code = "heir-to-itself"
    vi = "{name} vừa là cơ quan cũ vừa là cơ quan kế tiếp. Bỏ khỏi một bên."
    en = "{name} is both the earlier agency and its successor. Take it off one side."


class MainHeirMissing(Refusal):
    code = "main-heir-missing"
    vi = "Có nhiều cơ quan kế tiếp: chọn cơ quan nhận phần không tách được (hồ sơ đang giải quyết, vị trí, thủ tục)."
    en = "There are several successors: choose the one that takes what cannot be told apart."


class PartNeedsHeir(Refusal):
    code = "part-needs-heir"
    vi = "Chuyển một phần thì phải có cơ quan nhận."
    en = "To hand over a part, name the agency that takes it."


class WorkWithoutHeir(Refusal):
    code = "work-without-heir"
    vi = (
        "{name} còn {dossiers} hồ sơ đang giải quyết, {offerings} thủ tục đang cung cấp, {posts} vị trí đang giữ. "
        "Phải nêu cơ quan kế tiếp."
    )
    en = (
        "{name} still has {dossiers} running dossiers, {offerings} procedures on offer, {posts} posts held. "
        "Name a successor."
    )


class BelowWithoutParent(Refusal):
    code = "below-without-parent"
    vi = "{name} còn {count} cơ quan trực thuộc sau ngày kết thúc. Sắp xếp các cơ quan đó trước hoặc cùng lúc."
    en = "{count} agencies still stand below {name} after its last day. Reorganise them first, or together."


@dataclass(frozen=True, slots=True)
class Work:
    """What an agency has in hand on the day it would leave."""

    dossiers: int = 0
    offerings: int = 0
    posts: int = 0
    delegations: int = 0
    units: int = 0
    below: int = 0  # agencies under it that go on standing

    @property
    def needs_an_heir(self) -> bool:
        return bool(self.dossiers or self.offerings or self.posts)


@dataclass(frozen=True, slots=True)
class Body:
    """An agency as the plan sees it."""

    id: int
    name: str
    valid_from: date
    valid_to: date | None = None
    work: Work = Work()

    def stands(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Plan:
    """Agencies that end (or give a part away) on a day, and who takes over; `main` takes what cannot be told apart."""

    on: date  # the first day of the new order
    leaving: tuple[Body, ...]
    heirs: tuple[Body, ...] = ()
    main: int | None = None
    ends: bool = True  # False: they give a part away and go on

    @property
    def last_day(self) -> date:
        return self.on - _DAY

    @property
    def is_in_parts(self) -> bool:
        """Whether each heir takes only a part."""
        return not self.ends or len(self.heirs) > 1

    @property
    def main_heir(self) -> Body | None:
        if len(self.heirs) == 1:
            return self.heirs[0]
        return next((heir for heir in self.heirs if heir.id == self.main), None)


def objections(plan: Plan) -> list[Refusal]:
    """Return what stands against a plan; nothing: it may be carried out."""
    return list(_objections(plan))


def _objections(plan: Plan) -> Iterator[Refusal]:
    if not plan.leaving:
        yield NobodyLeaves()
    for body in plan.leaving:
        if not body.stands(plan.last_day):
            yield AgencyNotStanding(name=body.name, day=f"{plan.last_day:%d/%m/%Y}")
        elif plan.ends:
            yield from _left_behind(body, plan)
    leaving = {body.id for body in plan.leaving}
    for heir in plan.heirs:
        if heir.id in leaving:
            yield HeirToItself(name=heir.name)
        elif not heir.stands(plan.on):
            yield AgencyNotStanding(name=heir.name, day=f"{plan.on:%d/%m/%Y}")
    if not plan.ends and not plan.heirs:
        yield PartNeedsHeir()
    if plan.ends and plan.heirs and plan.main_heir is None:
        yield MainHeirMissing()


def _left_behind(body: Body, plan: Plan) -> Iterator[Refusal]:
    work = body.work
    if not plan.heirs and work.needs_an_heir:
        yield WorkWithoutHeir(name=body.name, dossiers=work.dossiers, offerings=work.offerings, posts=work.posts)
    if work.below:
        yield BelowWithoutParent(name=body.name, count=work.below)
