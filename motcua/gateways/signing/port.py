"""What is found of a signature, in our words."""

from dataclasses import dataclass
from enum import StrEnum


class Integrity(StrEnum):
    """Whether the document is what was signed."""

    WHOLE = "whole"  # to its last byte
    ADDED = "added"  # later additions a signature allows: another signature, a form filled in
    ALTERED = "altered"  # changed after signing
    BROKEN = "broken"  # the signature itself cannot be read or does not belong to the certificate


class Certificate(StrEnum):
    """Whether the signer's certificate was in force when it was used, as far as the signature says when."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


class Trust(StrEnum):
    """Whether the certificate leads to a root the installation trusts."""

    TRUSTED = "trusted"
    NOT_TRUSTED = "not_trusted"
    UNKNOWN = "unknown"  # no roots are configured: nobody can be held against them


@dataclass(frozen=True, slots=True)
class Finding:
    """One signature."""

    integrity: Integrity
    certificate: Certificate = Certificate.UNKNOWN
    trust: Trust = Trust.UNKNOWN
    signer: str = ""
    issuer: str = ""
    at: str = ""  # ISO 8601, as the signature says; proved only where it is stamped
    is_stamped: bool = False


class CannotRead(Exception):
    """The document cannot be opened far enough to find its signatures."""
