"""Working calendars as rows: each day off and each exchanged day one row; a year that changes is confirmed anew."""

from collections.abc import Mapping, Sequence
from datetime import date

from motcua.core import worktime
from motcua.core.exchange import Change, Column, Holds, Line, Outcome, Value, written
from motcua.core.worktime import YearStatus
from motcua.core.worktime.spec import WEEK
from motcua.org import actions, queries
from motcua.web.console.desk import Desk
from motcua.web.console.exchange.judging import Row, RowRefused

OFF, SWAP = "nghỉ", "hoán đổi"
COLUMNS = (
    Column("calendar", "Khóa lịch", width=16, longest=40, is_needed=True),
    Column("on", "Ngày nghỉ", Holds.DAY, width=13, is_needed=True),
    Column("what", "Loại", width=12, longest=20, is_needed=True),
    Column("name", "Tên", width=32, longest=120),
    Column("name_en", "Tên tiếng Anh", width=32, longest=120),
    Column("replaces", "Nghỉ bù cho ngày", Holds.DAY, width=14),
    Column("work", "Làm bù ngày", Holds.DAY, width=13),
    Column("hours_of", "Theo giờ của thứ", width=14, longest=10),
    Column("law", "Căn cứ pháp luật", width=20, longest=60),
    Column("status", "Trạng thái năm", width=14, beside=True),
    Column("reason", "Quyết định", width=30, beside=True),
)
Year = tuple[str, int]


class Calendars:
    """Every day off of the newest version of each calendar."""

    format = "motcua/lich"
    columns: Sequence[Column] = COLUMNS

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.known: dict[Year, dict[str, Row]] = {}
        self.given: dict[Year, dict[str, Row]] = {}

    def standing(self) -> Mapping[str, Row]:
        rows: dict[str, Row] = {}
        for version in queries.newest_calendars():
            for year in worktime.from_table(version.spec).years:
                own = self.known.setdefault((version.calendar.key, year.year), {})
                about: dict[str, Value] = {"calendar": version.calendar.key, "status": year.status.value, "reason": ""}
                for off in year.days_off:
                    row: dict[str, Value] = about | {
                        "on": off.on, "what": OFF, "name": off.name, "name_en": off.name_en, "replaces": off.replaces,
                        "work": None, "hours_of": "", "law": off.law,
                    }  # fmt: skip
                    own[self.key_of(row)] = row
                for swap in year.swaps:
                    row = about | {
                        "on": swap.off, "what": SWAP, "name": "", "name_en": "", "replaces": None, "work": swap.work,
                        "hours_of": WEEK[swap.hours_of], "law": swap.law,
                    }  # fmt: skip
                    own[self.key_of(row)] = row
                rows |= own
        return rows

    def key_of(self, row: Row) -> str:
        on = row["on"]
        return f"{row['calendar']} · {on:%d/%m/%Y} · {row['what']}" if isinstance(on, date) else ""

    def meet(self, row: Row) -> None:
        """See a row, changed or not: a year is known by all its rows."""
        on = row["on"]
        assert isinstance(on, date)
        if (str(row["calendar"]), on.year) not in self.known and row["calendar"] not in {key for key, _ in self.known}:
            raise RowRefused(vi=f"không có lịch “{row['calendar']}”.", en=f"no calendar “{row['calendar']}”.")
        if row["what"] not in (OFF, SWAP):
            raise RowRefused(vi=f"loại phải là “{OFF}” hoặc “{SWAP}”.", en=f"it must say “{OFF}” or “{SWAP}”.")
        if row["what"] == SWAP and (row["work"] is None or row["hours_of"] not in WEEK):
            raise RowRefused(
                vi="hoán đổi phải có ngày làm bù và thứ (monday … sunday).",
                en="an exchange needs its working day and a weekday (monday … sunday).",
            )
        self.given.setdefault((str(row["calendar"]), on.year), {})[self.key_of(row)] = row

    def put(self, row: Row, before: Row | None) -> None:
        """A year is confirmed whole: see `finish`."""

    def finish(self) -> list[Line]:
        """Confirm the years that changed; days that are gone are told."""
        lines = []
        for (key, year), rows in sorted(self.given.items()):
            before = self.known.get((key, year), {})
            names = [column.key for column in self.columns if not column.beside]
            same = {k: [r[n] for n in names] for k, r in rows.items()} == {
                k: [r[n] for n in names] for k, r in before.items()
            }
            if same:
                continue
            for gone in before.keys() - rows.keys():
                change = Change("Ngày nghỉ", written(before[gone]["on"]), "")
                lines.append(Line(0, gone, Outcome.CHANGED, (change,)))
            reason = next((str(row["reason"]) for row in rows.values() if row["reason"]), "")
            if not reason:
                raise RowRefused(
                    vi=f"năm {year} của lịch {key} thay đổi: ghi “Quyết định” ở ít nhất một dòng của năm đó.",
                    en=f"the year {year} of {key} changes: name the decision in one of its rows.",
                )
            actions.confirm_year(
                calendar_key=key, year=year, table=_table(rows), on=self.desk.today, reason=reason,
                by=f"officer:{self.desk.actor.id}", at=self.desk.now, replaces_official=True,
            )  # fmt: skip
        return lines

    def told(self) -> tuple[tuple[str, str], ...]:
        return ()


def _table(rows: Mapping[str, Row]) -> dict[str, object]:
    ordered = sorted(rows.values(), key=lambda row: str(row["on"]))
    days = [
        {"on": f"{row['on']}", "name": row["name"] or "Ngày nghỉ", "name_en": row["name_en"] or "Day off"}
        | {"law": row["law"] or ("substitute-day" if row["replaces"] else "day-off-plan")}
        | ({"replaces": f"{row['replaces']}"} if row["replaces"] else {})
        for row in ordered
        if row["what"] == OFF
    ]
    swaps = [
        {
            "off": f"{row['on']}",
            "work": f"{row['work']}",
            "hours_of": row["hours_of"],
            "law": row["law"] or "day-off-plan",
        }
        for row in ordered
        if row["what"] == SWAP
    ]
    return {"status": YearStatus.OFFICIAL.value, "days_off": days, "swaps": swaps}
