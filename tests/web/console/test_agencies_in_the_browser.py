"""An administrator joins two communes and takes a file in, in a real browser."""

import json

import pytest

from motcua.core.roles import Role
from motcua.org import queries
from motcua.org.models import Agency
from motcua.people.models import Post
from tests.browsers import DESKTOP, PHONE
from tests.factories import people, places
from tests.web.accessibility import sideways, sign_in, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_two_communes_are_joined_after_all_that_is_touched_was_seen(open_page, live_server, console, size):
    old = places.agency("UBND phường Đông Vệ", parent=console.province)
    new = places.agency("UBND phường Hạc Thành", parent=console.province)
    officer = people.officer("Nguyễn Văn Bình")
    people.post(officer, Role.RECEPTION, old.pk)
    page = open_page(size)
    sign_in(page, console.client(Role.SYSTEM_ADMIN), live_server.url)

    page.goto(f"{live_server.url}/quan-tri/co-quan/{old.pk}/")
    page.get_by_role("link", name="Kết thúc, sáp nhập").click()
    page.get_by_label("Từ ngày").fill("01/01/2030")
    page.get_by_label("Căn cứ").fill("Nghị quyết 1")
    page.get_by_label("Cơ quan kế tiếp 1").fill("ubnd phuong hac thanh")
    page.get_by_role("button", name="Xem việc bị ảnh hưởng").click()
    page.get_by_role("button", name="Xác nhận sắp xếp").wait_for()
    assert violations(page) == []
    assert sideways(page) <= 0
    page.get_by_role("button", name="Xác nhận sắp xếp").click()
    page.get_by_text("chuyển 1 vị trí").wait_for()

    assert Agency.objects.get(pk=old.pk).valid_to is not None
    assert Post.objects.get(officer=officer, valid_to=None).agency_id == new.pk


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_file_is_tried_and_then_taken(open_page, live_server, console, size):
    page = open_page(size)
    client = console.client(Role.SYSTEM_ADMIN)
    sign_in(page, client, live_server.url)
    document = client.get("/quan-tri/co-quan/co-quan.json").json()
    new = {"key": "moi", "name": "UBND xã Mới", "level": "cấp xã", "parent": document["rows"][0]["key"]}
    document["rows"].append(document["rows"][0] | new)
    content = json.dumps(document).encode()

    page.goto(f"{live_server.url}/quan-tri/co-quan/nhap/")
    page.set_input_files("input[type=file]", {"name": "a.json", "mimeType": "application/json", "buffer": content})
    page.get_by_role("button", name="Thử tệp").click()
    page.get_by_role("heading", name="Kết quả thử").wait_for()
    assert violations(page) == []
    assert sideways(page) <= 0
    page.get_by_role("button", name="Xác nhận nhập cả tệp").click()
    page.get_by_text("thêm 1, thay đổi 0").wait_for()

    made = Agency.objects.get(key="moi")
    assert made.pk in queries.tree(on=made.valid_from).by_id
