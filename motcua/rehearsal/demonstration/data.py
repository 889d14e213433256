"""The facts of the demonstration province as frozen values, read from the folder `demo/`."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.catalog.step_tables.templates import read_processes
from motcua.core.flow import ProcessDef
from motcua.core.roles import Role

FOLDER = Path(settings.ROOT) / "demo"


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """An agency, its divisions, the pattern it is staffed by."""

    key: str
    slug: str
    name: str
    short: str
    level: str
    kind: str
    parent: str
    code: str
    is_placeholder: bool
    gso: str
    is_one_stop: bool
    units: Mapping[str, str]  # slug → name
    staff: str
    liaisons: tuple[str, ...]
    weight: int
    place: str


@dataclass(frozen=True, slots=True)
class PostFacts:
    """One line of a staffing pattern."""

    who: str
    role: Role
    unit: str  # a division's slug, "each", or empty
    but: tuple[str, ...]
    count: int
    titles: tuple[str, ...]
    also: tuple[Role, ...]
    also_at: str  # an agency where the same role is held as well


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """A procedure: what is published of it, who offers it, how it is worked, how often it is asked for."""

    code: str
    name: str
    field: str
    at: tuple[str, ...]  # agency keys; empty: every commune
    unit: str
    levels: tuple[str, ...]
    targets: tuple[str, ...]
    decision: str
    legal: tuple[str, ...]
    time: str
    fee: str
    channels: tuple[str, ...]
    papers: tuple[tuple[Any, ...], ...]
    result: str
    symbol: str
    online: str
    partial_reason: str
    process: str
    template: str
    ask: tuple[Mapping[str, Any], ...]  # the short form; empty where one was written in full
    owner: str  # person, firm or body
    pays: bool
    part_at: Mapping[str, str]
    weight: int
    note: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it."""

    since: date
    agencies: tuple[AgencyFacts, ...]
    staff_since: date
    password: str
    patterns: Mapping[str, tuple[PostFacts, ...]]
    liaison: PostFacts
    showcase: tuple[Mapping[str, str], ...]  # the accounts worth trying first
    citizens: tuple[Mapping[str, str], ...]
    names: Mapping[str, Any]
    texts: Mapping[str, Any]
    processes: Mapping[str, ProcessDef]
    procedures: tuple[ProcedureFacts, ...]

    @property
    def communes(self) -> tuple[AgencyFacts, ...]:
        """The communes, as listed."""
        return tuple(agency for agency in self.agencies if agency.level == "commune")

    def offered_at(self, procedure: ProcedureFacts) -> tuple[AgencyFacts, ...]:
        """Who offers a procedure."""
        if not procedure.at:
            return self.communes
        return tuple(agency for agency in self.agencies if agency.key in procedure.at)


@cache
def facts() -> Facts:
    """Return the facts, read once."""
    agencies, staff = _read("agencies.toml"), _read("staff.toml")
    return Facts(
        since=agencies["since"],
        agencies=tuple(_agency(row, agencies["communes"]) for row in agencies["agency"]),
        staff_since=staff["since"],
        password=staff["password"],
        patterns={name: tuple(_post(row) for row in pattern["posts"]) for name, pattern in staff["patterns"].items()},
        liaison=_post(staff["liaison"]),
        showcase=tuple(staff["showcase"]),
        citizens=tuple(_read("citizens.toml")["citizen"]),
        names=_read("names.toml"),
        texts=_read("texts.toml"),
        processes=read_processes(_read("processes.toml")["process"]),
        procedures=tuple(_procedures()),
    )


@cache
def fingerprint() -> str:
    """Return a mark of all facts together: the same mark, the same province."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def _agency(row: Mapping[str, Any], communes: Mapping[str, Any]) -> AgencyFacts:
    place = row.get("place", "")
    if place:
        row = {**communes, **row}
    name, short = (str(row.get(key) or row["name"]).format(place=place) for key in ("name", "short"))
    units = dict(row.get("units", ()))
    if row["kind"] == "phuong":
        units |= row["ward_units"]
    return AgencyFacts(
        key=row["key"],
        slug=row["slug"],
        name=name,
        short=short,
        level=row["level"],
        kind=row["kind"],
        parent=row.get("parent", ""),
        code=row["code"].format(gso=row.get("gso", "")),
        is_placeholder=row.get("placeholder", False),
        gso=row.get("gso", ""),
        is_one_stop=row.get("one_stop", False),
        units=units,
        staff=row["staff"],
        liaisons=tuple(row.get("liaisons", ())),
        weight=row.get("weight", 0),
        place=place,
    )


def _post(row: Mapping[str, Any]) -> PostFacts:
    return PostFacts(
        who=row["who"],
        role=Role(row["role"]),
        unit=row.get("unit", ""),
        but=tuple(row.get("but", ())),
        count=row.get("count", 1),
        titles=tuple(row.get("titles", ("",))),
        also=tuple(Role(role) for role in row.get("also", ())),
        also_at=row.get("also_at", ""),
    )


def _procedures() -> Iterator[ProcedureFacts]:
    for path in sorted((FOLDER / "procedures").glob("*.toml")):
        page = tomllib.loads(path.read_text("utf-8"))
        for row in page.pop("procedure"):
            yield _procedure({**page, **row})


def _procedure(row: Mapping[str, Any]) -> ProcedureFacts:
    return ProcedureFacts(
        code=row["code"],
        name=row["name"],
        field=row["field"],
        at=() if row["at"] == "communes" else tuple(row["at"]),
        unit=row["unit"],
        levels=_words(row, "levels"),
        targets=_words(row, "targets"),
        decision=row["decision"],
        legal=_words(row, "legal"),
        time=row["time"],
        fee=row["fee"],
        channels=_words(row, "channels") or ("DIRECT", "ONLINE", "POSTAL"),
        papers=tuple(tuple(paper) for paper in row["papers"]),
        result=row["result"],
        symbol=row["symbol"],
        online=row["online"],
        partial_reason=row.get("partial_reason", ""),
        process=row.get("process", ""),
        template=row.get("template", ""),
        ask=tuple(row.get("ask", ())),
        owner=row.get("owner", "person"),
        pays=row.get("pays", False),
        part_at=row.get("part_at", {}),
        weight=row["weight"],
        note=row.get("note", ""),
    )


def _words(row: Mapping[str, Iterable[str]], key: str) -> tuple[str, ...]:
    return tuple(row.get(key, ()))
