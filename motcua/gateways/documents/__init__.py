"""Documents on paper: statutory forms as PDF/A-2a and PDF/UA-1 in one file, and tables as spreadsheets.

    pdf = documents.render(documents.ReceiptSlip(…), on=accepted_on)

The form is printed as the law prescribed it on that day.
"""

from datetime import date

from motcua.core.deadline import Timeliness
from motcua.gateways.documents.port import (
    ApologyLetter,
    Approval,
    BookEntry,
    BookRow,
    Contact,
    ControlSlip,
    Copy,
    Declaration,
    DeclaredItem,
    DeclaredLine,
    DeclaredPart,
    Documents,
    Fee,
    FeePaid,
    FontMissing,
    Form,
    HandedDossier,
    Handover,
    HandoverSlip,
    IdKind,
    Letterhead,
    MissingPaper,
    NoSuchForm,
    Paper,
    Party,
    ReceiptSlip,
    RefusalSlip,
    RefusalStage,
    Signature,
    StopNotice,
    SupplementSlip,
    TrackingBook,
    Unprintable,
    WrittenDecision,
)
from motcua.gateways.documents.typst import TypstDocuments

_DOCUMENTS: Documents = TypstDocuments()


def render(form: Form, *, on: date) -> bytes:
    """Return the form as prescribed on a day, as one PDF. :raises NoSuchForm, Unprintable, FontMissing:"""
    return _DOCUMENTS.render(form, on=on)


__all__ = [
    "ApologyLetter",
    "Approval",
    "BookEntry",
    "BookRow",
    "Contact",
    "ControlSlip",
    "Copy",
    "Declaration",
    "DeclaredItem",
    "DeclaredLine",
    "DeclaredPart",
    "Documents",
    "Fee",
    "FeePaid",
    "FontMissing",
    "Form",
    "HandedDossier",
    "Handover",
    "HandoverSlip",
    "IdKind",
    "Letterhead",
    "MissingPaper",
    "NoSuchForm",
    "Paper",
    "Party",
    "ReceiptSlip",
    "RefusalSlip",
    "RefusalStage",
    "Signature",
    "StopNotice",
    "SupplementSlip",
    "Timeliness",
    "TrackingBook",
    "TypstDocuments",
    "Unprintable",
    "WrittenDecision",
    "render",
]
