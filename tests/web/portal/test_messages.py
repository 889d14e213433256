"""Messages at the doors: the citizen's page, the officer's page and list, unread marks, looks logged."""

import pytest
from django.test import Client

from motcua.access.models import LookLog
from motcua.core.roles import Role
from motcua.dossiers.models import Message
from tests.factories import people


def client_of(here, role: Role) -> Client:
    client = Client()
    client.force_login(here.officers[role].account)
    return client


def write(client: Client, address: str, text: str):
    key = client.get(address).context["form"]["key"].value()
    return client.post(address, {"key": key, "text": text}, follow=True)


@pytest.fixture
def running(filed):
    return filed(accepted=True)


@pytest.fixture
def mine(running) -> str:
    return f"/ho-so-cua-toi/{running.code}/tin-nhan/"


def test_a_question_is_answered_and_both_sides_see_what_is_new(here, signed_in, running, mine):
    page = write(signed_in, mine, "Bao giờ có?\n<script>alert(1)</script>").content.decode()
    assert "Tin nhắn đã gửi" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "Chưa đọc" in page

    head = client_of(here, Role.DIVISION_HEAD)
    assert running.code in head.get("/can-bo/tin-nhan/").content.decode()
    dossier = f"/can-bo/ho-so/{running.id}/"
    assert "Người dân có tin nhắn chưa đọc" in head.get(dossier).content.decode()
    assert "Đã gửi trả lời" in write(head, dossier + "tin-nhan/", "Ngày mai.").content.decode()
    assert running.code not in head.get("/can-bo/tin-nhan/").content.decode()
    assert "Người dân có tin nhắn chưa đọc" not in head.get(dossier).content.decode()
    assert LookLog.objects.filter(dossier_id=running.id, what="dossier:messages").exists()

    assert "Có tin nhắn mới của cơ quan" in signed_in.get("/ho-so-cua-toi/").content.decode()
    assert "Tin nhắn (1 mới)" in signed_in.get(f"/tra-cuu/{running.code}/").content.decode()
    page = signed_in.get(mine).content.decode()
    assert "Ngày mai." in page
    assert "Cơ quan đã đọc" in page
    assert here.officers[Role.DIVISION_HEAD].full_name not in page
    assert "Có tin nhắn mới của cơ quan" not in signed_in.get("/ho-so-cua-toi/").content.decode()


def test_a_leader_who_only_looks_leaves_it_unread_but_answers_as_the_office(here, signed_in, running, mine):
    write(signed_in, mine, "Bao giờ có?")
    clerk = client_of(here, Role.CLERK)
    assert clerk.get(f"/can-bo/ho-so/{running.id}/tin-nhan/").status_code == 403
    assert Message.objects.get().read_at is None


def test_nobody_reads_anothers_messages(mine, running):
    other = Client()
    other.force_login(people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account)

    assert other.get(mine).status_code == 404
    assert other.post(mine, {"key": "portal:" + "x" * 22, "text": "?"}).status_code == 404
    assert Message.objects.count() == 0


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_what_says_nothing_or_too_much_is_not_sent(signed_in, mine, text):
    assert write(signed_in, mine, text).status_code == 422
    assert Message.objects.count() == 0


def test_after_five_the_page_says_to_wait_and_keeps_what_was_typed(signed_in, mine):
    for _ in range(5):
        write(signed_in, mine, "Alô?")
    response = write(signed_in, mine, "Còn ai không?")

    assert response.status_code == 409
    assert "chưa được trả lời" in response.content.decode()
    assert "Còn ai không?" in response.content.decode()


def test_the_page_says_that_it_is_not_the_way_to_supply_papers(signed_in, mine):
    assert "không thay cho việc nộp bổ sung giấy tờ" in signed_in.get(mine).content.decode()
    assert "They do not replace" in signed_in.get("/en" + mine).content.decode()
