"""What became of each dossier of one command."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.core.status_words import Tone
from motcua.web.office.models import BulkLine
from motcua.web.office.presenting.words import PROPOSALS

State = BulkLine.State
TONES = {State.DONE: Tone.OK, State.REFUSED: Tone.LATE, State.WAITING: Tone.WAIT}


@dataclass(frozen=True, slots=True)
class Account:
    """How many were done, refused, and still wait."""

    done: int
    refused: int
    waiting: int

    @property
    def done_words(self) -> str:
        return _("Đã xong %(done)s hồ sơ") % {"done": self.done}

    @property
    def refused_words(self) -> str:
        return _("Không làm được %(refused)s hồ sơ") % {"refused": self.refused}

    @property
    def waiting_words(self) -> str:
        return _("Còn %(waiting)s hồ sơ chưa làm") % {"waiting": self.waiting}


def account(lines: Iterable[BulkLine]) -> Account:
    counts = Counter(line.state for line in lines)
    return Account(counts[State.DONE], counts[State.REFUSED], counts[State.WAITING])


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    url: str
    procedure: str
    step: str
    tone: Tone
    word: str
    why: str


def lines(rows: Iterable[BulkLine]) -> list[Line]:
    """Refused ones first: they are what is left to do."""
    order = (State.REFUSED, State.WAITING, State.DONE)
    return [_line(row) for row in sorted(rows, key=lambda row: (order.index(State(row.state)), row.position))]


def _line(row: BulkLine) -> Line:
    state = State(row.state)
    return Line(
        code=row.dossier.code or "",
        url=reverse("office:dossier", args=[row.dossier_id]),
        procedure=row.dossier.procedure_version.name,
        step=row.step.name if row.step else str(PROPOSALS[row.what]),
        tone=TONES[state],
        word=str(state.label),
        why=row.words if state is State.REFUSED else "",
    )
