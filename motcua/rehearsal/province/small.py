"""A very small province of our own: what is rehearsed in where no third-party data are."""

from datetime import date, datetime
from importlib import resources
from typing import Final

from motcua.catalog import actions as catalog
from motcua.org import actions as org
from motcua.org.models import Agency

_UNITS: Final = (
    # key, name, level, code, parent
    ("province", "Ủy ban nhân dân tỉnh", "province", "000.00.00.H56", ""),
    ("office", "Văn phòng UBND tỉnh", "department", "000.00.T0.H56", "province"),
    ("centre", "Trung tâm Phục vụ hành chính công tỉnh", "centre", "000.00.T1.H56", "office"),
    ("justice", "Sở Tư pháp", "department", "000.00.14.H56", "province"),
    ("trade", "Sở Công Thương", "department", "000.00.T2.H56", "province"),
    ("land", "Sở Tài nguyên và Môi trường", "department", "000.00.T3.H56", "province"),
    ("investment", "Sở Kế hoạch và Đầu tư", "department", "000.00.T4.H56", "province"),
    ("district", "UBND huyện Sông Mã", "district", "000.00.T5.H56", "province"),
    ("commune-1", "UBND xã Bến Đò", "commune", "000.T0.T5.H56", "district"),
    ("commune-2", "UBND xã Cây Đa", "commune", "000.T1.T5.H56", "district"),
    ("commune-3", "UBND thị trấn Chợ Phủ", "commune", "000.T2.T5.H56", "district"),
)


def found(*, now: datetime, since: date) -> list[str]:
    """Found it, unless it stands already."""
    if not Agency.objects.filter(key="province").exists():
        ids: dict[str, int] = {}
        for key, name, level, code, parent in _UNITS:
            agency = org.establish(
                key=key,
                name=name,
                level=level,
                since=since,
                parent_id=ids.get(parent),
                is_one_stop=level in ("centre", "district", "commune"),
            )
            org.give_code(agency_id=agency.pk, scheme="old", code=code, since=since, is_placeholder=True)
            ids[key] = agency.pk
    with resources.as_file(resources.files(__package__).joinpath("small.jsonl")) as path:
        report = catalog.import_procedures([path], valid_from=since, now=now)
    return [
        f"Không có dữ liệu của bên thứ ba: diễn tập ở một tỉnh nhỏ tự soạn, {len(_UNITS)} cơ quan,"
        f" {report.new + report.unchanged} thủ tục."
    ]
