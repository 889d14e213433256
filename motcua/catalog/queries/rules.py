"""The rules a dossier is bound to: norm, supplement policy, step process. Kept in memory, compared with the stamp."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from motcua.base import sql
from motcua.catalog.refusals import NoProcess, NotOffered, UnknownCase
from motcua.core import flow
from motcua.core.deadline import DueHour, DuePolicy, Norm, SupplementPolicy, Unit
from motcua.core.vietnam import ZONE

STATEMENTS = sql.load("motcua.catalog")


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """One published way to file: its norm, or None when a clerk must choose (perhaps among `alternatives`)."""

    channel_id: int
    channel: str
    case_key: str
    norm: Norm | None
    time_raw: str
    alternatives: tuple[Mapping[str, Any], ...]
    description: str


@dataclass(frozen=True, slots=True)
class BoundProcess:
    """The process version a case was bound to, and the later versions of that process with the days they begin on."""

    process_version_id: int
    later: tuple[tuple[date, int], ...] = ()

    def on(self, day: date) -> int:
        """Return the version in force on a day: a newer one takes over on its day, without being bound again."""
        return next((version for begins, version in reversed(self.later) if begins <= day), self.process_version_id)


@dataclass(frozen=True, slots=True)
class VersionRules:
    """What a version of a procedure says about working its dossiers."""

    version_id: int
    procedure_id: int
    code: str
    field_id: int
    policy: DuePolicy
    channels: tuple[ChannelRule, ...]
    case_names: Mapping[str, str]
    processes: Mapping[str, "BoundProcess"]
    form_id: int | None  # the form in use; None: the procedure asks nothing of its own
    form_compared: bool

    def norm_for(self, channel: str, case_key: str = "") -> Norm | None:
        """Return the term of a dossier, or None when the catalogue does not say one thing only: a clerk must choose."""
        norms = {rule.norm for rule in self.choices_for(channel, case_key)}
        return norms.pop() if len(norms) == 1 else None

    def choices_for(self, channel: str, case_key: str = "") -> tuple[ChannelRule, ...]:
        """Return the published rows among which a clerk chooses."""
        of_channel = [rule for rule in self.channels if rule.channel == channel]
        return tuple(rule for rule in of_channel if rule.case_key == case_key) or tuple(
            rule for rule in of_channel if not rule.case_key
        )

    def process_for(self, case_key: str = "", on: date | None = None) -> int | None:
        """Return the process of a case, or the one of all cases: as in force on a day, or as it was bound."""
        bound = self.processes.get(case_key) or self.processes.get("")
        if bound is None:
            return None
        return bound.process_version_id if on is None else bound.on(on)


@dataclass(frozen=True, slots=True)
class Pins:
    """The versions and rules a new dossier keeps for its whole life."""

    process_version_id: int
    policy: DuePolicy
    field_id: int
    handling_unit_id: int | None
    norm: Norm | None
    form_id: int | None = None


def rules_for(version_id: int) -> VersionRules:
    """Return the rules of a version; one small query when nothing changed."""
    return _rules(version_id, sql.value(STATEMENTS.stamp))


def pins(version_id: int, case_key: str, channel: str, agency_id: int, on: date) -> Pins:
    """Return what a dossier filed on a day is bound to.

    :raises NotOffered: the agency does not offer the procedure on that day.
    :raises NoProcess: nobody has said how such a dossier is worked.
    :raises UnknownCase: the version has no such case.
    """
    found = sql.row(STATEMENTS.stamp_and_offering, version=version_id, agency=agency_id, day=on)
    if found is None:
        raise LookupError(f"catalogue version {version_id} does not exist")
    rules = _rules(version_id, found["stamp"])
    if not found["offered"]:
        raise NotOffered(code=rules.code, on=f"{on:%d/%m/%Y}")
    if case_key and case_key not in rules.case_names:
        raise UnknownCase(code=rules.code, case=case_key)
    process_version_id = rules.process_for(case_key, on)
    if process_version_id is None:
        raise NoProcess(code=rules.code)
    return Pins(
        process_version_id=process_version_id,
        policy=rules.policy,
        field_id=rules.field_id,
        handling_unit_id=found["handling_unit_id"],
        norm=rules.norm_for(channel, case_key),
        form_id=rules.form_id,
    )


@lru_cache(maxsize=4096)
def process(process_version_id: int) -> flow.ProcessDef:
    """Return a published step process. It never changes, so it is read once.

    :raises LookupError: there is no such published process.
    """
    definition = sql.value(STATEMENTS.published_definition, process_version=process_version_id)
    if definition is None:
        raise LookupError(f"process version {process_version_id} is not published")
    return flow.from_rows(definition)


def part_process(process_version_id: int, step_key: str, now: datetime) -> int:
    """Return the process version that works the part a step opens at another level, as in force now.

    :raises NoProcess: the step names a process that is not published.
    """
    step = next(step for step in process(process_version_id).steps if step.key == step_key)
    return _version_in_force(step.sub_process or step.name, now.astimezone(ZONE).date())


def process_in_force(key: str, on: date) -> flow.ProcessDef:
    """Return the published process with this key that applies on a day.  :raises NoProcess:"""
    return process(_version_in_force(key, on))


def _version_in_force(key: str, on: date) -> int:
    found = sql.value(STATEMENTS.process_in_force, key=key, day=on)
    if found is None:
        raise NoProcess(code=key)
    return int(found)


def department_for(version_id: int, agency_id: int, on: date) -> int:
    """Return the department that works a procedure where this agency does: itself, or the one that offers the same.

    A commune whose procedure no department offers works it alone.
    """
    found = sql.value(STATEMENTS.department_for, version=version_id, agency=agency_id, day=on)
    return agency_id if found is None else int(found)


@lru_cache(maxsize=8192)
def _rules(version_id: int, stamp: int) -> VersionRules:
    version = sql.row(STATEMENTS.version_for_rules, version=version_id)
    if version is None:
        raise LookupError(f"catalogue version {version_id} does not exist")
    cases = {row["id"]: (str(row["position"]), row["name"]) for row in version["cases"] or ()}
    return VersionRules(
        version_id=version_id,
        procedure_id=version["procedure_id"],
        code=version["code"],
        field_id=version["field_id"],
        policy=DuePolicy(SupplementPolicy(version["supplement_policy"]), DueHour.RECEIPT),
        channels=tuple(_channel(row, cases) for row in version["channels"] or ()),
        case_names=dict(cases.values()),
        processes={
            cases[row["case_id"]][0] if row["case_id"] else "": BoundProcess(
                row["process_version_id"],
                tuple((date.fromisoformat(begins), later) for begins, later in row["later"] or ()),
            )
            for row in version["processes"] or ()
        },
        form_id=version["form_id"],
        form_compared=version["form_compared"],
    )


def _channel(row: Mapping[str, Any], cases: Mapping[int, tuple[str, str]]) -> ChannelRule:
    return ChannelRule(
        channel_id=row["id"],
        channel=row["kind"],
        case_key=cases[row["case_id"]][0] if row["case_id"] else "",
        norm=Norm(Decimal(str(row["time_value"] or 0)), Unit(row["time_unit"])) if row["time_unit"] else None,
        time_raw=row["time_raw"],
        alternatives=tuple(row["time_alternatives"]),
        description=row["description"],
    )
