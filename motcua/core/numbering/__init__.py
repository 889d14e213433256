"""Codes and numbers: agencies, dossiers, procedures, documents; each is printed and read back here and nowhere else."""

from motcua.core.numbering.agencies import AgencyId, DatedCode, Scheme, id_on, read_agency_id
from motcua.core.numbering.dossiers import (
    CodeStyle,
    DossierCode,
    SeriesFull,
    day_of_submission,
    dossier_code,
    lookup_form,
    read_dossier_code,
)
from motcua.core.numbering.procedures import NATIONAL_CODE, ProcedureCode, read_procedure_code
from motcua.core.numbering.registers import RegisterNumber, read_register_number, register_number

__all__ = [
    "NATIONAL_CODE",
    "AgencyId",
    "CodeStyle",
    "DatedCode",
    "DossierCode",
    "ProcedureCode",
    "RegisterNumber",
    "Scheme",
    "SeriesFull",
    "day_of_submission",
    "dossier_code",
    "id_on",
    "lookup_form",
    "read_agency_id",
    "read_dossier_code",
    "read_procedure_code",
    "read_register_number",
    "register_number",
]
