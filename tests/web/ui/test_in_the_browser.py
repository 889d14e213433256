"""The living page in a real browser: accessible on both surfaces, keys, dialogs, scanners."""

import pytest
from django.test import Client

from tests.browsers import DESKTOP, PHONE
from tests.factories import people
from tests.web.accessibility import sideways, sign_in, violations

pytestmark = pytest.mark.django_db(transaction=True)
CARD = "038085001234|172345678|Nguyễn Văn An|05011985|Nam|25 Lê Lợi, Hạc Thành, Thanh Hóa|01022022"


@pytest.fixture
def officer() -> Client:
    client = Client()
    client.force_login(people.officer().account)
    return client


@pytest.fixture
def gallery(page, live_server, officer):
    sign_in(page, officer, live_server.url)
    page.goto(live_server.url + "/giao-dien/")
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("address", ["/giao-dien/", "/giao-dien/cong-dan/?loi", "/giao-dien/cong-dan/?ngon-ngu=en"])
def test_every_component_is_accessible_and_fits_small_screens(open_page, live_server, officer, size, address):
    page = open_page(size)
    sign_in(page, officer, live_server.url)
    page.goto(live_server.url + address)

    assert violations(page) == []
    assert sideways(page) <= 0


def test_j_and_k_move_along_the_list(gallery):
    at = "tr[data-at] .code"
    assert gallery.locator(at).inner_text() == "H56.33-261120-0047"
    gallery.keyboard.press("j")
    gallery.locator(at, has_text="H56.33-261121-0009").wait_for()
    gallery.keyboard.press("k")
    gallery.locator(at, has_text="H56.33-261120-0047").wait_for()
    gallery.keyboard.press("x")

    gallery.locator("tr[data-at] .tick:checked").wait_for()


def test_slash_goes_to_the_search_box_and_keys_are_letters_there(gallery):
    gallery.keyboard.press("/")
    gallery.locator("#find:focus").wait_for()
    gallery.keyboard.type("jk/", delay=60)

    assert gallery.locator("#find").input_value() == "jk/"
    assert gallery.locator("tr[data-at] .code").inner_text() == "H56.33-261120-0047"


def test_keys_can_be_switched_off(gallery):
    gallery.get_by_role("button", name="Tắt phím tắt").click()
    gallery.keyboard.press("j")
    gallery.wait_for_timeout(120)

    assert gallery.locator("tr[data-at] .code").inner_text() == "H56.33-261120-0047"
    gallery.get_by_role("button", name="Bật phím tắt").click()


def test_a_dialog_takes_the_focus_and_gives_it_back(gallery):
    opener = gallery.get_by_role("button", name="Từ chối").first
    opener.click()
    gallery.locator("#refuse_reason:focus").wait_for()
    assert violations(gallery) == []
    gallery.keyboard.press("Escape")

    gallery.locator("dialog[open]").wait_for(state="detached")
    assert opener.evaluate("button => button === document.activeElement")


BURST = """([text, ending]) => {
  const field = document.activeElement;
  const typesInto = field.matches("input, textarea");
  for (const key of text) {
    field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    if (typesInto) field.setRangeText(key, field.value.length, field.value.length, "end");
  }
  field.dispatchEvent(new KeyboardEvent("keydown", { key: ending, bubbles: true, cancelable: true }));
}"""
HEAR = """window.heard = [];
document.addEventListener("mc:scan", (event) => window.heard.push(event.detail), { once: true })"""


def scanned(page, text: str) -> dict:
    """Type as a scanner types (from outside a loaded machine is too slow), and return what the page heard."""
    page.evaluate(HEAR)
    page.evaluate(BURST, [text, "Enter"])
    page.wait_for_timeout(200)
    (heard,) = page.evaluate("window.heard")
    return dict(heard)


def test_a_scanned_card_is_read_and_leaks_into_no_field(gallery):
    gallery.locator("#find").fill("đang gõ")
    card = scanned(gallery, CARD)

    assert (card["kind"], card["personalId"], card["born"]) == ("card", "038085001234", "1985-01-05")
    assert gallery.locator("#find").input_value() == "đang gõ"
    assert "q=" not in gallery.url


def test_the_kind_of_a_scan_is_told_and_presses_no_shortcut(gallery, live_server):
    for text, kind in (
        ("H56.33-261123-0154", "dossier"),
        ("000.17.22.H56-210531-0001", "dossier"),
        (f"{live_server.url}/tra-cuu/k/abcdefgh2345/", "tracking"),
        ("https://example.org/tra-cuu/k/abcdefgh2345/", "unknown"),
        ("jkjkjkjkjkjkjk", "unknown"),
    ):
        assert scanned(gallery, text)["kind"] == kind, text
    assert gallery.locator("tr[data-at] .code").inner_text() == "H56.33-261120-0047"


def test_a_person_typing_is_never_taken_for_a_scanner(gallery):
    gallery.evaluate(HEAR)
    gallery.locator("#find").focus()
    gallery.keyboard.type("nguyen van an", delay=60)
    gallery.wait_for_timeout(200)

    assert gallery.evaluate("window.heard") == []
    assert gallery.locator("#find").input_value() == "nguyen van an"


def test_the_copy_button_says_what_it_did(open_page, live_server, officer):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    sign_in(page, officer, live_server.url)
    page.goto(live_server.url + "/giao-dien/")
    page.get_by_role("button", name="Sao chép H56.33-261120-0047").first.click()

    page.get_by_text("Đã sao chép H56.33-261120-0047").wait_for()
