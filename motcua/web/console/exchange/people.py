"""Officers with their posts as rows: accounts opened, posts given and ended, within the reach of who takes them in."""

from collections.abc import Mapping, Sequence
from datetime import date

from motcua.access import managing
from motcua.access.policy import ROLES
from motcua.core.exchange import Column, Holds
from motcua.core.roles import Role
from motcua.core.vietnam import read_phone
from motcua.org.models import Agency, Unit
from motcua.org.models.periods import holding
from motcua.people import actions
from motcua.people.models import Officer, Post
from motcua.people.roles import POSTABLE
from motcua.web.console.desk import Desk
from motcua.web.console.exchange.judging import Row, RowRefused

COLUMNS = (
    Column("username", "Tên đăng nhập", width=24, longest=64, is_needed=True),
    Column("full_name", "Họ và tên", width=30, longest=120, is_needed=True),
    Column("phone", "Điện thoại", width=14, longest=40),
    Column("email", "Thư điện tử", width=28, longest=254),
    Column("agency", "Khóa cơ quan", width=26, longest=100, is_needed=True),
    Column("agency_name", "Tên cơ quan", width=40, beside=True),
    Column("unit", "Phòng, đơn vị", width=34, longest=200),
    Column("role", "Vai trò", width=30, longest=120, is_needed=True),
    Column("title", "Chức danh", width=24, longest=120),
    Column("valid_from", "Từ ngày", Holds.DAY, width=13, is_needed=True),
    Column("valid_to", "Đến hết ngày", Holds.DAY, width=13),
)
TITLES = {ROLES[role].vi: role for role in POSTABLE}


class Officers:
    """The posts that are held, or will be, one row each, within reach."""

    format = "motcua/can-bo"
    columns: Sequence[Column] = COLUMNS

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.posts: dict[str, Post] = {}
        self.passwords: list[tuple[str, str]] = []

    def standing(self) -> Mapping[str, Row]:
        reach = managing.reach_of(self.desk.account, on=self.desk.today)
        held = Post.objects.exclude(valid_to__lt=self.desk.today).select_related("officer__account", "agency", "unit")
        rows: dict[str, Row] = {}
        for post in held.order_by("agency__sort_key", "officer__sort_key", "pk"):
            if not reach.covers(post.agency_id, post.unit_id):
                continue
            officer = post.officer
            row: Row = {
                "username": officer.account.username,
                "full_name": officer.full_name,
                "phone": officer.phone,
                "email": officer.email,
                "agency": post.agency.key,
                "agency_name": post.agency.name,
                "unit": post.unit.name if post.unit else "",
                "role": ROLES[Role(post.role)].vi,
                "title": post.title,
                "valid_from": post.valid_from,
                "valid_to": post.valid_to,
            }
            rows[self.key_of(row)] = row
            self.posts[self.key_of(row)] = post
        return rows

    def key_of(self, row: Row) -> str:
        begins = row["valid_from"]
        place = f"{row['agency']}/{row['unit']}" if row["unit"] else row["agency"]
        return f"{row['username']} · {row['role']} · {place} · {begins:%d/%m/%Y}" if isinstance(begins, date) else ""

    def put(self, row: Row, before: Row | None) -> None:
        if before is None:
            self._give(row)
            return
        post, last = self.posts[self.key_of(row)], row["valid_to"]
        for name in ("full_name", "phone", "email", "title"):
            if row[name] != before[name]:
                heading = next(column.heading for column in self.columns if column.key == name)
                raise RowRefused(vi=f"“{heading}” không đổi qua tệp.", en=f"“{heading}” is not changed by a file.")
        if not isinstance(last, date):
            raise RowRefused(vi="ngày kết thúc đã ghi thì không bỏ.", en="a last day once recorded stays.")
        self._allow(post.officer, Role(post.role), post.agency_id, post.unit_id)
        actions.end_post(post_id=post.pk, last_day=last, by=self.desk.actor, now=self.desk.now)

    def _give(self, row: Row) -> None:
        begins, last = row["valid_from"], row["valid_to"]
        assert isinstance(begins, date)
        role = TITLES.get(str(row["role"])) or next((each for each in POSTABLE if each == row["role"]), None)
        if role is None:
            raise RowRefused(vi=f"không có vai trò “{row['role']}”.", en=f"there is no role “{row['role']}”.")
        agency = Agency.objects.filter(key=row["agency"]).first()
        if agency is None:
            raise RowRefused(vi=f"không có cơ quan khóa “{row['agency']}”.", en=f"no agency “{row['agency']}”.")
        unit = Unit.objects.filter(holding(begins), agency=agency, name=row["unit"]).first() if row["unit"] else None
        if row["unit"] and unit is None:
            raise RowRefused(vi=f"cơ quan không có phòng “{row['unit']}”.", en=f"no division “{row['unit']}”.")
        officer = Officer.objects.select_related("account").filter(account__username=row["username"]).first()
        self._allow(officer, role, agency.pk, unit.pk if unit else None)
        if officer is None:
            officer = self._open(row)
        elif officer.full_name != row["full_name"]:
            raise RowRefused(
                vi=f"tên đăng nhập này là của {officer.full_name}.", en=f"this user name is {officer.full_name}’s."
            )
        actions.appoint(
            officer=officer,
            agency_id=agency.pk,
            unit_id=unit.pk if unit else None,
            role=role,
            title=str(row["title"]),
            valid_from=begins,
            valid_to=last if isinstance(last, date) else None,
            by=self.desk.actor,
            now=self.desk.now,
        )

    def _open(self, row: Row) -> Officer:
        phone = read_phone(str(row["phone"])).local.replace(" ", "") if row["phone"] else ""
        new = actions.create_officer(
            username=str(row["username"]),
            full_name=str(row["full_name"]),
            phone=phone,
            email=str(row["email"]),
            by=self.desk.actor,
            now=self.desk.now,
        )
        self.passwords.append((new.officer.account.username, new.temporary_password))
        return new.officer

    def _allow(self, officer: Officer | None, role: Role, agency_id: int, unit_id: int | None) -> None:
        managing.require_place(
            self.desk.account, officer, role=role, agency_id=agency_id, unit_id=unit_id, on=self.desk.today
        )

    def told(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.passwords)
