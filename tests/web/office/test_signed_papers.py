"""What an official reads beside a signed paper: who signed, whether it stands, what was checked and what was not."""

import pytest

from motcua.core.roles import Role
from motcua.dossiers.filing import PaperIn
from motcua.files import papers
from motcua.files.models import StoredFile
from tests.factories import people
from tests.files.samples import PDF, arrived
from tests.gateways import signed

CHECKED = "Đã kiểm tra chữ ký của"
REVOCATION = "thu hồi chứng thư – chưa kiểm tra"


@pytest.fixture(autouse=True)
def _installation(settings, tmp_path):
    """It keeps its files here, and trusts the authority of the tests."""
    settings.FILES_ROOT = tmp_path / "files"
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "quoc-gia.pem").write_bytes(signed.authority(signed.ROOT).pem)
    settings.SIGNATURE_ROOTS = str(tmp_path / "roots")


def shown(office, content: bytes, role: Role = Role.CASE_OFFICER) -> str:
    """The page of a dossier with this paper."""
    file = papers.keep(arrived(content, "quyet-dinh.pdf"), by=people.citizen().account, now=office.now)
    dossier_id = office.examined(papers=(PaperIn("Quyết định", copies=1, file_id=file.pk),))
    StoredFile.objects.filter(pk=file.pk).update(dossier_id=dossier_id)
    return " ".join(office.client(role).get(f"/can-bo/ho-so/{dossier_id}/").content.decode().split())


@pytest.mark.parametrize(
    ("label", "tone", "said", "checked"),
    [
        (
            "whole",
            "signed--ok",
            "Nguyễn Văn An đã ký số; tài liệu còn nguyên vẹn, chứng thư do CA thử nghiệm quốc gia cấp.",
            "toàn vẹn – nguyên vẹn; hiệu lực chứng thư khi ký – còn hiệu lực; nơi cấp – thuộc danh sách",
        ),
        (
            "altered: a byte",
            "signed--soon",
            "Tài liệu đã bị thay đổi sau khi Nguyễn Văn An ký số.",
            "toàn vẹn – đã bị thay đổi sau khi ký",
        ),
        (
            "expired when signed",
            "signed--soon",
            "Chứng thư số của Lê Thị Bình đã hết hạn khi ký.",
            "toàn vẹn – nguyên vẹn; hiệu lực chứng thư khi ký – đã hết hạn; nơi cấp – thuộc danh sách",
        ),
        (
            "of an unknown authority",
            "signed--soon",
            "không thuộc danh sách tổ chức chứng thực mà hệ thống tin cậy.",
            "nơi cấp – không thuộc danh sách",
        ),
    ],
)
def test_a_signature_is_told_with_what_was_checked_and_what_was_not(office, label, tone, said, checked):
    case = next(each for each in signed.CASES if each.label == label)
    page = shown(office, case.make(1))
    assert f'class="{tone}"' in page
    assert said in page
    assert CHECKED in page
    assert checked in page
    assert REVOCATION in page
    assert "giờ ký – 15:30 20/11/2026, theo máy của người ký" in page


def test_without_roots_the_chain_is_said_to_be_unchecked(office, settings):
    settings.SIGNATURE_ROOTS = ""
    page = shown(office, signed.usual())
    assert "nơi cấp – chưa kiểm tra; thu hồi chứng thư – chưa kiểm tra" in page
    assert 'class="signed--ok"' not in page


def test_a_paper_nobody_signed_has_nothing_said_of_it(office):
    page = shown(office, PDF)
    assert "quyet-dinh.pdf" in page
    assert 'class="signed' not in page
    assert CHECKED not in page


def test_who_may_not_open_papers_is_not_told_who_signed_them(office):
    assert "Nguyễn Văn An đã ký số" not in shown(office, signed.usual(), Role.CLERK)
