"""The forms a desk prints: each belongs to what happened, is made once, and says what the dossier says."""

from datetime import timedelta

import pytest

from motcua.catalog.models import Channel, Fee
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.files.models import StoredFile
from motcua.results.models import Register
from tests.factories.province import MONDAY
from tests.gateways import pdf
from tests.web.counter import lives
from tests.web.counter.conftest import INTAKE, key, typed

pytestmark = pytest.mark.django_db


def printed(client, dossier_id: int, slug: str) -> bytes:
    response = client.get(f"/quay/ho-so/{dossier_id}/in/{slug}/")
    assert response.status_code == 200, response.content.decode()
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "private, no-store"
    return b"".join(response.streaming_content)


def offered(client, dossier_id: int) -> list[str]:
    page = client.get(f"/quay/ho-so/{dossier_id}/").content.decode()
    return [part.split("/")[0] for part in page.split(f"/quay/ho-so/{dossier_id}/in/")[1:]]


def test_the_receipt_of_a_dossier_just_taken_in_reads_back(desk, here, settings):
    desk.post(
        INTAKE, typed(here, owner__phone="0912 345 678", submitter__full_name="Lê Văn Tư", submitter__ground="relative")
    )
    dossier = Dossier.objects.get()
    form = printed(desk, dossier.pk, "giay-tiep-nhan")
    text = pdf.text(form)
    for words in (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Mẫu số 01",
        "01/TNHS",
        "TRẦN THỊ HOA",
        "LÊ VĂN TƯ",
        "05 ngày làm việc",
        "09 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        "Tờ khai",
        "Liên 2",
    ):
        assert words in text
    assert len(pdf.pages(form)) == 2
    for page in range(2):
        assert pdf.codes(form, page) == {
            "QRCode": f"{settings.PUBLIC_URL}/tra-cuu/k/{dossier.key}/",
            "Code128": dossier.code,
        }


def test_a_form_is_made_once_and_handed_out_from_the_store_ever_after(desk, at, here):
    dossier = lives.accepted(here)
    first = printed(desk, dossier, "giay-tiep-nhan")
    actions.transfer(dossier_id=dossier, by=here.actor(Role.RECEPTION), now=MONDAY)
    assert printed(desk, dossier, "giay-tiep-nhan") == first
    assert printed(at(Role.RETURN_DESK), dossier, "giay-tiep-nhan") == first
    (kept,) = StoredFile.objects.all()
    assert (kept.kind, kept.dossier_id, kept.scan_state) == ("form", dossier, "own")
    assert Register.objects.get(symbol="TNHS").last == 1


def test_numbers_run_without_a_gap_from_dossier_to_dossier(desk, here):
    numbers = [pdf.text(printed(desk, lives.accepted(here), "giay-tiep-nhan")) for _ in range(3)]
    assert ["Số: 01/TNHS" in numbers[0], "Số: 02/TNHS" in numbers[1], "Số: 03/TNHS" in numbers[2]] == [True] * 3


def test_after_a_supplement_a_new_receipt_bears_the_new_date(desk, here):
    dossier = lives.supplement_given(here)
    old = pdf.text(printed(desk, dossier, "giay-tiep-nhan"))
    desk.post(f"/quay/ho-so/{dossier}/xac-nhan-bo-sung/", {"key": key()})
    new = pdf.text(printed(desk, dossier, "giay-tiep-nhan"))
    assert "ngày 30 tháng 11 năm 2026" in old
    assert "ngày 01 tháng 12 năm 2026" in new
    assert StoredFile.objects.count() == 2


@pytest.mark.parametrize(
    ("life", "slug", "words"),
    [
        (lives.asked_at_intake, "phieu-bo-sung", ["Mẫu số 02", "Tờ khai: chưa ký", "Ảnh: mờ", "Điều 9", "01/PBS"]),
        (lives.supplement_asked, "phieu-bo-sung", ["Bản đồ địa chính", "Thiếu bản đồ", "Cán bộ agency_leader"]),
    ],
)
def test_a_supplement_slip_names_everything_that_is_missing(desk, here, life, slug, words):
    text = pdf.text(printed(desk, life(here), slug))
    assert [word for word in words if word not in text] == []


def test_a_refusal_slip_says_why_and_where_to_turn(desk, here):
    given = typed(here, do="refuse", notice__reason="Không đúng thẩm quyền", notice__guidance="Nộp tại xã Thọ Xuân")
    desk.post(INTAKE, given)
    text = pdf.text(printed(desk, Dossier.objects.get().pk, "phieu-tu-choi"))
    assert [w for w in ("Mẫu số 03", "Không đúng thẩm quyền", "Nộp tại xã Thọ Xuân") if w not in text] == []


def test_a_letter_of_apology_keeps_the_first_date_beside_the_new_one(desk, here):
    dossier = lives.apology_signed(here)
    assert offered(desk, dossier) == ["giay-tiep-nhan"]
    desk.post(f"/quay/ho-so/{dossier}/gui-xin-loi/", {"key": key()})
    text = pdf.text(printed(desk, dossier, "van-ban-xin-loi"))
    for words in (
        "Mẫu số 04",
        "Phải xác minh thêm",
        "30 tháng 11 năm 2026",
        "13 tháng 12 năm 2026",
        "Cán bộ agency_leader",
    ):
        assert words in text


def test_a_stop_notice_follows_a_withdrawal(desk, here):
    dossier = lives.withdrawal_asked(here)
    desk.post(f"/quay/ho-so/{dossier}/cho-rut/", {"key": key()})
    assert offered(desk, dossier)[0] == "thong-bao-dung"
    text = pdf.text(printed(desk, dossier, "thong-bao-dung"))
    assert [word for word in ("Mẫu số 05", "Đổi ý", "Tờ khai (01 bản chính)") if word not in text] == []


@pytest.mark.parametrize("slug", ["phieu-tu-choi", "thong-bao-dung", "phieu-ban-giao", "van-ban-xin-loi", "x"])
def test_a_form_of_what_did_not_happen_is_not_there(desk, here, slug):
    assert desk.get(f"/quay/ho-so/{lives.accepted(here)}/in/{slug}/").status_code == 404
    assert not StoredFile.objects.exists()


def test_another_desk_gets_no_form(other_desk, here):
    assert other_desk.get(f"/quay/ho-so/{lives.accepted(here)}/in/giay-tiep-nhan/").status_code == 404


@pytest.mark.parametrize(
    ("fees", "status", "words"),
    [
        ([("fee", 15_000, "")], "understood", "Phí 15.000 đồng"),
        ([], "understood", "Phí, lệ phí: không thu"),
        ([], "text", "theo thông báo của cơ quan giải quyết"),
        ([("fee", 15_000, ""), ("fee", 8_000, "")], "understood", "theo thông báo của cơ quan giải quyết"),
        ([("fee", 15_000, "trường hợp nộp trực tiếp tại trụ sở")], "understood", "theo thông báo"),
    ],
)
def test_a_receipt_names_a_fee_only_where_the_catalogue_leaves_no_doubt(desk, here, fees, status, words):
    channel = Channel.objects.get(version=here.version, kind="direct")
    Channel.objects.filter(pk=channel.pk).update(fee_status=status)
    for position, (kind, amount, said) in enumerate(fees, start=1):
        Fee.objects.create(channel=channel, position=position, kind=kind, amount_vnd=amount, words=said)
    assert words in pdf.text(printed(desk, lives.accepted(here), "giay-tiep-nhan"))


def test_in_2021_the_forms_of_2018_are_printed(desk, here, clock_at):
    from motcua.dossiers import queries
    from motcua.web.counter import slips

    dossier = lives.withdrawal_asked(here)
    actions.agree_withdrawal(dossier_id=dossier, by=here.actor(Role.RECEPTION), now=MONDAY)
    page = queries.page(dossier)
    assert "thong-bao-dung" in slips.of(page)
    page.dossier.closed_at = MONDAY - timedelta(days=5 * 365)
    assert "thong-bao-dung" not in slips.of(page)
