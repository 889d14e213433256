"""What is known of ratings: one's own, and figures over many."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from motcua.base import sql
from motcua.ratings.actions import STATEMENTS
from motcua.ratings.models import CHANGEABLE, Rating

FEWEST = 5
"""Figures over fewer ratings would tell what one person said."""


def own(dossier_id: int) -> Rating | None:
    """The rating of a dossier, for the owner who wrote it."""
    return Rating.objects.filter(dossier_id=dossier_id).first()


def may_change(rating: Rating | None, *, now: datetime) -> bool:
    """Whether the owner may still write or change it."""
    return rating is None or now <= rating.rated_at + CHANGEABLE


@dataclass(frozen=True, slots=True)
class Figures:
    """How many rated, and what they gave on average."""

    count: int
    mean: Fraction


def figures(procedure_id: int, *, since: datetime) -> Figures | None:
    """How satisfied those are who rated dossiers of a procedure since a moment; None while they are too few."""
    rows = sql.rows(STATEMENTS.figures, procedure=procedure_id, since=since)
    count = sum(row["count"] for row in rows)
    if count < FEWEST:
        return None
    return Figures(count, Fraction(sum(row["stars"] * row["count"] for row in rows), count))
