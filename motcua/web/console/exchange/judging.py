"""A file tried row by row: each row goes through the verbs an administrator would use, and all of it is undone.

So a refusal seen here is the refusal the verb itself would give; confirming does the same once more and keeps it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from django.core import signing
from django.db import DatabaseError, IntegrityError, connection, transaction

from motcua.core import exchange
from motcua.core.exchange import Column, Judged, Line, Outcome, Value
from motcua.core.refusal import Refusal
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable
from motcua.gateways.documents.rows import Given
from motcua.web.console.desk import Desk

Row = Mapping[str, Value]
KEPT_SECONDS = 3600


class RowRefused(Refusal):
    """A row that cannot be, for a reason of its own."""

    code = "row-refused"
    vi = "{vi}"
    en = "{en}"


class Kind(Protocol):
    """One kind of rows: what stands now, and the verbs that make a row so."""

    format: str  # what a JSON document says it holds
    columns: Sequence[Column]

    def standing(self) -> Mapping[str, Row]:
        """What stands now, by the key of a row."""

    def key_of(self, row: Row) -> str:
        """What says which record a row is."""

    def put(self, row: Row, before: Row | None) -> None:
        """Make it so, by the verbs. :raises Refusal:"""

    def told(self) -> tuple[tuple[str, str], ...]:
        """What is to be said once when the file was taken."""


class _Undo(Exception):
    """Nothing of a trial is kept."""


def judge(kind: Kind, rows: Sequence[Given], *, keep: bool = False) -> Judged:
    """Say row by row what a file changes; with `keep`, and nothing refused, it is done."""
    lines: list[Line] = []
    try:
        with transaction.atomic():
            standing = dict(kind.standing())
            seen: dict[str, int] = {}
            lines += [_line(kind, given, standing, seen) for given in rows]
            lines += _finished(kind, lines)
            if any(line.outcome is Outcome.REFUSED for line in lines) or not keep:
                _settle(lines)
                raise _Undo
    except _Undo:
        return Judged(tuple(lines))
    return Judged(tuple(lines), kind.told())


def _finished(kind: Kind, lines: Sequence[Line]) -> list[Line]:
    """What a kind decides when it has seen every row."""
    finish = getattr(kind, "finish", None)
    if finish is None or any(line.outcome is Outcome.REFUSED for line in lines):
        return []
    try:
        with transaction.atomic():
            return list(finish())
    except Refusal as refused:
        return [Line(0, "", Outcome.REFUSED, (), Words(refused.message_vi, refused.message_en))]


def _settle(lines: list[Line]) -> None:
    """Ask the tables now for what they would ask at the end."""
    try:
        with transaction.atomic():
            connection.check_constraints()
    except IntegrityError as error:
        reason = Words(f"Cơ sở dữ liệu từ chối: {_constraint(error)}", f"The tables refuse it: {_constraint(error)}")
        lines.append(Line(0, "", Outcome.REFUSED, (), reason))


def _constraint(error: BaseException) -> str:
    return str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or "")


def _line(kind: Kind, given: Given, standing: dict[str, Row], seen: dict[str, int]) -> Line:
    row: dict[str, Value] = {}
    key, meet = "", getattr(kind, "meet", None)
    try:
        for column in kind.columns:
            row[column.key] = exchange.read_value(column, given.cells.get(column.key))
        key = kind.key_of(row)
        if key in seen:
            raise RowRefused(vi=f"trùng với dòng {seen[key]}.", en=f"the same as row {seen[key]}.")
        seen[key] = given.number
        if meet is not None:
            meet(row)
        before = standing.get(key)
        changes = exchange.differences(kind.columns, before, row)
        if before is not None and not changes:
            return Line(given.number, key, Outcome.UNCHANGED)
        with transaction.atomic():
            kind.put(row, before)
    except Unreadable as wrong:
        return Line(given.number, key, Outcome.REFUSED, (), Words(wrong.vi, wrong.en))
    except Refusal as refused:
        return Line(given.number, key, Outcome.REFUSED, (), Words(refused.message_vi, refused.message_en))
    except DatabaseError as error:
        name = _constraint(error)
        reason = Words(f"Cơ sở dữ liệu từ chối: {name}", f"The tables refuse it: {name}")
        return Line(given.number, key, Outcome.REFUSED, (), reason)
    standing[key] = row
    return Line(given.number, key, Outcome.CHANGED if before is not None else Outcome.ADDED, changes)


def packed(kind: Kind, rows: Sequence[Given], desk: Desk) -> str:
    """The rows as the page carries them from trial to confirmation: signed, for this person, for an hour."""
    plain = [[row.number, {name: _plain(cell) for name, cell in row.cells.items()}] for row in rows]
    return signing.dumps(plain, salt=_salt(kind, desk), compress=True)


def unpacked(kind: Kind, text: str, desk: Desk) -> list[Given]:
    """The rows a page carried. :raises signing.BadSignature: they were changed, or are too old."""
    rows = signing.loads(text, salt=_salt(kind, desk), max_age=KEPT_SECONDS)
    return [Given(number, cells) for number, cells in rows]


def _salt(kind: Kind, desk: Desk) -> str:
    return f"exchange:{kind.format}:{desk.actor.id}"


def _plain(cell: Any) -> Any:
    return (
        cell.isoformat()[:10]
        if isinstance(cell, date)
        else cell
        if isinstance(cell, str | bool | int | float)
        else None
    )
