"""Which virus scanner this installation has."""

from django.conf import settings

from motcua.gateways.scanner import Scanner
from motcua.gateways.scanner.clamd import Clamd
from motcua.gateways.scanner.fake import FakeScanner


def the_scanner() -> Scanner:
    """Return the scanner of the settings: `fake` in the demonstration, else the address of clamd."""
    return FakeScanner() if settings.SCANNER == "fake" else Clamd(settings.SCANNER)
