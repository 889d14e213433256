"""Electronic forms: one definition drives the pages, the check of what comes in, the officer's view and the printout.

definition = forms.read(document)            # `forms.errors(definition)` says what stops its publication
checked = forms.check(definition, answers, today)
checked.values, checked.errors, checked.visible
"""

from motcua.core.forms.carrying import carried
from motcua.core.forms.checking import Checked, Wrong, check
from motcua.core.forms.code_tables import BUILT_IN, Entry, Tables, WithCommunes, WithOwn
from motcua.core.forms.differences import Change, differences
from motcua.core.forms.documents import Unreadable, read, write
from motcua.core.forms.findings import Finding, Severity, errors, findings
from motcua.core.forms.model import Choice, Definition, Field, Kind, Rule, Section
from motcua.core.forms.nodes import Circular, Node
from motcua.core.forms.parts import inner, walk
from motcua.core.forms.prefill import Sources, copied, filled, first_answers
from motcua.core.forms.saying import Part, said
from motcua.core.forms.schema import NotTaken, from_schema, to_schema

__all__ = [
    "BUILT_IN",
    "Change",
    "Checked",
    "Choice",
    "Circular",
    "Definition",
    "Entry",
    "Field",
    "Finding",
    "Kind",
    "Node",
    "NotTaken",
    "Part",
    "Rule",
    "Section",
    "Severity",
    "Sources",
    "Tables",
    "Unreadable",
    "WithCommunes",
    "WithOwn",
    "Wrong",
    "carried",
    "check",
    "copied",
    "differences",
    "errors",
    "filled",
    "findings",
    "first_answers",
    "from_schema",
    "inner",
    "read",
    "said",
    "to_schema",
    "walk",
    "write",
]
