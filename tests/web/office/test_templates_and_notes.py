"""Ready texts with merge fields, and notes nobody else reads."""

import pytest
from django.db import IntegrityError, transaction

from motcua.access.models import LookLog
from motcua.core.merging import BLANK
from motcua.core.roles import Role
from motcua.dossiers.models import Dossier
from motcua.web.office.actions import Wanted, keep_template
from motcua.web.office.actions.templates import ChangedMeanwhile, NameTaken
from motcua.web.office.models import MOST_TEMPLATES, PrivateNote, TextTemplate

PAGE, NEW = "/can-bo/mau/", "/can-bo/mau/them/"
KEY = f"office:{'a' * 22}"
OPINION = "Hồ sơ {{mã hồ sơ}} của {{Chủ hồ sơ}} đủ điều kiện; số định danh {{Số định danh}}, hẹn {{ngày hẹn trả}}."


@pytest.fixture
def officer(office):
    return office.client(Role.CASE_OFFICER)


@pytest.fixture
def head(office):
    return office.client(Role.DIVISION_HEAD)


def sent(**given):
    return {
        "key": KEY,
        "name": "Đủ điều kiện",
        "kind": "opinion",
        "holder": "",
        "procedure": "",
        "body": OPINION,
    } | given


def kept(office, **given):
    wanted = {"kind": "opinion", "name": "Đủ điều kiện", "body": OPINION} | given
    return keep_template(Wanted(**wanted), by=office.province.officers[Role.CASE_OFFICER], now=office.now)


def test_a_template_is_written_offered_on_the_dossier_and_filled_in(office, officer):
    assert officer.post(NEW, sent()).status_code == 302
    dossier_id = office.examined()
    code = Dossier.objects.get(pk=dossier_id).code

    page = officer.get(f"/can-bo/ho-so/{dossier_id}/").content.decode()

    assert f"Hồ sơ {code} của Trần Thị Hoa đủ điều kiện; số định danh 038" in page
    assert "data-insert=" in page
    assert "Đủ điều kiện" in officer.get(PAGE).content.decode()


def test_a_result_is_drafted_from_a_template_and_the_look_is_logged(office, officer):
    kept(office, kind="result", name="Giấy xác nhận", body="Xác nhận {{Chủ hồ sơ}}, {{Mã số thuế}}.")
    dossier_id = office.examined()
    before = LookLog.objects.filter(what="dossier:merged").count()

    page = officer.get(f"/can-bo/ho-so/{dossier_id}/buoc/{office.step(dossier_id)}/ket-qua/").content.decode()

    assert f"Xác nhận Trần Thị Hoa, {BLANK}." in page
    assert "Cần điền thêm: Mã số thuế" in page
    assert LookLog.objects.filter(what="dossier:merged").count() == before + 1


def test_trying_a_template_changes_nothing(office, officer):
    dossier_id = office.examined()
    code = Dossier.objects.get(pk=dossier_id).code

    page = officer.post(NEW, sent(thu="1", ho_so=code)).content.decode()

    assert f"Hồ sơ {code} của Trần Thị Hoa" in page
    assert not TextTemplate.objects.exists()
    assert "Không tìm thấy hồ sơ này" in officer.post(NEW, sent(thu="1", ho_so="H56-1")).content.decode()


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"body": "{{Tuổi}} {{Số nhà}}"}, 409, "Không có trường: Tuổi, Số nhà"),
        ({"name": " "}, 422, "Tên mẫu"),
        ({"body": "\u200b"}, 409, "Hãy nhập tên và nội dung"),
        ({"kind": "letter"}, 422, ""),
        ({"holder": "99999"}, 422, ""),
        ({"procedure": "không có"}, 422, "Không có thủ tục nào như vậy"),
        ({"body": "x" * 20_001}, 422, "20000"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(officer, given, status, words):
    answer = officer.post(NEW, sent(**given))
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert not TextTemplate.objects.exists()


def test_a_head_shares_templates_and_others_only_use_them(office, officer, head):
    commune = office.province.commune.pk
    assert officer.post(NEW, sent(holder=str(commune))).status_code == 422
    assert head.post(NEW, sent(holder=str(commune))).status_code == 302
    shared = TextTemplate.objects.get()
    assert shared.agency_id == commune
    dossier_id = office.examined()
    assert "Đủ điều kiện" in officer.get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert officer.get(f"{PAGE}{shared.pk}/").status_code == 404
    assert officer.post(f"{PAGE}{shared.pk}/", sent(xoa="1")).status_code == 404
    assert head.post(f"{PAGE}{shared.pk}/", sent(xoa="1")).status_code == 302
    assert not TextTemplate.objects.exists()


def test_of_two_who_edit_the_later_is_told_and_keeps_what_was_typed(office, officer):
    template = kept(office)
    assert officer.post(f"{PAGE}{template.pk}/", sent(body="Một", edition="1")).status_code == 302
    answer = officer.post(f"{PAGE}{template.pk}/", sent(body="Hai", edition="1"))
    assert answer.status_code == 409
    assert "vừa sửa mẫu này" in answer.content.decode()
    assert "Hai" in answer.content.decode()
    assert TextTemplate.objects.get().body == "Một"
    wanted = Wanted("opinion", "Khác", "Ba")
    with pytest.raises(ChangedMeanwhile):
        keep_template(wanted, by=office.province.officers[Role.CASE_OFFICER], now=office.now, template=template)


def test_names_are_given_once_and_lists_have_an_end(office, officer):
    kept(office)
    with pytest.raises(NameTaken):
        kept(office)
    kept(office, kind="result")
    for number in range(MOST_TEMPLATES - 2):
        kept(office, name=f"Mẫu {number}")
    assert officer.post(NEW, sent(name="Một mẫu nữa")).status_code == 409


@pytest.mark.parametrize(
    "broken",
    [{"name": " "}, {"body": "\n"}, {"kind": "letter"}, {"officer_id": None}, {"agency": True}],
    ids=lambda broken: next(iter(broken)),
)
def test_the_database_keeps_no_template_that_cannot_be(office, broken):
    template = kept(office)
    if "agency" in broken:
        broken = {"agency_id": office.province.commune.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        TextTemplate.objects.filter(pk=template.pk).update(**broken)


@pytest.mark.parametrize("holder", ["officer", "agency"])
def test_the_database_keeps_no_name_twice(office, holder):
    agency = office.province.commune.pk if holder == "agency" else None
    kept(office, agency_id=agency)
    other = kept(office, name="Khác", agency_id=agency)
    with pytest.raises(IntegrityError), transaction.atomic():
        TextTemplate.objects.filter(pk=other.pk).update(name="Đủ điều kiện")


def test_a_note_is_its_writers_alone(office, officer, head):
    dossier_id = office.examined()
    page = f"/can-bo/ho-so/{dossier_id}/"
    assert officer.post(f"{page}ghi-chu/", {"text": "Gọi lại bà Hoa sau 15 giờ."}).status_code == 302
    assert "Gọi lại bà Hoa" in officer.get(page).content.decode()
    assert "Gọi lại bà Hoa" not in head.get(page).content.decode()
    officer.post(f"{page}ghi-chu/", {"text": "Đã gọi."})
    assert PrivateNote.objects.get().text == "Đã gọi."
    too_long = officer.post(f"{page}ghi-chu/", {"text": "x" * 2001}, follow=True).content.decode()
    assert "tối đa 2000 ký tự" in too_long
    assert PrivateNote.objects.get().text == "Đã gọi."
    officer.post(f"{page}ghi-chu/", {"text": " "})
    assert not PrivateNote.objects.exists()


def test_the_database_keeps_one_note_that_says_something(office):
    dossier_id, officer = office.examined(), office.province.officers[Role.CASE_OFFICER]
    note = PrivateNote.objects.create(officer=officer, dossier_id=dossier_id, text="Gọi lại.", at=office.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        PrivateNote.objects.create(officer=officer, dossier_id=dossier_id, text="Hai.", at=office.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        PrivateNote.objects.filter(pk=note.pk).update(text=" ")
