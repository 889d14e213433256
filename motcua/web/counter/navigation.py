"""The desk's part of the side navigation."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.core.roles import Role
from motcua.dossiers import queries as dossiers
from motcua.web.counter.clerk import clerk_of, officer_of
from motcua.web.counter.piles import PILES
from motcua.web.ui.parts import NavGroup, Tab


def group(request: HttpRequest) -> NavGroup | None:
    """The desk, intake and search; nothing for officers who have no desk."""
    clerk = clerk_of(request)
    if clerk is None:
        return _to_confirm(request)
    mine = {state for pile in PILES if clerk.agencies_as(*pile.roles) for state in pile.states}
    waiting = sum(count for state, count in clerk.counts.items() if state in mine)
    here = request.path
    items = [Tab(_("Tại quầy"), reverse("counter:desk"), waiting, here == reverse("counter:desk"), icon="inbox")]
    if clerk.agencies_as(Role.RECEPTION):
        intake = reverse("counter:intake")
        items.append(Tab(_("Tiếp nhận"), intake, current=here.startswith(intake), icon="file-plus"))
    search = reverse("counter:search")
    items.append(Tab(_("Tra cứu hồ sơ"), search, current=here == search, icon="search"))
    book = reverse("counter:book")
    items.append(Tab(_("Sổ theo dõi"), book, current=here.startswith(book), icon="book-open"))
    handovers = reverse("counter:handovers")
    coming = dossiers.lists_waiting(clerk.actor)
    items.append(Tab(_("Bàn giao giấy"), handovers, coming or None, here.startswith(handovers), icon="folder-output"))
    return NavGroup(_("Quầy"), items)


def _to_confirm(request: HttpRequest) -> NavGroup | None:
    """For officers of a division, to whom desks hand papers over."""
    actor = officer_of(request)
    if actor is None or not any(post.unit_id for post in actor.posts):
        return None
    address = reverse("counter:handovers")
    current = request.path.startswith(address)
    return NavGroup(_("Bàn giao"), [Tab(_("Nhận hồ sơ giấy"), address, current=current, icon="folder-input")])
