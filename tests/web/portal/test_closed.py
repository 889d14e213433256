"""Filing shut, by law, by the installation or for one procedure: each page points elsewhere, what was filed goes on."""

import pytest
from django.test import Client

NATIONAL = 'href="https://dichvucong.gov.vn"'
SHUT = {"by the installation": False, "by the law of the day": None}


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.fixture(params=SHUT)
def shut(request, here, settings):
    settings.ONLINE_FILING = SHUT[request.param]


def test_open_pages_point_nowhere_else(signed_in, here):
    for address in ("/", "/ho-so-cua-toi/", "/thu-tuc/1.004873/"):
        assert NATIONAL not in text_of(signed_in, address)
    assert "Nộp trực tuyến" in text_of(signed_in, "/thu-tuc/?q=hon+nhan")


def test_every_page_that_leads_to_filing_points_to_the_national_portal(shut, signed_in):
    for address, status in (
        ("/", 200),
        ("/ho-so-cua-toi/", 200),
        ("/thu-tuc/1.004873/", 200),
        ("/nop-ho-so/1.004873/", 409),
    ):
        assert NATIONAL in text_of(signed_in, address, status), address
    found = text_of(signed_in, "/thu-tuc/?q=hon+nhan")
    assert "Nộp tại Cổng quốc gia" in found
    assert "Nộp trực tuyến" not in found


def test_another_national_portal_is_a_setting(shut, signed_in, settings):
    settings.NATIONAL_PORTAL = "https://cong.example"
    assert 'href="https://cong.example"' in text_of(signed_in, "/nop-ho-so/1.004873/", 409)


def test_one_procedure_is_shut_alone(here, signed_in):
    procedure = here.version.procedure
    procedure.online_filing_open = False
    procedure.save()

    assert NATIONAL in text_of(signed_in, "/nop-ho-so/1.004873/", 409)
    assert NATIONAL not in text_of(signed_in, "/")


def test_what_was_filed_before_goes_on(signed_in, asked, settings):
    settings.ONLINE_FILING = False
    tracked = text_of(signed_in, f"/tra-cuu/{asked.code}/")

    assert f"/ho-so-cua-toi/{asked.code}/bo-sung/" in tracked
    assert "?tu=" not in tracked
    assert signed_in.get(f"/ho-so-cua-toi/{asked.code}/bo-sung/").status_code == 200


def test_who_was_just_filling_in_is_told_that_nothing_was_sent(shut, signed_in):
    response = signed_in.post("/nop-ho-so/1.004873/", {"stage": "send"})

    assert response.status_code == 409
    assert "Hồ sơ đang khai chưa được gửi" in response.content.decode()
