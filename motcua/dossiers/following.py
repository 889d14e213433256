"""What else happens in the transaction that ends a dossier: to its parts, and to those filed with it."""

from datetime import datetime

from motcua.dossiers import linking, parts
from motcua.dossiers.commit import Moved


def follow_end(moved: Moved, *, now: datetime) -> None:
    """Drop its parts, then let those that wait for it have their turn. Costs any other dossier nothing."""
    parts.follow(moved, now=now)
    linking.follow(moved, now=now)
