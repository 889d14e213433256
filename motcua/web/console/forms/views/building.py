"""The builder: the outline, the part that is edited, and the form as the applicant will see it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from motcua.access import Permission, permission
from motcua.catalog.refusals import FormChangedMeanwhile
from motcua.core.forms import Definition, Kind, editing
from motcua.core.forms.composing import NotComposed
from motcua.core.forms.editing import NotThere
from motcua.core.status_words import Words
from motcua.core.vietnam import tidy
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.forms import panel as panels
from motcua.web.console.forms import working
from motcua.web.console.forms.kinds_asked import kind_choices
from motcua.web.console.forms.outline import outline
from motcua.web.console.forms.panel import Panel
from motcua.web.console.forms.working import Work
from motcua.web.ui.declaring.names import id_of
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "mark", "do", "kind", "kind-was", "required", "result"})
WIDTHS = ("dien-thoai", "may-tinh")


@permission(Permission.MANAGE_CATALOG)
def build(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show the draft and keep what was changed of the part on the table."""
    desk, work = desks.of(request), working.on_the_table(version_id)
    address = request.GET.get("o", "")
    if request.method == "POST":
        return _changed(request, desk, work, address)
    try:
        panel = panels.opened(work.definition, work.found, address)
    except NotThere as gone:
        messages.warning(request, said(gone))
        return redirect(_address(request, work, ""))
    return _drawn(request, work, panel)


def _changed(request: HttpRequest, desk: Desk, work: Work, address: str) -> HttpResponse:
    """Keep the part as entered; what cannot be kept stays in the page with the reason beside it."""
    data = request.POST
    try:
        panel = panels.opened(work.definition, work.found, address, data)
    except NotThere:
        return _lost(request, work, address)
    renew = bool(data.get("do"))
    if data.get("do", "").startswith(panels.COMPOSED):
        try:
            panel = panels.opened(work.definition, work.found, address, panels.composed(panel, data))
        except NotComposed as refused:
            panels.why_not(panel, data, refused)
    if not panel.form.is_valid():
        return _answered(request, work, panel, status=422, renew=True)
    try:
        definition, now_at = panel.applied(today=desk.today.isoformat())
        working.keep(desk, work.version.pk, definition, begun_from=data.get("again") or data.get("mark", ""))
    except FormChangedMeanwhile as clash:
        return _answered(request, work, panel, status=409, clash=said(clash))
    except REFUSED as refused:
        panel.form.add_error("key" if isinstance(refused, editing.KeyTaken) else None, said(refused))
        return _answered(request, work, panel, status=409, renew=True)
    kept = working.on_the_table(work.version.pk)
    if not request.htmx or now_at != address or data.get("again"):  # type: ignore[attr-defined]
        there = _address(request, kept, now_at)
        return HttpResponseClientRedirect(there) if request.htmx else redirect(there)  # type: ignore[attr-defined]
    renew = renew or data.get("kind", "") != data.get("kind-was", "")
    return _answered(request, kept, panels.opened(kept.definition, kept.found, address), renew=renew)


def _lost(request: HttpRequest, work: Work, address: str) -> HttpResponse:
    """The part is no longer in the form: what was typed is shown to be copied."""
    typed = [
        value
        for name, value in request.POST.items()
        if name not in NOT_TYPED and isinstance(value, str) and value.strip()
    ]
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "console/forms/gone.html", {"work": work}, status=200)
    panel = panels.opened(work.definition, work.found, "")
    return _drawn(request, work, panel, status=409, typed=typed)


def _answered(
    request: HttpRequest, work: Work, panel: Panel, *, status: int = 200, renew: bool = False, clash: str = ""
) -> HttpResponse:
    """The whole page, or for a script only what changed of it: what the editor types in stays as it is."""
    if not request.htmx:  # type: ignore[attr-defined]
        return _drawn(request, work, panel, status=status, clash=clash)
    values = _values(request, work, panel) | {"renew": renew, "clash": clash, "kept": status == 200}
    return render(request, "console/forms/kept.html", values)


def _drawn(request: HttpRequest, work: Work, panel: Panel, *, status: int = 200, **more: object) -> HttpResponse:
    way = [
        Crumb(_("Biểu mẫu điện tử"), reverse("console:forms")),
        Crumb(str(work.version.procedure), reverse("console:form", args=[work.version.pk])),
        Crumb(_("Soạn biểu mẫu")),
    ]
    return frame.draw(request, "console/forms/build.html", _values(request, work, panel) | more, way=way, status=status)


def _values(request: HttpRequest, work: Work, panel: Panel) -> dict[str, object]:
    width = request.GET.get("khung", WIDTHS[0])
    attempt = reverse("console:form_try", args=[work.version.pk])
    spot = f"#{id_of(panel.path)}" if panel.what == "field" and "." not in panel.path else ""
    return {
        "work": work,
        "panel": panel,
        "form": panel.form,
        "outline": outline(work.definition, work.found, panel.address),
        "here": _address(request, work, panel.address),
        "wide": width == WIDTHS[1],
        "widths": [(each, _address(request, work, panel.address, width=each), each == width) for each in WIDTHS],
        "try_url": attempt,
        "try_src": f"{attempt}?{urlencode({'m': work.mark[:12]})}{spot}",
        "kinds": kind_choices(),
        "places": _places(work.definition),
        "at": _place_of(work.definition, panel),
    }


def _address(request: HttpRequest, work: Work, part: str, *, width: str = "") -> str:
    query = {"o": part} if part else {}
    width = width or request.GET.get("khung", "")
    if width in WIDTHS[1:]:
        query["khung"] = width
    url = reverse("console:form_build", args=[work.version.pk])
    return f"{url}?{urlencode(query)}" if query else url


def _places(definition: Definition) -> list[tuple[str, str]]:
    """Where a new question may stand."""
    found = []
    for section in definition.sections:
        found.append((f"s:{section.key}", section.title.vi or section.key))
        found += [
            (f"g:{each.key}", _("nhóm “%(name)s”") % {"name": each.label.vi or each.key})
            for each in section.fields
            if each.kind is Kind.GROUP
        ]
    return found


def _place_of(definition: Definition, panel: Panel) -> str:
    """Where a new question stands unless said otherwise: beside the one on the table."""
    if panel.what == "section":
        return panel.address
    if panel.what != "field":
        return f"s:{definition.sections[-1].key}" if definition.sections else ""
    if panel.inside or panel.is_group:
        return f"g:{panel.path.split('.')[0]}"
    return f"s:{editing.home_of(definition, panel.path)}"


# --- Order, coming and going ------------------------------------------------------------------------------------------
@permission(Permission.MANAGE_CATALOG)
@require_POST
def arrange(request: HttpRequest, version_id: int) -> HttpResponse:
    """Add, move or take away a part."""
    desk, work = desks.of(request), working.on_the_table(version_id)
    verb, _space, part = request.POST.get("do", "").partition(" ")
    current = request.GET.get("o", "")
    try:
        definition, current = _arranged(work.definition, verb, part, request, current)
        working.keep(desk, version_id, definition, begun_from=request.POST.get("mark", ""))
    except REFUSED as refused:
        messages.error(request, said(refused))
        there = _address(request, work, current if not isinstance(refused, NotThere) else "")
        return HttpResponseClientRedirect(there) if request.htmx else redirect(there)  # type: ignore[attr-defined]
    kept = working.on_the_table(version_id)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(_address(request, kept, current))
    return _answered(request, kept, panels.opened(kept.definition, kept.found, current))


def _arranged(
    definition: Definition, verb: str, part: str, request: HttpRequest, current: str
) -> tuple[Definition, str]:
    """The form otherwise arranged, and the part that is then on the table.  :raises Refusal:"""
    what, _colon, name = part.partition(":")
    match verb, what:
        case (("up" | "down"), "f"):
            return editing.field_moved(definition, name, -1 if verb == "up" else 1), current
        case (("up" | "down"), "s"):
            return editing.section_moved(definition, name, -1 if verb == "up" else 1), current
        case "out", "f":
            return editing.field_removed(definition, name), f"s:{editing.home_of(definition, name)}"
        case "out", "s":
            return editing.section_removed(definition, name), ""
        case "out", "r":
            return editing.rule_removed(definition, name), ""
        case "add", _:
            return _with_question(definition, request)
        case "section", _:
            more = editing.section_added(definition, Words(tidy(request.POST.get("title", ""))[:300], ""))
            return more, f"s:{more.sections[-1].key}"
        case "rule", _:
            at = name if what == "f" else definition.fields[0].key if definition.fields else ""
            more = editing.rule_added(definition, at)
            return more, f"r:{more.rules[-1].key}"
    raise NotThere


def _with_question(definition: Definition, request: HttpRequest) -> tuple[Definition, str]:
    label = tidy(request.POST.get("label", ""))[:1000] or _("Câu hỏi mới")
    chosen = request.POST.get("kind", "")
    kind = next((each for each in Kind if each.value == chosen), Kind.TEXT)
    where, _colon, name = request.POST.get("where", "").partition(":")
    group = name if where == "g" else ""
    if group and kind is Kind.GROUP:
        kind = Kind.TEXT
    section = editing.home_of(definition, group) if group else name
    block = editing.find(definition, group).fields if group else definition.fields
    key = editing.new_key(label, (field.key for field in block))
    made = editing.usual(key, kind, Words(label, ""))
    more = editing.field_added(definition, made, section=section, group=group)
    return more, f"f:{group}.{key}" if group else f"f:{key}"
