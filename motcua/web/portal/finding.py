"""What a citizen asked for in the address, and the procedures in force that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalog import queries as catalog
from motcua.catalog.models import Channel
from motcua.core import vietnam
from motcua.web.portal import presenting

LEVELS = ("TINH", "XA")
# The two targets nearly everybody belongs to, as the national database writes them; the others are found by words.
TARGETS = {"ca-nhan": "Công dân Việt Nam", "doanh-nghiep": "Doanh nghiệp"}
Fields = list[tuple[int, str, int]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words and filters of a search."""

    text: str = ""
    field_id: int | None = None
    level: str = ""
    target: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str], text: str) -> "Wanted":
        """Read the address; what is not understood is no filter."""
        field = query.get("linh-vuc", "")
        level = query.get("cap", "")
        target = query.get("doi-tuong", "")
        return cls(
            text=text,
            field_id=int(field) if field.isascii() and field.isdigit() and len(field) < 10 else None,
            level=level if level in LEVELS else "",
            target=target if target in TARGETS else "",
        )


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results, and how the results spread over the fields."""

    total: int
    cards: list[presenting.Card]
    fields: Fields


def search(wanted: Wanted, *, on: date, offset: int = 0, limit: int = 20) -> Found:
    results = catalog.search(
        wanted.text,
        on=on,
        field_id=wanted.field_id,
        level=wanted.level,
        target=TARGETS.get(wanted.target, ""),
        offset=offset,
        limit=limit,
    )
    channels = _channels([found.version_id for found in results.found])
    cards = [presenting.card(found, channels.get(found.version_id, []), on=on) for found in results.found]
    return Found(results.total, cards, _fields(results))


def fields(*, on: date) -> Fields:
    """Subject areas with procedures in force, and how many each has."""
    return _fields(catalog.search(on=on, limit=0))


def _fields(results: catalog.Results) -> Fields:
    spread = [(field_id, name, count) for (field_id, name), count in results.fields.items()]
    return sorted(spread, key=lambda field: vietnam.collation_key(field[1]))


def _channels(version_ids: list[int]) -> dict[int, list[Channel]]:
    """The ways to file of the versions on one page: two queries, whatever its length."""
    found: dict[int, list[Channel]] = {}
    rows = Channel.objects.filter(version_id__in=version_ids).select_related("case").prefetch_related("fees")
    for channel in rows.order_by("position"):
        found.setdefault(channel.version_id, []).append(channel)
    return found


def chips(wanted: Wanted, query: QueryDict) -> list[tuple[str, str, bool]]:
    """Filters that switch on and off: what they are called, the address they lead to, whether they are on."""
    offered = [
        (_("Cấp tỉnh"), "cap", "TINH", wanted.level == "TINH"),
        (_("Cấp xã"), "cap", "XA", wanted.level == "XA"),
        (_("Cá nhân"), "doi-tuong", "ca-nhan", wanted.target == "ca-nhan"),
        (_("Doanh nghiệp"), "doi-tuong", "doanh-nghiep", wanted.target == "doanh-nghiep"),
    ]
    return [(label, _with(query, name, "" if on else value), on) for label, name, value, on in offered]


def _with(query: QueryDict, name: str, value: str) -> str:
    changed = query.copy()
    changed.pop("trang", None)
    changed[name] = value
    if not value:
        del changed[name]
    return "?" + changed.urlencode()
