"""Digital signatures: what a signature inside a document says, and whether it may be believed."""

from motcua.gateways.signing.port import CannotRead, Certificate, Finding, Integrity, Trust

__all__ = ["CannotRead", "Certificate", "Finding", "Integrity", "Trust"]
