"""Signed PDFs of every kind, made with a certification authority of the tests' own; and the labelled set of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest import mock

from asn1crypto import keys as asn1_keys
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.gateways.documents import pictures
from motcua.gateways.signing import CannotRead, pades
from tests.files import pages

SIGNED_AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
YEAR = timedelta(days=365)
LOOKED_AT = SIGNED_AT + YEAR / 2


@dataclass(frozen=True)
class Held:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def asn1(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))


def name(common: str, organisation: str = "Tổ chức thử nghiệm") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


@lru_cache
def held(common: str, by: str = "", since: datetime = SIGNED_AT - YEAR, until: datetime = SIGNED_AT + YEAR) -> Held:
    """A certificate issued by another one, or by itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    issuer = authority(by) if by else None
    made = (
        x509.CertificateBuilder()
        .subject_name(name(common))
        .issuer_name(issuer.certificate.subject if issuer else name(common))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=not by, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(bool(by), bool(by), False, False, False, not by, not by, False, False), critical=True
        )
        .sign(issuer.key if issuer else key, hashes.SHA256())
    )
    return Held(made, key)


@lru_cache
def authority(common: str) -> Held:
    return held(common, "", SIGNED_AT - 5 * YEAR, SIGNED_AT + 5 * YEAR)


ROOT, OTHER_ROOT = "CA thử nghiệm quốc gia", "CA không ai biết"


def document(seed: int = 1) -> bytes:
    """An unsigned page."""
    out = io.BytesIO()
    page = pages.page(seed).resize((827, 1169))
    page.save(out, "JPEG", quality=70)
    return pictures.of_picture(out.getvalue(), width=827, height=1169, title=f"Trang {seed}", at=SIGNED_AT)


def sign(pdf: bytes, by: Held, *chain: Held, field: str = "ChuKy1", at: datetime = SIGNED_AT, **how: Any) -> bytes:
    """The document signed (PAdES) as at a moment."""
    private = by.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register_multiple([each.asn1 for each in chain])
    signer = signers.SimpleSigner(
        signing_cert=by.asn1, signing_key=asn1_keys.PrivateKeyInfo.load(private), cert_registry=store
    )
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", **how)
    out = io.BytesIO()
    with mock.patch("pyhanko.sign.signers.pdf_signer.datetime", wraps=datetime) as clock:
        clock.now.side_effect = lambda tz=None: at.astimezone(tz)
        pdf_signer = signers.PdfSigner(meta, signer)
        with ThreadPoolExecutor(1) as apart:  # it runs a loop of its own, and a browser's may be running in this thread
            apart.submit(pdf_signer.sign_pdf, IncrementalPdfFileWriter(io.BytesIO(pdf)), output=out).result()
    return out.getvalue()


def usual(seed: int = 1, signer: str = "Nguyễn Văn An") -> bytes:
    return sign(document(seed), held(signer, ROOT), authority(ROOT))


def with_field(pdf: bytes, **fields_of: str) -> bytes:
    """An empty field for a second signature, before the first one signs."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for field in fields_of.values():
        fields.append_signature_field(writer, SigFieldSpec(field))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def twice(seed: int) -> bytes:
    first = sign(with_field(document(seed), a="ChuKy1", b="ChuKy2"), held("Trần Thị Hoa", ROOT), authority(ROOT))
    return sign(first, held("Nguyễn Văn An", ROOT), authority(ROOT), field="ChuKy2")


def byte_changed(seed: int) -> bytes:
    """One byte of the page's picture is another."""
    whole = usual(seed)
    at = whole.index(b"\xff\xd8\xff") + 2000 + seed
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


def drawn_over(seed: int) -> bytes:
    """Another revision behind the signature gives the page another size."""
    writer = IncrementalPdfFileWriter(io.BytesIO(usual(seed)))
    page = writer.root["/Pages"]["/Kids"][0]

    page["/MediaBox"] = generic.ArrayObject([generic.NumberObject(each) for each in (0, 0, 100, 100)])
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def cut(seed: int) -> bytes:
    """Broken off within the signature, closed again so that it looks whole."""
    whole = usual(seed)
    middle = whole.index(b"/ByteRange") + 60 + 300 * seed
    return whole[:middle] + b"\n%%EOF\n"


def emptied(seed: int) -> bytes:
    """The signature's own bytes are noughts."""
    whole = usual(seed)
    begin = whole.index(b"<", whole.index(b"/Contents")) + 1
    return whole[:begin] + b"0" * 2000 + whole[begin + 2000 :]


@dataclass(frozen=True)
class Case:
    """A kind of document, and what is to be said of its last signature: integrity, certificate, trust."""

    label: str
    make: Callable[[int], bytes]
    integrity: str
    certificate: str = "in_force"
    trust: str = "trusted"


CASES = [
    Case("whole", usual, "whole"),
    Case("signed twice", twice, "whole"),
    Case("altered: a byte", byte_changed, "altered"),
    Case("altered: another revision", drawn_over, "altered"),
    Case("broken off", cut, "broken"),
    Case("signature emptied", emptied, "altered"),
    Case("expired when signed",
         lambda seed: sign(document(seed), held("Lê Thị Bình", ROOT, SIGNED_AT - 2 * YEAR, SIGNED_AT - YEAR),
                           authority(ROOT)), "whole", "expired"),
    Case("not yet in force",
         lambda seed: sign(document(seed), held("Lê Thị Bình", ROOT, SIGNED_AT + YEAR, SIGNED_AT + 2 * YEAR),
                           authority(ROOT)), "whole", "not_yet"),
    Case("expired since, in force when signed",
         lambda seed: sign(document(seed), held("Lê Thị Bình", ROOT, SIGNED_AT - YEAR, SIGNED_AT + timedelta(days=1)),
                           authority(ROOT)), "whole"),
    Case("of an unknown authority",
         lambda seed: sign(document(seed), held("Phạm Văn Cường", OTHER_ROOT), authority(OTHER_ROOT)),
         "whole", trust="not_trusted"),
    Case("signed by itself, under a trusted name",
         lambda seed: sign(document(seed), held(ROOT, "", SIGNED_AT - YEAR, SIGNED_AT + YEAR)),
         "whole", trust="not_trusted"),
]  # fmt: skip


EACH = 8
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "preflight.md"
BEGIN, END = "<!-- signatures -->", "<!-- /signatures -->"


def as_labelled(case: Case, pdf: bytes) -> bool:
    """Whether what is said of the document's last signature is what its label says."""
    _, _, der = pem.unarmor(authority(ROOT).pem)
    try:
        found = pades.findings(io.BytesIO(pdf), trusted=[asn1_x509.Certificate.load(der)], now=LOOKED_AT)
    except CannotRead:
        found = []
    if case.integrity == "broken" or not found:
        return case.integrity == "broken" and (not found or found[-1].integrity == "broken")
    last = found[-1]
    if case.integrity != "whole":
        return last.integrity == case.integrity
    return (last.integrity, last.certificate, last.trust) == (case.integrity, case.certificate, case.trust)


def table() -> str:
    """How often each kind is told as it is labelled."""
    lines = ["| signed document | told as it is |", "|---|---|"]
    for case in CASES:
        right = sum(as_labelled(case, case.make(seed)) for seed in range(1, EACH + 1))
        lines.append(f"| {case.label} | {right} of {EACH} |")
    return "\n".join(lines)


def main() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
