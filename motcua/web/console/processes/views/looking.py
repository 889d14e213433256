"""Looking: the list of processes, one version of one, the difference between two."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.catalog import queries
from motcua.catalog.models import ProcessVersion
from motcua.catalog.queries import ProcessRow, Which
from motcua.core import flow
from motcua.core.flow import ProcessDef
from motcua.core.status_words import Tone
from motcua.core.vietnam import day_text, moment_text
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.processes import picture, reach, table, words
from motcua.web.ui.parts import Crumb, Fact, Key, Page, Tab

SIZE = 50
MOST_USED = 12


@dataclass(frozen=True, slots=True)
class ShownRow:
    name: str
    key: str
    url: str
    live: str
    coming: str
    draft: str
    draft_tone: Tone
    draft_url: str
    steps: int
    hours: str
    procedures: int


@dataclass(frozen=True, slots=True)
class ShownVersion:
    name: str
    url: str
    tone: Tone
    state: str
    begins: str
    current: bool
    compare_url: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    name: str
    what: str
    before: str | None
    after: str | None


@permission(Permission.MANAGE_PROCESSES)
def processes(request: HttpRequest) -> HttpResponse:
    """Every process, by name; `q` finds, `loc` narrows."""
    desk = desks.of(request)
    text = request.GET.get("q", "")[:200]
    asked = request.GET.get("loc", "")
    which = Which(asked) if asked in set(Which) else Which.ALL
    known, counts = queries.processes_known(text=text)
    known = [each for each in known if each.is_(which)]
    page = Page.asked(request.GET.get("trang"), size=SIZE, total=len(known))
    rows = queries.process_rows(known[page.start : page.stop], on=desk.today)
    values = {
        "text": text,
        "which": which.value,
        "tabs": [_tab(each, which, counts[each], text) for each in Which],
        "rows": [_row(row) for row in rows],
        "page": page,
        "may_change": reach.may_change(desk),
    }
    return frame.draw(request, "console/processes/list.html", values, way=[Crumb(_("Quy trình"))])


@permission(Permission.MANAGE_PROCESSES)
def one(request: HttpRequest, version_id: int) -> HttpResponse:
    """A version of a process: picture, table, findings, who works by it."""
    desk = desks.of(request)
    version = reach.version(version_id)
    process = queries.table_of(version)
    versions = queries.process_versions(version.process_id)
    used = queries.process_used_by(version.process_id)
    told = table.told_again(version.findings)
    tone, state = words.state(version, desk.today)
    more = len(used) - MOST_USED
    values = {
        "version": version,
        "name": process.name or version.process.name,
        "tone": tone,
        "state": f"{state} · " + _("phiên bản %(number)s") % {"number": version.number},
        "picture": picture.draw(process, table.wrong_steps(told)),
        "steps": table.steps(process),
        "told": told,
        "facts": _facts(version, process),
        "used": used[:MOST_USED],
        "used_more": _("và %(more)s thủ tục khác") % {"more": more} if more > 0 else "",
        "versions": [_version(each, version, desk.today) for each in versions],
        "has_draft": any(each.status == ProcessVersion.Status.DRAFT for each in versions),
        "may_change": reach.may_change(desk),
        "keys": [Key(["E"], _("Sửa"))] if reach.may_change(desk) else [],
    }
    return frame.draw(request, "console/processes/one.html", values, way=[_list(), Crumb(version.process.name)])


@permission(Permission.MANAGE_PROCESSES)
def compare(request: HttpRequest, version_id: int, other_id: int) -> HttpResponse:
    """What changed from one version of a process to another, the older first."""
    pair = sorted((reach.version(version_id), reach.version(other_id)), key=lambda each: each.number)
    before, after = pair
    if before.process_id != after.process_id:
        raise Http404
    values = {
        "name": after.process.name,
        "before": before,
        "after": after,
        **changes(queries.table_of(before), queries.table_of(after)),
        "before_head": _("Phiên bản %(number)s") % {"number": before.number},
        "after_head": _("Phiên bản %(number)s") % {"number": after.number},
    }
    way = [_list(), Crumb(after.process.name, reverse("console:process", args=[after.pk])), Crumb(_("So sánh"))]
    return frame.draw(request, "console/processes/compare.html", values, way=way)


def changes(before: ProcessDef, after: ProcessDef) -> dict[str, Any]:
    """What differs, as the table of changes shows it."""
    found = flow.differences(before, after, roles=words.role_names(), language=words.language())
    return {
        "changes": [
            ShownChange(
                each.name if each.step else _("Cả quy trình"),
                words.said(flow.WHAT_WORDS[each.what]),
                each.before,
                each.after,
            )
            for each in found
        ]
    }


def _list() -> Crumb:
    return Crumb(_("Quy trình"), reverse("console:processes"))


def _tab(each: Which, which: Which, count: int, text: str) -> Tab:
    names = {
        Which.ALL: _("Tất cả"),
        Which.IN_USE: _("Đang dùng cho thủ tục"),
        Which.DRAFT: _("Có bản nháp"),
        Which.UNUSED: _("Chưa gắn thủ tục"),
        Which.TEMPLATE: _("Quy trình mẫu"),
    }
    asked = {"q": text, "loc": each.value}
    return Tab(names[each], "?" + urlencode({name: said for name, said in asked.items() if said}), count, each is which)


def _row(row: ProcessRow) -> ShownRow:
    shown = row.live_id or row.coming_id or row.draft_id
    draft = ""
    if row.draft_number:
        draft = _("Nháp %(number)s") % {"number": row.draft_number}
        if row.draft_errors:
            draft += " · " + _("%(count)s lỗi") % {"count": row.draft_errors}
    return ShownRow(
        name=row.known.name,
        key=row.known.key,
        url=reverse("console:process", args=[shown]),
        live=_began(row.live_number, row.live_from),
        coming=_began(row.coming_number, row.coming_from),
        draft=draft,
        draft_tone=Tone.LATE if row.draft_errors else Tone.SOON,
        draft_url=reverse("console:process", args=[row.draft_id]) if row.draft_id else "",
        steps=row.steps,
        hours=words.hours(row.norm_hours),
        procedures=len(row.known.codes),
    )


def _began(number: int | None, begins: Any) -> str:
    if number is None or begins is None:
        return ""
    return _("Bản %(number)s từ %(day)s") % {"number": number, "day": day_text(begins)}


def _facts(version: ProcessVersion, process: ProcessDef) -> list[Fact]:
    facts = [
        Fact(_("Mã quy trình"), version.process.key, "code"),
        Fact(_("Tổng thời gian"), words.hours_and_days(version.norm_hours)),
        Fact(_("Số bước"), str(len(process.steps))),
    ]
    if version.valid_from:
        facts.append(Fact(_("Áp dụng từ"), day_text(version.valid_from)))
    if version.template:
        facts.append(Fact(_("Lập theo mẫu"), version.template.process.name))
    if version.published_at:
        who = f", {version.published_by.full_name}" if version.published_by else ""
        facts.append(Fact(_("Ban hành"), f"{moment_text(version.published_at)}{who}"))
    elif version.saved_at:
        who = f", {version.saved_by.full_name}" if version.saved_by else ""
        facts.append(Fact(_("Lưu gần nhất"), f"{moment_text(version.saved_at)}{who}"))
    return facts


def _version(each: ProcessVersion, shown: ProcessVersion, today: Any) -> ShownVersion:
    tone, state = words.state(each, today)
    return ShownVersion(
        name=_("Phiên bản %(number)s") % {"number": each.number},
        url=reverse("console:process", args=[each.pk]),
        tone=tone,
        state=state,
        begins=_("từ %(day)s") % {"day": day_text(each.valid_from)} if each.valid_from else "",
        current=each.pk == shown.pk,
        compare_url="" if each.pk == shown.pk else reverse("console:process_compare", args=[shown.pk, each.pk]),
    )
