"""Files of procedures taken in by hand: kept as received, tried first, then taken in as they were tried."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.db import transaction

from motcua.catalog import readers
from motcua.catalog.actions.imports import Report, import_procedures
from motcua.catalog.actions.procedure_drafts import newest_version
from motcua.catalog.actions.processes import officer_of
from motcua.catalog.actions.publishing import changes_told
from motcua.catalog.actions.recording import changed
from motcua.catalog.models import CatalogIntake, Procedure, ProcedureVersion
from motcua.catalog.refusals import (
    CatalogMovedOn,
    DayPast,
    IntakeDone,
    NothingToTakeIn,
    PinnedOtherwise,
    TooManyProcedures,
)
from motcua.core.lifecycle import Actor
from motcua.core.vietnam import ZONE, day_text, moment_text

MOST: Final = 1000
_MOST_COMPARED: Final = 100


def receive_catalog(*, name: str, content: bytes, valid_from: date, by: Actor, now: datetime) -> CatalogIntake:
    """Keep a file as it came, with what taking it in would do: a trial that leaves nothing.

    :raises TooManyProcedures: :raises DayPast: its versions would begin before today.
    """
    if valid_from < now.astimezone(ZONE).date():
        raise DayPast
    kept = PurePath(name.replace("\\", "/")).name[-200:] or "thu-tuc"
    with _on_disk(kept, content) as path:
        _refuse_many(path)
        report = _tried(path, valid_from, now)
    return CatalogIntake.objects.create(
        name=kept,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        valid_from=valid_from,
        report=report,
        received_at=now,
        received_by_id=officer_of(by),
    )


def take_catalog(*, intake_id: int, pinned: Mapping[str, date], by: Actor, now: datetime) -> CatalogIntake:
    """Take a received file in, as it was tried; all of it or nothing.

    :param pinned: the last day on which a dossier was filed, of each procedure that changes.
    :raises IntakeDone, NothingToTakeIn, CatalogMovedOn, DayPast, PinnedOtherwise:
    """
    with transaction.atomic():
        intake = CatalogIntake.objects.select_for_update(of=("self",)).get(pk=intake_id)
        if intake.taken_at is not None:
            raise IntakeDone(at=moment_text(intake.taken_at))
        if intake.valid_from < now.astimezone(ZONE).date():
            raise DayPast
        expected = intake.report
        if not expected["new_codes"] and not expected["changed_codes"]:
            raise NothingToTakeIn
        for code, last in sorted(pinned.items()):
            if code in expected["changed_codes"] and intake.valid_from <= last:
                raise PinnedOtherwise(code=code, last=day_text(last))
        before = _newest(expected["changed_codes"])
        with _on_disk(intake.name, bytes(intake.content)) as path:
            report = import_procedures([path], valid_from=intake.valid_from, now=now)
        told = report.as_data()
        if any(told[name] != expected[name] for name in ("new_codes", "changed_codes")):
            raise CatalogMovedOn
        intake.report = told | {"changes": expected["changes"]}
        intake.taken_at, intake.taken_by_id = now, officer_of(by)
        intake.save(update_fields=["report", "taken_at", "taken_by"])
        _journal(intake, report, before, by=by, now=now)
    return intake


def try_again(*, intake_id: int, now: datetime) -> CatalogIntake:
    """Try a received file anew: the catalogue changed since.  :raises IntakeDone:"""
    with transaction.atomic():
        intake = CatalogIntake.objects.select_for_update(of=("self",)).get(pk=intake_id)
        if intake.taken_at is not None:
            raise IntakeDone(at=moment_text(intake.taken_at))
        with _on_disk(intake.name, bytes(intake.content)) as path:
            intake.report = _tried(path, intake.valid_from, now)
        intake.save(update_fields=["report"])
    return intake


def _tried(path: Path, valid_from: date, now: datetime) -> dict[str, Any]:
    """Return what taking a file in would do, with what would change in each procedure; nothing of it stays."""
    told: dict[str, Any] = {}
    with transaction.atomic():
        report = import_procedures([path], valid_from=valid_from, now=now)
        told = report.as_data() | {"changes": _compared(report.changed_codes[:_MOST_COMPARED])}
        transaction.set_rollback(True)
    return told


def _compared(codes: list[str]) -> list[dict[str, Any]]:
    found = []
    for code in codes:
        procedure = Procedure.objects.get(national_code=code)
        after = newest_version(procedure.pk)
        assert after is not None  # it was just made
        earlier = procedure.versions.filter(number__lt=after.number).order_by("-number").select_related("field").first()
        found.append({"code": code, "name": after.name, "changes": changes_told(earlier, after)})
    return found


def _newest(codes: list[str]) -> dict[str, int]:
    versions = ProcedureVersion.objects.filter(procedure__national_code__in=codes).order_by("number")
    return dict(versions.values_list("procedure__national_code", "number"))


def _journal(intake: CatalogIntake, report: Report, before: Mapping[str, int], *, by: Actor, now: datetime) -> None:
    details: dict[str, Any] = {"file": intake.name, "digest": intake.digest, "valid_from": str(intake.valid_from)}
    counts = {name: getattr(report, name) for name in ("read", "new", "changed", "unchanged", "confirmed")}
    changed("catalog:procedures", "catalog.imported", by=by, now=now, details=details | counts)
    changes = {each["code"]: each["changes"] for each in intake.report["changes"]}
    for code, number in sorted(_newest([*report.new_codes, *report.changed_codes]).items()):
        told = {"version": number, "before": before.get(code), "changes": changes.get(code, [])}
        changed(f"procedure:{code}", "procedure.imported", by=by, now=now, details=details | told)


def _refuse_many(path: Path) -> None:
    for count, _reading in enumerate(readers.read(path), start=1):
        if count > MOST:
            raise TooManyProcedures(most=MOST)


@contextmanager
def _on_disk(name: str, content: bytes) -> Iterator[Path]:
    """Give a file its name for as long as it is read: the importer tells shapes by it."""
    with TemporaryDirectory(prefix="motcua-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        yield path
