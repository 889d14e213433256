"""Agencies as rows, and their divisions as rows: founded, renamed, coded by the verbs of `org`.

What needs more than a row says (another parent, an end, a successor) is refused with the page that asks for it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict

from motcua.core.exchange import Column, Holds
from motcua.dossiers import actions as dossiers
from motcua.org import actions, queries
from motcua.org.models import Agency, Unit
from motcua.web.console.desk import Desk
from motcua.web.console.exchange.judging import Row, RowRefused

LEVELS = {level.value: str(level.label) for level in Agency.Level}
SCHEMES = ("new", "old", "gso")
AGENCY_COLUMNS = (
    Column("key", "Khóa", width=26, longest=100, is_needed=True),
    Column("name", "Tên cơ quan", width=44, is_needed=True),
    Column("short_name", "Tên ngắn", width=30, longest=200),
    Column("level", "Cấp", width=20, longest=60, is_needed=True),
    Column("kind", "Loại", width=14, longest=40),
    Column("parent", "Khóa cấp trên", width=26, longest=100),
    Column("parent_name", "Cơ quan cấp trên", width=40, beside=True),
    Column("valid_from", "Từ ngày", Holds.DAY, width=13, is_needed=True),
    Column("valid_to", "Đến hết ngày", Holds.DAY, width=13),
    Column("is_one_stop", "Bộ phận Một cửa", Holds.YES_NO, width=10),
    Column("new", "Mã định danh mới", width=20, longest=35),
    Column("old", "Mã định danh cũ", width=20, longest=35),
    Column("gso", "Mã đơn vị hành chính", width=12, longest=35),
    Column("units", "Phòng, đơn vị", width=60, longest=4000, beside=True),
    Column("since", "Thay đổi từ ngày", Holds.DAY, width=14, beside=True),
)
FIXED = ("level", "kind", "parent", "valid_from", "valid_to")


class By(TypedDict):
    """Who takes the file in, and when."""

    by: str
    at: datetime


class Agencies:
    """The agencies of a day under the names and codes of that day."""

    format = "motcua/co-quan"
    columns: Sequence[Column] = AGENCY_COLUMNS

    def __init__(self, day: date, desk: Desk | None = None) -> None:
        self.day, self.desk = day, desk
        self.ids: dict[str, int] = {}

    def standing(self) -> Mapping[str, Row]:
        tree, units = queries.tree(on=self.day), queries.units_named(on=self.day)
        about = {agency.pk: agency for agency in Agency.objects.all()}
        self.ids = {agency.key: agency.pk for agency in about.values()}
        rows: dict[str, Row] = {}
        for node in tree.walk():
            agency = about[node.id]
            rows[agency.key] = {
                "key": agency.key,
                "name": node.name,
                "short_name": node.short_name,
                "level": LEVELS[node.level],
                "kind": node.kind,
                "parent": about[node.parent_id].key if node.parent_id else "",
                "parent_name": tree.by_id[node.parent_id].name if node.parent_id else "",
                "valid_from": agency.valid_from,
                "valid_to": agency.valid_to,
                "is_one_stop": node.is_one_stop,
                **{scheme: node.codes.get(scheme, "") for scheme in SCHEMES},
                "units": "; ".join(name for _, name in units.get(node.id, ())),
                "since": None,
            }
        return rows

    def key_of(self, row: Row) -> str:
        return str(row["key"])

    def put(self, row: Row, before: Row | None) -> None:
        assert self.desk is not None
        by: By = {"by": f"officer:{self.desk.actor.id}", "at": self.desk.now}
        key, begins = str(row["key"]), row["valid_from"]
        assert isinstance(begins, date)
        if before is None:
            self._found(row, begins, by)
            before = dict.fromkeys(SCHEMES, "")
            since = begins
        else:
            since = row["since"] if isinstance(row["since"], date) else self.day
            self._change(row, before, since, by)
        for scheme in SCHEMES:
            if row[scheme] and row[scheme] != before[scheme]:
                actions.assign_code(agency_id=self.ids[key], scheme=scheme, code=str(row[scheme]), since=since, **by)
            elif before[scheme] and not row[scheme]:
                raise RowRefused(vi="không bỏ trống mã đang dùng.", en="a code in use is not left empty.")

    def _found(self, row: Row, begins: date, by: By) -> None:
        key, parent = str(row["key"]), str(row["parent"])
        if key in self.ids:
            raise RowRefused(
                vi="cơ quan có khóa này không hoạt động hôm nay.", en="the agency of this key does not stand today."
            )
        level = next((value for value, label in LEVELS.items() if row["level"] in (value, label)), None)
        if level is None:
            raise RowRefused(vi=f"không có cấp “{row['level']}”.", en=f"there is no level “{row['level']}”.")
        if parent and parent not in self.ids:
            raise RowRefused(vi=f"không có cơ quan khóa “{parent}”.", en=f"no agency has the key “{parent}”.")
        if row["valid_to"] is not None:
            raise RowRefused(
                vi="cơ quan mới chưa ghi ngày kết thúc; dùng Sắp xếp cơ quan.",
                en="a new agency has no last day; use Reorganise agencies.",
            )
        made = actions.found_agency(
            key=key,
            name=str(row["name"]),
            short_name=str(row["short_name"]),
            level=level,
            kind=str(row["kind"]),
            parent_id=self.ids.get(parent),
            since=begins,
            is_one_stop=bool(row["is_one_stop"]),
            **by,
        )
        self.ids[key] = made.pk

    def _change(self, row: Row, before: Row, since: date, by: By) -> None:
        for name in FIXED:
            if row[name] != before[name]:
                heading = next(column.heading for column in self.columns if column.key == name)
                raise RowRefused(
                    vi=f"“{heading}” không đổi qua tệp; dùng Sắp xếp cơ quan.",
                    en=f"“{heading}” is not changed by a file; use Reorganise agencies.",
                )
        agency_id = self.ids[str(row["key"])]
        if (row["name"], row["short_name"]) != (before["name"], before["short_name"]):
            actions.rename(
                agency_id=agency_id, name=str(row["name"]), short_name=str(row["short_name"]), since=since,
                decision="", **by,
            )  # fmt: skip
        if row["is_one_stop"] != before["is_one_stop"]:
            actions.set_one_stop(agency_id=agency_id, is_one_stop=bool(row["is_one_stop"]), **by)

    def told(self) -> tuple[tuple[str, str], ...]:
        return ()


UNIT_COLUMNS = (
    Column("agency", "Khóa cơ quan", width=26, longest=100, is_needed=True),
    Column("agency_name", "Tên cơ quan", width=44, beside=True),
    Column("name", "Tên phòng, đơn vị", width=40, longest=200, is_needed=True),
    Column("valid_from", "Từ ngày", Holds.DAY, width=13, is_needed=True),
    Column("valid_to", "Đến hết ngày", Holds.DAY, width=13),
    Column("successor", "Phòng nhận việc", width=40, longest=200, beside=True),
)


class Units:
    """The divisions that stand, or will."""

    format = "motcua/phong"
    columns: Sequence[Column] = UNIT_COLUMNS

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ids: dict[str, int] = {}

    def standing(self) -> Mapping[str, Row]:
        found = Unit.objects.exclude(valid_to__lt=self.desk.today).select_related("agency", "successor")
        rows: dict[str, Row] = {}
        for unit in found.order_by("agency__sort_key", "agency_id", "sort_key", "pk"):
            row: Row = {
                "agency": unit.agency.key,
                "agency_name": unit.agency.name,
                "name": unit.name,
                "valid_from": unit.valid_from,
                "valid_to": unit.valid_to,
                "successor": unit.successor.name if unit.successor else "",
            }
            rows[self.key_of(row)] = row
            self.ids[self.key_of(row)] = unit.pk
        return rows

    def key_of(self, row: Row) -> str:
        return f"{row['agency']} · {row['name']}"

    def put(self, row: Row, before: Row | None) -> None:
        begins, last, by = row["valid_from"], row["valid_to"], f"officer:{self.desk.actor.id}"
        assert isinstance(begins, date)
        key = self.key_of(row)
        if before is None:
            agency = Agency.objects.filter(key=row["agency"]).first()
            if agency is None:
                raise RowRefused(vi=f"không có cơ quan khóa “{row['agency']}”.", en=f"no agency “{row['agency']}”.")
            unit = actions.add_unit(agency_id=agency.pk, name=str(row["name"]), since=begins, by=by, at=self.desk.now)
            self.ids[key] = unit.pk
        elif row["valid_from"] != before["valid_from"] or before["valid_to"] is not None:
            raise RowRefused(
                vi="ngày bắt đầu và ngày kết thúc đã ghi không đổi qua tệp.",
                en="a first day, and a last day once recorded, are not changed by a file.",
            )
        if isinstance(last, date):
            heir = self.ids.get(f"{row['agency']} · {row['successor']}") if row["successor"] else None
            if row["successor"] and heir is None:
                raise RowRefused(vi=f"không có phòng “{row['successor']}”.", en=f"no division “{row['successor']}”.")
            dossiers.end_unit(
                unit_id=self.ids[key], last_day=last, successor_id=heir, by=self.desk.actor, now=self.desk.now
            )

    def told(self) -> tuple[tuple[str, str], ...]:
        return ()
