"""A dossier filed on a cheap telephone over 3G: each page is there in the time a person waits, the whole in minutes.

The network is Chromium's own brake (slow 3G as its tools define it): 400 kbit a second each way, 400 ms there and back.
What the test server sends is not compressed, so that production is quicker than this.
"""

import io
import json
import time

import pytest

from motcua.dossiers.models import Component, Dossier
from tests.browsers import PHONE
from tests.files import pages
from tests.web.accessibility import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
FIRST_PAGE, LATER_PAGE, WHOLE = 12.0, 8.0, 75.0  # seconds: nothing kept yet; styles and script kept; all of it


@pytest.fixture
def slow(open_page, live_server, signed_in):
    """A telephone on a slow network, signed in."""
    page = open_page(PHONE)
    sign_in(page, signed_in, live_server.url)
    brake = page.context.new_cdp_session(page)
    brake.send("Network.enable")
    brake.send("Network.emulateNetworkConditions", SLOW_3G)
    return page


def test_a_photographed_paper_is_filed_over_3g(slow, live_server, tmp_path, record_property):
    took: dict[str, float] = {}
    page = slow

    def within(name: str, seconds: float, act) -> None:
        begin = time.monotonic()
        act()
        took[name] = round(time.monotonic() - begin, 1)
        assert took[name] <= seconds, took

    photo = io.BytesIO()
    pages.photographed(pages.page(3), 3).resize((1200, 1600)).save(photo, "JPEG", quality=70)
    (tmp_path / "to-khai.jpg").write_bytes(photo.getvalue())
    began = time.monotonic()
    within("home", FIRST_PAGE, lambda: page.goto(live_server.url + "/", wait_until="load"))
    within("procedure", LATER_PAGE, lambda: page.goto(live_server.url + "/thu-tuc/1.004873/", wait_until="load"))
    within("form", LATER_PAGE, lambda: page.goto(live_server.url + "/nop-ho-so/1.004873/", wait_until="load"))
    page.get_by_label("Số nhà").fill("25 Lê Lợi")
    page.get_by_label("Xã, phường").fill("phường Hạc Thành")
    page.get_by_label("Mục đích xin xác nhận").fill("Xin việc")

    def upload() -> None:
        page.get_by_label("Tờ khai").set_input_files(tmp_path / "to-khai.jpg")
        page.get_by_role("button", name="Bỏ to-khai.pdf").wait_for(timeout=60_000)

    within("photograph", 45.0, upload)

    def review() -> None:
        page.get_by_role("button", name="Tiếp tục: xem lại").click()
        page.get_by_role("heading", name="Cam đoan").wait_for()

    within("review", LATER_PAGE, review)
    page.get_by_label("Tôi cam đoan").check()

    def send() -> None:
        page.get_by_role("button", name="Gửi hồ sơ").click()
        page.get_by_role("heading", name="Hồ sơ đã được gửi").wait_for()

    within("sent", LATER_PAGE, send)
    code = Dossier.objects.get().code
    within("tracking", LATER_PAGE, lambda: page.goto(f"{live_server.url}/tra-cuu/{code}/", wait_until="load"))
    whole = time.monotonic() - began
    record_property("took", json.dumps(took | {"whole": round(whole, 1)}))
    print(f"\n{took}, {whole:.0f} s in all")

    assert whole <= WHOLE
    assert Component.objects.get(dossier__code=code).file.media_type == "application/pdf"


def test_the_brake_brakes(slow, live_server):
    """Were the network not slow, the test above would prove nothing."""
    begin = time.monotonic()
    slow.goto(live_server.url + "/huong-dan/", wait_until="load")
    assert time.monotonic() - begin >= 0.8
