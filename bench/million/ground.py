"""The province the dossiers belong to: its committee, departments and communes, their officers, its procedures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from motcua.catalog.models import ProcedureVersion
from motcua.core.flow import ProcessDef, StepKind
from motcua.core.roles import Role
from motcua.core.vietnam import collation_key, fold
from motcua.org import actions as org
from motcua.org import queries
from motcua.org.models import Agency, AgencyCode
from motcua.people.models import Account, Officer, Post
from tests.factories.flow import AGREED, DONE, NEGATIVE, REJECTED, a_process, a_step
from tests.factories.province import procedure, publish

SINCE = date(2025, 7, 1)
DEPARTMENTS = 20
STAFF = {
    Role.RECEPTION: 1,
    Role.DIVISION_HEAD: 1,
    Role.CASE_OFFICER: 3,
    Role.AGENCY_LEADER: 1,
    Role.CLERK: 1,
    Role.RETURN_DESK: 1,
}
NORMS = {3: 30, 5: 70, 10: 60, 15: 40, 20: 25, 30: 15}  # working days: how many procedures have the term


@dataclass(frozen=True)
class Kind:
    """A procedure as the loader needs it."""

    version_id: int
    process_version_id: int
    field_id: int
    days: int


@dataclass(frozen=True)
class Office:
    """An agency, its code, and its officers by role."""

    id: int
    code: str
    officers: dict[str, list[int]]


@dataclass(frozen=True)
class Ground:
    """What the workers are told."""

    offices: list[Office]
    kinds: list[Kind]
    calendar_version_id: int


def process(days: int) -> ProcessDef:
    """The six steps, their hours adding up to the term."""
    return a_process(
        a_step("desk", "assign", order=1, name="Tiếp nhận hồ sơ", role=Role.RECEPTION, hours="4"),
        a_step("assign", "examine", order=2, name="Phân công thụ lý", role=Role.DIVISION_HEAD, hours="4"),
        a_step("examine", "sign", order=3, name="Thẩm định hồ sơ", role=Role.CASE_OFFICER, hours=str(days * 8 - 16)),
        a_step("sign", order=4, name="Ký kết quả", role=Role.AGENCY_LEADER, hours="4",
               next={AGREED: ("issue",), REJECTED: ("examine",)}),
        a_step("issue", order=5, name="Vào sổ, đóng dấu", role=Role.CLERK, hours="4",
               next={DONE: ("hand",), NEGATIVE: ("hand",)}),
        a_step("hand", order=6, name="Trả kết quả", role=Role.RETURN_DESK, hours=None, kind=StepKind.RETURN_RESULT),
    )  # fmt: skip


def found(communes: int) -> Ground:
    """Found the province in an empty database."""
    org.load_calendars()
    offices = [Office(agency.pk, code, _staff(agency)) for agency, code in _agencies(communes)]
    kinds = _kinds(Agency.objects.get(pk=offices[0].id))
    return Ground(offices, kinds, queries.calendar_version_id(offices[0].id, date(2026, 6, 1)))


def _agencies(communes: int) -> list[tuple[Agency, str]]:
    committee = org.establish(key="H56", name="UBND tỉnh", level="province", since=SINCE, is_one_stop=True)
    org.give_code(agency_id=committee.pk, scheme="new", code="H56", since=SINCE)
    named = [(f"Sở thứ {n}", "department", f"H56.{n}") for n in range(1, DEPARTMENTS + 1)]
    named += [(f"UBND xã thứ {n}", "commune", f"H56.{100 + n}") for n in range(1, communes + 1)]
    agencies = [
        Agency(key=code, name=name, short_name=name, level=level, parent=committee, valid_from=SINCE, is_one_stop=True)
        for name, level, code in named
    ]
    for agency in agencies:
        agency.compute_keys()
    Agency.objects.bulk_create(agencies)
    codes = [code for _, _, code in named]
    AgencyCode.objects.bulk_create(
        AgencyCode(agency=agency, scheme="new", code=code, valid_from=SINCE)
        for agency, code in zip(agencies, codes, strict=True)
    )
    return list(zip(agencies, codes, strict=True))


def _staff(agency: Agency) -> dict[str, list[int]]:
    roles = [role for role, number in STAFF.items() for _ in range(number)]
    accounts = Account.objects.bulk_create(
        Account(username=f"cb{agency.pk}.{n}", kind="officer", created_at=datetime(2025, 7, 1, tzinfo=UTC))
        for n, _ in enumerate(roles)
    )
    name = "Lê Thị Hoa"
    officers = Officer.objects.bulk_create(
        Officer(account=account, full_name=name, sort_key=collation_key(name), name_folded=fold(name))
        for account in accounts
    )
    Post.objects.bulk_create(
        Post(officer=officer, agency=agency, role=role.value, valid_from=SINCE)
        for officer, role in zip(officers, roles, strict=True)
    )
    held: dict[str, list[int]] = {}
    for officer, role in zip(officers, roles, strict=True):
        held.setdefault(role.value, []).append(officer.pk)
    return held


def _kinds(agency: Agency) -> list[Kind]:
    kinds = []
    for days, number in NORMS.items():
        published = publish(process(days))
        for n in range(number):
            version: ProcedureVersion = procedure(agency, published, code=f"1.{days:02}{n:04}", value=days)
            kinds.append(Kind(version.pk, published.pk, version.field_id, days))
    return kinds
