"""What the house asks of the national identity system: send the person there, and learn who came back."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Errand:
    """One sign-in on its way: kept in the person's session, never shown to them but as the address they are sent to."""

    state: str  # comes back with the browser
    nonce: str  # comes back inside what the system signs
    verifier: str  # proves, when the code is exchanged, that we are who began (PKCE)
    return_url: str


@dataclass(frozen=True, slots=True)
class Proved:
    """A person as the identity system knows them."""

    subject: str  # the system's own lasting name for the person
    full_name: str
    personal_id: str
    level: int  # 1 or 2
    at: datetime
    phone: str = ""
    email: str = ""
    token: str = field(default="", repr=False)  # what the system signed: shown to it again when the person signs out


class Refused(Exception):
    """The person turned back, or the answer is not theirs, was used before, or is too old. Begin anew."""


class Unreachable(Exception):
    """The identity system does not answer. Try again later, or use another way."""


class IdentityProvider(Protocol):
    """A sign-in elsewhere, in two steps."""

    def begin(self, errand: Errand) -> str:
        """Return the address to send the browser to.

        :raises Unreachable:
        """

    def finish(self, errand: Errand, *, code: str, now: datetime, issuer: str = "") -> Proved:
        """Exchange the code the browser brought back for the person. A code works once.

        :param issuer: who sent the browser back, where it says so (RFC 9207).
        :raises Refused: the code is unknown, used, too old, or was made for another session; what was signed is not
            for us, not now, or not by whom we trust; the person has no personal ID.
        :raises Unreachable:
        """

    def leave(self, token: str, *, state: str, return_url: str) -> str:
        """Return the address where the person's session there is ended too; nothing where there is no such place.

        :param state: comes back with the browser.
        :raises Unreachable:
        """
