"""What officers keep at their own desks, and what they did to many dossiers at once."""

from motcua.web.office.models.bulk import MOST_LINES, Bulk, BulkLine
from motcua.web.office.models.notes import LONGEST_NOTE, PrivateNote
from motcua.web.office.models.seen import SeenDocument
from motcua.web.office.models.templates import LONGEST_TEMPLATE, MOST_TEMPLATES, TextTemplate
from motcua.web.office.models.views import MOST_VIEWS, SavedView

__all__ = [
    "LONGEST_NOTE",
    "LONGEST_TEMPLATE",
    "MOST_LINES",
    "MOST_TEMPLATES",
    "MOST_VIEWS",
    "Bulk",
    "BulkLine",
    "PrivateNote",
    "SavedView",
    "SeenDocument",
    "TextTemplate",
]
