"""The 110 processes of nineteen provincial decisions: each becomes a process that runs from start to end."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from motcua.catalog import step_tables
from motcua.catalog.step_tables.times import TimeKind, read_time
from motcua.core import flow
from motcua.core.flow import Severity
from tests.conftest import SHARED_DATA
from tests.factories.step_tables import a_workbook, sheet_of

SOURCE = SHARED_DATA / "processes" / "internal_processes.json"

pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason=f"no {SOURCE.name} beside the repository")


@pytest.fixture(scope="module")
def source():
    return json.loads(SOURCE.read_text("utf-8"))["processes"]


@pytest.fixture(scope="module")
def tables():
    return step_tables.read(SOURCE.read_bytes(), SOURCE.name)


@pytest.fixture(scope="module")
def built(tables):
    return [step_tables.build(table) for table in tables]


def test_all_are_read_with_their_codes(source, tables):
    assert (len(tables), sum(len(table.rows) for table in tables)) == (110, 869)
    assert [list(table.codes) for table in tables] == [process["procedure_codes"] for process in source]
    assert len({table.key for table in tables}) == 110


def test_each_runs_from_start_to_end_under_the_ordinary_outcomes(built):
    for one in built:
        run = flow.run_through(one.process)
        assert run.hours == one.report.sum_hours
        assert {ran.key for ran in run.steps} == set(one.process.by_key)


def test_only_a_province_part_without_its_table_keeps_two_from_publication(built):
    told = {
        (one.process.key, found.code)
        for one in built
        for found in one.report.findings
        if found.severity is Severity.ERROR
    }
    assert told == {("qd2022-056", flow.Code.NO_SUB_PROCESS), ("qd2022-058", flow.Code.NO_SUB_PROCESS)}


def test_each_also_ends_when_everything_is_sent_back_once(built):
    for one in built:
        refused = set()

        def once_back(step, refused=refused):
            choice = list(step.next)[-1] if step.key not in refused else step.main_outcome
            refused.add(step.key)
            return choice

        flow.run_through(one.process, once_back)


def test_times_agree_with_those_read_by_another_parser(source):
    kinds = {"duration": TimeKind.HOURS, "not_counted": TimeKind.NOT_COUNTED, "office_hours": TimeKind.NOT_COUNTED}
    per_unit = {"HOUR": 1, "WORKING_DAY": 8, "DAY_UNSPECIFIED": 8}
    for process in source:
        for step in process["steps"]:
            read, other = read_time(step["time_raw"] or ""), step["time"]
            if other is None:
                assert read.kind is TimeKind.MISSING
                continue
            assert read.kind is kinds.get(other["kind"], TimeKind.TEXT), step["time_raw"]
            if read.hours is not None:
                assert read.hours == Decimal(str(other["value"])) * per_unit[other["unit"]]


def test_sums_agree_and_wrong_ones_warn(source, built):
    for process, one in zip(source, built, strict=True):
        assert one.report.sum_hours == Decimal(str(process["sum_of_step_days"])) * 8
        assert one.report.sum_matches == process["sum_equals_total"]
        warned = any(found.code is flow.Code.HOURS_DIFFER for found in one.report.findings)
        assert warned is (process["sum_equals_total"] is False)
    assert Counter(one.report.sum_matches for one in built) == {True: 77, False: 9, None: 24}


def test_every_row_is_understood_or_listed(built):
    mapped = sum(one.report.performers_mapped for one in built)
    unmapped = sum(len(one.report.performers_unmapped) for one in built)
    assert (mapped, unmapped) == (796, 73)
    times = Counter()
    for one in built:
        report = one.report
        times.update(hours=report.times_understood, free=report.times_not_counted, text=len(report.times_unread))
    assert times == {"hours": 779, "free": 73, "text": 17}


def test_the_same_rows_in_a_spreadsheet_give_the_same_processes(tables, built):
    from_sheet = step_tables.read(a_workbook(sheet_of(tables)), "quy-trinh.xlsx")
    again = [step_tables.build(table) for table in from_sheet]
    assert [one.process for one in again] == [one.process for one in built]
    assert [one.norm_hours for one in again] == [one.norm_hours for one in built]
    assert [places_apart(one.report) for one in again] == [places_apart(one.report) for one in built]


def places_apart(report):
    """Leave out where things stand, which is all that differs."""
    return replace(
        report,
        declared="",
        performers_unmapped=tuple(replace(unread, place="") for unread in report.performers_unmapped),
        times_unread=tuple(replace(unread, place="") for unread in report.times_unread),
    )


def test_definitions_come_back_from_their_stored_form(built):
    for one in built:
        assert flow.from_rows(json.loads(json.dumps(flow.to_rows(one.process)))) == one.process
