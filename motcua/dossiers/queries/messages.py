"""What the owner of a dossier and the office have said to each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from motcua.base import sql
from motcua.dossiers.commit import STATEMENTS
from motcua.dossiers.models import Message
from motcua.dossiers.queries.lists import Place, Rows, in_places


@dataclass(frozen=True, slots=True)
class Talk:
    """How many messages there are, and how many each side has not read."""

    total: int
    for_owner: int
    for_office: int


def talk(dossier_id: int) -> Talk:
    """How much was said in a dossier."""
    row = sql.row(STATEMENTS.talk, dossier=dossier_id)
    assert row is not None  # an aggregate always has a row
    return Talk(row["total"], row["for_owner"], row["for_office"])


def messages(dossier_id: int) -> QuerySet[Message]:
    """The messages of a dossier, oldest first."""
    return Message.objects.filter(dossier_id=dossier_id).select_related("agency", "officer").order_by("id")


def messages_waiting(
    agencies: Iterable[int], *, places: Iterable[Place] = (), officers: Iterable[int] = (), limit: int = 100
) -> Rows:
    """Open dossiers with messages of their owners that nobody has read.

    They are of these agencies or lie in these places; or these officers have or had a step of them.
    """
    where = in_places(places) | {"agencies": list(agencies), "officers": list(officers)}
    return sql.rows(STATEMENTS.messages_waiting, limit=limit, **where)
