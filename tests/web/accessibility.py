"""What every page pattern must pass in a real browser: WCAG 2.2 AA by axe, and no sideways scroll on a small phone."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALLEST = 320


def violations(page: Any) -> list[str]:
    """Return what axe finds, with the places."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes'][:3]]}" for rule in found]


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
