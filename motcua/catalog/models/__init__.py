"""The tables of the catalogue: procedures and everything versioned with them."""

from motcua.catalog.models.contents import (
    Channel,
    ChannelKind,
    Fee,
    LegalBasis,
    Paper,
    ResultTemplate,
    TimeUnit,
    Understanding,
)
from motcua.catalog.models.forms import FormVersion
from motcua.catalog.models.offerings import Offering
from motcua.catalog.models.procedures import Field, Procedure, ProcedureCase, ProcedureVersion, SourceText, Stamp
from motcua.catalog.models.processes import ProcedureProcess, Process, ProcessVersion
from motcua.catalog.models.publication import CatalogIntake, ProcedureDraft, Publication, PublicationDecision

__all__ = [
    "CatalogIntake",
    "Channel",
    "ChannelKind",
    "Fee",
    "Field",
    "FormVersion",
    "LegalBasis",
    "Offering",
    "Paper",
    "Procedure",
    "ProcedureCase",
    "ProcedureDraft",
    "ProcedureProcess",
    "ProcedureVersion",
    "Process",
    "ProcessVersion",
    "Publication",
    "PublicationDecision",
    "ResultTemplate",
    "SourceText",
    "Stamp",
    "TimeUnit",
    "Understanding",
]
