"""What is said of a signature inside a PDF: whole or altered, in force or expired, of whom and issued by whom."""

import io
from datetime import UTC, datetime

import pytest
from asn1crypto import pem, x509

from motcua.gateways.signing import CannotRead, Finding, pades
from tests.files.samples import PDF
from tests.gateways import signed
from tests.gateways.signed import CASES, ROOT, Case

NOW = datetime(2027, 6, 1, tzinfo=UTC)


def trusted() -> list[x509.Certificate]:
    _, _, der = pem.unarmor(signed.authority(ROOT).pem)
    return [x509.Certificate.load(der)]


def findings(pdf: bytes, *, roots: list[x509.Certificate] | None = None) -> list[Finding]:
    return pades.findings(io.BytesIO(pdf), trusted=trusted() if roots is None else roots, now=NOW)


@pytest.mark.parametrize("case", CASES, ids=[case.label for case in CASES])
def test_what_a_signature_says(case: Case):
    assert signed.as_labelled(case, case.make(1))


def test_the_document_shows_the_rates_of_each_kind():
    text = signed.DOCUMENT.read_text(encoding="utf-8").partition(signed.BEGIN)[2].partition(signed.END)[0]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in text.strip().splitlines()[2:]]
    assert [label for label, _ in rows] == [case.label for case in CASES]
    for _, told in rows:
        right, _, of = told.partition(" of ")
        assert int(of) == signed.EACH
        assert int(right) >= signed.EACH - 1


def test_who_signed_when_and_who_issued_it():
    (found,) = findings(signed.usual())
    assert (found.signer, found.issuer) == ("Nguyễn Văn An", ROOT)
    assert found.at == signed.SIGNED_AT.isoformat()
    assert not found.is_stamped  # the time is the signer's own word


def test_each_signature_is_told_apart():
    first, second = findings(signed.twice(1))
    assert (first.signer, first.integrity) == ("Trần Thị Hoa", "added")  # what followed is a signature
    assert (second.signer, second.integrity) == ("Nguyễn Văn An", "whole")


def test_without_roots_nobody_is_known_and_nobody_is_doubted():
    (found,) = findings(signed.usual(), roots=[])
    assert (found.integrity, found.certificate, found.trust) == ("whole", "in_force", "unknown")


@pytest.mark.parametrize("pdf", [PDF, signed.document(1)], ids=["plain", "of our own"])
def test_a_document_without_signatures_has_none(pdf: bytes):
    try:
        assert findings(pdf) == []
    except CannotRead:
        assert pdf is PDF  # it opens in a reader, and its table of objects is a fiction


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n%%EOF\n", b"\0" * 5000, b"%PDF-1.7 /ByteRange [0 1 2 3]\n%%EOF"])
def test_what_is_no_document_is_said_to_be_none(pdf: bytes):
    with pytest.raises(CannotRead):
        findings(pdf)


def test_roots_are_the_certificates_of_a_folder(tmp_path):
    (tmp_path / "quoc-gia.pem").write_bytes(signed.authority(ROOT).pem)
    (tmp_path / "ghi-chu.txt").write_text("không phải chứng thư")
    assert [each.subject.native["common_name"] for each in pades.roots(tmp_path)] == [ROOT]
    assert pades.roots(tmp_path / "nowhere") == pades.roots(None) == []


def test_a_name_is_one_plain_line():
    odd = signed.held("Nguyễn\u202e Văn\nAn", ROOT)
    (found,) = findings(signed.sign(signed.document(1), odd, signed.authority(ROOT)))
    assert found.signer == "Nguyễn VănAn"
