"""The browser itself works here, and says what is wrong."""

import pytest


@pytest.mark.console_errors("404")  # a bare page has no icon
@pytest.mark.django_db(transaction=True)
def test_the_browser_reaches_the_system(page, live_server):
    answer = page.goto(f"{live_server.url}/healthz")
    assert answer.status == 200
    assert page.inner_text("body") == "ok"


@pytest.mark.console_errors("Failed to load resource")
def test_a_console_error_is_noticed(open_page):
    page = open_page()
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.route("**/*", lambda route: route.fulfill(status=404, body="?"))
    page.goto("http://127.0.0.1:9/")
    assert any("Failed to load" in text for text in heard)
