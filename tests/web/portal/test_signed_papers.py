"""What the digital signature of a paper says: beside it, before sending, to the desk and to the office."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.core.roles import Role
from motcua.dossiers.models import Dossier
from tests.gateways import signed
from tests.web.counter.conftest import client_of
from tests.web.portal.test_filing import ADDRESS, answers, kept_in  # noqa: F401 – a fixture

pytestmark = pytest.mark.django_db
UNKNOWN = "Chưa xác minh được nơi cấp chứng thư"
CHANGED = "Tài liệu đã bị thay đổi sau khi Nguyễn Văn An ký số"


def paper(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("quyet-dinh.pdf", content, "application/pdf")


def test_a_changed_document_is_told_before_sending_and_to_the_officer_and_stops_nobody(here, signed_in, answers):  # noqa: F811
    review = signed_in.post(ADDRESS, answers | {"paper_1": paper(signed.byte_changed(1)), "stage": "check"})
    text = review.content.decode()
    assert "Nên xem lại giấy tờ trước khi gửi" in text
    assert CHANGED in text
    sent = answers | {"attached": kept_in(text), "stage": "send", "agreed": "1"}
    assert signed_in.post(ADDRESS, sent).status_code == 302

    dossier = Dossier.objects.get()
    desk = client_of(here.officers[Role.RECEPTION]).get(f"/quay/ho-so/{dossier.pk}/").content.decode()
    assert CHANGED in desk


def test_an_unknown_issuer_is_said_beside_the_paper_and_is_nothing_to_look_at_again(signed_in, answers):  # noqa: F811
    review = signed_in.post(ADDRESS, answers | {"paper_1": paper(signed.usual()), "stage": "check"}).content.decode()
    assert UNKNOWN not in review  # where only what is worth a second look stands
    form = signed_in.post(ADDRESS, answers | {"attached": kept_in(review), "stage": "edit"}).content.decode()
    assert UNKNOWN in form


def test_who_may_not_see_papers_is_not_told_who_signed_them(here, signed_in, answers):  # noqa: F811
    review = signed_in.post(ADDRESS, answers | {"paper_1": paper(signed.usual()), "stage": "check"}).content.decode()
    signed_in.post(ADDRESS, answers | {"attached": kept_in(review), "stage": "send", "agreed": "1"})
    address = f"/quay/ho-so/{Dossier.objects.get().pk}/"

    assert UNKNOWN in client_of(here.officers[Role.RECEPTION]).get(address).content.decode()
    assert UNKNOWN not in client_of(here.officers[Role.RETURN_DESK]).get(address).content.decode()
