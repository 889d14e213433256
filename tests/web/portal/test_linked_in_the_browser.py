"""A set of linked dossiers in a real browser: filed, confirmed and followed, on a desk and on a phone."""

import pytest

from motcua.dossiers.models import Dossier
from tests.browsers import DESKTOP, PHONE
from tests.factories.linked import offered_together
from tests.web.accessibility import sideways, sign_in, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_one_declaration_is_filed_and_every_dossier_of_it_followed(open_page, live_server, here, signed_in, size):
    offered_together(here)
    page = open_page(size)
    sign_in(page, signed_in, live_server.url)
    page.goto(live_server.url + "/nop-ho-so/2.000986/")
    page.get_by_role("heading", name="Một tờ khai cho nhiều thủ tục").wait_for()
    page.locator("[name=agency]").select_option(index=page.locator("[name=agency] option").count() - 1)
    page.locator("[name=result_by][value=desk]").check(force=True)
    page.locator("[name=owner-address]").fill("25 Lê Lợi")
    page.locator("[name=owner-commune]").fill("phường Hạc Thành")
    page.locator("[name='f.muc_dich']").fill("Khai sinh cho con")
    assert violations(page) == []
    page.get_by_role("button", name="Tiếp tục: xem lại").last.click()
    page.locator("#agreed").check(force=True)
    page.get_by_role("button", name="Gửi hồ sơ").click()
    page.wait_for_url("**/da-nop/**")
    assert violations(page) == []
    assert sideways(page) <= 0
    page.get_by_role("link", name="Đăng ký thường trú").click()
    page.get_by_role("heading", name="Hồ sơ đang chờ kết quả của hồ sơ liên thông trước.").wait_for()
    assert violations(page) == []
    assert sideways(page) <= 0
    assert Dossier.objects.filter(state="awaiting_turn").count() == 2
