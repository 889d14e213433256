"""Procedures as files: the list as narrowed, or one version with all it holds. The JSON comes back by the import."""

import io
import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.access import Permission, permission
from motcua.catalog import queries
from motcua.catalog.models import Channel, Paper, ProcedureVersion
from motcua.gateways.documents.sheet import Column, Kind, Sheet, Value, write_book
from motcua.web.console import desk as desks
from motcua.web.console.procedures import reach, words
from motcua.web.console.procedures.views.listing import asked
from motcua.web.ui import procedures as said
from motcua.web.ui.language import in_vietnamese

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 20_000
BATCH = 100
LIST = (
    Column("Mã số", Kind.TEXT, 12),  # these five are the columns of the national portal's list, which the import reads
    Column("Tên", Kind.TEXT, 60),
    Column("Cơ quan ban hành", Kind.TEXT, 30),
    Column("Cơ quan thực hiện", Kind.TEXT, 40),
    Column("Lĩnh vực", Kind.TEXT, 30),
    Column("Cấp thực hiện", Kind.TEXT, 20),
    Column("Phiên bản", Kind.NUMBER, 10),
    Column("Có hiệu lực từ", Kind.DAY, 14),
    Column("Đến hết ngày", Kind.DAY, 14),
    Column("Bãi bỏ từ", Kind.DAY, 14),
    Column("Cán bộ phải chọn", Kind.TEXT, 12),
    Column("Chưa có quy trình", Kind.TEXT, 12),
    Column("Chưa có biểu mẫu", Kind.TEXT, 12),
)


@permission(Permission.MANAGE_CATALOG)
@require_GET
@in_vietnamese
def sheet(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, one row for each procedure."""
    desk = desks.of(request)
    rows, _counts = queries.procedure_list(asked(request), on=desk.today, most=MOST)
    agencies = queries.agencies_of_versions([row.version_id for row in rows])
    made = Sheet(
        name="Thủ tục",
        title=f"Thủ tục hành chính ngày {desk.today:%d/%m/%Y}",
        formula="Mỗi thủ tục một dòng: phiên bản của ngày, nếu chưa có thì phiên bản sắp tới, nếu hết thì bản cuối.",
        columns=LIST,
    )
    file = io.BytesIO()
    made.write(file, (_row(row, agencies) for row in rows))
    return _handed(file.getvalue(), XLSX, f"thu-tuc-{desk.today:%Y-%m-%d}.xlsx")


@permission(Permission.MANAGE_CATALOG)
@require_GET
def lines(request: HttpRequest) -> StreamingHttpResponse:
    """The same as JSON, one procedure a line with all it holds."""
    desk = desks.of(request)
    rows, _counts = queries.procedure_list(asked(request), on=desk.today, most=MOST)
    name = f"thu-tuc-{desk.today:%Y-%m-%d}.jsonl"
    return StreamingHttpResponse(
        _lines([row.version_id for row in rows]),
        content_type="application/x-ndjson; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@permission(Permission.MANAGE_CATALOG)
@require_GET
def one_document(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version as a record: texts as published, a clerk's choices beside them."""
    version = queries.whole_versions().get(pk=reach.version(code, number).pk)
    text = json.dumps(queries.record_of(version), ensure_ascii=False, indent=1)
    return _handed(text.encode(), "application/json; charset=utf-8", f"thu-tuc-{code}-{number}.json")


@permission(Permission.MANAGE_CATALOG)
@require_GET
@in_vietnamese
def one_sheet(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version as a workbook to read: a sheet for each part of it."""
    version = queries.version_with_all(reach.version(code, number).pk)
    parts: list[tuple[str, tuple[Column, ...], list[tuple[Value, ...]]]] = [
        ("Nội dung", _columns(("Mục", 28), ("Nội dung", 110)), [*_about(version)]),
        (
            "Cách nộp",
            _columns(("Hình thức", 18), ("Trường hợp", 30), ("Thời hạn", 24), ("Thời hạn (nguyên văn)", 40),
                     ("Phí, lệ phí", 40), ("Phí, lệ phí (nguyên văn)", 40), ("Mô tả", 60)),
            [_way(each, version) for each in version.channels.all()],
        ),
        (
            "Thành phần hồ sơ",
            _columns(("Tên giấy tờ", 80), ("Trường hợp", 40), ("Loại", 26), ("Số bản", 26), ("Ghi chú", 22)),
            [_paper(each) for each in version.papers.all()],
        ),
        (
            "Kết quả",
            _columns(("Mã kết quả", 24), ("Tên kết quả", 80)),
            [(each.code, each.name) for each in version.results.all()],
        ),
        (
            "Căn cứ pháp lý",
            _columns(("Số, ký hiệu", 28), ("Trích yếu", 100)),
            [(each.number, each.title) for each in version.legal_bases.all()],
        ),
    ]  # fmt: skip
    note = f"{code}, phiên bản {number}, {words.period(version.valid_from, version.valid_to)}"
    file = io.BytesIO()
    write_book(
        file,
        [(Sheet(name=name, title=version.name, formula=note, columns=columns), rows) for name, columns, rows in parts],
    )
    return _handed(file.getvalue(), XLSX, f"thu-tuc-{code}-{number}.xlsx")


def _lines(version_ids: list[int]) -> Iterator[bytes]:
    for start in range(0, len(version_ids), BATCH):
        wanted = version_ids[start : start + BATCH]
        found = {version.pk: version for version in queries.whole_versions().filter(pk__in=wanted)}
        for version_id in wanted:
            yield json.dumps(queries.record_of(found[version_id]), ensure_ascii=False).encode() + b"\n"


def _row(row: queries.ProcedureRow, agencies: dict[int, tuple[str, str]]) -> list[Value]:
    issuing, executing = agencies[row.version_id]
    return [
        row.code, row.name, issuing, executing, row.field, words.levels(row.levels), row.number, row.valid_from,
        row.valid_to, row.abolished_on, *("có" if each else "" for each in
                                          (row.must_choose, row.without_process, row.without_form)),
    ]  # fmt: skip


def _columns(*given: tuple[str, int]) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.TEXT, width) for name, width in given)


def _about(version: ProcedureVersion) -> Iterator[tuple[Value, ...]]:
    yield _("Mã thủ tục"), version.procedure.national_code
    yield _("Tên thủ tục"), version.name
    yield _("Lĩnh vực"), version.field.name
    yield _("Cấp thực hiện"), words.levels(version.levels)
    yield _("Đối tượng thực hiện"), "\n".join(version.targets)
    yield _("Quyết định công bố"), version.decision_number
    yield _("Cơ quan ban hành"), version.issuing_agency
    yield _("Cơ quan thực hiện"), version.executing_agency
    yield from words.texts(version)


def _way(channel: Channel, version: ProcedureVersion) -> tuple[Value, ...]:
    shown = said.way(channel, on=version.valid_from)
    unclear = _("Cán bộ phải chọn")
    return (
        shown.name,
        shown.case,
        unclear if shown.time_unclear else shown.time,
        channel.time_raw,
        unclear if shown.fee_unclear else "\n".join(said.fee_words(fee) for fee in channel.fees.all()),
        channel.fee_raw,
        channel.description,
    )


def _paper(paper: Paper) -> tuple[Value, ...]:
    unclear = "" if paper.status == "understood" else _("Cán bộ phải chọn")
    case = paper.case.name if paper.case else ""
    return paper.name, case, str(paper.get_kind_display()), said.paper_amount(paper), unclear


def _handed(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
