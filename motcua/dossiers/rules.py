"""The rules that bind one dossier: its pinned versions, its legal regime, and who does what where."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.catalog import queries as catalog
from motcua.core import regime
from motcua.core.deadline import DueHour, DuePolicy, SupplementPolicy
from motcua.core.flow import UnitRule
from motcua.core.lifecycle import Performer, Rules
from motcua.core.regime import Regime
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import sharing
from motcua.dossiers.remembering import lately
from motcua.org import queries as org
from motcua.people import queries as people

_POLICIES = {
    (supplement.value, hour.value): DuePolicy(supplement, hour) for supplement in SupplementPolicy for hour in DueHour
}


def rules_of(row: dict[str, Any], now: datetime) -> Rules:
    """The rules of a dossier as loaded.

    Until it is accepted the calendar and the regime are those of today; from then on those it was accepted under.
    """
    today = now.astimezone(ZONE).date()
    version_id = row["calendar_version_id"]
    if row["accepted_at"] is None:
        version_id = lately(org.calendar_version_id, row["competent_agency_id"], today)
    return Rules(
        regime=_regime(row, now),
        policy=policy_of(row),
        calendar=org.work_calendar(version_id),
        calendar_version_id=version_id,
        process=catalog.process(row["process_version_id"]),
        process_version_id=row["process_version_id"],
        staff=Directory(
            row["receiving_agency_id"],
            row["competent_agency_id"],
            row["handling_unit_id"],
            row["procedure_version_id"],
            today,
            is_non_territorial=row["is_non_territorial"],
            dossier_id=row.get("id"),
            field_id=row["field_id"],
        ),
    )


def policy_of(row: dict[str, Any]) -> DuePolicy:
    """How the clock of a dossier goes on after a supplement, and which hour of the last day it names."""
    return _POLICIES[row["supplement_policy"], row["due_hour"]]


def _regime(row: dict[str, Any], now: datetime) -> Regime:
    return regime.of_dossier(submitted_at=row["submitted_at"] or now, accepted_at=row["accepted_at"])


def _holders(role: Role, agency_id: int, unit_id: int | None, on: date, field_id: int | None) -> tuple[int, ...]:
    """Who holds a role there for dossiers of a field."""
    return people.holders(role, on=on, agency_id=agency_id, unit_id=unit_id, field_id=field_id)


_UNIT_RULES = {UnitRule.DIVISION, UnitRule.COMMUNE_DIVISION}
_ABOVE = {UnitRule.PROVINCE_OFFICE, UnitRule.PROVINCE}


@dataclass(frozen=True, slots=True)
class Directory:
    """Who does what on a day: a role at an agency by the unit rule of the step, one officer where there is but one."""

    receiving_agency_id: int
    competent_agency_id: int
    handling_unit_id: int | None
    procedure_version_id: int
    on: date
    is_non_territorial: bool = False
    dossier_id: int | None = None
    field_id: int | None = None

    def performer(self, role: Role, unit_rule: UnitRule) -> Performer:
        """The performer of a step. A role nobody holds there falls to the leader, so that no step is stranded."""
        agency_id, unit_id = self._place(role, unit_rule)
        found = lately(_holders, role, agency_id, unit_id, self.on, self.field_id)
        if not found and unit_id is not None:
            unit_id = None
            found = lately(_holders, role, agency_id, None, self.on, self.field_id)
        if not found:
            role, unit_id = Role.AGENCY_LEADER, None
            found = lately(_holders, role, agency_id, None, self.on, self.field_id)
        if len(found) > 1 and role is Role.CASE_OFFICER:
            return Performer(role, agency_id, unit_id, sharing.chosen(found, agency_id, unit_id, self.dossier_id))
        return Performer(role, agency_id, unit_id, found[0] if len(found) == 1 else None)

    def can(self, officer_id: int, role: Role, agency_id: int) -> bool:
        """Whether an officer holds the role there today, in whatever division."""
        return officer_id in lately(_holders, role, agency_id, None, self.on, self.field_id)

    def _place(self, role: Role, unit_rule: UnitRule) -> tuple[int, int | None]:
        if unit_rule is UnitRule.RECEIVING or role in (Role.RECEPTION, Role.RETURN_DESK):
            # law:non-territorial — the desk that took it in hands the dossier over and, in the end, the result back;
            # the desk's own steps in between are the competent agency's.
            elsewhere = self.is_non_territorial and role is Role.RECEPTION
            return self.competent_agency_id if elsewhere else self.receiving_agency_id, None
        if unit_rule in _ABOVE or role in (Role.COMMITTEE_OFFICE, Role.COMMITTEE_LEADER):
            return lately(org.committee_of, self.competent_agency_id, self.on), None
        if unit_rule is UnitRule.DEPARTMENT:
            return lately(catalog.department_for, self.procedure_version_id, self.competent_agency_id, self.on), None
        return self.competent_agency_id, self.handling_unit_id if unit_rule in _UNIT_RULES else None
