"""The agencies of a day as a spreadsheet and as JSON."""

import io
import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from motcua.access import Permission, permission
from motcua.gateways.documents.sheet import Column, Kind, Sheet
from motcua.org import queries as org
from motcua.web.console import desk as desks
from motcua.web.console.agencies.standing import LEVELS, day_asked, lines, units_on
from motcua.web.ui.language import in_vietnamese

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    Column("Tên cơ quan", Kind.TEXT, 44),
    Column("Tên ngắn", Kind.TEXT, 28),
    Column("Cấp", Kind.TEXT, 24),
    Column("Cơ quan cấp trên", Kind.TEXT, 36),
    Column("Mã định danh mới", Kind.TEXT, 20),
    Column("Mã định danh cũ", Kind.TEXT, 20),
    Column("Mã đơn vị hành chính", Kind.TEXT, 12),
    Column("Bộ phận Một cửa", Kind.TEXT, 10),
    Column("Phòng, đơn vị", Kind.TEXT, 60),
)


@permission(Permission.MANAGE_AGENCIES)
@require_GET
@in_vietnamese
def sheet(request: HttpRequest) -> HttpResponse:
    """One row for each agency."""
    day = day_asked(request, desks.of(request).today)
    made = Sheet(
        name="Cơ quan",
        title=f"Cơ quan, đơn vị ngày {day:%d/%m/%Y}",
        formula="Cơ quan có hiệu lực trong ngày, cấp trên trước cấp dưới; mã theo từng loại mã.",
        columns=COLUMNS,
    )
    file = io.BytesIO()
    made.write(file, (_row(line) for line in lines(org.tree(on=day), units_on(day))))
    return _handed(file.getvalue(), XLSX, f"co-quan-{day:%Y-%m-%d}.xlsx")


def _row(line: dict[str, object]) -> list[str]:
    codes, units = line["codes"], line["units"]
    assert isinstance(codes, dict)
    assert isinstance(units, list)
    level = str(LEVELS.get(str(line["level"]), line["level"]))
    said = [str(line["name"]), str(line["short_name"]), level, str(line["parent"])]
    said += [codes.get(scheme, "") for scheme in ("new", "old", "gso")]
    return [*said, "có" if line["is_one_stop"] else "", "; ".join(units)]


@permission(Permission.MANAGE_AGENCIES)
@require_GET
@in_vietnamese
def document(request: HttpRequest) -> HttpResponse:
    """The same for other programs."""
    day = day_asked(request, desks.of(request).today)
    content = {"on": day.isoformat(), "agencies": list(lines(org.tree(on=day), units_on(day)))}
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return _handed(text.encode(), "application/json; charset=utf-8", f"co-quan-{day:%Y-%m-%d}.json")


def _handed(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
