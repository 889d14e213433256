"""An identity system for tests and demonstrations: it proves whom it was told about."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from motcua.gateways.identity.port import Proved, Refused, Unreachable

CODE_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the fake system knows."""

    subject: str
    full_name: str
    personal_id: str
    level: int = 2


@dataclass(slots=True)
class FakeIdentity:
    """`sign` stands for what the person does on the system's own pages."""

    people: dict[str, Person] = field(default_factory=dict)
    down: bool = False
    _codes: dict[str, tuple[Person, str, str, datetime]] = field(default_factory=dict)

    def begin(self, *, state: str, nonce: str, return_url: str) -> str:
        """Return where the person would choose who to be."""
        self._answer()
        return "/gia-lap/dinh-danh/?" + urlencode({"state": state, "nonce": nonce, "return_url": return_url})

    def sign(self, subject: str, *, nonce: str, return_url: str, now: datetime) -> str:
        """Act as the person who agrees on the system's page; return the code the browser brings back."""
        code = secrets.token_urlsafe(16)
        self._codes[code] = (self.people[subject], nonce, return_url, now)
        return code

    def finish(self, *, code: str, nonce: str, return_url: str, now: datetime) -> Proved:
        """Return who agreed.

        :raises Refused, Unreachable:
        """
        self._answer()
        if code not in self._codes:
            raise Refused("unknown or used code")
        person, for_nonce, for_url, signed_at = self._codes.pop(code)
        if for_nonce != nonce or for_url != return_url:
            raise Refused("the code was made for another session")
        if now - signed_at > CODE_LASTS:
            raise Refused("the code is too old")
        return Proved(person.subject, person.full_name, person.personal_id, person.level, now)

    def _answer(self) -> None:
        if self.down:
            raise Unreachable("the fake identity system is down")
