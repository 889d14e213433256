"""Saving and forgetting views of the inbox."""

from django.db import transaction

from motcua.base.refusal import Refusal
from motcua.dossiers import typed
from motcua.people.models import Officer
from motcua.web.office.asking import Asked
from motcua.web.office.models import MOST_VIEWS, SavedView


class TooManyViews(Refusal):
    """An officer keeps as many views as fit above a list."""

    code = "too-many-views"
    vi = "Đã có {most} chế độ xem. Hãy xóa bớt rồi lưu."
    en = "There are {most} saved views already. Remove one before saving another."


class ViewNameMissing(Refusal):
    """A view is found by its name."""

    code = "view-name-missing"
    vi = "Hãy đặt tên cho chế độ xem."
    en = "Give the view a name."


@transaction.atomic
def save_view(*, officer_id: int, name: str, asked: Asked, is_default: bool) -> SavedView:
    """Keep a way to see the inbox under a name; the same name again replaces it.

    :raises TooManyViews, ViewNameMissing:
    """
    name = typed.line(name, "Tên chế độ xem", 60)
    if not name:
        raise ViewNameMissing
    Officer.objects.select_for_update(of=("self",), no_key=True).get(pk=officer_id)  # one saving of theirs at a time
    others = SavedView.objects.filter(officer_id=officer_id).exclude(name=name)
    if others.count() >= MOST_VIEWS:
        raise TooManyViews(most=MOST_VIEWS)
    if is_default:
        others.filter(is_default=True).update(is_default=False)
    kept = {"asked": asked.filters, "columns": list(asked.columns), "order": asked.order, "is_default": is_default}
    view, _ = SavedView.objects.update_or_create(officer_id=officer_id, name=name, defaults=kept)
    return view


def forget_view(*, officer_id: int, view_id: int) -> None:
    """Remove a view of one's own; somebody else's is not there."""
    SavedView.objects.filter(officer_id=officer_id, pk=view_id).delete()
