"""“We already hold this”: papers of earlier dossiers, offered where a new one asks for the same kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.core.vietnam import fold
from motcua.dossiers import queries
from motcua.people.models import Account
from motcua.web.ui import uploads
from motcua.web.ui.uploads import Kept

REUSE = "reuse"
"""What the page sends for each paper to be used again: the number of its file."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper held that fits one the procedure asks for."""

    control: str
    paper: str
    file_id: int
    file_name: str
    at: datetime
    code: str


def offers(account: Account, papers: Iterable[Any]) -> list[Offer]:
    """For each paper asked for, the newest of that name the citizen has handed in before."""
    asked = {fold(paper.name): (f"paper_{paper.key}", paper.name) for paper in papers}
    found: dict[str, Offer] = {}
    for held in queries.held_papers(queries.of_account(account.citizen)):
        name = fold(held.name)
        if name in asked and name not in found:
            control, paper = asked[name]
            found[name] = Offer(control, paper, held.file_id, held.file_name, held.at, held.code)
    return list(found.values())


def use_again(
    chosen: Iterable[str], offered: Iterable[Offer], kept: dict[str, list[Kept]], *, account: Account, now: datetime
) -> None:
    """Put the papers that were ticked among the kept ones, each once however often the page is sent."""
    wanted = set(chosen)
    for offer in offered:
        here = kept.get(offer.control, [])
        if str(offer.file_id) not in wanted or any(each.copy_of for each in here):
            continue
        try:
            kept.setdefault(offer.control, []).append(uploads.use_again(offer.file_id, account=account, now=now))
        except uploads.REFUSED:
            continue  # gone meanwhile: the page shows the paper as missing


def left(offered: Iterable[Offer], kept: dict[str, list[Kept]]) -> list[Offer]:
    """The offers nobody has taken yet."""
    return [offer for offer in offered if not any(each.copy_of for each in kept.get(offer.control, []))]
