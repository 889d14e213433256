"""A very small province in the database: one commune, its desk and officers, one procedure and its process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils.crypto import get_random_string

from motcua.catalog.models import (
    Channel,
    Field,
    Offering,
    Paper,
    Procedure,
    ProcedureProcess,
    ProcedureVersion,
    Process,
    ProcessVersion,
)
from motcua.core import flow
from motcua.core.flow import ProcessDef
from motcua.core.lifecycle import Actor, ActorKind, PostHeld
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE, collation_key, fold
from motcua.dossiers.filing import Filing, PaperIn, PartyIn
from motcua.org import actions as org
from motcua.org.models import Agency
from motcua.people.models import Officer
from tests.factories import people
from tests.factories.dossiers import usual_process

SINCE = date(2026, 1, 1)
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
CITIZEN = Actor(ActorKind.CITIZEN, None, "Ông Bình")


@dataclass(frozen=True)
class Province:
    """What the tests need of it."""

    committee: Agency
    commune: Agency
    version: ProcedureVersion
    process: ProcessVersion
    officers: dict[Role, Officer]

    def actor(self, role: Role) -> Actor:
        """The officer with this role at the commune, as one who acts."""
        officer = self.officers[role]
        return Actor(ActorKind.OFFICER, officer.pk, officer.full_name, (PostHeld(role, self.commune.pk),))

    def filing(self, **given: Any) -> Filing:
        """An application of Mrs Hoa, with one paper."""
        usual = Filing(
            procedure_version_id=self.version.pk,
            receiving_agency_id=self.commune.pk,
            competent_agency_id=self.commune.pk,
            channel="direct",
            parties=(PartyIn("Trần Thị Hoa", personal_id="038185001234", phone="0912345678", address="Phố Lê Lợi"),),
            papers=(PaperIn("Tờ khai", originals=1),),
            answers={"muc_dich": "Bổ sung hồ sơ xin việc"},
        )
        return replace(usual, **given)


def province(process: ProcessDef | None = None, *, unit: str = "working_day", value: int = 5) -> Province:
    """Found the province. Roles a process may ask for each have one officer."""
    org.load_calendars()
    committee = _agency("UBND tỉnh", "province", "H56")
    commune = _agency("UBND phường Hạc Thành", "commune", "H56.901", parent_id=committee.pk)
    officers = {}
    for role in (
        Role.RECEPTION,
        Role.RETURN_DESK,
        Role.DIVISION_HEAD,
        Role.CASE_OFFICER,
        Role.AGENCY_LEADER,
        Role.CLERK,
    ):
        officers[role] = people.officer(f"Cán bộ {role.value}")
        people.post(officers[role], role.value, commune.pk)
    published = publish(process or usual_process())
    return Province(committee, commune, procedure(commune, published, unit=unit, value=value), published, officers)


def publish(process: ProcessDef) -> ProcessVersion:
    """Publish a step process."""
    record = Process.objects.create(key=get_random_string(12), name="Quy trình thử")
    return ProcessVersion.objects.create(
        process=record,
        number=1,
        definition=flow.to_rows(process),
        norm_hours=Decimal(40),
        status="published",
        valid_from=SINCE,
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def procedure(
    agency: Agency,
    process: ProcessVersion,
    *,
    code: str = "1.004873",
    unit: str = "working_day",
    value: int = 5,
    name: str = "Cấp giấy xác nhận tình trạng hôn nhân",
) -> ProcedureVersion:
    """Publish a procedure an agency offers."""
    field, _ = Field.objects.get_or_create(
        name="Hộ tịch", defaults={"name_folded": fold("Hộ tịch"), "sort_key": collation_key("Hộ tịch")}
    )
    record = Procedure.objects.create(national_code=code)
    version = ProcedureVersion.objects.create(
        procedure=record,
        number=1,
        valid_from=SINCE,
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        name=name,
        name_folded=fold(name),
        sort_key=collation_key(name),
        field=field,
        source_kind="clerk",
        source_hash="0" * 64,
    )
    understood = {"time_status": "understood", "time_unit": unit, "time_value": None if unit == "none" else value}
    for position, kind in enumerate(("direct", "online", "postal"), start=1):
        given = understood if unit else {"time_status": "clerk_must_choose", "time_unit": ""}
        Channel.objects.create(version=version, position=position, kind=kind, fee_status="understood", **given)
    Paper.objects.create(version=version, position=1, name="Tờ khai", originals=1, kind="required")
    Offering.objects.create(agency=agency, procedure=record, valid_from=SINCE, online_level="full")
    ProcedureProcess.objects.create(version=version, process_version=process)
    return version


def _agency(name: str, level: str, code: str, **given: Any) -> Agency:
    made = org.establish(key=code, name=name, level=level, since=date(2025, 7, 1), is_one_stop=True, **given)
    org.give_code(agency_id=made.pk, scheme="new", code=code, since=date(2025, 7, 1))
    return made
