"""Reading the founded province into what the planner draws from."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from motcua.base import sql
from motcua.catalog import queries as catalog
from motcua.core.deadline import DueHour, DuePolicy, SupplementPolicy
from motcua.org import queries as org
from motcua.org.queries import Tree
from motcua.rehearsal.planning import Office, Place, Service, Stages, UnworkableProcess, Way, World, stages_of
from motcua.rehearsal.province import assigning
from motcua.rehearsal.province.founding import desk_of, norms_of, office_agencies

STATEMENTS = sql.load("motcua.rehearsal")


def read(*, on: date, office: str = "", progress: Callable[[int, int], None] = lambda done, total: None) -> World:
    """Read the province of a day. Two readings of the same province are equal.

    :param office: "centre" for what the provincial centre receives only.
    """
    tree = org.tree(on=on)
    rows = sql.rows(STATEMENTS.offers, day=on)
    if office == "centre":
        rows = [row for row in rows if row["department"]]
    papers = {
        row["version_id"]: tuple(row["names"])
        for row in sql.rows(STATEMENTS.papers, versions=[row["version_id"] for row in rows])
    }
    stages, unworkable = _stages({row["process_version_id"] for row in rows})
    offices: Mapping[tuple[str, str], list[Service]] = defaultdict(list)
    for done, row in enumerate(rows):
        progress(done, len(rows))
        if row["process_version_id"] in stages:
            ways = _ways(row)
            if ways:
                offices[row["level"], row["department"]].append(_service(row, ways, papers))
    made = [_office(level, department, services, tree) for (level, department), services in sorted(offices.items())]
    calendar = org.calendar_of(made[0].places[0].agency_id, on)
    notes = (f"Quy trình không lập được kết quả, bỏ ra: {unworkable}.",) if unworkable else ()
    return World(_weighted(made), calendar, stages, notes)


def _stages(process_ids: set[int]) -> tuple[dict[int, Stages], int]:
    found: dict[int, Stages] = {}
    unworkable = 0
    for process_id in sorted(process_ids):
        try:
            found[process_id] = stages_of(catalog.process(process_id))
        except UnworkableProcess:
            unworkable += 1
    return found, unworkable


def _kind(level: str) -> str:
    return level if level in ("district", "commune") else "department"


def _ways(row: Mapping[str, Any]) -> tuple[Way, ...]:
    shares = assigning.table()["channel"][_kind(row["level"])]
    norms = norms_of(row["version_id"], is_commune_level=row["is_commune_level"])
    return tuple(
        Way(channel, norm, is_chosen, float(shares[channel]))
        for channel, (norm, is_chosen) in norms.items()
        if channel != "online" or row["online_level"] in ("3", "4")
    )


def _service(row: Mapping[str, Any], ways: tuple[Way, ...], papers: Mapping[int, tuple[str, ...]]) -> Service:
    # Filed a little less by whoever has fewer ways: the sum over the ways is the weight of the procedure.
    whole = sum(way.weight for way in ways)
    return Service(
        version_id=row["version_id"],
        code=row["code"],
        field_id=row["field_id"],
        process_version_id=row["process_version_id"],
        policy=DuePolicy(SupplementPolicy(row["supplement_policy"]), DueHour.RECEIPT),
        ways=tuple(replace(way, weight=way.weight / whole) for way in ways),
        weight=assigning.field_weight(_kind(row["level"]), row["field"]),
        title=row["name"],
        papers=papers.get(row["version_id"], ()),
    )


def _office(level: str, department: str, services: list[Service], tree: Tree) -> Office:
    nodes = office_agencies(department or level, tree)
    shares = assigning.spread(len(nodes)) if not department else [1.0]
    flat = 1 / max(1, len(nodes))
    places = tuple(
        Place(node.id, desk_of(node, tree).id, flat + share / 8) for node, share in zip(nodes, shares, strict=True)
    )
    by_field: dict[int, list[Service]] = defaultdict(list)
    for service in services:
        by_field[service.field_id].append(service)
    weighted = tuple(
        replace(service, weight=service.weight * share)
        for group in by_field.values()
        for service, share in zip(
            sorted(group, key=lambda service: assigning.often(service.code)), assigning.spread(len(group)), strict=True
        )
    )
    return Office(department or level, 0.0, places, weighted)


def _weighted(offices: list[Office]) -> tuple[Office, ...]:
    """Share the province's dossiers out over the offices, and the centre's over its departments."""
    share = assigning.table()["share"]
    listed = {row["name"]: float(row["weight"]) for row in assigning.table()["department"]}
    whole = sum(listed.get(office.key, 1.0) for office in offices if office.key not in share)
    return tuple(
        replace(
            office,
            weight=float(share[office.key])
            if office.key in share
            else share["department"] * listed.get(office.key, 1.0) / whole,
        )
        for office in offices
    )
