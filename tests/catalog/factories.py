"""The least of the catalogue that is valid, for tests."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db.models import F

from motcua.catalog.models import (
    Channel,
    Fee,
    Field,
    Offering,
    Paper,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    Process,
    ProcessVersion,
    Stamp,
)
from motcua.core.vietnam import collation_key, fold
from motcua.org.models import Agency

_numbers = count(1)
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def field(name: str = "Hộ tịch") -> Field:
    made, _ = Field.objects.get_or_create(
        name=name, defaults={"name_folded": fold(name), "sort_key": collation_key(name)}
    )
    return made


def procedure(**values: Any) -> Procedure:
    return Procedure.objects.create(**({"national_code": f"1.{next(_numbers):06d}"} | values))


def version(of: Procedure | None = None, **values: Any) -> ProcedureVersion:
    name = values.get("name", "Đăng ký khai sinh")
    given = {
        "procedure": of or procedure(),
        "number": 1,
        "valid_from": date(2026, 1, 1),
        "recorded_at": NOW,
        "name": name,
        "name_folded": fold(name),
        "sort_key": collation_key(name),
        "source_kind": "clerk",
        "source_hash": "0" * 64,
    } | values
    given.setdefault("field", values.get("field") or field())
    return ProcedureVersion.objects.create(**given)


def channel(of: ProcedureVersion, **values: Any) -> Channel:
    given = {
        "position": 1,
        "kind": "direct",
        "time_raw": "5 WORKING_DAY",
        "time_status": "understood",
        "time_value": 5,
        "time_unit": "working_day",
        "fee_raw": "0 VNĐ ()",
        "fee_status": "understood",
    }
    return Channel.objects.create(version=of, **(given | values))


def case(of: ProcedureVersion, **values: Any) -> ProcedureCase:
    return ProcedureCase.objects.create(version=of, **({"position": 1, "name": "Cấp mới"} | values))


def fee(of: Channel, **values: Any) -> Fee:
    return Fee.objects.create(channel=of, **({"position": 1, "amount_vnd": 8000} | values))


def paper(of: ProcedureVersion, **values: Any) -> Paper:
    given = {"position": 1, "name": "Tờ khai", "originals": 1, "kind": "required"}
    return Paper.objects.create(version=of, **(given | values))


def process_version(**values: Any) -> ProcessVersion:
    key = f"quy-trinh-{next(_numbers)}"
    given = {"number": 1, "definition": {"steps": []}, "norm_hours": 40, "status": "draft"}
    if "process" not in values:
        given["process"] = Process.objects.create(key=key, name="Quy trình thử")
    if values.get("status") == "published":
        given |= {"valid_from": date(2026, 1, 1), "published_at": NOW}
    return ProcessVersion.objects.create(**(given | values))


def agency(**values: Any) -> Agency:
    name = values.pop("name", f"Ủy ban nhân dân phường thử {next(_numbers)}")
    given = {
        "key": f"thu-{next(_numbers)}",
        "name": name,
        "short_name": name,
        "level": "commune",
        "valid_from": date(2000, 1, 1),
        "sort_key": collation_key(name),
        "name_folded": fold(name),
    }
    return Agency.objects.create(**(given | values))


def offering(of: Agency, what: Procedure, **values: Any) -> Offering:
    given = {"valid_from": date(2026, 1, 1), "online_level": "full"}
    return Offering.objects.create(agency=of, procedure=what, **(given | values))


def bump() -> None:
    """Tell what is kept in memory that the catalogue changed, as every action does."""
    Stamp.objects.update(value=F("value") + 1)
