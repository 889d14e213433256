"""The desk's part of the side navigation."""

from django.http import HttpRequest
from django.urls import reverse

from motcua.core.roles import Role
from motcua.web.counter.clerk import clerk_of
from motcua.web.counter.piles import PILES
from motcua.web.ui.parts import NavGroup, Tab


def group(request: HttpRequest) -> NavGroup | None:
    """The desk, intake and search; nothing for officers who have no desk."""
    clerk = clerk_of(request)
    if clerk is None:
        return None
    mine = {state for pile in PILES if clerk.agencies_as(*pile.roles) for state in pile.states}
    waiting = sum(count for state, count in clerk.counts.items() if state in mine)
    here = request.path
    items = [Tab("Tại quầy", reverse("counter:desk"), waiting, here == reverse("counter:desk"), icon="inbox")]
    if clerk.agencies_as(Role.RECEPTION):
        intake = reverse("counter:intake")
        items.append(Tab("Tiếp nhận", intake, current=here.startswith(intake), icon="file-plus"))
    search = reverse("counter:search")
    items.append(Tab("Tra cứu hồ sơ", search, current=here == search, icon="search"))
    book = reverse("counter:book")
    items.append(Tab("Sổ theo dõi", book, current=here.startswith(book), icon="book-open"))
    return NavGroup("Quầy", items)
