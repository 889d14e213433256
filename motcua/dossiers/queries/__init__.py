"""What can be asked about dossiers. Lists take the agencies the asker may see; pages take one dossier's id."""

from motcua.dossiers.queries.inbox import ORDERS, Found, Wanted, inbox_ids, inbox_kinds, inbox_wanted
from motcua.dossiers.queries.lists import (
    Counts,
    Rows,
    consultations_waiting,
    desk,
    desk_counts,
    inbox,
    inbox_counts,
    nearly_late,
    of_citizen,
    overdue,
    overdue_count,
    proposals_waiting,
    timers_due,
)
from motcua.dossiers.queries.many import open_steps, works
from motcua.dossiers.queries.one import (
    Page,
    by_code,
    by_key,
    consultation,
    earlier_answers,
    explanation,
    may_see,
    page,
    performer,
    proves_ownership,
)
from motcua.dossiers.queries.search import find, reached
from motcua.dossiers.queries.sharing import sharing_rule
from motcua.dossiers.queries.slips import Handover, control_slip
from motcua.dossiers.queries.timeline import Entry, timeline

__all__ = [
    "ORDERS",
    "Counts",
    "Entry",
    "Found",
    "Handover",
    "Page",
    "Rows",
    "Wanted",
    "by_code",
    "by_key",
    "consultation",
    "consultations_waiting",
    "control_slip",
    "desk",
    "desk_counts",
    "earlier_answers",
    "explanation",
    "find",
    "inbox",
    "inbox_counts",
    "inbox_ids",
    "inbox_kinds",
    "inbox_wanted",
    "may_see",
    "nearly_late",
    "of_citizen",
    "open_steps",
    "overdue",
    "overdue_count",
    "page",
    "performer",
    "proposals_waiting",
    "proves_ownership",
    "reached",
    "sharing_rule",
    "timeline",
    "timers_due",
    "works",
]
