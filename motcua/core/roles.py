"""The roles people play in the one-stop mechanism: one list for step tables, moves and permissions."""

from enum import StrEnum


class Role(StrEnum):
    """Who acts. The sentences of each role stand in `access/policy.py`; the names in `docs/glossary.md`."""

    CITIZEN = "citizen"
    POSTAL = "postal"
    RECEPTION = "reception"
    RETURN_DESK = "return_desk"
    CASHIER = "cashier"
    CASE_OFFICER = "case_officer"
    DIVISION_HEAD = "division_head"
    AGENCY_LEADER = "agency_leader"
    COMMITTEE_OFFICE = "committee_office"  # Office of the People's Committee: between a department and the leader
    COMMITTEE_LEADER = "committee_leader"
    CLERK = "clerk"
    OTHER_AGENCY = "other_agency"  # tax, police, land registry …: a performer outside the province's own chain
    CENTRE_DIRECTOR = "centre_director"
    PROCEDURE_CONTROL = "procedure_control"
    UNIT_ADMIN = "unit_admin"
    ARCHIVIST = "archivist"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"
    INTEGRATION = "integration"
    SYSTEM = "system"
