"""Looking for viruses in what people upload."""

from motcua.gateways.scanner.port import Finding, Scanner, Unreachable

__all__ = ["Finding", "Scanner", "Unreachable"]
