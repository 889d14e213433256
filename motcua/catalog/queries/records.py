"""A version written back as a record of the common schema: what a draft begins from and an export holds.

Taken in again it is the same version: texts as published, and beside them what a clerk chose.
"""

from typing import Any, Final

from django.db.models import Prefetch

from motcua.catalog import readers
from motcua.catalog.models import Channel, ProcedureVersion, Understanding
from motcua.catalog.understand.chosen import FEES, TIME
from motcua.catalog.understand.fees import read_fee
from motcua.catalog.understand.papers import read_paper
from motcua.catalog.understand.procedure import NO_FIELD, TEXTS, norm_of
from motcua.catalog.understand.times import read_time

_CHANNELS: Final = {"direct": "DIRECT", "online": "ONLINE", "postal": "POSTAL"}


def whole_versions() -> Any:
    """Return versions with all they hold, in a fixed number of queries."""
    channels = Channel.objects.select_related("case").prefetch_related("fees")
    return ProcedureVersion.objects.select_related("procedure", "field").prefetch_related(
        "cases", Prefetch("channels", channels), "papers__case", "legal_bases", "results"
    )


def record_of(version: ProcedureVersion) -> dict[str, Any]:
    """Return a version as a record; nothing of its source that the schema has no place for is lost."""
    data = dict(readers.data_of(version.source_kind, version.source)) if version.source else {}
    data |= {
        "code": version.procedure.national_code,
        "name": version.name,
        "field": None if version.field.name == NO_FIELD else version.field.name,
        "scope": version.scope,
        "kind": version.kind,
        "targets": list(version.targets),
        **{name: getattr(version, name) or None for name in TEXTS},
        "methods": [_method(channel) for channel in version.channels.all()],
        "documents": [_document(paper) for paper in version.papers.all()],
        "legal_bases": [{"number": each.number, "title": each.title} for each in version.legal_bases.all()],
        "results": [{"code": each.code, "name": each.name} for each in version.results.all()],
    }
    return data | _levels(data, list(version.levels))


def _levels(data: dict[str, Any], levels: list[str]) -> dict[str, Any]:
    """Keep the levels in the two places the schema has for them."""
    first = data.get("level")
    if first in levels and set(data.get("levels_portal") or ()) | {first} == set(levels):
        return {}
    return {"level": levels[0] if levels else None, "levels_portal": levels}


def _method(channel: Channel) -> dict[str, Any]:
    row: dict[str, Any] = {
        "channel": _CHANNELS[channel.kind],
        "time_raw": channel.time_raw,
        "fee_raw": channel.fee_raw or None,
        "description": channel.description or None,
    }
    if channel.case is not None:
        row["case"] = channel.case.name
    if channel.time_status == Understanding.UNDERSTOOD:
        kept = channel.time_value, channel.time_unit
        read = norm_of(read_time(channel.time_raw, channel.description).deadline)
        if read != kept:
            value = None if channel.time_value is None else format(channel.time_value.normalize(), "f")
            row[TIME] = {"value": value, "unit": channel.time_unit}
    if channel.fee_status == Understanding.UNDERSTOOD and _is_chosen(channel):
        row[FEES] = [{"amount_vnd": fee.amount_vnd, "kind": fee.kind, "words": fee.words} for fee in channel.fees.all()]
    return row


def _is_chosen(channel: Channel) -> bool:
    """Tell whether the amounts are a clerk's: the text itself does not say just these."""
    fees = list(channel.fees.all())
    if not fees or any(fee.amount_vnd is None for fee in fees):
        return False
    read = read_fee(channel.fee_raw)
    said = [(item.amount, str(item.kind), item.words) for item in read.items]
    return read.status != Understanding.UNDERSTOOD or said != [(fee.amount_vnd, fee.kind, fee.words) for fee in fees]


def _document(paper: Any) -> dict[str, Any]:
    group = paper.case.name if paper.case else None
    row = {"group": group, "name": paper.name, "originals": paper.originals, "copies": paper.copies}
    read = read_paper(paper.name, group or "", paper.originals, paper.copies)
    if paper.status == Understanding.UNDERSTOOD and (read.kind, str(read.status)) != (paper.kind, paper.status):
        row["kind"] = paper.kind
    return row
