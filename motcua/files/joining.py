"""Several photographs of one paper made one document: its pages in the order they were put in, turned as they were."""

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from motcua.files import actions, reading, refusals
from motcua.files.inspection import PDF, display_name
from motcua.files.models import StoredFile
from motcua.files.store import Gone, the_store
from motcua.gateways.documents import Unprintable, pictures
from motcua.people.models import Account

TURNS = (0, 90, 180, 270)
MOST_PAGES = 100
_SAID_OF_HOW_IT_STANDS = frozenset({"upside_down", "sideways"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One photographed page, and by how many degrees it is turned to the right."""

    file: StoredFile
    turn: int = 0


def is_leaf(file: StoredFile) -> bool:
    """Whether it is one photographed page: a document of our own making that may become a page of another."""
    return bool(file.made_from) and file.pages == 1 and file.media_type == PDF.media_type


def join(leaves: Sequence[Leaf], *, name: str, by: Account, now: datetime) -> StoredFile:
    """Keep the pages as one document, PDF/A like each of them. The pages' own files stay until they are forgotten.

    :raises refusals.NoSuchFile: one of them is not there any more. :raises refusals.Damaged:
    :raises refusals.TooManyPages:
    """
    shown = display_name(name, PDF)
    if len(leaves) > MOST_PAGES:
        raise refusals.TooManyPages(most=MOST_PAGES)
    with ExitStack() as opened:
        try:
            contents = [opened.enter_context(the_store().open(leaf.file.sha256)) for leaf in leaves]
        except Gone as gone:
            raise refusals.NoSuchFile from gone
        found = reading.photographs(contents, name=shown)
    both = zip(found, leaves, strict=True)
    drawn = [pictures.Page(each.jpeg, each.width, each.height, leaf.turn) for each, leaf in both]
    try:
        document = pictures.of_pages(drawn, title=shown, at=now)
    except Unprintable as refused:
        raise refusals.Damaged(name=shown) from refused
    with the_store().arriving() as made:
        made.write(document)
        made.flush()
        return actions.stored(
            made,
            sha256=hashlib.sha256(document).hexdigest(),
            size=len(document),
            media_type=PDF.media_type,
            name=shown,
            kind=StoredFile.Kind.PAPER,
            uploaded_by=by,
            at=now,
            scan_state=_scanned(leaves),
            pages=len(leaves),
            warnings=list(_warnings(leaves)),
        )


def _scanned(leaves: Sequence[Leaf]) -> StoredFile.Scan:
    """What waits for its scan keeps the whole waiting: it is scanned as it is handed out."""
    states = {leaf.file.scan_state for leaf in leaves}
    if StoredFile.Scan.INFECTED in states:
        raise refusals.FoundInfected
    return StoredFile.Scan.WAITING if StoredFile.Scan.WAITING in states else StoredFile.Scan.CLEAN


def _warnings(leaves: Sequence[Leaf]) -> list[dict[str, object]]:
    """What was noticed on each page, under its new number; of a page that was turned, nothing about how it stood."""
    return [
        each | {"page": number}
        for number, leaf in enumerate(leaves, start=1)
        for each in leaf.file.warnings or []
        if not (leaf.turn and each.get("key") in _SAID_OF_HOW_IT_STANDS)
    ]
