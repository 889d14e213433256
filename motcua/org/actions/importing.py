"""Importing the units of the province: whole or not at all, and the same files twice change nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from django.db import models, transaction

from motcua.org import gazetteer
from motcua.org.gazetteer import AgencyRow, Gazetteer
from motcua.org.models import Agency, AgencyCode, AgencyName, Succession
from motcua.org.placeholders import add_placeholders
from motcua.org.refusals import AnotherCode

_LEVELS: Final = ("province", "central", "department", "district", "centre", "commune")  # parents before children
_FIELDS: Final = (
    "key",
    "name",
    "short_name",
    "level",
    "kind",
    "parent_id",
    "valid_from",
    "valid_to",
    "is_one_stop",
    "evidence",
    "is_verified",
)


@dataclass(slots=True)
class Count:
    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Report:
    """What an import did, and what the files leave open."""

    agencies: Count = field(default_factory=Count)
    codes: Count = field(default_factory=Count)
    successions: Count = field(default_factory=Count)
    placeholder_codes: int = 0
    without_code: int = 0  # no identifier under either scheme: its dossiers cannot be numbered
    findings: Mapping[str, list[str]] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self)


def import_units(
    *, folder: Path, placeholder_codes: bool = False, progress: Callable[[], None] = lambda: None
) -> Report:
    """Import a folder of units; `placeholder_codes` numbers agencies whose true code no source holds.

    :raises UnreadableData, AnotherCode: nothing was changed.
    """
    read = gazetteer.read(folder)
    if placeholder_codes:
        add_placeholders(read)
    report = Report(findings=read.findings)
    with transaction.atomic():
        ids = _write_agencies(read, report.agencies, progress)
        _write_codes(read, ids, report)
        _write_successions(read, ids, report.successions)
    return report


def _write_agencies(read: Gazetteer, count: Count, progress: Callable[[], None]) -> dict[str, int]:
    known = {agency.key: agency for agency in Agency.objects.filter(key__in=read.agencies)}
    known |= _begun_by_hand(read, known)
    renamed = set(AgencyName.objects.values_list("agency_id", flat=True))  # by a decision the files know nothing of
    ids = {key: agency.pk for key, agency in known.items()}
    for level in _LEVELS:
        new = []
        for row in read.agencies.values():
            if row.level != level:
                continue
            values = _values(row, ids)
            agency = known.get(row.key)
            if agency is None:
                agency = Agency(**values)
                agency.compute_keys()
                new.append(agency)
            else:
                named = ("name", "short_name") if agency.pk in renamed else ()
                _update(agency, {name: value for name, value in values.items() if name not in named}, count)
            progress()
        for agency in Agency.objects.bulk_create(new):
            ids[agency.key] = agency.pk
        count.created += len(new)
    return ids


def _begun_by_hand(read: Gazetteer, known: Mapping[str, Agency]) -> dict[str, Agency]:
    """Return the agencies that stand here under another key with a code of the data, as the province of `init` does."""
    mine = AgencyCode.objects.filter(is_placeholder=False).exclude(agency__key__in=read.agencies)
    holders = {(row.scheme, row.code): row.agency for row in mine.select_related("agency")}
    found = {}
    for row in read.agencies.values():
        for code in row.codes:
            agency = holders.get((code.scheme, code.code))
            if agency and not code.is_placeholder and row.key not in known and agency.level == row.level:
                found[row.key] = agency
    return found


def _values(row: AgencyRow, ids: Mapping[str, int]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _FIELDS if name != "parent_id"}
    return values | {"parent_id": ids[row.parent] if row.parent else None}


def _update(row: models.Model, values: Mapping[str, Any], count: Count) -> None:
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save()
    count.updated += bool(changed)
    count.unchanged += not changed


def _write_codes(read: Gazetteer, ids: Mapping[str, int], report: Report) -> None:
    rows = AgencyCode.objects.filter(agency_id__in=ids.values())
    known = {(code.agency_id, code.scheme, code.valid_from): code for code in rows}
    by_code = {(code.agency_id, code.scheme, code.code): code for code in known.values()}
    true_codes = {(code.agency_id, code.scheme) for code in known.values() if not code.is_placeholder}
    new = []
    for row in read.agencies.values():
        for code in row.codes:
            agency_id = ids[row.key]
            if code.is_placeholder and (agency_id, code.scheme) in true_codes:
                continue  # a clerk has entered the true one since
            values = {"code": code.code, "valid_to": code.valid_to, "is_placeholder": code.is_placeholder}
            there = known.get((agency_id, code.scheme, code.valid_from)) or by_code.get(
                (agency_id, code.scheme, code.code)
            )
            if there is not None:
                _update(there, values | {"valid_from": code.valid_from}, report.codes)
            else:
                new.append(AgencyCode(agency_id=agency_id, scheme=code.scheme, valid_from=code.valid_from, **values))
            report.placeholder_codes += code.is_placeholder
        report.without_code += not any(code.scheme != "gso" for code in row.codes)
    _refuse_another_code(new, known.values())
    AgencyCode.objects.bulk_create(new)
    report.codes.created += len(new)


def _refuse_another_code(new: Iterable[AgencyCode], known: Iterable[AgencyCode]) -> None:
    there: dict[tuple[int, str], list[AgencyCode]] = {}
    for code in known:
        there.setdefault((code.agency_id, code.scheme), []).append(code)
    for given in new:
        for code in there.get((given.agency_id, given.scheme), ()):
            apart = (code.valid_to and code.valid_to < given.valid_from) or (
                given.valid_to and given.valid_to < code.valid_from
            )
            if not apart:
                raise AnotherCode(agency=code.agency.name, there=code.code, given=given.code)


def _write_successions(read: Gazetteer, ids: Mapping[str, int], count: Count) -> None:
    known = {(row.predecessor_id, row.successor_id): row for row in Succession.objects.all()}
    new = []
    for row in read.successions.values():
        ends = (ids[row.predecessor], ids[row.successor])
        values = {name: getattr(row, name) for name in ("on", "part", "is_default", "is_verified", "note")}
        there = known.get(ends)
        if there is None:
            new.append(Succession(predecessor_id=ends[0], successor_id=ends[1], **values))
        else:
            _update(there, values, count)
    Succession.objects.bulk_create(new)
    count.created += len(new)
