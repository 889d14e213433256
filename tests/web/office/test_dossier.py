"""The page of one dossier: what it shows to whom, and that each look is written down."""

import pytest
from django.test import Client

from motcua.access.models import LookLog
from motcua.core.lifecycle import Actor, ActorKind
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.filing import PaperIn
from motcua.dossiers.models import Step
from motcua.files.actions import keep_own
from motcua.files.models import StoredFile
from tests.factories import people, places


def page(office, role: Role, dossier_id: int):
    return office.client(role).get(f"/can-bo/ho-so/{dossier_id}/")


def test_the_page_shows_the_whole_dossier_to_who_works_on_it(office):
    text = page(office, Role.CASE_OFFICER, office.drafted()).content.decode()

    for words in ["Trần Thị Hoa", "038185001234", "Phố Lê Lợi", "Tờ khai", "Bổ sung hồ sơ xin việc",
                  "Vì sao hẹn ngày này?", "Chưa ký số", "Đã tiếp nhận hồ sơ", "Soạn văn bản kết quả"]:  # fmt: skip
        assert words in text


def test_numbers_are_masked_for_those_who_may_not_read_the_papers(office):
    dossier_id = office.approved()
    text = page(office, Role.CLERK, dossier_id).content.decode()

    assert "038185001234" not in text
    assert "038*********" in text
    assert "Phố Lê Lợi" not in text
    assert not LookLog.objects.filter(officer=office.province.officers[Role.CLERK]).exists()


def test_each_look_at_personal_data_is_logged_with_its_purpose(office):
    dossier_id = office.examined()
    for role in (Role.CASE_OFFICER, Role.AGENCY_LEADER, Role.RECEPTION):
        page(office, role, dossier_id)

    looks = LookLog.objects.order_by("pk").values_list("dossier_id", "purpose", "what")
    assert list(looks) == [
        (dossier_id, "processing", "dossier:parties"),
        (dossier_id, "monitoring", "dossier:parties"),
        (dossier_id, "reception", "dossier:parties"),
    ]


def test_the_performers_first_look_opens_the_step_and_nobody_elses(office):
    dossier_id = office.examined()
    step = Step.objects.get(dossier_id=dossier_id, state="open")
    page(office, Role.AGENCY_LEADER, dossier_id)
    step.refresh_from_db()
    assert step.seen_at is None

    page(office, Role.CASE_OFFICER, dossier_id)
    step.refresh_from_db()
    assert step.seen_at == office.now


def test_moving_through_a_list_is_no_look_and_opens_nothing(office):
    dossier_id = office.examined()
    response = office.client(Role.CASE_OFFICER).get(f"/can-bo/ho-so/{dossier_id}/xem-nhanh/")

    assert "038185001234" not in response.content.decode()
    assert not LookLog.objects.exists()
    assert Step.objects.get(dossier_id=dossier_id, state="open").seen_at is None


@pytest.mark.parametrize("tail", ["", "xem-nhanh/", "phieu-kiem-soat/", "phieu-kiem-soat.pdf", "bo-sung/", "dung/"])
def test_dossiers_of_other_agencies_stay_closed(office, tail):
    dossier_id = office.examined()
    other = people.officer()
    elsewhere = places.agency("UBND phường Sầm Sơn")
    for role in (Role.CASE_OFFICER, Role.AGENCY_LEADER):
        people.post(other, role, elsewhere.pk)
    client = Client()
    client.force_login(other.account)
    response = client.get(f"/can-bo/ho-so/{dossier_id}/{tail}")

    assert response.status_code == 403
    assert "ngoài phạm vi" in response.content.decode()
    assert "Trần Thị Hoa" not in response.content.decode()


def test_a_case_officer_of_another_division_stays_outside(office):
    dossier_id = office.examined()
    unit = places.unit(office.province.commune, "Phòng Văn hóa")
    other = people.officer()
    people.post(other, Role.CASE_OFFICER, office.province.commune.pk, unit_id=unit.pk)
    client = Client()
    client.force_login(other.account)

    assert client.get(f"/can-bo/ho-so/{dossier_id}/").status_code == 403


def test_a_dossier_that_is_not_there_is_not_found(office):
    assert page(office, Role.CASE_OFFICER, 99).status_code == 404


@pytest.mark.parametrize("bring", ["examined", "approved", "withdrawn"])
def test_the_page_asks_a_fixed_number_of_questions(office, bring, django_assert_max_num_queries):
    dossier_id = getattr(office, bring)()
    client = office.client(Role.AGENCY_LEADER)
    client.get(f"/can-bo/ho-so/{dossier_id}/")

    with django_assert_max_num_queries(31):
        client.get(f"/can-bo/ho-so/{dossier_id}/")


def test_the_control_slip_follows_the_steps(office):
    dossier_id = office.approved()
    text = office.client(Role.CLERK).get(f"/can-bo/ho-so/{dossier_id}/phieu-kiem-soat/").content.decode()

    assert text.count("Trước hạn") + text.count("Đúng hạn") == 4
    assert "Bộ phận Một cửa →" in text
    pdf = office.client(Role.CLERK).get(f"/can-bo/ho-so/{dossier_id}/phieu-kiem-soat.pdf")
    assert pdf.content.startswith(b"%PDF-1.7")
    assert pdf.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(("bring", "role"), [("received", Role.RECEPTION), ("processed", Role.RETURN_DESK)])
def test_what_is_done_at_the_counter_leads_there(office, bring, role):
    dossier_id = getattr(office, bring)()
    text = page(office, role, dossier_id).content.decode()

    assert f"/quay/ho-so/{dossier_id}/" in text


def test_a_draft_is_nobodys_but_its_writers(office):
    by = Actor(ActorKind.CITIZEN, None, "Bà Hoa")
    dossier_id = actions.begin_draft(office.province.filing(channel="online"), by=by, now=office.now).id

    assert page(office, Role.CASE_OFFICER, dossier_id).status_code == 404


def test_a_paper_is_handed_out_to_those_who_may_read_it_and_the_look_is_logged(office):
    stored = keep_own(
        b"%PDF-1.7 to khai", name="to-khai.pdf", media_type="application/pdf", kind="paper", now=office.now
    )
    dossier_id = office.examined(papers=(PaperIn("Tờ khai", originals=1, file_id=stored.pk),))
    StoredFile.objects.filter(pk=stored.pk).update(dossier_id=dossier_id)
    address = f"/can-bo/ho-so/{dossier_id}/tep/{stored.pk}/"
    assert address in page(office, Role.CASE_OFFICER, dossier_id).content.decode()

    assert b"".join(office.client(Role.CASE_OFFICER).get(address).streaming_content) == b"%PDF-1.7 to khai"
    assert LookLog.objects.filter(what=f"file:{stored.pk}", dossier_id=dossier_id, purpose="processing").exists()
    assert office.client(Role.CLERK).get(address).status_code == 403
    other = office.examined()
    assert office.client(Role.CASE_OFFICER).get(f"/can-bo/ho-so/{other}/tep/{stored.pk}/").status_code == 404
