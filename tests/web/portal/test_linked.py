"""One declaration on the portal: one form, one confirmation with every code, one place to follow all."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from motcua.catalog import bundles
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Component, Dossier, LinkedSet
from motcua.files.models import StoredFile
from tests.factories import people
from tests.factories.linked import Linked, offered_together
from tests.factories.province import MONDAY
from tests.web.portal.test_filing import kept_in, pdf

ADDRESS = "/nop-ho-so/2.000986/"


@pytest.fixture
def there(here) -> Linked:
    return offered_together(here)


@pytest.fixture
def answers(here, there, signed_in) -> dict[str, str]:
    page = signed_in.get(ADDRESS).content.decode()
    return {
        "key": re.search(r'name="key" value="([^"]+)"', page)[1],
        "agency": str(here.commune.pk),
        "result_by": "desk",
        "owner-kind": "citizen",
        "owner-full_name": "Nguyễn Văn An",
        "owner-personal_id": "038085001234",
        "owner-phone": "0912345678",
        "owner-address": "25 Lê Lợi",
        "owner-commune": "phường Hạc Thành",
        "f.muc_dich": "Khai sinh cho con",
        "stage": "send",
        "agreed": "1",
    }


@pytest.fixture
def codes(signed_in, answers) -> list[str]:
    """Filed: the codes in the order of their turns."""
    assert signed_in.post(ADDRESS, answers).status_code == 302
    return list(Dossier.objects.order_by("id").values_list("code", flat=True))


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/thu-tuc/2.000986/", ADDRESS])
def test_the_pages_say_beforehand_what_one_declaration_is_for(there, signed_in, address):
    page = page_of(signed_in, address)
    assert "Một tờ khai cho nhiều thủ tục" in page
    for name in ("Đăng ký khai sinh", "Đăng ký thường trú", "Cấp thẻ bảo hiểm y tế"):
        assert name in page


def test_sending_makes_the_set_once_and_confirms_every_code(signed_in, answers, codes):
    again = signed_in.post(ADDRESS, answers)
    assert again.url == f"/da-nop/{codes[0]}/"
    assert (LinkedSet.objects.count(), Dossier.objects.count()) == (1, 3)
    page = page_of(signed_in, again.url)
    assert all(code in page for code in codes)
    assert page.count("Chờ hồ sơ trước") == 2


def test_each_dossier_shows_the_others_to_its_owner(signed_in, codes):
    page = page_of(signed_in, f"/tra-cuu/{codes[1]}/")
    assert "Hồ sơ đang chờ kết quả của hồ sơ liên thông trước." in page
    assert f'href="/tra-cuu/{codes[0]}/"' in page
    assert f'href="/tra-cuu/{codes[2]}/"' in page
    assert f"Bắt đầu khi hồ sơ {codes[1]} có kết quả" in page
    assert f'href="/tra-cuu/{codes[1]}/"' not in page.split("<main")[1]


def test_whoever_knows_one_follows_all_without_names(codes):
    key = Dossier.objects.get(code=codes[0]).key
    page = page_of(Client(), f"/tra-cuu/k/{key}/")
    other = Dossier.objects.get(code=codes[2]).key
    assert f'href="/tra-cuu/k/{other}/"' in page
    assert "Nguyễn Văn An" not in page
    assert "Nguyễn V** A**" in page_of(Client(), f"/tra-cuu/k/{other}/")


def test_another_citizens_door_stays_shut(codes, clock_at):
    other = Client()
    other.force_login(people.citizen("Lê Thị Bình", personal_id="038185009999", phone="+84988888888").account)
    assert other.get(f"/tra-cuu/{codes[1]}/").status_code == 302


def test_my_dossiers_name_those_that_were_filed_together(signed_in, codes):
    page = page_of(signed_in, "/ho-so-cua-toi/")
    assert page.count("<span>Hồ sơ liên thông</span>") == 3


def test_in_english(signed_in, codes):
    page = page_of(signed_in, f"/en/tra-cuu/{codes[1]}/")
    assert "Linked dossiers" in page
    assert "Waiting its turn" in page
    assert "waiting for the result of the linked one before it" in page


def test_a_paper_two_agencies_need_is_uploaded_once_and_lies_in_both(here, there, signed_in, answers, monkeypatch):
    members = there.bundle.members
    asks = (replace(members[0], papers=("Tờ khai",)), replace(members[1], papers=("Tờ khai",)), members[2])
    monkeypatch.setattr(bundles, "written_bundles", lambda: (replace(there.bundle, members=asks),))
    checked = signed_in.post(ADDRESS, answers | {"stage": "check", "paper_1": pdf()})
    attached = kept_in(checked.content.decode())
    assert signed_in.post(ADDRESS, answers | {"attached": attached}).status_code == 302
    papers = list(Component.objects.order_by("dossier_id").values_list("dossier_id", "file__dossier_id", "is_reused"))
    first, second, _third = Dossier.objects.order_by("id").values_list("id", flat=True)
    assert papers == [(first, first, False), (second, second, True)]
    assert StoredFile.objects.values("sha256").distinct().count() == 1


def test_what_is_refused_says_why_and_where_to_turn(here, signed_in, codes):
    first = Dossier.objects.get(code=codes[0])
    actions.refuse(dossier_id=first.pk, reason="Sai nơi", by=here.actor(Role.RECEPTION), now=MONDAY)
    page = page_of(signed_in, f"/tra-cuu/{codes[1]}/")
    assert "Không được tiếp nhận" in page or "từ chối" in page.lower()
