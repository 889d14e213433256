"""What the house asks of the national identity system: send the person there, and learn who came back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Proved:
    """A person as the identity system knows them."""

    subject: str  # the system's own lasting name for the person
    full_name: str
    personal_id: str
    level: int  # 1 or 2
    at: datetime


class Refused(Exception):
    """The person turned back, or the answer is not theirs, was used before, or is too old. Begin anew."""


class Unreachable(Exception):
    """The identity system does not answer. Try again later, or use another way."""


class IdentityProvider(Protocol):
    """A sign-in elsewhere, in two steps."""

    def begin(self, *, state: str, nonce: str, return_url: str) -> str:
        """Return the address to send the browser to. `state` and `nonce` are kept in the person's session.

        :raises Unreachable:
        """

    def finish(self, *, code: str, nonce: str, return_url: str, now: datetime) -> Proved:
        """Exchange the code the browser brought back for the person. A code works once.

        :raises Refused: the code is unknown, used, too old, or was made for another session.
        :raises Unreachable:
        """
