"""An identity system for tests: it proves whom it was told about."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from motcua.gateways.identity.port import Errand, Proved, Refused, Unreachable

CODE_LASTS = timedelta(minutes=5)
ISSUER = "https://dinh-danh.example"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the fake system knows."""

    subject: str
    full_name: str
    personal_id: str
    level: int = 2


@dataclass(slots=True)
class FakeIdentity:
    """`agree` stands for what the person does on the system's own pages."""

    people: dict[str, Person] = field(default_factory=dict)
    down: bool = False
    _codes: dict[str, tuple[Person, Errand, datetime]] = field(default_factory=dict)

    def begin(self, errand: Errand) -> str:
        """Return where the person would choose who to be."""
        self._answer()
        return f"{ISSUER}/?" + urlencode({"state": errand.state, "redirect_uri": errand.return_url})

    def agree(self, subject: str, errand: Errand, *, now: datetime) -> str:
        """Act as the person who agrees on the system's page; return the code the browser brings back."""
        code = secrets.token_urlsafe(16)
        self._codes[code] = (self.people[subject], errand, now)
        return code

    def finish(self, errand: Errand, *, code: str, now: datetime, issuer: str = "") -> Proved:
        """Return who agreed.

        :raises Refused, Unreachable:
        """
        self._answer()
        if issuer not in ("", ISSUER):
            raise Refused("the answer comes from somebody else")
        if code not in self._codes:
            raise Refused("unknown or used code")
        person, made_for, agreed_at = self._codes.pop(code)
        if made_for != errand:
            raise Refused("the code was made for another session")
        if now - agreed_at > CODE_LASTS:
            raise Refused("the code is too old")
        token = f"signed for {person.subject}"
        return Proved(person.subject, person.full_name, person.personal_id, person.level, now, token=token)

    def leave(self, token: str, *, state: str, return_url: str) -> str:
        """Return where the person would sign out."""
        self._answer()
        asked = {"id_token_hint": token, "post_logout_redirect_uri": return_url, "state": state}
        return f"{ISSUER}/ra?" + urlencode(asked)

    def _answer(self) -> None:
        if self.down:
            raise Unreachable("the fake identity system is down")
