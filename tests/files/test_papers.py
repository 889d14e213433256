"""Papers as they are kept: photographs made documents, pages drawn small, and what does not open refused."""

import hashlib
import io
import re

import pillow_heif
import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from motcua.files import papers, refusals
from motcua.files.models import StoredFile
from motcua.files.store import the_store
from tests.factories import people
from tests.files import pages, samples
from tests.files.samples import PDF, arrived

pytestmark = pytest.mark.django_db
NOW = people.NOW
GPS = {0x8825: {1: "N", 2: (19.0, 48.0, 0.0), 3: "E", 4: (105.0, 46.0, 0.0)}}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def kept(db):
    account = people.citizen().account
    return lambda content, name: papers.keep(arrived(content, name), by=account, now=NOW)


def bytes_of(file: StoredFile) -> bytes:
    with the_store().open(file.sha256) as content:
        return content.read()


def photograph(kind: str = "JPEG", *, orientation: int = 1, size: tuple[int, int] = (1654, 2339)) -> bytes:
    """A photographed page as a telephone writes it: where it was taken, and how it was held, beside the picture."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Điện thoại của An"
    exif.get_ifd(0x8825).update(GPS[0x8825])
    out = io.BytesIO()
    picture = pages.page(3).resize(size)
    if orientation == 6:  # held upright, kept lying
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    if kind == "HEIF":
        pillow_heif.from_pillow(picture).save(out, exif=exif.tobytes(), quality=60)
    else:
        picture.save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "to-khai.jpg"), ("PNG", "to-khai.png"), ("HEIF", "to-khai.heic")])
def test_a_photograph_becomes_an_upright_document_without_where_it_was_taken(kept, kind, name):
    original = photograph(kind, orientation=6)
    file = kept(original, name)
    document = bytes_of(file)

    assert (file.name, file.media_type, file.pages) == ("to-khai.pdf", "application/pdf", 1)
    assert file.made_from == hashlib.sha256(original).hexdigest()
    assert file.sha256 == hashlib.sha256(document).hexdigest()
    wide, high = pypdfium2.PdfDocument(document)[0].get_size()
    assert high > wide
    assert file.warnings == []
    for trace in (b"GPS", b"Exif", "Điện thoại".encode()):
        assert trace not in document


def test_the_document_says_that_it_is_pdf_a(kept):
    document = bytes_of(kept(photograph(), "giay.jpg"))
    described = PdfReader(io.BytesIO(document)).trailer["/Root"]["/Metadata"].get_object().get_data().decode()

    assert re.search(r"pdfaid:part>2<", described)
    assert re.search(r"pdfaid:conformance>B<", described)


def test_a_large_photograph_becomes_smaller(kept):
    original = photograph(size=(3000, 4242))
    file = kept(original, "lon.jpg")
    (picture,) = pypdfium2.PdfDocument(bytes_of(file))[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])

    assert max(picture.get_px_size()) == 2480
    assert file.size < len(original)


def locked(password: str, owner: str = "o") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt(password, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (lambda: locked("bi-mat"), "khoa.pdf", refusals.Locked),
        (lambda: samples.pdf(), "khong-trang.pdf", refusals.Damaged),
        (lambda: b"%PDF-1.7\n" + b"\x00garbage" * 50 + b"\n%%EOF\n", "hong.pdf", refusals.Damaged),
        (lambda: b"\xff\xd8\xff\xe0 no picture at all \xff\xd9", "x.jpg", refusals.Damaged),
    ],
)
def test_what_does_not_open_is_refused_with_the_way_to_put_it_right(kept, content, name, refusal):
    with pytest.raises(refusal, match="Ông/Bà"):
        kept(content(), name)
    assert not StoredFile.objects.exists()
    assert list(the_store().hashes()) == []


def test_a_document_that_only_forbids_changes_is_taken(kept):
    assert kept(locked("", "chu"), "ban-quyen.pdf").pages == 1


def test_a_picture_that_unpacks_to_a_monster_is_refused_and_stops_nothing(kept):
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(refusals.TooManyPixels):
        kept(out.getvalue(), "bom.png")


def test_the_first_pages_are_drawn_small_and_again_when_lost(kept):
    file = kept(PDF, "mot.pdf")
    assert (file.pages, papers.previewed(file)) == (1, 1)
    first = papers.preview(file, 1)
    assert max(Image.open(io.BytesIO(first)).size) <= 480
    for drawn in the_store().root.rglob("*.jpg"):
        drawn.unlink()
    assert papers.preview(file, 1) == first
    for number in (0, 2, 99):
        with pytest.raises(refusals.NoSuchFile):
            papers.preview(file, number)


def test_previews_are_no_contents_and_go_with_their_file(kept):
    file = kept(PDF, "mot.pdf")
    assert list(the_store().hashes()) == [file.sha256]
    the_store().discard(file.sha256)
    assert [path for path in the_store().root.rglob("*") if path.is_file()] == []


def test_a_page_waiting_for_its_scan_is_shown_to_nobody(kept):
    file = kept(PDF, "mot.pdf")
    file.scan_state = StoredFile.Scan.WAITING
    with pytest.raises(refusals.StillScanned):
        papers.preview(file, 1)


def test_word_files_are_kept_as_they_are(kept):
    file = kept(samples.office(), "don.docx")
    assert (file.pages, file.warnings, papers.previewed(file)) == (None, None, 0)


def test_what_was_noticed_is_said_in_both_languages(kept):
    out = io.BytesIO()
    pages.wronged(pages.page(3), "upside_down", 3).save(out, "JPEG")
    (words,) = papers.stands(kept(out.getvalue(), "nguoc.jpg"))

    assert words.vi.startswith("Trang 1 dường như bị ngược đầu")
    assert words.en.startswith("Page 1 seems to be upside down")
