"""What is handed in: parties, papers and answers, checked and put in order before anything is written."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.base.refusal import Refusal
from motcua.base.sealing import lookup_hash, seal
from motcua.core import vietnam
from motcua.dossiers import typed

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that reads like something else


class OwnerMissing(Refusal):
    """A dossier belongs to somebody."""

    code = "owner-missing"
    vi = "Hồ sơ phải có chủ hồ sơ với họ tên đầy đủ."
    en = "A dossier needs an owner with a full name."


class OneOfEach(Refusal):
    """Two parties stand in one part, or in one that does not exist."""

    code = "one-of-each-party"
    vi = "Mỗi hồ sơ chỉ có một chủ hồ sơ, một người nộp và một người được ủy quyền."
    en = "A dossier has one owner, one submitter and one proxy."


class UnknownChannel(Refusal):
    """A way of filing that does not exist."""

    code = "unknown-channel"
    vi = "Không có cách nộp “{channel}”. Hãy chọn trực tiếp, trực tuyến hoặc bưu chính."
    en = "There is no way of filing “{channel}”. Choose direct, online or postal."


class PaperWithoutName(Refusal):
    """A paper nobody can ask for again."""

    code = "paper-without-name"
    vi = "Giấy tờ số {number} chưa có tên."
    en = "Paper number {number} has no name."


class NumberOutOfRange(Refusal):
    """A number of papers that cannot be."""

    code = "number-out-of-range"
    vi = "Số bản của “{name}” phải từ 0 đến {most}."
    en = "The number of “{name}” must lie between 0 and {most}."


class TooManyPapers(Refusal):
    """More papers than one dossier holds."""

    code = "too-many-papers"
    vi = "Hồ sơ có {number} giấy tờ, tối đa {most}. Hãy gộp các tệp cùng loại."
    en = "The dossier has {number} papers; at most {most} are allowed. Put files of one kind together."


class ExternalCodeMissing(Refusal):
    """Another system's code without the system or the code."""

    code = "external-code-missing"
    vi = "Mã hồ sơ ở hệ thống khác phải có tên hệ thống và mã."
    en = "Another system's code needs the system's name and the code."


class GroundOfTheOwner(Refusal):
    """Whoever hands in what is their own needs no ground."""

    code = "ground-of-the-owner"
    vi = "Chủ hồ sơ tự nộp thì không có căn cứ nộp thay."
    en = "An owner who files in person has no ground for filing in another's place."


class ParcelNotPosted(Refusal):
    """A waybill on a dossier that did not come by post."""

    code = "parcel-not-posted"
    vi = "Chỉ hồ sơ gửi qua bưu chính mới có mã vận đơn."
    en = "Only a dossier that came by post has a waybill."


class NotAWaybill(Refusal):
    """A waybill number that cannot be one."""

    code = "not-a-waybill"
    vi = "“{given}” không phải mã vận đơn. Hãy quét lại hoặc xem lại từng chữ số."
    en = "“{given}” is no waybill number. Scan it again, or look at each digit."


class ArrivedBeforePosting(Refusal):
    """A postal item that arrived before it was posted."""

    code = "arrived-before-posting"
    vi = "Bưu gửi đến ngày {arrived:%d/%m/%Y}, trước ngày gửi {posted:%d/%m/%Y}."
    en = "The item arrived on {arrived:%d/%m/%Y}, before it was posted on {posted:%d/%m/%Y}."


LONGEST_NAME = 300
MOST_COPIES = 999
MOST_PAPERS = 300
_CHANNELS = {"direct", "online", "postal"}
_ROLES = ("owner", "submitter", "proxy")


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
    ground: str = ""  # why somebody hands in what is another's, one of Party.Ground
    ground_paper: str = ""

    def row(self) -> dict[str, Any]:
        """The row, personal data sealed and hashed for look-up.  :raises typed.TooLong:"""
        personal_id = typed.line(vietnam_digits(self.personal_id), "Số định danh cá nhân", 40)
        phone = typed.line(vietnam_digits(self.phone), "Số điện thoại", 40)
        return {
            "role": self.role,
            "kind": typed.line(self.kind, "Loại đối tượng", 12),
            "full_name": self.name,
            "personal_id": seal(personal_id),
            "personal_id_hash": lookup_hash(personal_id, of="personal_id") if personal_id else "",
            "tax_code": typed.line(self.tax_code, "Mã số thuế", 14),
            "born_on": typed.line(self.born_on, "Ngày sinh", 10),
            "phone": seal(phone),
            "phone_hash": lookup_hash(phone, of="phone") if phone else "",
            "email": seal(typed.line(self.email, "Thư điện tử", 254)),
            "address": seal(typed.line(self.address, "Địa chỉ", 500)),
            "commune_code": typed.line(self.commune_code, "Mã xã", 8),
            "ground": typed.line(self.ground, "Căn cứ nộp thay", 16),
            "ground_paper": typed.line(self.ground_paper, "Giấy tờ làm căn cứ", 300),
        }

    @property
    def name(self) -> str:
        """The full name as it is kept.  :raises typed.TooLong:"""
        return typed.line(self.full_name, "Họ và tên", LONGEST_NAME)


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

    def row(self) -> dict[str, Any]:
        """The row.  :raises typed.TooLong:"""
        return {
            "name": typed.line(self.name, "Tên giấy tờ", 2000),
            "originals": self.originals,
            "copies": self.copies,
            "certified_copies": self.certified_copies,
            "is_present_only": self.is_present_only,
            "is_reused": self.is_reused,
            "is_digitised": self.is_digitised or self.file_id is not None,
            "file_id": self.file_id,
            "note": typed.line(self.note, "Ghi chú giấy tờ", 500),
        }


@dataclass(frozen=True, slots=True)
class ParcelIn:
    """The postal item a dossier came in."""

    waybill: str
    posted_on: date
    arrived_on: date


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
    identity_level: int = 0  # how well who files is known in this session
    external: tuple[str, str] | None = None  # system, code
    parcel: ParcelIn | None = None

    @property
    def owner(self) -> PartyIn:
        """Whose dossier it is.  :raises OwnerMissing:"""
        for party in self.parties:
            if party.role == "owner" and party.name:
                return party
        raise OwnerMissing

    def check(self) -> None:
        """Refuse in words what the tables would refuse.

        :raises OwnerMissing, OneOfEach, UnknownChannel, ExternalCodeMissing: and what `check_papers` raises.
        """
        roles = [party.role for party in self.parties]
        if len(roles) != len(set(roles)) or not set(roles) <= set(_ROLES) or not all(p.name for p in self.parties):
            raise OneOfEach if self.owner else OwnerMissing
        if len(vietnam.fold(self.owner.name)) > LONGEST_NAME:
            raise typed.TooLong(what="Họ và tên", length=len(vietnam.fold(self.owner.name)), most=LONGEST_NAME)
        if self.channel not in _CHANNELS:
            raise UnknownChannel(channel=self.channel[:40])
        if self.external is not None and not all(_external(self.external)):
            raise ExternalCodeMissing
        if any(party.ground and party.role == "owner" for party in self.parties):
            raise GroundOfTheOwner
        if self.parcel is not None:
            self._check_parcel(self.parcel)
        check_papers(self.papers)

    def _check_parcel(self, parcel: ParcelIn) -> None:
        if self.channel != "postal":
            raise ParcelNotPosted
        if parcel.arrived_on < parcel.posted_on:
            raise ArrivedBeforePosting(posted=parcel.posted_on, arrived=parcel.arrived_on)
        try:
            vietnam.read_waybill(parcel.waybill)
        except vietnam.Unreadable as wrong:
            raise NotAWaybill(given=parcel.waybill[:40]) from wrong

    @property
    def goes_elsewhere(self) -> bool:
        """Whether it is to be handed over to the competent agency; one's own desk does not hand over to itself."""
        return self.is_non_territorial and self.receiving_agency_id != self.competent_agency_id

    @property
    def external_code(self) -> tuple[str, str] | None:
        """Another system and its code for this dossier, as they are kept.  :raises typed.TooLong:"""
        return None if self.external is None else _external(self.external)


def check_papers(papers: tuple[PaperIn, ...]) -> None:
    """Refuse papers that cannot be.  :raises PaperWithoutName, NumberOutOfRange, TooManyPapers, typed.TooLong:"""
    if len(papers) > MOST_PAPERS:
        raise TooManyPapers(number=len(papers), most=MOST_PAPERS)
    for number, paper in enumerate(papers, start=1):
        name = paper.row()["name"]
        if not name:
            raise PaperWithoutName(number=number)
        if not all(0 <= count <= MOST_COPIES for count in (paper.originals, paper.copies, paper.certified_copies)):
            raise NumberOutOfRange(name=name[:80], most=MOST_COPIES)


def _external(external: tuple[str, str]) -> tuple[str, str]:
    system, code = external
    return typed.line(system, "Hệ thống khác", 40), typed.line(code, "Mã ở hệ thống khác", 64)


def vietnam_digits(text: str) -> str:
    """An ID or telephone number without the blanks and dots people type."""
    return "".join(text.split()).replace(".", "").replace("-", "")


def name_parts(full_name: str) -> list[str]:
    """What a name is found by: folded, from each of its words on."""
    words = vietnam.fold(full_name).split()
    return sorted({" ".join(words[first:])[:LONGEST_NAME] for first in range(len(words))})


def tracking_key() -> str:
    """A random key for the QR code: 59 bits, so that nobody guesses one."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
