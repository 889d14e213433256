"""Results go to whoever they belong to: a card that matches, or a ground that is kept; copies say they are copies."""

import pytest

from motcua.core.roles import Role
from motcua.files.models import StoredFile
from motcua.results.models import Delivery, IssuedForm, Reprint
from tests.gateways import pdf
from tests.web.counter import lives
from tests.web.counter.conftest import key

pytestmark = pytest.mark.django_db
CARD = "038085009999||Lê Văn Tư|07081985|Nam|Thanh Hóa|02042021"
HOA = "038185001234|171234567|Trần Thị Hoa|05011985|Nữ|25 Lê Lợi|02042021"
PAPER = "Giấy ủy quyền số 12 ngày 01/11/2026"


@pytest.fixture
def ready(here):
    return lives.processed(here)


@pytest.fixture
def give(at, ready):
    def hand(**given):
        usual = {"key": key(), "way": "direct", "to_name": "Trần Thị Hoa"}
        return at(Role.RETURN_DESK).post(f"/quay/ho-so/{ready}/tra-ket-qua/", usual | given)

    return hand


@pytest.mark.parametrize(
    ("given", "name", "capacity", "matched", "ground"),
    [
        ({"identity": "038185001234"}, "Trần Thị Hoa", "owner", True, ""),
        ({"identity": HOA, "to_name": "Ai đó"}, "Trần Thị Hoa", "owner", True, ""),
        ({"identity": CARD, "ground": "authorisation", "ground_paper": PAPER}, "Lê Văn Tư", "other", False,
         f"Giấy ủy quyền: {PAPER}"),
        ({"checked": ["Giấy tờ tùy thân"], "ground_paper": "Hộ chiếu C1234567"}, "Trần Thị Hoa", "owner", False,
         "Hộ chiếu C1234567"),
    ],
)  # fmt: skip
def test_who_received_it_is_kept(give, given, name, capacity, matched, ground):
    assert give(**given).status_code == 302
    kept = Delivery.objects.get()
    assert (kept.to_name, kept.capacity, kept.is_matched, kept.ground) == (name, capacity, matched, ground)
    assert bool(kept.id_number) == ("identity" in given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Xin quét thẻ, hoặc đánh dấu giấy tờ đã kiểm tra"),
        ({"identity": "12345"}, "Không đọc được thẻ hoặc số định danh"),
        ({"identity": CARD}, "Số này không có trong hồ sơ"),
        ({"identity": CARD, "ground": "authorisation"}, "Số này không có trong hồ sơ"),
        ({"checked": ["Giấy tờ tùy thân"]}, "xin ghi giấy tờ tùy thân đã đối chiếu"),
        (
            {"checked": ["Giấy tờ tùy thân"], "ground_paper": "Hộ chiếu", "to_name": "Người lạ"},
            "Người nhận không phải chủ hồ sơ",
        ),
        ({"way": "postal", "waybill": "EB123456784VN"}, "có chữ số sai"),
    ],
)
def test_whoever_is_not_known_gets_nothing_without_a_ground(give, given, said):
    response = give(**given)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Delivery.objects.exists()


def test_the_minutes_stand_on_the_page_without_the_number(give, at, ready):
    give(identity=CARD, ground="relative", ground_paper="Giấy khai sinh")
    page = at(Role.RETURN_DESK).get(f"/quay/ho-so/{ready}/").content.decode()
    assert "Người khác nhận thay" in page
    assert "Người thân thích theo quy định: Giấy khai sinh" in page
    assert "038085009999" not in page


# --- Printed again ----------------------------------------------------------------------------------------------------
def test_a_copy_printed_later_says_so_on_every_page_and_keeps_its_number(desk, here, clock_at):
    dossier = lives.accepted(here)
    address = f"/quay/ho-so/{dossier}/in/giay-tiep-nhan/"
    first = b"".join(desk.get(address).streaming_content)
    clock_at("2026-11-23 09:20")
    page = desk.get(f"/quay/ho-so/{dossier}/").content.decode()
    assert f'{address}?in-lai=1"' in page
    again = desk.get(address, {"in-lai": "1"}).content
    for each in pdf.pages(again):
        assert "Bản in lại lúc 09 giờ 20 phút, ngày 23 tháng 11 năm 2026" in " ".join(each.split())
    assert IssuedForm.objects.get().number in pdf.text(again)
    assert Reprint.objects.get().officer == here.officers[Role.RECEPTION]
    assert b"".join(desk.get(address).streaming_content) == first
    assert StoredFile.objects.filter(kind="form").count() == 1
    assert pdf.codes(again, 0) == pdf.codes(first, 0)


def test_what_can_no_longer_be_made_the_same_is_handed_out_as_it_was_issued(desk, here):
    dossier = lives.accepted(here)
    address = f"/quay/ho-so/{dossier}/in/giay-tiep-nhan/"
    first = b"".join(desk.get(address).streaming_content)
    here.commune.name = "UBND phường mới"
    here.commune.save()
    assert b"".join(desk.get(address, {"in-lai": "1"}).streaming_content) == first
    assert not Reprint.objects.exists()
