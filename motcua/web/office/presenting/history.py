"""What has happened to a dossier, event by event, with names: the journal as officers read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.core.flow import ProcessDef
from motcua.dossiers import models
from motcua.dossiers.queries import Entry, Page
from motcua.web.office.presenting import words
from motcua.web.office.presenting.dossier import Names, short
from motcua.web.ui import wording


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of the history."""

    at: str
    what: str
    more: str
    who: str


def history(entries: Sequence[Entry], names: Names, process: ProcessDef, page: Page, now: datetime) -> list[EventLine]:
    """Every event of the journal, newest first, with what was said at it."""
    said = {(each.kind, each.at): each for each in page.statements.values()}
    return [
        EventLine(
            short(entry.at, now), wording.said(entry.words), _more(entry, names, process, said), _actor(entry, names)
        )
        for entry in reversed(entries)
    ]


def officers_in(entries: Iterable[Entry]) -> list[int]:
    """The officers a history names."""
    acted = [int(entry.actor.partition(":")[2]) for entry in entries if entry.actor.startswith("officer:")]
    given = [entry.details.get("to") for entry in entries if entry.kind == "step.reassigned"]
    return [*acted, *(int(number) for number in given if number)]


def _actor(entry: Entry, names: Names) -> str:
    kind, _colon, number = entry.actor.partition(":")
    if kind == "officer":
        name = names.get(int(number), "")
        return f"{name}, {entry.agency}" if entry.agency else name
    return {"citizen": _("Người nộp hồ sơ"), "system": _("Hệ thống"), "machine": _("Hệ thống kết nối")}.get(kind, kind)


def _more(
    entry: Entry, names: Names, process: ProcessDef, statements: Mapping[tuple[str, datetime], models.Statement]
) -> str:
    def step(key: object) -> str:
        return process.by_key[str(key)].name if key in process.by_key else str(key)

    details = entry.details
    outcome = words.OUTCOMES.get(str(details.get("outcome", "")), "").lower()
    done = ": ".join(part for part in (step(details["step"]) if details.get("step") else "", outcome) if part)
    opened = ", ".join(step(key) for key in details.get("opened", ()))
    statement = statements.get((entry.kind, entry.at))
    parts = [
        f"{done} → {opened}" if done and opened else done or opened,
        str(words.PROPOSALS.get(str(details.get("kind", "")), "")),
        _("giao cho %(name)s") % {"name": names.get(int(details["to"]), "")} if details.get("to") else "",
        _("lần %(number)s") % {"number": details["number"]} if details.get("number") else "",
        *([str(text) for text in statement.content.values()] if statement else []),
    ]
    return " · ".join(part for part in parts if part)
