"""What officers keep at their own desks, and what they did to many dossiers at once."""

from motcua.web.office.models.bulk import MOST_LINES, Bulk, BulkLine
from motcua.web.office.models.seen import SeenDocument
from motcua.web.office.models.views import MOST_VIEWS, SavedView

__all__ = ["MOST_LINES", "MOST_VIEWS", "Bulk", "BulkLine", "SavedView", "SeenDocument"]
