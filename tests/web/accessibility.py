"""What every page pattern must pass in a real browser: WCAG 2.2 AA by axe, and no sideways scroll on a small phone."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from tests.browsers import PHONE

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALLEST = 320


def violations(page: Any) -> list[str]:
    """Return what axe finds, with the places."""
    asked = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=asked).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes'][:3]]}" for rule in found]


def at_both_widths(page: Any) -> list[str]:
    """Return what is wrong with a page of desktop size, there and on a phone: it is loaded once."""
    found = violations(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    found += violations(page)
    return [*found, "runs out of a small phone"] if sideways(page) > 0 else found


def sideways(page: Any) -> int:
    """Return by how many pixels the page is wider than the smallest phone."""
    size = page.viewport_size
    page.set_viewport_size({"width": SMALLEST, "height": 640})
    wider: int = page.evaluate("document.documentElement.scrollWidth") - SMALLEST
    page.set_viewport_size(size)
    return wider


def sign_in(page: Any, client: Client, address: str) -> None:
    """Give the browser the session of a test client."""
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
