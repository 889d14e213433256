"""A paper photographed page by page: ordered, turned, taken out without a script, and one document once it is sent."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from motcua.dossiers import queries
from motcua.dossiers.models import Component, Dossier, Supplement
from motcua.drafts.models import Draft
from motcua.files.models import StoredFile, Upload
from motcua.files.store import the_store
from tests.files.samples import PDF
from tests.files.test_joining import BLUE, GREEN, RED, corner, drawn, photograph
from tests.web.portal.test_filing import ADDRESS
from tests.web.portal.test_filing import answers as untouched  # noqa: F401 – a fixture
from tests.web.portal.test_uploading import BEGIN, patch

pytestmark = pytest.mark.django_db


def photo(name: str, colour: tuple[int, int, int] = RED) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photograph(colour), "image/jpeg")


def said(response) -> list[str]:
    return re.findall(r'name="attached" value="([^"]*)"', response.content.decode())


@pytest.fixture
def answers(untouched):  # noqa: F811
    """The form filled in, as one window sends it again and again."""
    return untouched | {"tab": "một"}


@pytest.fixture
def three(signed_in, answers):
    """The form with three photographed pages of its first paper: red, green, blue."""
    photos = [photo("1.jpg", RED), photo("2.jpg", GREEN), photo("3.jpg", BLUE)]
    return said(signed_in.post(ADDRESS, answers | {"paper_1": photos, "stage": "check"}))


def colours(file: StoredFile) -> list[str]:
    names = {RED: "red", GREEN: "green", BLUE: "blue"}

    def nearest(pixel: tuple[int, ...]) -> str:
        return names[min(names, key=lambda each: sum(abs(a - b) for a, b in zip(each, pixel, strict=True)))]

    return [nearest(page.getpixel((page.width // 2, page.height // 2))) for page in drawn(file)]


def test_several_photographs_become_one_document_in_their_order(signed_in, answers, three):
    assert len(three) == 3
    review = signed_in.post(ADDRESS, answers | {"attached": three, "stage": "check"})
    assert "3 ảnh chụp, ghép thành một tài liệu PDF" in review.content.decode()
    signed_in.post(ADDRESS, answers | {"attached": three, "stage": "send", "agreed": "1"})

    paper = Component.objects.get()
    assert (paper.name, paper.is_digitised, paper.file.pages) == ("Tờ khai", True, 3)
    assert (paper.file.name, paper.file.media_type) == ("Tờ khai.pdf", "application/pdf")
    assert colours(paper.file) == ["red", "green", "blue"]
    assert StoredFile.objects.get() == paper.file  # the single pages are gone
    with the_store().open(paper.file.sha256) as content:
        assert b"pdfaid" in PdfReader(io.BytesIO(content.read())).xmp_metadata.stream.get_data()


@pytest.mark.parametrize(
    ("button", "which", "order"),
    [
        ("up", 2, ["red", "blue", "green"]),
        ("up", 0, ["red", "green", "blue"]),
        ("down", 0, ["green", "red", "blue"]),
        ("down", 2, ["red", "green", "blue"]),
    ],
)
def test_pages_are_put_in_order_without_a_script(signed_in, answers, three, button, which, order):
    number = three[which].rpartition(":")[2]
    page = signed_in.post(ADDRESS, answers | {"attached": three, button: number})
    assert page.status_code == 200
    signed_in.post(ADDRESS, answers | {"attached": said(page), "stage": "send", "agreed": "1"})

    assert colours(Component.objects.get().file) == order


def test_a_page_is_turned_without_a_script_and_stays_so_on_another_device(signed_in, answers, three):
    number = three[1].rpartition(":")[2]
    once = said(signed_in.post(ADDRESS, answers | {"attached": three, "turn": number}))
    assert once == [three[0], f"{three[1]}.90", three[2]]
    signed_in.post(ADDRESS, answers | {"attached": once, "stage": "save"})
    draft = Draft.objects.get()
    again = signed_in.get(ADDRESS, {"nhap": draft.number})
    assert said(again) == once
    assert 'data-turn="90"' in again.content.decode()
    assert set(draft.file_ids) == {int(one.rpartition(":")[2]) for one in three}
    signed_in.post(ADDRESS, answers | {"attached": once, "stage": "send", "agreed": "1"})

    assert [corner(page) for page in drawn(Component.objects.get().file)] == ["upper left", "upper right", "upper left"]


def test_four_turns_are_none_and_what_is_no_page_is_not_turned(signed_in, answers, three):
    kept = said(signed_in.post(ADDRESS, answers | {"paper_1": SimpleUploadedFile("a.pdf", PDF), "stage": "check"}))
    number = kept[0].rpartition(":")[2]
    assert said(signed_in.post(ADDRESS, answers | {"attached": kept, "turn": number})) == kept
    leaf = [three[0]]
    for _ in range(4):
        leaf = said(signed_in.post(ADDRESS, answers | {"attached": leaf, "turn": three[0].rpartition(":")[2]}))
    assert leaf == [three[0]]


@pytest.mark.parametrize("turn", ["45", "-90", "90.90", "x", "1" * 40])
def test_a_forged_turn_is_none(signed_in, answers, three, turn):
    page = signed_in.post(ADDRESS, answers | {"attached": f"{three[0]}.{turn}", "stage": "check"})
    assert page.status_code == 200
    assert said(page) in ([three[0]], [])


def test_a_page_is_taken_out_and_a_scan_stays_a_file_of_its_own(signed_in, answers, three):
    scan = SimpleUploadedFile("ban-quet.pdf", PDF, "application/pdf")
    drop = three[0].rpartition(":")[2]
    page = signed_in.post(ADDRESS, answers | {"attached": three, "drop": drop, "paper_1": scan, "stage": "check"})
    signed_in.post(ADDRESS, answers | {"attached": said(page), "stage": "send", "agreed": "1"})

    papers = list(Component.objects.order_by("position"))
    assert [(each.file.name, each.file.pages) for each in papers] == [("Tờ khai.pdf", 2), ("ban-quet.pdf", 1)]
    assert colours(papers[0].file) == ["green", "blue"]


def test_sent_twice_it_is_one_document_in_one_dossier(signed_in, answers, three):
    sent = answers | {"attached": three, "stage": "send", "agreed": "1"}
    first, second = (signed_in.post(ADDRESS, sent) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert (Dossier.objects.count(), Component.objects.count(), StoredFile.objects.count()) == (1, 1, 1)


def test_when_a_page_is_lost_nothing_is_sent_and_the_others_stay(signed_in, answers, three):
    gone = StoredFile.objects.get(pk=three[1].rpartition(":")[2])
    the_store().discard(gone.sha256)
    page = signed_in.post(ADDRESS, answers | {"attached": three, "stage": "send", "agreed": "1"})

    assert page.status_code == 409
    assert "Không có tệp này" in page.content.decode()
    assert said(page) == three
    assert (Dossier.objects.count(), StoredFile.objects.count()) == (0, 3)


# --- A supplement -----------------------------------------------------------------------------------------------------
@pytest.fixture
def notice(signed_in, asked):
    """The page of the supplement notice: its address and the key of its form."""
    address = f"/ho-so-cua-toi/{asked.code}/bo-sung/"
    return address, signed_in.get(address).context["form"]["key"].value()


def test_photographs_of_a_paper_asked_for_are_one_document_under_its_name(signed_in, asked, notice):
    address, key = notice
    photos = [photo("a.jpg", GREEN), photo("b.jpg", RED)]
    given = {"key": key, "item_0": photos, "papers": SimpleUploadedFile("them.pdf", PDF, "application/pdf")}
    assert signed_in.post(address, given).status_code == 302

    papers = list(Component.objects.filter(dossier_id=asked.id, supplement_number=1).order_by("position"))
    assert [(each.name, each.file.pages) for each in papers] == [("Bản sao quyết định ly hôn", 2), ("them.pdf", 1)]
    assert colours(papers[0].file) == ["green", "red"]
    assert StoredFile.objects.count() == 2
    assert Supplement.objects.get().supplied_at is not None


def test_the_pages_of_a_supplement_are_ordered_and_turned_before_it_is_sent(signed_in, asked, notice):
    address, key = notice
    page = signed_in.post(address, {"key": key, "item_0": [photo("a.jpg", GREEN), photo("b.jpg", RED)], "turn": "0"})
    assert (page.status_code, queries.page(asked.id).dossier.state) == (200, "intake_supplement")
    kept = said(page)
    page = signed_in.post(address, {"key": key, "attached": kept, "up": kept[1].rpartition(":")[2]})
    page = signed_in.post(address, {"key": key, "attached": said(page), "turn": kept[1].rpartition(":")[2]})
    assert said(page) == [f"{kept[1]}.90", kept[0]]
    signed_in.post(address, {"key": key, "attached": said(page)})

    file = Component.objects.get(supplement_number=1).file
    assert colours(file) == ["red", "green"]
    assert corner(drawn(file)[0]) == "upper right"


def test_what_was_uploaded_for_a_supplement_waits_there_on_every_device(signed_in, asked, notice):
    address, _ = notice
    place = re.search(r'data-place="([^"]+)"', signed_in.get(address).content.decode())[1]
    about = {"name": "a.pdf", "size": len(PDF), "control": "item_0", "key": place}
    upload = signed_in.post(BEGIN, about).json()["address"]
    patch(signed_in, upload, PDF, 0)
    other_device = signed_in.get(address).content.decode()
    file = StoredFile.objects.get()
    assert f'value="item_0:{file.pk}"' in other_device
    assert f'data-address="{upload}"' in other_device
    signed_in.delete(upload)  # taken out there: it does not come back

    assert f'value="item_0:{file.pk}"' not in signed_in.get(address).content.decode()
    assert not Upload.objects.exists()


def test_a_hostile_file_among_them_is_said_and_the_others_stay(signed_in, asked, notice):
    address, key = notice
    bad = SimpleUploadedFile("anh.pdf", b"MZ\x90\x00" + b"\0" * 300, "application/pdf")
    page = signed_in.post(address, {"key": key, "item_0": photo("a.jpg"), "papers": bad})

    assert page.status_code == 422
    assert "chương trình Windows" in page.content.decode()
    assert len(said(page)) == 1
    assert queries.page(asked.id).dossier.state == "intake_supplement"
