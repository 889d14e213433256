"""Signatures inside PDFs (PAdES), read by pyHanko. Nothing is fetched: revocation is not asked for.

The library takes its time to load (a second and more): import this module where a signature is read, never beside what
every page needs.
"""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import NonexistentAttributeError
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from motcua.gateways.signing.port import CannotRead, Certificate, Finding, Integrity, Trust

LONGEST_NAME = 200
MOST = 20
ENDINGS = (".pem", ".crt", ".cer", ".der")
# What the libraries say they raise. ValueError: of asn1crypto where bytes are no structure, and above pyHanko's own
# SignatureValidationError, CMSStructuralError, CMSExtractionError and MultivaluedAttributeError. AssertionError: how
# pyHanko says that a table of objects is none. Whatever else a hostile document provokes ends the process that reads it
# (`files/reading`), and the document counts as broken.
UNREADABLE = (PdfError, ValueError, AssertionError)
INVALID = (*UNREADABLE, NonexistentAttributeError, PathError, ValidationError, InvalidSignature)


def roots(folder: Path | None) -> list[x509.Certificate]:
    """The certificates an installation trusts: each file of a folder. A folder that is not there trusts nobody."""
    if folder is None or not folder.is_dir():
        return []
    files = sorted(str(path) for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    return list(load_certs_from_pemder(files))  # type: ignore[no-untyped-call]


def findings(content: IO[bytes], *, trusted: Sequence[x509.Certificate], now: datetime) -> list[Finding]:
    """What each signature of a document says, in the order in which they were made.

    :raises CannotRead: the document does not open.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    content.seek(0)
    try:
        reader = PdfFileReader(content, strict=False)
        if reader.encrypted:
            reader.decrypt("")
        signatures = list(reader.embedded_regular_signatures)[:MOST]
    except UNREADABLE as error:
        raise CannotRead(type(error).__name__) from error
    return [_finding(each, trusted, now) for each in signatures]


def _finding(signature: Any, trusted: Sequence[x509.Certificate], now: datetime) -> Finding:
    try:
        certificate: x509.Certificate = signature.signer_cert
        claimed = signature.self_reported_timestamp
        moment = claimed if claimed is not None and claimed.tzinfo else now
        context = _context(trusted, _within(certificate, moment))
        with ThreadPoolExecutor(1) as apart:  # it runs a loop of its own; the caller's thread may be in one
            status = apart.submit(validate_pdf_signature, signature, context, skip_diff=False).result()
    except INVALID:
        return Finding(Integrity.BROKEN, signer=_signer(signature), issuer=_issuer(signature))
    stamped = status.timestamp_validity
    is_stamped = stamped is not None and bool(stamped.intact and stamped.valid)
    if is_stamped and stamped is not None:
        moment = stamped.timestamp
    return Finding(
        integrity=_integrity(status),
        certificate=_in_force(certificate, moment) if claimed is not None or is_stamped else Certificate.UNKNOWN,
        trust=Trust.UNKNOWN if not trusted else Trust.TRUSTED if status.trusted else Trust.NOT_TRUSTED,
        at=moment.astimezone(UTC).isoformat() if claimed is not None or is_stamped else "",
        is_stamped=is_stamped,
        signer=_signer(signature),
        issuer=_issuer(signature),
    )


def _within(certificate: x509.Certificate, moment: datetime) -> datetime:
    """The moment, or the nearest at which the certificate was in force: whose it is and how old are two questions."""
    since: datetime = certificate.not_valid_before
    until: datetime = certificate.not_valid_after
    return min(max(moment, since), until)


def _context(trusted: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    """The chain is looked at as it was then; nothing is asked of anybody."""
    return ValidationContext(
        trust_roots=list(trusted), moment=moment, allow_fetching=False, revocation_mode="soft-fail"
    )


def _integrity(status: Any) -> Integrity:
    if not status.intact:
        return Integrity.ALTERED
    if not status.valid:
        return Integrity.BROKEN
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Integrity.WHOLE
    level = status.modification_level
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION or level is None:
        return Integrity.ALTERED
    return Integrity.ADDED if level <= ModificationLevel.FORM_FILLING and status.docmdp_ok else Integrity.ALTERED


def _in_force(certificate: x509.Certificate, moment: datetime) -> Certificate:
    if moment < certificate.not_valid_before:
        return Certificate.NOT_YET
    return Certificate.EXPIRED if moment > certificate.not_valid_after else Certificate.IN_FORCE


def _signer(signature: Any) -> str:
    try:
        return _name(signature.signer_cert.subject)
    except UNREADABLE:
        return ""


def _issuer(signature: Any) -> str:
    try:
        return _name(signature.signer_cert.issuer)
    except UNREADABLE:
        return ""


def _name(name: Any) -> str:
    """The common name, or the organisation's; on one line, without signs that turn the writing."""
    said = name.native
    found = said.get("common_name") or said.get("organization_name") or ""
    text = found[0] if isinstance(found, list) else str(found)
    return " ".join("".join(char for char in text if char.isprintable()).split())[:LONGEST_NAME]
