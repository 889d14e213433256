"""People for tests: the least that is valid."""

from datetime import UTC, date, datetime
from itertools import count

from motcua.base.sealing import lookup_hash
from motcua.core.lifecycle import Actor, ActorKind
from motcua.core.vietnam import fold, sort_key
from motcua.people.models import Account, Citizen, Officer, Post

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08:00 in Vietnam
BY = Actor(ActorKind.SYSTEM, None)
PASSWORD = "cay-da-ben-song-Ma"
_numbers = count(1)


def account(kind: str = "officer", *, password: str = PASSWORD, **fields: object) -> Account:
    """Return a stored account that can sign in with `PASSWORD`."""
    made = Account(**{"username": f"{kind}{next(_numbers)}", "kind": kind, "created_at": NOW} | fields)
    made.set_password(password)
    made.save()
    return made


def officer(full_name: str = "Lê Thị Hoa", **fields: object) -> Officer:
    """Return an officer without a post."""
    own = fields.pop("account", None) or account("officer", **fields)
    return Officer.objects.create(
        account=own, full_name=full_name, sort_key=sort_key(full_name), name_folded=fold(full_name)
    )


def citizen(
    full_name: str = "Nguyễn Văn An", personal_id: str = "038085001234", phone: str = "+84912345678", **fields: object
) -> Citizen:
    """Return a citizen with a local account."""
    own = fields.pop("account", None) or account("citizen")
    return Citizen.objects.create(
        account=own,
        full_name=full_name,
        sort_key=sort_key(full_name),
        personal_id=personal_id,
        personal_id_hash=lookup_hash(personal_id, of="personal_id"),
        phone=phone,
        phone_hash=lookup_hash(phone, of="phone"),
        **fields,
    )


def post(
    holder: Officer,
    role: str,
    agency_id: int,
    *,
    since: str = "2026-01-01",
    until: str | None = None,
    unit_id: int | None = None,
) -> Post:
    """Give an officer a post, held now unless the dates say otherwise."""
    return Post.objects.create(
        officer=holder,
        agency_id=agency_id,
        unit_id=unit_id,
        role=role,
        valid_from=date.fromisoformat(since),
        valid_to=date.fromisoformat(until) if until else None,
    )
