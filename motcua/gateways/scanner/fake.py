"""A scanner for tests and demonstrations: it knows one virus, the harmless EICAR test file."""

from dataclasses import dataclass
from typing import IO

from motcua.gateways.scanner.port import Finding, Unreachable

# Written in two parts, so that this source file is not itself taken for the test virus.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(slots=True)
class FakeScanner:
    """Finds EICAR; `down` makes it unreachable."""

    down: bool = False

    def scan(self, content: IO[bytes]) -> Finding:
        """Say whether the content holds the test virus.

        :raises Unreachable: it was told to be down.
        """
        if self.down:
            raise Unreachable("the fake scanner is down")
        tail = b""
        while piece := content.read(1 << 16):
            if EICAR in tail + piece:
                return Finding("Eicar-Test-Signature")
            tail = piece[-len(EICAR) :]
        return Finding()
