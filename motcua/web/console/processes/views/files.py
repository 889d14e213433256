"""Processes as files: BPMN 2.0, JSON and spreadsheets, out and in."""

import io
import json
import re
from dataclasses import dataclass
from pathlib import PurePath

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.catalog import actions, queries, step_tables
from motcua.catalog.models import ProcessVersion
from motcua.core import flow
from motcua.gateways import bpmn
from motcua.gateways.documents.sheet import Column, Kind, Sheet, write_book
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.processes import reach, table, words
from motcua.web.console.processes.forms import TakeInForm
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

LARGEST = 4 * 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One process made of a file, or found to be there already."""

    name: str
    url: str
    number: int
    same: str  # why no draft was made of it, in words
    errors: int
    warnings: int
    remarks: list[str]


@permission(Permission.MANAGE_PROCESSES)
@in_vietnamese
def as_bpmn(request: HttpRequest, version_id: int) -> HttpResponse:
    """The diagram for other tools."""
    version = reach.version(version_id)
    try:
        data = bpmn.write(
            queries.table_of(version),
            norm_hours=version.norm_hours,
            roles=words.role_names(),
            language=words.language(),
        )
    except bpmn.NotDrawable as refused:
        messages.error(request, said(refused))
        return redirect("console:process", version.pk)
    return _file(data, version, "bpmn", "application/xml")


@permission(Permission.MANAGE_PROCESSES)
@in_vietnamese
def as_json(request: HttpRequest, version_id: int) -> HttpResponse:
    """The table as it is stored: nothing is lost when it is taken in again."""
    version = reach.version(version_id)
    document = flow.to_rows(queries.table_of(version)) | {
        "norm_hours": None if version.norm_hours is None else str(version.norm_hours)
    }
    return _file(json.dumps(document, ensure_ascii=False, indent=1).encode(), version, "json", "application/json")


@permission(Permission.MANAGE_PROCESSES)
@in_vietnamese
def as_sheet(request: HttpRequest, version_id: int) -> HttpResponse:
    """The table as provinces print it, in the columns the import reads."""
    version = reach.version(version_id)
    process = queries.table_of(version)
    names = step_tables.COLUMNS
    columns = tuple(
        Column(name, Kind.TEXT, width) for name, width in zip(names, (14, 40, 8, 50, 40, 20, 40, 24, 24), strict=True)
    )
    codes = ", ".join(dict.fromkeys(used.code for used in queries.process_used_by(version.process_id))) or "–"
    declared = "" if version.norm_hours is None else f"{words.number(version.norm_hours)} giờ làm việc"
    printed = [
        (codes, process.name, no, work, who, time, output, process.key, declared)
        for no, work, who, time, output in step_tables.print_rows(process)
    ]
    note = _("Phiên bản %(number)s") % {"number": version.number}
    told = _("Nhập lại tệp này, hệ thống chỉ đọc trang “%(sheet)s”.") % {"sheet": step_tables.WHOLE_NAME}
    whole = tuple(Column(name, Kind.TEXT, 24) for name in step_tables.WHOLE_COLUMNS)
    book = io.BytesIO()
    write_book(
        book,
        [
            (Sheet(name="Bảng in", title=process.name, formula=f"{note}. {told}", columns=columns), printed),
            (
                Sheet(name=step_tables.WHOLE_NAME, title=process.name, formula=note, columns=whole),
                step_tables.whole_rows(process, version.norm_hours),
            ),
        ],
    )
    return _file(book.getvalue(), version, "xlsx", XLSX)


@permission(Permission.MANAGE_PROCESSES)
def take_in(request: HttpRequest) -> HttpResponse:
    """A file becomes drafts; what cannot be held is refused with the element's name."""
    desk = reach.changing(request)
    form = TakeInForm(request.POST or None, request.FILES or None)
    taken: list[TakenIn] = []
    refused_for: list[str] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            if file.size > LARGEST:
                form.add_error("file", _("Tệp lớn hơn 4 MB."))
            else:
                try:
                    taken = _taken(file, desk)
                    status = 200
                except bpmn.BpmnRefused as refused:
                    refused_for = [each.en if _english() else each.vi for each in refused.reasons]
                except REFUSED as refused:
                    form.add_error("file", said(refused))
                except flow.DefinitionError as error:
                    form.add_error("file", _("Tệp JSON không đúng cấu trúc: %(where)s") % {"where": error.where})
    values = {
        "form": form,
        "made": [each for each in taken if not each.same],
        "same": [each for each in taken if each.same],
        "refused_for": refused_for,
    }
    way = [Crumb(_("Quy trình"), reverse("console:processes")), Crumb(_("Nhập từ tệp"))]
    return frame.draw(request, "console/processes/take_in.html", values, way=way, status=status)


def _taken(file: UploadedFile, desk: Desk) -> list[TakenIn]:
    """Keep what a file holds as drafts.  :raises Refusal, flow.DefinitionError:"""
    name, data = str(file.name), file.read()
    ending = PurePath(name).suffix.lower()
    if ending in (".bpmn", ".xml"):
        made = actions.take_in_bpmn(data=data, by=desk.actor, now=desk.now)
        return [_shown(made.version, desk, [each.en if _english() else each.vi for each in made.remarks])]
    if ending == ".json" and (document := _own(data)) is not None:
        process = flow.from_rows(document | {"version": 1})
        norm = flow.read_hours(document.get("norm_hours"), "norm_hours")
        kept = actions.keep_draft(process=process, norm_hours=norm, by=desk.actor, now=desk.now)
        return [_shown(kept, desk, [])]
    made_of = actions.import_processes(step_tables.read(data, name), by=desk.actor, now=desk.now)
    versions = ProcessVersion.objects.select_related("process").in_bulk([each.process_version_id for each in made_of])
    return [
        _shown(
            versions[each.process_version_id],
            desk,
            [remark.message_en if _english() else remark.message_vi for remark in each.report.remarks],
        )
        for each in made_of
    ]


def _own(data: bytes) -> dict[str, object] | None:
    """Return a document of our own; None where it is a list of printed tables."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) and "format" in document and "steps" in document else None


def _shown(version: ProcessVersion, desk: Desk, remarks: list[str]) -> TakenIn:
    told = table.told_again(version.findings)
    errors = sum(each.is_error for each in told)
    return TakenIn(
        version.process.name,
        reverse("console:process", args=[version.pk]),
        version.number,
        _same(version, desk),
        errors,
        len(told) - errors,
        remarks,
    )


def _same(version: ProcessVersion, desk: Desk) -> str:
    if version.saved_at == desk.now:
        return ""
    if version.status == ProcessVersion.Status.DRAFT:
        return _("giống hệt bản nháp %(number)s đang có") % {"number": version.number}
    return _("giống hệt phiên bản %(number)s đã ban hành") % {"number": version.number}


def _file(data: bytes, version: ProcessVersion, ending: str, kind: str) -> HttpResponse:
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", version.process.key)
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}-{version.number}.{ending}"'
    return response


def _english() -> bool:
    return words.language().startswith("en")
