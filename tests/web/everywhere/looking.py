"""Pages of the walk in a real browser whose requests are answered in this process: no server, and the walk's own
transaction is seen. WCAG 2.2 AA by axe at two widths; at 200 % and on the smallest phone nothing runs out of the page
and nothing to press is lost; printed, no navigation, no buttons, tables whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from tests.browsers import DESKTOP, PHONE
from tests.web.accessibility import violations

HERE = "http://localhost"
ZOOMED, SMALLEST = (640, 400), (320, 640)
"""A desktop at 200 % (WCAG 1.4.4), and the smallest phone (1.4.10)."""
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}

PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary"
NOTE_THEM = f"""() => {{
  window.toPress = [...document.querySelectorAll("{PRESSED}")].filter((each) => each.checkVisibility());
}}"""
# The bar of keys and the preview beside a list are for wide screens; a drawing gives way to its table (ui.md §5).
GIVES_WAY = ".keys, .pane, .diagram, .modeler, .diagram-fit"
OUT_OF_SIGHT = f"""() => {{
  const wide = document.documentElement.scrollWidth - innerWidth;
  const unseen = (each) => each.closest(".visually-hidden, .skip") || getComputedStyle(each).opacity === "0";
  const scrolls = (each) => {{
    for (let at = each.parentElement; at && at !== document.body; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    return false;
  }};
  const outside = (each) => {{
    const box = each.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(each);
  }};
  const shown = window.toPress.filter((each) => each.isConnected && !each.closest("{GIVES_WAY}"));
  const lost = shown.filter((each) => !each.checkVisibility() || (!unseen(each) && outside(each)));
  const said = lost.slice(0, 3).map((each) => each.outerHTML.slice(0, 120));
  return wide > 0 ? [`${{wide}} px too wide`, ...said] : said;
}}"""
ON_PAPER = """() => {
  const left = [...document.querySelectorAll("nav a:not([aria-current]), button, .button, [type=submit]")];
  const shown = left.filter((each) => each.checkVisibility({ visibilityProperty: true }));
  const cut = [...document.querySelectorAll(".scroll")].filter((each) => each.scrollWidth > each.clientWidth + 1);
  return [...shown, ...cut].slice(0, 3).map((each) => each.outerHTML.slice(0, 120));
}"""
A4 = (1040, 1400)  # a sheet across, in pixels


class Window:
    """One page of a browser, opened as whoever comes to it."""

    def __init__(self, page: Any, held: BaseDatabaseWrapper) -> None:
        self.page, self.held, self.client = page, held, Client()
        page.route(f"{HERE}/**", lambda route: self._answer(route))

    def open(self, client: Client, address: str) -> None:
        self.client = client
        self.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        self.page.goto(HERE + address)

    def at_size(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def _answer(self, route: Any) -> None:
        asked, parts = route.request, urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            _answer_file(route, parts.path)
        elif asked.method != "GET":
            route.abort()
        else:
            connections["default"] = self.held  # each request of the browser comes in a context of its own
            response = self.client.get(parts.path + (f"?{parts.query}" if parts.query else ""), follow=True)
            headers = {name: value for name, value in response.headers.items() if name.lower() != "content-length"}
            route.fulfill(status=response.status_code, headers=headers, body=response.getvalue())


def _answer_file(route: Any, path: str) -> None:
    found = finders.find(path.removeprefix("/static/"))
    kind = next((kind for end, kind in KINDS.items() if path.endswith(end)), "application/octet-stream")
    if found:
        route.fulfill(path=found, content_type=kind)
    else:
        route.fulfill(status=404, body="")


def wrong_with(window: Window) -> Iterator[tuple[str, list[str]]]:
    """Where something is wrong with the open page, and what. It is loaded once and made larger and smaller."""
    page = window.page
    page.evaluate(NOTE_THEM)
    # All of it at once: what the bar of keys happens to lie on is scrolled away from under it.
    window.at_size((DESKTOP[0], max(DESKTOP[1], page.evaluate("document.documentElement.scrollHeight") + 100)))
    yield "at 1280", violations(page)
    for size in (ZOOMED, SMALLEST):
        window.at_size(size)
        yield f"at {size[0]}", page.evaluate(OUT_OF_SIGHT)
    window.at_size(PHONE)
    yield "at 390", violations(page)
    window.at_size(A4)
    page.emulate_media(media="print")
    yield "on paper", page.evaluate(ON_PAPER)
    page.emulate_media(media="screen")
