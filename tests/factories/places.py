"""Agencies and divisions for tests: the least that is valid."""

from datetime import date
from itertools import count

from motcua.org.models import Agency, Unit

_numbers = count(1)


def agency(name: str = "UBND phường Hạc Thành", *, level: str = "commune", **fields: object) -> Agency:
    """Return an agency in force since mid-2025."""
    given = {"key": f"agency-{next(_numbers)}", "short_name": name, "valid_from": date(2025, 7, 1)} | fields
    return Agency.objects.create(name=name, level=level, **given)


def unit(of: Agency, name: str = "Phòng Kinh tế") -> Unit:
    """Return a division of an agency."""
    return Unit.objects.create(agency=of, name=name, valid_from=of.valid_from)
