"""The components as template tags: `{% load ui %}`. The living page `/giao-dien/` shows each with its states."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.template import Context
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.base import clock
from motcua.core.status_words import ICONS, Due, Tone, Words
from motcua.files.inspection import ACCEPT
from motcua.web.ui import marking, shell, wording
from motcua.web.ui.icons import icon as draw_icon
from motcua.web.ui.parts import Crumb, Fact, Key, Moment, Page, Paper, Tab

register = template.Library()

register.filter("money", wording.money)
register.filter("phone", wording.phone)
register.filter("filesize_vi", wording.size)
register.filter("said", wording.said)
register.filter("grouped", wording.grouped)


# --- Words ------------------------------------------------------------------------------------------------------------
@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """{% icon "search" %} or, when it stands alone, {% icon "search" label="Tìm" %}"""
    return draw_icon(name, str(label))


@register.simple_tag
def tag(tone: str, text: str | Words, icon: str = "") -> SafeString:
    """A state in words: {% tag "late" "Quá hạn" %}. Tones: ok, soon, late, wait, idle, info."""
    words = wording.said(text) if isinstance(text, Words) else text
    return format_html('<span class="tag {}">{}{}</span>', tone, draw_icon(icon or ICONS[Tone(tone)]), words)


@register.simple_tag
def due_cell(due: Due) -> SafeString:
    """How much time is left, in icon + words + meter: {% due_cell row.due %} with `status_words.due(…)`."""
    return format_html(
        '<span class="due {}">{}{}{}</span>', due.tone, draw_icon(due.icon), wording.said(due.words), _meter(due)
    )


def _meter(due: Due) -> SafeString:
    """Widths as SVG attributes: the content security policy forbids inline styles."""
    if not due.meter and due.tone in (Tone.WAIT, Tone.IDLE):
        return mark_safe("")
    return format_html(
        '<svg class="meter" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="meter__ground" width="100" height="16"/><rect class="meter__fill" width="{}" height="16"/></svg>',
        due.meter,
    )


@register.simple_tag
def code(value: str, copy: bool = True) -> SafeString:
    """A code or number, with a copy button (appears only where the browser can copy)."""
    text = format_html('<span class="code" translate="no">{}</span>', value)
    if not copy:
        return text
    return format_html(
        '<span class="copyable">{}<button type="button" class="copy js-only" data-copy="{}" title="{}">{}'
        "</button></span>",
        text,
        value,
        _("Sao chép"),
        draw_icon("copy", _("Sao chép %(code)s") % {"code": value}),
    )


def _time(value: date, text: str, title: str = "") -> SafeString:
    return format_html(
        '<time datetime="{}"{}>{}</time>', value.isoformat(), format_html(' title="{}"', title) if title else "", text
    )


@register.filter
def day(value: date | None) -> str | SafeString:
    """dd/mm/yyyy"""
    return "" if value is None else _time(value, wording.day(value))


@register.filter
def moment(value: datetime | None) -> str | SafeString:
    """16:30, 03/12/2026"""
    return "" if value is None else _time(value, wording.moment(value))


@register.filter
def weekday(value: date | None) -> str | SafeString:
    """thứ Năm, 03/12/2026"""
    return "" if value is None else _time(value, wording.weekday(value))


@register.filter
def appointment(value: datetime | None) -> str | SafeString:
    """16:30, thứ Năm, 03/12/2026"""
    return "" if value is None else _time(value, wording.due(value))


@register.filter
def ago(value: datetime | None) -> str | SafeString:
    """ "2 giờ trước", with the exact moment beside it for those who need it."""
    return "" if value is None else _time(value, wording.ago(value, clock.now()), wording.moment(value))


@register.simple_tag
def mark(text: str, query: str) -> SafeString:
    """The text with the searched words marked."""
    return marking.mark(text, query)


@register.simple_tag
def mark_spans(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """The text with the places a search found marked."""
    return marking.mark_spans(text, spans)


# --- Blocks -----------------------------------------------------------------------------------------------------------
@register.simple_block_tag
def banner(
    content: str, tone: str = "info", title: str | Words = "", icon: str = "", level: int = 2, refusal: bool = False
) -> SafeString:
    """{% banner "late" "Hồ sơ trễ hẹn" %}<p>…</p>{% endbanner %}; `level` 0: the title is no heading; `refusal`: it
    answers what was just sent, so it takes the focus."""
    words = wording.said(title) if isinstance(title, Words) else title
    name = f"h{level}" if level else "p"
    drawn = draw_icon(icon or ICONS[Tone(tone)])
    head = format_html('<{} class="banner__title">{}<span>{}</span></{}>', name, drawn, words, name) if words else ""
    focus = mark_safe(' role="alert" tabindex="-1" data-focus') if refusal else ""
    return format_html('<div class="banner {}"{}>{}{}</div>', tone, focus, head, content)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """A remark beside the main text."""
    return format_html('<div class="inset">{}</div>', content)


@register.simple_block_tag
def table(content: str, caption: str, kind: str = "") -> SafeString:
    """A table that scrolls inside itself: {% table "Hồ sơ" %}<thead>…{% endtable %}; kind "dense": work lists."""
    return format_html(
        '<div class="scroll" role="region" aria-label="{0}" tabindex="0"><table class="table {1}">'
        '<caption class="visually-hidden">{0}</caption>{2}</table></div>',
        caption,
        kind,
        content,
    )


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """A native dialog, opened by any `<button data-dialog="ID">` or link (a link still works without JavaScript)."""
    return render_to_string("ui/parts/dialog.html", {"id": id, "title": title, "content": content})


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: str, advice: str = "", icon: str = "inbox", level: int = 2) -> dict[str, Any]:
    """Nothing here, and what to do about it."""
    return {"title": title, "advice": advice, "icon": icon, "level": level}


@register.inclusion_tag("ui/parts/facts.html")
def facts(rows: Iterable[Fact]) -> dict[str, Any]:
    """A key–value list."""
    return {"rows": rows, "vi": shell.vietnamese()}


@register.inclusion_tag("ui/parts/crumbs.html")
def breadcrumb(crumbs: Sequence[Crumb]) -> dict[str, Any]:
    """The way here; the last entry is this page and has no address."""
    return {"crumbs": crumbs}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(moments: Iterable[Moment], level: int = 3) -> dict[str, Any]:
    """Done, now, to come."""
    return {"moments": moments, "level": level, "spoken": _STAGES}


@register.inclusion_tag("ui/parts/checklist.html")
def checklist(papers: Iterable[Paper], name: str = "") -> dict[str, Any]:
    """Papers of a dossier; with `name` each line is a checkbox of that name."""
    return {"papers": papers, "name": name}


class _Stages:
    """Words for what the dots of a timeline show by colour."""

    @property
    def done(self) -> str:
        return _("Đã xong:")

    @property
    def now(self) -> str:
        return _("Đang làm:")

    @property
    def todo(self) -> str:
        return _("Sắp tới:")


_STAGES = _Stages()


# --- Lists ------------------------------------------------------------------------------------------------------------
@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Sequence[Tab], label: str) -> dict[str, Any]:
    """Tabs with counts; each is a link to a list."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: Context, page: Page, parameter: str = "trang") -> dict[str, Any]:
    """Pages of a list; keeps the other parts of the address."""
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query[parameter] = str(number)
        return "?" + query.urlencode()

    numbers = [(n, address(n) if n else "") for n in page.numbers]
    return {
        "page": page,
        "numbers": numbers,
        "previous": address(page.previous) if page.previous else "",
        "next": address(page.next) if page.next else "",
    }


@register.simple_tag(takes_context=True)
def sort_head(context: Context, key: str, text: str, parameter: str = "xep") -> SafeString:
    """The inside of a table head that sorts: {% sort_head "han" "Hạn bước" %}; a second click turns the order."""
    query = context["request"].GET.copy()
    current = query.get(parameter, "")
    query[parameter] = f"-{key}" if current == key else key
    query.pop("trang", None)
    arrows = {key: ("arrow-up", _("tăng dần")), f"-{key}": ("arrow-down", _("giảm dần"))}
    arrow = draw_icon(*arrows[current]) if current in arrows else ""
    return format_html('<a href="?{}">{}{}</a>', query.urlencode(), text, arrow)


# --- Actions ----------------------------------------------------------------------------------------------------------
@register.simple_tag
def button(text: str, kind: str = "", icon: str = "", key: str = "", type: str = "submit", **attrs: Any) -> SafeString:
    """{% button "Tiếp nhận" icon="check" key="C" name="verb" %}; kinds: secondary, quiet, danger, gold."""
    return format_html('<button type="{}" {}>{}</button>', type, _attrs(kind, key, attrs), _face(text, icon, key))


@register.simple_tag
def link_button(text: str, url: str, kind: str = "", icon: str = "", key: str = "", **attrs: Any) -> SafeString:
    """A link that looks like a button because it leads to the next step."""
    return format_html('<a href="{}" {}>{}</a>', url, _attrs(kind, key, attrs), _face(text, icon, key))


def _attrs(kind: str, key: str, attrs: dict[str, Any]) -> SafeString:
    kinds = ("button", f"button--{kind}" if kind else "", attrs.pop("class_", ""))
    named = {"class": " ".join(filter(None, kinds))}
    if key:
        named |= {"data-key": key.lower(), "aria-keyshortcuts": key}
    named |= {name.replace("_", "-"): value for name, value in attrs.items() if value not in (False, None)}
    return format_html_join(" ", '{}="{}"', named.items())


def _face(text: str, icon: str, key: str) -> SafeString:
    return format_html(
        "{}<span>{}</span>{}",
        draw_icon(icon) if icon else "",
        text,
        format_html('<kbd aria-hidden="true">{}</kbd>', key) if key else "",
    )


@register.inclusion_tag("ui/parts/confirm.html", takes_context=True)
def confirm(
    context: Context,
    id: str,
    title: str,
    action: str,
    button: str,
    reason: bool = True,
    text: str = "",
    kind: str = "",
    hidden: dict[str, str] | None = None,
) -> dict[str, Any]:
    """A dialog that asks before something happens, and for the reason where law asks for one (field `reason`)."""
    return {
        "id": id, "title": title, "action": action, "button": button, "reason": reason, "text": text, "kind": kind,
        "hidden": hidden or {}, "csrf_token": context.get("csrf_token", ""),
    }  # fmt: skip


@register.inclusion_tag("ui/parts/keys.html")
def keyboard_bar(keys: Sequence[Key]) -> dict[str, Any]:
    """What the keys do on this page; people can switch them off."""
    return {"keys": keys}


# --- Forms ------------------------------------------------------------------------------------------------------------
@register.simple_tag
def file_limits() -> SafeString:
    """The attributes of a control that takes papers: what may be chosen, and how large."""
    return format_html('accept="{}" data-max-bytes="{}"', ACCEPT, settings.FILE_LIMIT_BYTES)


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, short: bool = False, optional: bool = True, kind: str = "") -> dict[str, Any]:
    """Label, hint and error above the control, whatever it is. `optional=False` hides "không bắt buộc"."""
    widget = bound.field.widget
    group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    return {
        "field": bound,
        "short": short,
        "optional": optional and not bound.field.required,
        "group": group,
        "single": isinstance(widget, CheckboxInput),
        "upload": isinstance(widget, FileInput),
        "kind": kind,
    }


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """Everything that is wrong in one or several forms, with a link to each place; nothing when all is well."""
    wrong: list[tuple[str, str]] = []
    for form in forms:
        if form is None or not form.errors:
            continue
        wrong += [("", error) for error in form.non_field_errors()]
        wrong += [(bound.id_for_label or f"{bound.auto_id}_0", error) for bound in form for error in bound.errors]
    return {"wrong": wrong}


@register.inclusion_tag("ui/declaration/whole.html")
def declaration(declaration: Any, brief: bool = False) -> dict[str, Any]:
    """The electronic form of a procedure: {% declaration application.declaration %}; `brief`: no "không bắt buộc"."""
    return {"declaration": declaration, "brief": brief}


@register.inclusion_tag("ui/declaration/declared.html")
def declared(parts: Iterable[Any], titles: bool = True) -> dict[str, Any]:
    """What was declared on an electronic form, from `declaring.declared(…)`."""
    return {"parts": parts, "titles": titles, "vi": shell.vietnamese()}


# --- Shell ------------------------------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def in_language(context: Context, language: str) -> str:
    """This page's address in the other language."""
    request = context.get("request")
    return translate_url(request.get_full_path(), language) if request else "/"
