"""Living through a month: found the province, plan the truth, drive it, and see whether the report tells it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.base import sql
from motcua.base.refusal import Refusal
from motcua.core.figures import Counts
from motcua.rehearsal import planning
from motcua.rehearsal.driving import Crew, Kit, Tally, shards_of
from motcua.rehearsal.models import Rehearsal
from motcua.rehearsal.planning import Demand, Plan, World
from motcua.rehearsal.province import founding, reading
from motcua.reports import queries as reports

Progress = Callable[[str, float, float], None]


class AnotherRehearsal(Refusal):
    """A database holds one rehearsal."""

    code = "another-rehearsal"
    vi = "Cơ sở dữ liệu này đã có một cuộc diễn tập khác ({there}). Hãy chọn tên khác bằng --database."
    en = "This database holds another rehearsal ({there}). Choose another name with --database."


class NotARehearsal(Refusal):
    """A rehearsal never touches the dossiers of a real installation."""

    code = "not-a-rehearsal"
    vi = "Cơ sở dữ liệu này có hồ sơ không phải của diễn tập; hãy chọn một cơ sở dữ liệu riêng bằng --database."
    en = "This database holds dossiers that are no rehearsal's; choose one of its own with --database."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the plan's table, the report's and the recount's, by field."""

    plan: Plan
    done: Tally
    expected: Mapping[int, Counts]
    reported: Mapping[int, Counts]
    recounted: Mapping[int, Counts]
    variant_agrees: bool  # Thanh Hóa's formula comes out as planned too
    adds_up: bool

    @property
    def agrees(self) -> bool:
        """Whether plan, report and recount are the same, everywhere, by either formula."""
        expected = rows(self.expected)
        return (
            self.adds_up
            and self.variant_agrees
            and rows(self.reported) == expected
            and rows(self.recounted) == expected
        )


def prepare(
    demand: Demand, *, data: Path | None, now: datetime, progress: Progress
) -> tuple[Plan, World, tuple[str, ...]]:
    """Found the province if it does not stand, and plan the month in it.

    :raises AnotherRehearsal, NotARehearsal: :raises planning.Impossible:
    """
    planning.settle(demand)  # refuse the impossible before anything is made
    record = _record(demand)
    if record.founded_at is None:
        founded = founding.found(data=data, on=demand.month, now=now, progress=progress)
        record.notes, record.founded_at = founded.notes, now
        record.save()
    world = reading.read(
        on=demand.month, office=demand.office, progress=lambda done, total: progress("Đọc tỉnh / reading", done, total)
    )
    plan = planning.plan(demand, world, lambda done, total: progress("Lập kế hoạch / planning", done, total))
    _keep(record, plan, now)
    return plan, world, (*record.notes, *world.notes)


def live(plan: Plan, world: World, *, data: Path | None, workers: int, now: datetime, progress: Progress) -> Outcome:
    """Drive a prepared plan to its end and compare.

    :raises driving.Stopped: it was interrupted; the same call goes on. :raises driving.Failed:
    """
    titles = {service.version_id: (service.title, service.papers) for o in world.offices for service in o.services}
    kit = Kit(seed=plan.demand.seed, on=plan.month.first, titles=titles, names=founding.names_of(data))
    lived = 0.0

    def advance(lives: float) -> None:
        nonlocal lived
        lived += lives
        progress("Hồ sơ / dossiers", lived, len(plan.lives))

    done = Crew(kit, workers).drive(shards_of(plan.lives), advance)
    outcome = compare(plan, done=done, now=now)
    Rehearsal.objects.filter(pk=1).update(finished_at=now if outcome.agrees else None)
    return outcome


def compare(plan: Plan, *, done: Tally, now: datetime) -> Outcome:
    """The plan's table, the report folded from the journal, and the plain recount."""
    start, end = plan.month.first, plan.month.last
    form = reports.form_ii06a(start=start, end=end, now=now)
    variant = reports.form_ii06a(start=start, end=end, now=now, formula="thanh-hoa")
    expected_variant = rows(planning.expected_table(plan, "thanh-hoa"))
    return Outcome(
        plan=plan,
        done=done,
        expected=planning.expected_table(plan),
        reported=reports.by_field(form),
        recounted=reports.recount(start=start, end=end),
        variant_agrees=rows(reports.by_field(variant)) == expected_variant,
        adds_up=form.adds_up and variant.adds_up,
    )


def rows(table: Mapping[int, Counts]) -> dict[int, dict[str, int]]:
    """Columns 3 to 13 of each field, plain."""
    return {field_id: counts.row() for field_id, counts in sorted(table.items())}


def total(table: Mapping[int, Counts]) -> Counts:
    """The sum of the rows."""
    whole = Counts()
    for counts in table.values():
        whole.add(counts)
    return whole


def _record(demand: Demand) -> Rehearsal:
    """The database's rehearsal, begun now or earlier with the same demand."""
    asked = plain(demand)
    record = Rehearsal.objects.filter(pk=1).first()
    if record is None:
        if sql.value(reading.STATEMENTS.any_dossier):
            raise NotARehearsal
        return Rehearsal.objects.create(pk=1, demand=asked)
    if record.demand != asked:
        raise AnotherRehearsal(there=", ".join(f"{key} {value}" for key, value in record.demand.items() if value))
    return record


def _keep(record: Rehearsal, plan: Plan, now: datetime) -> None:
    """Keep the plan's mark and table; a plan that is no longer the same must not go on."""
    if record.plan_mark and record.plan_mark != plan.mark:
        raise AnotherRehearsal(there="kế hoạch đã đổi / the plan has changed")
    record.plan_mark = plan.mark
    record.dossiers = len(plan.lives)
    record.assumptions = [asdict(each) for each in plan.assumptions]
    record.expected = {str(key): row for key, row in rows(planning.expected_table(plan)).items()}
    record.begun_at = record.begun_at or now
    record.save()


def plain(demand: Demand) -> dict[str, Any]:
    """The demand as JSON keeps it."""
    plain: dict[str, Any] = {}
    for name, value in asdict(demand).items():
        plain[name] = value if value is None or isinstance(value, int | str) else str(value)
    return plain


__all__ = ["AnotherRehearsal", "NotARehearsal", "Outcome", "compare", "live", "plain", "prepare", "rows", "total"]
