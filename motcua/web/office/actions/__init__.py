"""What officers do at their desks beside the dossiers' own verbs: keep views, command many at once."""

from motcua.web.office.actions.bulk import Ordered, begin_bulk, go_on
from motcua.web.office.actions.views import TooManyViews, ViewNameMissing, forget_view, save_view

__all__ = ["Ordered", "TooManyViews", "ViewNameMissing", "begin_bulk", "forget_view", "go_on", "save_view"]
