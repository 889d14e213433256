"""Files go up when they are chosen: over a lost connection, past a reload; ordered and taken out again."""

import io

import pytest
from playwright.sync_api import Page, Route

from motcua.dossiers.models import Component, Dossier
from motcua.files.models import StoredFile, Upload
from tests.browsers import DESKTOP, PHONE
from tests.files import pages
from tests.files.samples import PDF, long_pdf
from tests.files.test_joining import BLUE, GREEN, RED, corner, drawn, photograph
from tests.web.accessibility import sideways, sign_in, violations
from tests.web.portal.test_drafts_in_the_browser import picture, writing  # noqa: F401 – a fixture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def papers(tmp_path):
    """Make files of the user's own."""

    def make(name: str, content: bytes):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return make


def until_held(page: Page, held: list[Route]) -> None:
    """Wait until a request was caught on its way."""
    for _ in range(200):
        if held:
            return
        page.wait_for_timeout(50)
    pytest.fail("the page sent nothing in 10 s")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_several_files_go_up_are_ordered_taken_out_and_filed(writing, papers, size):  # noqa: F811
    page = writing(size)
    page.get_by_label("Số nhà").fill("25 Lê Lợi")
    page.get_by_label("Xã, phường").fill("phường Hạc Thành")
    page.get_by_label("Mục đích xin xác nhận").fill("Xin việc")
    names = ("mot.pdf", "hai.pdf", "ba.pdf")
    page.get_by_label("Tờ khai").set_input_files([papers(name, PDF + name.encode() + b"\n%%EOF\n") for name in names])
    for name in names:
        page.get_by_role("button", name=f"Bỏ {name}").wait_for()
    assert violations(page) == []
    assert sideways(page) <= 0
    picture(page, f"uploads-{size[0]}")
    page.get_by_role("button", name="Đưa hai.pdf lên trước").click()
    page.get_by_role("button", name="Bỏ ba.pdf").click()
    page.get_by_role("button", name="Tiếp tục: xem lại").click()
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Gửi hồ sơ").click()
    page.get_by_role("heading", name="Hồ sơ đã được gửi").wait_for()

    filed = Component.objects.filter(dossier=Dossier.objects.get()).order_by("position")
    assert [each.file.name for each in filed] == ["hai.pdf", "mot.pdf"]


@pytest.mark.console_errors("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
def test_a_lost_connection_costs_one_piece_at_most(writing, papers):  # noqa: F811
    content = long_pdf(1_500_000)
    page = writing()
    sent: list[int] = []

    def watch(route):
        sent.append(int(route.request.headers["upload-offset"]))
        if len(sent) == 3:
            route.abort("failed")
        else:
            route.continue_()

    page.route("**/tai-tep/*/", lambda route: watch(route) if route.request.method == "PATCH" else route.continue_())
    page.get_by_label("Tờ khai").set_input_files(papers("dai.pdf", content))
    page.get_by_role("button", name="Bỏ dai.pdf").wait_for()

    assert sent.count(2 * 256 * 1024) == 2  # that piece again, none before it
    assert sent.count(0) == 1
    assert StoredFile.objects.get().size == len(content)


@pytest.mark.console_errors("ERR_FAILED")
def test_after_a_reload_the_same_file_goes_on_where_it_was(writing, papers):  # noqa: F811
    content = long_pdf(1_200_000)
    page = writing()
    page.get_by_label("Mục đích xin xác nhận").fill("Xin việc")
    page.get_by_text("Đã lưu nháp lúc").wait_for()
    held: list[Route] = []

    def hold(route):
        if int(route.request.headers.get("upload-offset", 0)) >= 512 * 1024:
            held.append(route)  # never answered: the page is closed first
        else:
            route.continue_()

    page.route("**/tai-tep/*/", hold)
    paper = papers("dai.pdf", content)
    page.get_by_label("Tờ khai").set_input_files(paper)
    until_held(page, held)
    page.reload()
    page.unroute("**/tai-tep/*/")
    page.get_by_role("heading", name="Có tệp đang tải lên dở").wait_for()
    assert Upload.objects.get().received == 512 * 1024
    picture(page, "upload-broken-off")
    begun: list[int] = []
    page.on("request", lambda request: begun.append(int(request.headers.get("upload-offset", -1))))
    page.get_by_label("Tờ khai").set_input_files(paper)
    page.get_by_role("button", name="Bỏ dai.pdf").wait_for()

    assert min(offset for offset in begun if offset >= 0) == 512 * 1024
    assert StoredFile.objects.get().size == len(content)
    assert not page.get_by_role("heading", name="Có tệp đang tải lên dở").is_visible()


@pytest.mark.console_errors("status of 422")
def test_what_is_not_taken_is_said_beside_its_paper_and_cancelling_forgets(writing, papers):  # noqa: F811
    page = writing()
    page.get_by_label("Tờ khai").set_input_files(papers("anh.pdf", b"MZ\x90\x00" + b"\0" * 300))
    page.get_by_text("chương trình Windows, hệ thống không nhận").wait_for()
    assert violations(page) == []
    picture(page, "upload-refused")
    held: list[Route] = []
    page.route(
        "**/tai-tep/*/", lambda route: held.append(route) if route.request.method == "PATCH" else route.continue_()
    )
    page.get_by_label("Tờ khai").set_input_files(papers("cham.pdf", PDF))
    until_held(page, held)
    with page.expect_response(lambda response: response.request.method == "DELETE"):
        page.locator("li", has_text="cham.pdf").get_by_role("button", name="Hủy").click()
    for route in held:
        route.abort()

    assert not Upload.objects.exists()
    assert not StoredFile.objects.exists()


def test_what_is_cancelled_before_the_server_gave_it_a_place_is_given_back(writing, papers):  # noqa: F811
    page = writing()
    held: list[Route] = []
    page.route("**/tai-tep/", lambda route: held.append(route))
    page.get_by_label("Tờ khai").set_input_files(papers("cham.pdf", PDF))
    until_held(page, held)
    page.locator("li", has_text="cham.pdf").get_by_role("button", name="Hủy").click()
    with page.expect_response(lambda response: response.request.method == "DELETE"):
        for route in held:
            route.continue_()

    assert len(held) == 1
    assert not Upload.objects.exists()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_photograph_is_shown_upright_with_what_is_wrong_with_it(writing, papers, size):  # noqa: F811
    page = writing(size)
    page.get_by_label("Số nhà").fill("25 Lê Lợi")
    page.get_by_label("Xã, phường").fill("phường Hạc Thành")
    page.get_by_label("Mục đích xin xác nhận").fill("Xin việc")
    out = io.BytesIO()
    pages.wronged(pages.photographed(pages.page(3), 3), "upside_down", 3).save(out, "JPEG", quality=85)
    page.get_by_label("Tờ khai").set_input_files(papers("anh-chup.jpg", out.getvalue()))
    page.get_by_text("Trang 1 dường như bị ngược đầu").wait_for()
    picture_of_it = page.get_by_role("img", name="anh-chup.pdf, trang 1")
    picture_of_it.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert picture_of_it.evaluate("image => image.naturalHeight") > 300
    assert violations(page) == []
    assert sideways(page) <= 0
    picture(page, f"photograph-{size[0]}")
    page.get_by_role("button", name="Tiếp tục: xem lại").click()
    page.get_by_role("heading", name="Nên xem lại giấy tờ trước khi gửi").wait_for()
    assert violations(page) == []
    page.get_by_role("heading", name="Nên xem lại giấy tờ trước khi gửi").scroll_into_view_if_needed()
    picture(page, f"review-{size[0]}")
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Gửi hồ sơ").click()
    page.get_by_role("heading", name="Hồ sơ đã được gửi").wait_for()  # a hint stops nobody

    (paper,) = Component.objects.filter(dossier=Dossier.objects.get())
    assert (paper.file.media_type, len(paper.file.made_from)) == ("application/pdf", 64)


@pytest.mark.console_errors("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_photographed_one_after_another_are_one_document(writing, papers, size):  # noqa: F811
    page = writing(size)
    page.get_by_label("Số nhà").fill("25 Lê Lợi")
    page.get_by_label("Xã, phường").fill("phường Hạc Thành")
    page.get_by_label("Mục đích xin xác nhận").fill("Xin việc")
    shots = {name: papers(f"{name}.jpg", photograph(colour)) for name, colour in
             (("do", RED), ("xanh", GREEN), ("lam", BLUE))}  # fmt: skip
    camera = page.locator('input[capture][name="paper_1"]')
    camera.set_input_files(shots["do"])
    page.get_by_role("button", name="Bỏ do.pdf").wait_for()
    page.context.set_offline(True)
    camera.set_input_files(shots["xanh"])
    page.get_by_text("Mất kết nối, sẽ tự tải tiếp").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="Bỏ xanh.pdf").wait_for()
    camera.set_input_files(shots["lam"])
    page.get_by_role("button", name="Bỏ lam.pdf").wait_for()
    page.get_by_text("Các ảnh chụp được ghép thành một tài liệu PDF").first.wait_for()

    page.get_by_role("button", name="Đưa lam.pdf lên trước").press("Enter")  # red, blue, green
    page.get_by_text("lam.pdf: thứ 2 trong 3").wait_for()
    assert page.evaluate("document.activeElement.className").endswith("kept__up")
    page.keyboard.press("Space")  # blue, red, green: it is the first now, so the focus is on the way back
    assert page.evaluate("document.activeElement.className").endswith("kept__down")
    page.get_by_role("button", name="Xoay do.pdf sang phải").click()
    page.get_by_role("button", name="Bỏ xanh.pdf").click()
    page.get_by_text("Đã lưu nháp lúc").wait_for()
    assert violations(page) == []
    assert sideways(page) <= 0
    page.get_by_role("button", name="Bỏ do.pdf").scroll_into_view_if_needed()
    picture(page, f"pages-{size[0]}")

    page.reload()  # as on another device: the draft is all there is
    page.get_by_role("button", name="Bỏ do.pdf").wait_for()
    page.get_by_role("button", name="Tiếp tục: xem lại").click()
    page.get_by_text("2 ảnh chụp, ghép thành một tài liệu PDF").wait_for()
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Gửi hồ sơ").dblclick()
    page.get_by_role("heading", name="Hồ sơ đã được gửi").wait_for()

    (paper,) = Component.objects.filter(dossier=Dossier.objects.get())
    assert (paper.file.name, paper.file.pages) == ("Tờ khai.pdf", 2)
    assert [corner(each) for each in drawn(paper.file)] == ["upper left", "upper right"]
    assert {each.name for each in StoredFile.objects.all()} == {"Tờ khai.pdf", "xanh.pdf"}  # taken out: gone by night


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_supplement_waits_page_by_page_until_it_is_sent(open_page, live_server, signed_in, asked, papers, size):
    page = open_page(size)
    sign_in(page, signed_in, live_server.url)
    address = f"{live_server.url}/ho-so-cua-toi/{asked.code}/bo-sung/"
    page.goto(address)
    camera = page.locator('input[capture][name="item_0"]')
    for name, colour in (("mot", RED), ("hai", BLUE), ("ba", GREEN)):
        camera.set_input_files(papers(f"{name}.jpg", photograph(colour)))
        page.get_by_role("button", name=f"Bỏ {name}.pdf").wait_for()
    with page.expect_response(lambda response: response.request.method == "DELETE"):
        page.get_by_role("button", name="Bỏ ba.pdf").click()
    page.goto(address)  # as on another device
    page.get_by_role("button", name="Bỏ hai.pdf").wait_for()
    assert not page.get_by_role("button", name="Bỏ ba.pdf").is_visible()
    page.get_by_role("button", name="Đưa hai.pdf lên trước").click()
    assert violations(page) == []
    assert sideways(page) <= 0
    page.get_by_role("button", name="Bỏ mot.pdf").scroll_into_view_if_needed()
    picture(page, f"supply-{size[0]}")
    page.get_by_role("button", name="Gửi giấy tờ bổ sung").click()
    page.get_by_text("Giấy tờ bổ sung đã gửi").wait_for()

    paper = Component.objects.get(dossier_id=asked.id, supplement_number=1)
    assert (paper.name, paper.file.pages) == ("Bản sao quyết định ly hôn", 2)
