"""What others ask the catalogue."""

from motcua.catalog.queries.coverage import Coverage, coverage, offered_by, without_process
from motcua.catalog.queries.differences import Difference, differences
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
    "Found",
    "Page",
    "Pins",
    "Results",
    "VersionRules",
    "code_tables",
    "coverage",
    "department_for",
    "differences",
    "fees_of",
    "form",
    "form_in_use",
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
