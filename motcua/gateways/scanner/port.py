"""What the house asks of a virus scanner."""

from dataclasses import dataclass
from typing import IO, Protocol


@dataclass(frozen=True, slots=True)
class Finding:
    """What a scan found: the name of the virus, or nothing."""

    virus: str = ""

    @property
    def clean(self) -> bool:
        """Tell whether nothing was found."""
        return not self.virus


class Unreachable(Exception):
    """The scanner gave no verdict: it is down, too slow, or says something we do not understand. Try again later."""


class Scanner(Protocol):
    """Looks through one file."""

    def scan(self, content: IO[bytes]) -> Finding:
        """Read the content to its end and say what was found.

        :raises Unreachable: there is no verdict; never take that for clean.
        """
