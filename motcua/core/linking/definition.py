"""What a bundle says: which procedures belong together, which waits for which, and what becomes of the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

MOST_MEMBERS: Final = 9


class Otherwise(StrEnum):
    """What becomes of a dossier that waits when one before it ends without what it waits for."""

    RETURN = "return"  # its papers go back, with the reason
    GO_ON = "go_on"  # it does not need the other's result


class TakenIn(StrEnum):
    """How a dossier is taken in when its turn has come."""

    AT_ONCE = "at_once"  # the set was checked as a whole: its time runs from the result before it
    BY_DESK = "by_desk"  # the desk checks it first, as any that was filed


class BundleRefused(ValueError):
    """A definition that could strand a dossier, or that does not say enough."""


@dataclass(frozen=True, slots=True)
class MemberDef:
    """One procedure of a bundle.

    `carry` names where its answers come from in the one declaration; what has the same key comes by itself. `papers`
    are found by the beginning of their names; an empty list: it gets no paper of its own.
    """

    key: str
    procedure: str
    after: tuple[str, ...] = ()
    if_denied: Otherwise = Otherwise.RETURN
    if_withdrawn: Otherwise = Otherwise.RETURN
    taken_in: TakenIn = TakenIn.AT_ONCE
    carry: Mapping[str, str] = field(default_factory=dict)
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle of procedures in force for a time, filed under a procedure of its own."""

    key: str
    procedure: str  # under which the one declaration is filed
    name: str
    name_en: str
    valid_from: date
    members: tuple[MemberDef, ...]  # each after those it waits for
    valid_to: date | None = None
    source: str = ""
    is_compared: bool = False  # whether a clerk has held it against its source

    def applies(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def from_table(table: Mapping[str, Any]) -> Bundle:
    """Read a definition, its members put in an order in which each stands after those it waits for.

    :raises BundleRefused: a member waits for itself, round about or for one that is not there; two have one key …
    """
    try:
        members = [_member(row) for row in table["members"]]
        bundle = Bundle(
            key=table["key"],
            procedure=table["procedure"],
            name=table["name"],
            name_en=table.get("name_en", ""),
            valid_from=table["valid_from"],
            valid_to=table.get("valid_to"),
            source=table.get("source", ""),
            is_compared=bool(table.get("compared", False)),
            members=_in_order(members),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        if isinstance(wrong, BundleRefused):
            raise
        raise BundleRefused(f"not a bundle: {wrong!r}") from wrong
    return bundle


def _member(row: Mapping[str, Any]) -> MemberDef:
    return MemberDef(
        key=row["key"],
        procedure=row["procedure"],
        after=tuple(row.get("after", ())),
        if_denied=Otherwise(row.get("if_denied", "return")),
        if_withdrawn=Otherwise(row.get("if_withdrawn", "return")),
        taken_in=TakenIn(row.get("taken_in", "at_once")),
        carry=dict(row.get("carry", {})),
        papers=tuple(row.get("papers", ())),
    )


def _in_order(members: Sequence[MemberDef]) -> tuple[MemberDef, ...]:
    keys = [member.key for member in members]
    if not 2 <= len(members) <= MOST_MEMBERS:
        raise BundleRefused(f"a bundle has two to {MOST_MEMBERS} members")
    if len(set(keys)) < len(keys):
        raise BundleRefused("two members have one key")
    left, placed = list(members), list[MemberDef]()
    while left:
        done = {member.key for member in placed}
        ready = [member for member in left if set(member.after) <= done]
        if not ready:
            names = ", ".join(member.key for member in left)
            raise BundleRefused(f"these wait for one another or for one that is not there: {names}")
        placed.append(ready[0])
        left.remove(ready[0])
    return tuple(placed)
