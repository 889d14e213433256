"""Tables of `dossiers`. Rows are written by `dossiers.commit` alone; these classes are for reading."""

from motcua.dossiers.models.beside import (
    CodeCounter,
    CommandKey,
    Consultation,
    ExternalCode,
    Message,
    Parcel,
    Proposal,
    Statement,
    Supplement,
)
from motcua.dossiers.models.dossier import Answers, ClockEvent, Component, Dossier, NamePart, Party
from motcua.dossiers.models.handing import HandoverCounter, HandoverItem, HandoverList
from motcua.dossiers.models.linking import LinkedMember, LinkedSet
from motcua.dossiers.models.paying import PaymentProof
from motcua.dossiers.models.sharing import SharedCommune, SharingRule
from motcua.dossiers.models.step import Step

__all__ = [
    "Answers",
    "ClockEvent",
    "CodeCounter",
    "CommandKey",
    "Component",
    "Consultation",
    "Dossier",
    "ExternalCode",
    "HandoverCounter",
    "HandoverItem",
    "HandoverList",
    "LinkedMember",
    "LinkedSet",
    "Message",
    "NamePart",
    "Parcel",
    "Party",
    "PaymentProof",
    "Proposal",
    "SharedCommune",
    "SharingRule",
    "Statement",
    "Step",
    "Supplement",
]
