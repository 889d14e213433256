"""What is printed, in our words: one frozen value per form, every field asked for, so that none can be forgotten.

Texts are printed as they are given: nothing in them is ever read as a command. Names of people and bodies are put into
capitals where the form wants it; days, moments and amounts are written by the document layer.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from motcua.core.deadline import Timeliness
from motcua.core.refusal import Refusal


class Unprintable(Refusal):
    """The data cannot be put on paper: a code no barcode can carry, a moment without a zone, a broken template."""

    code = "unprintable"
    vi = "Không in được giấy này: {why_vi}."
    en = "This paper cannot be printed: {why_en}."


class FontMissing(Refusal):
    """The print font is not installed. Nothing is ever printed in another font."""

    code = "print-font-missing"
    vi = "Thiếu phông chữ in {faces} trong {folder}. Hãy chạy `make setup`."
    en = "The print font is missing in {folder}: {faces}. Run `make setup`."


class NoSuchForm(Refusal):
    """The law prescribed no such form on that day (a stop notice before 2025)."""

    code = "no-such-form"
    vi = "Ngày {on} chưa có biểu mẫu này ({form})."
    en = "There was no such form ({form}) on {on}."


class IdKind(StrEnum):
    """What the number of a party is; the value is printed before it."""

    PERSONAL_ID = "Số định danh cá nhân"
    OLD_ID = "Số CMND"
    PASSPORT = "Số hộ chiếu"
    TAX_CODE = "Mã số thuế"
    ENTERPRISE_CODE = "Mã số doanh nghiệp"
    AGENCY_CODE = "Mã định danh cơ quan"


class Copy(StrEnum):
    """Copies that leave the printer in one run; the value is printed under the title."""

    KEPT = "Liên 1: Lưu"
    APPLICANT = "Liên 2: Giao tổ chức, cá nhân nộp hồ sơ"


class FeePaid(StrEnum):
    """When the fee is collected."""

    ALREADY = "đã nộp"
    AT_RECEPTION = "nộp khi nộp hồ sơ"
    AT_RETURN = "nộp khi nhận kết quả"
    ON_NOTICE = "nộp theo thông báo của cơ quan giải quyết"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a document (law:clerical)."""

    superior: str  # the body above; empty for the highest one
    body: str
    number: str | None  # with its symbol, `12/TNHS`; empty: a line to fill in by hand; None: the form bears no number
    place: str
    issued_on: date
    reprinted_at: datetime | None = None  # a copy printed later says so


@dataclass(frozen=True, slots=True)
class Party:
    """A person or an organisation as it stands on a form. Empty texts are left out."""

    name: str
    is_organisation: bool
    id_kind: IdKind
    id_number: str
    address: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines of capacity (`KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`) above the name."""

    capacity: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the citizen may ask."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper handed in, with the number of each kind."""

    name: str
    originals: int
    certified_copies: int
    copies: int
    electronic: int


@dataclass(frozen=True, slots=True)
class Fee:
    name: str
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class BookEntry:
    """Where the dossier stands in the tracking book."""

    volume: str
    number: str


@dataclass(frozen=True, slots=True)
class ReceiptSlip:
    """Receipt and appointment slip (law:receipt). No `copies`: an electronic one, which the submitter does not sign."""

    letterhead: Letterhead
    dossier_code: str
    tracking_url: str  # with its key; no personal data
    copies: tuple[Copy, ...]
    desk: str
    submitter: Party
    owner: Party | None  # where somebody else hands the dossier in
    procedure: str
    procedure_code: str
    request: str  # what is asked for, where it says more than the procedure's name
    competent_agency: str
    papers: tuple[Paper, ...]
    set_count: int
    processing_time: str  # as the rules have it: `08 ngày làm việc`
    received_at: datetime
    due_at: datetime | None  # None: the law sets no time
    return_way: str  # where or how the result is collected
    fees: tuple[Fee, ...] | None  # none: nothing is collected; None: what is collected is told by a notice
    fee_paid: FeePaid | None
    book: BookEntry | None
    website: str
    hotline: str
    remark: str
    officer: str


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """One thing to add or mend, and what is wrong with it."""

    paper: str
    remark: str


@dataclass(frozen=True, slots=True)
class SupplementSlip:
    """Request to supplement: everything at once, with the reason and guidance (law:one-notice)."""

    letterhead: Letterhead
    dossier_code: str
    tracking_url: str
    recipient: Party
    procedure: str
    procedure_code: str
    missing: tuple[MissingPaper, ...]
    reason: str
    deadline: date | None
    how_to_supplement: str
    contact: Contact
    signature: Signature


class RefusalStage(StrEnum):
    """Whether the dossier was never taken in, or is not going to be resolved."""

    AT_RECEPTION = "không tiếp nhận"
    AFTER_ACCEPTANCE = "không giải quyết"


@dataclass(frozen=True, slots=True)
class RefusalSlip:
    """Refusal with its reasons, its legal grounds and where to turn (law:one-notice)."""

    letterhead: Letterhead
    dossier_code: str | None  # none where nothing was taken in at the counter
    desk: str
    recipient: Party
    procedure: str
    procedure_code: str
    stage: RefusalStage
    reasons: tuple[str, ...]
    legal_grounds: tuple[str, ...]
    guidance: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class ApologyLetter:
    """Apology for a late result, with the one new date (law:second-date)."""

    letterhead: Letterhead
    dossier_code: str
    tracking_url: str
    desk: str  # passes it on to the citizen
    recipient: Party
    procedure: str
    procedure_code: str
    received_at: datetime
    promised_at: datetime
    reason: str
    agency_at_fault: str
    new_due_at: datetime
    contact: Contact
    signature: Signature


@dataclass(frozen=True, slots=True)
class StopNotice:
    """Notice that a dossier is no longer worked on (law:stop)."""

    letterhead: Letterhead
    dossier_code: str
    tracking_url: str
    recipient: Party
    procedure: str
    procedure_code: str
    received_at: datetime
    requested_on: date | None  # by the owner; None where the agency stops on a legal ground
    reason: str
    state_when_stopped: str
    papers_returned: tuple[str, ...]
    fee_treatment: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class Handover:
    """One hand-over on the control slip. The first giver is the desk; `timeliness` is that of the giver's own work."""

    giver_unit: str
    giver: str
    receiver_unit: str
    receiver: str
    at: datetime
    timeliness: Timeliness | None
    note: str


@dataclass(frozen=True, slots=True)
class ControlSlip:
    """Who had the dossier when, and whether each was in time."""

    letterhead: Letterhead
    dossier_code: str
    procedure: str
    procedure_code: str
    owner: str
    competent_agency: str
    coordinating_agencies: tuple[str, ...]
    processing_time: str
    received_at: datetime
    due_at: datetime | None
    handovers: tuple[Handover, ...]


@dataclass(frozen=True, slots=True)
class BookRow:
    """A dossier in the tracking book."""

    dossier_code: str
    procedure: str
    set_count: int
    owner: str
    address: str
    phone: str
    competent_agency: str
    received_on: date
    due_on: date | None
    sent_on: date | None
    result_back_on: date | None
    returned_on: date | None
    return_way: str
    note: str


@dataclass(frozen=True, slots=True)
class TrackingBook:
    """Pages of the tracking book for a period."""

    letterhead: Letterhead
    volume: str
    first_day: date
    last_day: date
    rows: tuple[BookRow, ...]
    keeper: Signature


@dataclass(frozen=True, slots=True)
class HandedDossier:
    """A dossier on a handover slip."""

    dossier_code: str
    owner: str
    procedure: str
    set_count: int
    due_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class HandoverSlip:
    """Paper dossiers that go from one unit to another; two copies, one for each side."""

    letterhead: Letterhead
    giver_unit: str
    giver: str
    receiver_unit: str
    receiver: str
    handed_at: datetime
    dossiers: tuple[HandedDossier, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """The leader's decision as the system recorded it."""

    approver: str
    position: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WrittenDecision:
    """A result written in the system. It says on every page that it bears no digital signature, and while it is a
    draft, that as well."""

    letterhead: Letterhead
    kind: str  # QUYẾT ĐỊNH, GIẤY PHÉP, THÔNG BÁO …
    abstract: str
    authority: str  # who decides: `CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HẠC THÀNH`; empty for kinds without
    grounds: tuple[str, ...]
    proposal: str  # `Theo đề nghị của …`; empty for none
    articles: tuple[str, ...]  # printed as `Điều 1.` … where `authority` is given, else as paragraphs
    recipients: tuple[str, ...]
    dossier_code: str
    tracking_url: str
    approval: Approval | None  # None: a draft
    signature: Signature


@dataclass(frozen=True, slots=True)
class DeclaredLine:
    """One answer of a declaration with its label."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class DeclaredItem:
    """What stands under a title of a declaration: lines, a table, or a statement; the others are empty."""

    title: str
    lines: tuple[DeclaredLine, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    statement: str


@dataclass(frozen=True, slots=True)
class DeclaredPart:
    """A section of a declaration."""

    title: str
    items: tuple[DeclaredItem, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """What an applicant declared on the electronic form of a procedure, to be signed by hand or kept."""

    letterhead: Letterhead  # of the agency it is addressed to: only its name, place and day are printed
    title: str
    addressee: str
    procedure: str
    procedure_code: str
    dossier_code: str
    tracking_url: str
    parts: tuple[DeclaredPart, ...]
    source: str  # where the wording comes from
    is_compared: bool  # whether a clerk held the wording against it
    signatory: str


Form = (
    ReceiptSlip
    | SupplementSlip
    | RefusalSlip
    | ApologyLetter
    | StopNotice
    | ControlSlip
    | TrackingBook
    | HandoverSlip
    | WrittenDecision
    | Declaration
)


class Documents(Protocol):
    def render(self, form: Form, *, on: date) -> bytes:
        """Return the form as it was prescribed on a day: one PDF that is PDF/A-2a and PDF/UA-1.

        The same value on the same day gives the same bytes.

        :raises NoSuchForm: on that day the law had none. :raises Unprintable: the data cannot be put on paper.
        :raises FontMissing: set-up has not been run.
        """
