"""The files of an application: where each was chosen, in which order, and what is to go."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.http import QueryDict

from motcua.core.status_words import Words
from motcua.people.models import Account
from motcua.web.ui import uploads
from motcua.web.ui.uploads import Kept

KEPT, DROP, UP = "attached", "drop", "up"


class Attached:
    """Stored files by the name of the control they were chosen at.

    A page says `attached=paper_1:12` for each, in order. Numbers need no signature: only files are found that this
    account has uploaded and not handed in.
    """

    def __init__(self, data: QueryDict, *, account: Account) -> None:
        named = [(name, int(number)) for name, number in _pairs(data.getlist(KEPT))]
        dropped = set(data.getlist(DROP))
        here = {kept.id: kept for kept in uploads.find({number for _, number in named}, account=account)}
        self.by_control: dict[str, list[Kept]] = {}
        for name, number in dict.fromkeys(named):
            if number in here and str(number) not in dropped:
                self.by_control.setdefault(name, []).append(here.pop(number))
        if UP in data:
            self._move_up(str(data[UP]))

    def _move_up(self, number: str) -> None:
        for some in self.by_control.values():
            for place in range(1, len(some)):
                if str(some[place].id) == number:
                    some[place - 1], some[place] = some[place], some[place - 1]
                    return

    def add(self, name: str, given: Iterable[uploads.Given], *, account: Account, now: datetime) -> None:
        """Store uploads.  :raises Refusal: one is hostile, empty or too large; those before it are kept."""
        for each in given:
            self.by_control.setdefault(name, []).extend(uploads.keep([each], account=account, now=now))

    @property
    def all(self) -> list[Kept]:
        return [kept for some in self.by_control.values() for kept in some]

    @property
    def warned(self) -> list[tuple[str, Words]]:
        """What was noticed on their pages, with the name of the file."""
        return [(kept.name, words) for kept in self.all for words in kept.warnings]

    @property
    def sent_back(self) -> Iterator[str]:
        """What the next page says of them."""
        return (f"{name}:{kept.id}" for name, some in self.by_control.items() for kept in some)


def _pairs(said: Iterable[str]) -> Iterator[tuple[str, str]]:
    for one in said:
        name, _, number = one.rpartition(":")
        if name and number.isascii() and number.isdigit() and len(number) < 19:
            yield name, number
