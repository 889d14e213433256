"""What is handed in: parties, papers and answers, checked and put in order before anything is written."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.base.refusal import Refusal
from motcua.base.sealing import lookup_hash, seal
from motcua.core import vietnam

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that reads like something else


class OwnerMissing(Refusal):
    """A dossier belongs to somebody."""

    code = "owner-missing"
    vi = "Hồ sơ phải có chủ hồ sơ với họ tên đầy đủ."
    en = "A dossier needs an owner with a full name."


@dataclass(frozen=True, slots=True)
class PartyIn:
    """A person or body as typed at a door. `role` is owner, submitter or proxy."""

    full_name: str
    role: str = "owner"
    kind: str = "citizen"
    personal_id: str = ""
    tax_code: str = ""
    born_on: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_code: str = ""

    def row(self) -> dict[str, Any]:
        """The row, personal data sealed and hashed for look-up."""
        personal_id, phone = vietnam_digits(self.personal_id), vietnam_digits(self.phone)
        return {
            "role": self.role,
            "kind": self.kind,
            "full_name": vietnam.tidy(self.full_name),
            "personal_id": seal(personal_id),
            "personal_id_hash": lookup_hash(personal_id, of="personal_id") if personal_id else "",
            "tax_code": self.tax_code.strip(),
            "born_on": self.born_on,
            "phone": seal(phone),
            "phone_hash": lookup_hash(phone, of="phone") if phone else "",
            "email": seal(self.email.strip()),
            "address": seal(vietnam.tidy(self.address)),
            "commune_code": self.commune_code,
        }


@dataclass(frozen=True, slots=True)
class PaperIn:
    """A paper of the dossier as handed in, shown or already held."""

    name: str
    originals: int = 0
    copies: int = 0
    certified_copies: int = 0
    is_present_only: bool = False
    is_reused: bool = False
    is_digitised: bool = False
    file_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """One application, whole."""

    procedure_version_id: int
    receiving_agency_id: int
    competent_agency_id: int
    channel: str
    parties: tuple[PartyIn, ...]
    papers: tuple[PaperIn, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    case_key: str = ""
    is_non_territorial: bool = False
    owner_citizen_id: int | None = None
    external: tuple[str, str] | None = None  # system, code

    @property
    def owner(self) -> PartyIn:
        """Whose dossier it is.  :raises OwnerMissing:"""
        for party in self.parties:
            if party.role == "owner" and party.full_name.strip():
                return party
        raise OwnerMissing


def vietnam_digits(text: str) -> str:
    """An ID or telephone number without the blanks and dots people type."""
    return "".join(text.split()).replace(".", "").replace("-", "")


def name_parts(full_name: str) -> list[str]:
    """The words a name is found by, folded, each once."""
    return sorted({part[:60] for part in vietnam.fold(full_name).split()})


def tracking_key() -> str:
    """A random key for the QR code: 59 bits, so that nobody guesses one."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
