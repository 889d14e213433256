"""The files chosen on a page: where each was chosen, in which order, how its page is turned, and what is to go."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.http import QueryDict

from motcua.core.status_words import Words
from motcua.people.models import Account
from motcua.web.ui import uploads
from motcua.web.ui.uploads import Kept

KEPT, DROP, UP, DOWN, TURN = "attached", "drop", "up", "down", "turn"
BUTTONS = frozenset({UP, DOWN, TURN})
"""What a page without scripts is sent back with when one of a file's buttons was pressed."""


class Attached:
    """Stored files by the name of the control they were chosen at.

    A page says `attached=paper_1:12` for each, in order; `paper_1:12.90` of a photographed page that is turned. Numbers
    need no signature: only files are found that this account has uploaded and not handed in.
    """

    def __init__(self, data: QueryDict, *, account: Account) -> None:
        self.account = account
        named = list(_read(data.getlist(KEPT)))
        dropped = set(data.getlist(DROP))
        here = {kept.id: kept for kept in uploads.find({number for _, number, _ in named}, account=account)}
        self.by_control: dict[str, list[Kept]] = {}
        for name, number, turn in named:
            if number in here and str(number) not in dropped:
                self.by_control.setdefault(name, []).append(here.pop(number).turned(turn))
        self._handed: dict[str, list[Kept]] | None = None
        if UP in data:
            self._move(str(data[UP]), up=True)
        if DOWN in data:
            self._move(str(data[DOWN]), up=False)
        if TURN in data:
            self._turn(str(data[TURN]))

    def _move(self, number: str, *, up: bool) -> None:
        for some in self.by_control.values():
            for place in range(1, len(some)):
                if str(some[place if up else place - 1].id) == number:
                    some[place - 1], some[place] = some[place], some[place - 1]
                    return

    def _turn(self, number: str) -> None:
        for some in self.by_control.values():
            some[:] = [each.turned((each.turn + 90) % 360) if str(each.id) == number else each for each in some]

    def add(self, name: str, given: Iterable[uploads.Given], *, now: datetime) -> None:
        """Store uploads.  :raises Refusal: one is hostile, empty or too large; those before it are kept."""
        for each in given:
            self.by_control.setdefault(name, []).extend(uploads.keep([each], account=self.account, now=now))

    @property
    def all(self) -> list[Kept]:
        return [kept for some in self.by_control.values() for kept in some]

    @property
    def warned(self) -> list[tuple[str, Words]]:
        """What was noticed on their pages, with the name of the file."""
        return [(kept.name, words) for kept in self.all for words in kept.told]

    @property
    def sent_back(self) -> Iterator[str]:
        """What the next page says of them."""
        return (f"{name}:{kept.said}" for name, some in self.by_control.items() for kept in some)

    # --- Handing in ---------------------------------------------------------------------------------------------------
    def join(self, names: Mapping[str, str], *, now: datetime) -> None:
        """Make the photographs of each paper one document, named for the paper. Call it outside a transaction.

        :raises Refusal: one of them is gone, or they are too many; what was joined before it is forgotten.
        """
        handed: dict[str, list[Kept]] = {}
        self._handed = handed
        try:
            for control, some in self.by_control.items():
                name = names.get(control, "") or some[0].name if some else ""
                handed[control] = uploads.joined(some, name=name, account=self.account, now=now)
        except uploads.REFUSED:
            self.part()
            raise

    def part(self) -> None:
        """The dossier was not taken: forget what was joined, the pages stay as they were."""
        mine = {kept.id for kept in self.all}
        uploads.forget(each for each in self.handed if each.id not in mine)
        self._handed = None

    def done(self) -> None:
        """The dossier was taken: forget the single pages, which stand in their document now."""
        handed = {kept.id for kept in self.handed}
        uploads.forget(each for each in self.all if each.id not in handed)

    def of(self, control: str) -> list[Kept]:
        """The files of one control as they are handed in."""
        return (self.by_control if self._handed is None else self._handed).get(control, [])

    @property
    def handed(self) -> list[Kept]:
        """All files as they are handed in."""
        return [kept for control in self.by_control for kept in self.of(control)]


def number_of(said: str) -> int | None:
    """The number of the file a page speaks of."""
    return next((number for _, number, _ in _read([said])), None)


def _read(said: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for one in dict.fromkeys(said):
        name, _, rest = one.rpartition(":")
        number, _, turn = rest.partition(".")
        if name and number.isascii() and number.isdigit() and len(number) < 19:
            yield name, int(number), int(turn) if turn in ("90", "180", "270") else 0
