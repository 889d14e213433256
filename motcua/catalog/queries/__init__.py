"""What others ask the catalogue."""

from motcua.catalog.queries.coverage import Coverage, coverage, offered_by, without_process
from motcua.catalog.queries.differences import Difference, differences
from motcua.catalog.queries.form_lists import (
    FormRow,
    Standing,
    copiable_forms,
    form_row,
    form_rows,
    form_versions,
    forms_due,
    forms_of_procedures,
)
from motcua.catalog.queries.forms import DEFAULT, FormInUse, code_tables, form, form_in_use
from motcua.catalog.queries.pages import Page, fees_of, page, version_in_force
from motcua.catalog.queries.rules import (
    ChannelRule,
    Pins,
    VersionRules,
    department_for,
    part_process,
    pins,
    process,
    rules_for,
)
from motcua.catalog.queries.search import Found, Results, levels, offered_codes, search, targets

__all__ = [
    "DEFAULT",
    "ChannelRule",
    "Coverage",
    "Difference",
    "FormInUse",
    "FormRow",
    "Found",
    "Page",
    "Pins",
    "Results",
    "Standing",
    "VersionRules",
    "code_tables",
    "copiable_forms",
    "coverage",
    "department_for",
    "differences",
    "fees_of",
    "form",
    "form_in_use",
    "form_row",
    "form_rows",
    "form_versions",
    "forms_due",
    "forms_of_procedures",
    "levels",
    "offered_by",
    "offered_codes",
    "page",
    "part_process",
    "pins",
    "process",
    "rules_for",
    "search",
    "targets",
    "version_in_force",
    "without_process",
]
