"""Photographs of the pages of one paper made one document: in order, turned, PDF/A, and nothing else of it left."""

import io

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from motcua.files import joining, papers, refusals
from motcua.files.joining import Leaf
from motcua.files.models import StoredFile
from motcua.files.store import the_store
from tests.factories import people
from tests.files.samples import PDF, arrived

pytestmark = pytest.mark.django_db
NOW = people.NOW
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 60), (40, 60, 200)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def account(db):
    return people.citizen().account


def photograph(colour: tuple[int, int, int], size: tuple[int, int] = (800, 1100)) -> bytes:
    """A page in one colour, black in its upper left corner: so one sees which page it is and how it is turned."""
    picture = Image.new("RGB", size, colour)
    picture.paste((0, 0, 0), (0, 0, size[0] // 3, size[1] // 3))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


@pytest.fixture
def leaf(account):
    def make(colour: tuple[int, int, int] = RED, turn: int = 0, **size: tuple[int, int]) -> Leaf:
        name = f"anh-{colour[0]}.jpg"
        return Leaf(papers.keep(arrived(photograph(colour, **size), name), by=account, now=NOW), turn)

    return make


def content(file: StoredFile) -> bytes:
    with the_store().open(file.sha256) as stored:
        return stored.read()


def drawn(file: StoredFile) -> list[Image.Image]:
    return [page.render(scale=0.5).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(content(file))]


def like(seen: tuple[int, ...], meant: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(seen, meant, strict=True))


def corner(picture: Image.Image) -> str:
    """Where the black corner of a page is now."""
    width, height = picture.size
    places = {"upper left": (0.1, 0.1), "upper right": (0.9, 0.1), "lower right": (0.9, 0.9), "lower left": (0.1, 0.9)}
    (found,) = [
        name
        for name, (across, down) in places.items()
        if like(picture.getpixel((int(width * across), int(height * down))), (0, 0, 0))
    ]
    return found


def test_the_pages_stand_in_the_order_they_were_put_in(leaf, account):
    whole = joining.join([leaf(BLUE), leaf(RED), leaf(GREEN)], name="Tờ khai", by=account, now=NOW)
    pages = drawn(whole)

    assert (whole.name, whole.pages, whole.media_type, whole.scan_state) == (
        "Tờ khai.pdf",
        3,
        "application/pdf",
        "clean",
    )
    assert [like(page.getpixel((page.width // 2, page.height - 20)), colour)
            for page, colour in zip(pages, (BLUE, RED, GREEN), strict=True)] == [True] * 3  # fmt: skip


@pytest.mark.parametrize(
    ("turn", "where", "lies"),
    [(0, "upper left", False), (90, "upper right", True), (180, "lower right", False), (270, "lower left", True)],
)
def test_a_page_stands_as_it_was_turned(leaf, account, turn, where, lies):
    (page, _) = drawn(joining.join([leaf(RED, turn), leaf(BLUE)], name="Ảnh", by=account, now=NOW))

    assert corner(page) == where
    assert (page.width > page.height) == lies


def test_the_document_is_archivable_and_names_the_paper(leaf, account):
    whole = joining.join([leaf(RED), leaf(BLUE, 90)], name="Giấy chứng sinh", by=account, now=NOW)
    reader = PdfReader(io.BytesIO(content(whole)))
    said = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""

    assert len(reader.pages) == 2
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in said
    assert reader.metadata is not None
    assert reader.metadata.title == "Giấy chứng sinh.pdf"


def test_the_pictures_go_into_it_as_they_are(leaf, account):
    leaves = [leaf(RED), leaf(BLUE)]
    whole = joining.join(leaves, name="Ảnh", by=account, now=NOW)
    before = sum(len(content(each.file)) for each in leaves)

    assert before * 0.8 < len(content(whole)) < before * 1.1  # not compressed a second time


def test_what_was_noticed_comes_along_under_its_new_number(leaf, account):
    first, second = leaf(RED), leaf(BLUE, 180)
    for each in (first, second):
        each.file.warnings = [{"key": "upside_down", "page": 1}, {"key": "blurred", "page": 1}]
    whole = joining.join([first, second], name="Ảnh", by=account, now=NOW)

    assert whole.warnings == [
        {"key": "upside_down", "page": 1},
        {"key": "blurred", "page": 1},
        {"key": "blurred", "page": 2},  # turned: how it stood says nothing any more
    ]


def test_only_a_photographed_page_is_a_leaf(leaf, account):
    scan = papers.keep(arrived(PDF, "quet.pdf"), by=account, now=NOW)
    whole = joining.join([leaf(RED), leaf(BLUE)], name="Ảnh", by=account, now=NOW)

    assert joining.is_leaf(leaf(GREEN).file)
    assert not joining.is_leaf(scan)
    assert not joining.is_leaf(whole)
    with pytest.raises(refusals.Damaged):
        joining.join([leaf(GREEN), Leaf(scan)], name="Ảnh", by=account, now=NOW)


@pytest.mark.parametrize(("state", "expected"), [("waiting", "waiting"), ("infected", None)])
def test_a_page_that_waits_for_its_scan_keeps_the_whole_waiting_and_an_infected_one_stops_it(
    leaf, account, state, expected
):
    odd = leaf(RED)
    odd.file.scan_state = state
    if expected is None:
        with pytest.raises(refusals.FoundInfected):
            joining.join([odd, leaf(BLUE)], name="Ảnh", by=account, now=NOW)
    else:
        assert joining.join([odd, leaf(BLUE)], name="Ảnh", by=account, now=NOW).scan_state == expected


def test_a_page_whose_bytes_are_gone_and_too_many_pages_are_refused(leaf, account, monkeypatch):
    one, other = leaf(RED), leaf(BLUE)
    monkeypatch.setattr(joining, "MOST_PAGES", 1)
    with pytest.raises(refusals.TooManyPages):
        joining.join([one, other], name="Ảnh", by=account, now=NOW)
    monkeypatch.setattr(joining, "MOST_PAGES", 100)
    the_store().discard(other.file.sha256)
    with pytest.raises(refusals.NoSuchFile):
        joining.join([one, other], name="Ảnh", by=account, now=NOW)
    assert StoredFile.objects.count() == 2
