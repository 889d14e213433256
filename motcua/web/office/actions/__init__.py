"""What officers do at their desks beside the dossiers' own verbs: keep views, command many at once."""

from motcua.web.office.actions.bulk import Ordered, begin_bulk, go_on
from motcua.web.office.actions.notes import keep_note
from motcua.web.office.actions.seen import NotSeenYet, check_seen, note_seen
from motcua.web.office.actions.templates import Wanted, forget_template, keep_template
from motcua.web.office.actions.views import TooManyViews, ViewNameMissing, forget_view, save_view

__all__ = [
    "NotSeenYet",
    "Ordered",
    "TooManyViews",
    "ViewNameMissing",
    "Wanted",
    "begin_bulk",
    "check_seen",
    "forget_template",
    "forget_view",
    "go_on",
    "keep_note",
    "keep_template",
    "note_seen",
    "save_view",
]
