"""A real browser for a test: `def test_…(page, live_server)`. One browser a run, one context a test.

A console error fails the test; a failed test leaves its picture, HTML and console under var/browser/.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import chromium

KEPT = chromium.ROOT / "var" / "browser"
DESKTOP, PHONE = (1280, 800), (390, 844)
failed = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for a page is a browser test: `-m "not browser"` leaves them out."""
    for item in items:
        if "open_page" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the page's fixture know that its test failed."""
    report = yield
    if report.failed:
        item.stash[failed] = True
    return report


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Any]:
    """The one browser of this run."""
    from playwright.sync_api import sync_playwright

    found = chromium.find()
    if found is None:
        pytest.fail("no Chromium: run make test, which installs one")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the test's thread
        browser = playwright.chromium.launch(executable_path=found, args=chromium.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium_browser: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Open pages in contexts of their own: `open_page(size=PHONE, java_script_enabled=False)`."""
    contexts: list[Any] = []
    said: list[str] = []
    allowed: list[str] = []
    marker = request.node.get_closest_marker("console_errors")
    if marker:
        allowed = list(marker.args)

    def note(text: str) -> None:
        if not any(re.search(pattern, text) for pattern in allowed):
            said.append(text)

    def open_one(size: tuple[int, int] = DESKTOP, **options: Any) -> Any:
        context = chromium_browser.new_context(
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: note(f"console: {message.text}") if message.type == "error" else None)
        page.on("pageerror", lambda error: note(f"script: {error}"))
        return page

    yield open_one
    wrong = request.node.stash.get(failed, False) or said
    for number, context in enumerate(contexts):
        for page in context.pages if wrong else []:
            _keep(page, KEPT / re.sub(r"[^\w.-]+", "_", request.node.nodeid)[-120:], number, said)
        context.close()
    assert not said, "the browser's console reports: " + "; ".join(said)


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """One page of desktop size."""
    return open_page()


def _keep(page: Any, folder: Path, number: int, said: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{number}.png", full_page=True)
    (folder / f"{number}.html").write_text(page.content(), encoding="utf-8")
    (folder / "console.txt").write_text("\n".join(said), encoding="utf-8")
