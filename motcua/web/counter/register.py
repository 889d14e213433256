"""The tracking book (Form 07) of a desk: its rows in words, as a statutory form and as a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from motcua.core import regime, vietnam
from motcua.core.regime import FormKind
from motcua.dossiers.queries import Tracked
from motcua.gateways import documents
from motcua.gateways.documents.sheet import Column, Kind, Sheet, Value
from motcua.results.models import Delivery
from motcua.web.counter.clerk import Clerk
from motcua.web.counter.piles import CHANNELS
from motcua.web.counter.slip_words import desk_name
from motcua.web.ui import wording
from motcua.web.ui.shell import SITE

COLUMNS = (
    Column("TT", Kind.NUMBER, 6),
    Column("Mã hồ sơ", Kind.TEXT, 24),
    Column("Tên thủ tục hành chính", Kind.TEXT, 44),
    Column("Số bộ", Kind.NUMBER, 7),
    Column("Tên cá nhân, tổ chức", Kind.TEXT, 28),
    Column("Địa chỉ", Kind.TEXT, 32),
    Column("Điện thoại", Kind.TEXT, 14),
    Column("Cơ quan giải quyết", Kind.TEXT, 30),
    Column("Nhận hồ sơ", Kind.DAY),
    Column("Hẹn trả kết quả", Kind.DAY),
    Column("Chuyển đến cơ quan giải quyết", Kind.DAY),
    Column("Nhận kết quả", Kind.DAY),
    Column("Trả kết quả", Kind.DAY),
    Column("Phương thức nhận", Kind.TEXT, 16),
    Column("Ghi chú", Kind.TEXT, 20),
)


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another."""

    first: date
    last: date

    @property
    def words(self) -> str:
        if self.first == self.last:
            return f"ngày {vietnam.day_text(self.first)}"
        return f"từ ngày {vietnam.day_text(self.first)} đến ngày {vietnam.day_text(self.last)}"


def title(days: Days) -> str:
    """The form's name as the regime of its last day has it."""
    try:
        form = regime.at(days.last).form(FormKind.TRACKING_BOOK)
    except regime.BeforeOneStop:
        form = None
    return f"{form.name_vi} (Mẫu số {form.number})" if form else "Sổ theo dõi hồ sơ"


def line(found: Tracked) -> documents.BookRow:
    """A row of the book in its words."""
    dossier, owner = found.dossier, found.owner
    delivery: Delivery | None = getattr(dossier, "delivery", None)
    return documents.BookRow(
        dossier_code=dossier.code or "",
        procedure=dossier.procedure_version.name,
        set_count=1,
        owner=owner.full_name,
        address=owner.address or "",
        phone=wording.phone(owner.phone or "").replace("\u00a0", " "),
        competent_agency=dossier.competent_agency.name,
        received_on=_day(dossier.accepted_at) or date.min,
        due_on=_day(dossier.due_at or dossier.due_original_at),
        sent_on=_day(found.sent_at),
        result_back_on=_day(dossier.processed_at),
        returned_on=_day(dossier.returned_at),
        return_way=str(delivery.get_way_display()) if delivery else "",
        note="" if dossier.channel == "direct" else str(CHANNELS.get(dossier.channel, "")),
    )


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(vietnam.ZONE).date() if moment else None


def pdf(rows: Sequence[documents.BookRow], days: Days, clerk: Clerk, superior: str) -> bytes:
    """The book as the form of its last day.  :raises documents.NoSuchForm, documents.Unprintable:"""
    desk = clerk.desk
    head = documents.Letterhead(superior, desk.name, None, SITE.place.removeprefix("Tỉnh "), clerk.today)
    book = documents.TrackingBook(
        letterhead=head,
        volume=str(days.last.year),
        first_day=days.first,
        last_day=days.last,
        rows=tuple(rows),
        keeper=documents.Signature(("Người lập sổ",), clerk.actor.name),
    )
    return documents.render(book, on=days.last)


def spreadsheet(rows: Sequence[documents.BookRow], days: Days, clerk: Clerk) -> bytes:
    """The same as a spreadsheet: texts stay texts, days are days."""
    sheet = Sheet(
        name="Sổ theo dõi hồ sơ",
        title=f"{title(days)}, {desk_name(clerk.desk)}, {days.words}",
        formula=f"Hồ sơ quầy đã tiếp nhận {days.words}. Số liệu đến {vietnam.moment_text(clerk.now)}.",
        columns=COLUMNS,
    )
    target = BytesIO()
    sheet.write(target, (_cells(number, row) for number, row in enumerate(rows, start=1)))
    return target.getvalue()


def _cells(number: int, row: documents.BookRow) -> list[Value]:
    return [
        number, row.dossier_code, row.procedure, row.set_count, row.owner, row.address, row.phone, row.competent_agency,
        row.received_on, row.due_on, row.sent_on, row.result_back_on, row.returned_on, row.return_way, row.note,
    ]  # fmt: skip
