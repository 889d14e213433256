"""What must never be true of the catalogue is refused by PostgreSQL itself."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.catalog.models import Field, Procedure, ProcedureProcess, ProcedureVersion, ProcessVersion, Stamp

from . import factories as make

pytestmark = pytest.mark.django_db


def refused_by(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize("code", ["1.0133611", "1.014955-Xoa", "2.009182739", "1.12345", "", "1-123456"])
def test_a_code_of_another_shape_is_refused(code):
    with refused_by("procedure_code_is_national|too long"), transaction.atomic():
        try:
            make.procedure(national_code=code)
        except Exception as error:  # a code that is too long is a DataError of its own
            raise IntegrityError(str(error)) from error


def test_a_local_code_of_another_procedure_is_refused():
    with refused_by("procedure_local_code_begins_with_the_national_one"):
        make.procedure(national_code="1.001193", local_code="1.001194.000.00.00.H56")


def test_a_code_is_used_once():
    make.procedure(national_code="1.001193")
    with refused_by("national_code"):
        make.procedure(national_code="1.001193")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2026-01-01", None), ("2026-06-01", None)),
        (("2026-01-01", "2026-06-30"), ("2026-06-30", None)),
        (("2026-06-01", None), ("2026-01-01", "2026-06-01")),
    ],
)
def test_two_versions_never_hold_on_the_same_day(first, second):
    procedure = make.procedure()
    _version(procedure, 1, *first)
    with refused_by("procedure_versions_never_overlap"):
        _version(procedure, 2, *second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2026-01-01", "2026-06-30"), ("2026-07-01", None)),
        (("2026-07-01", "2026-06-30"), ("2026-07-01", None)),  # replaced on the day it began
    ],
)
def test_versions_follow_one_another(first, second):
    procedure = make.procedure()
    _version(procedure, 1, *first)
    _version(procedure, 2, *second)
    assert procedure.versions.count() == 2


def test_versions_of_other_procedures_hold_on_the_same_day():
    assert {_version(make.procedure(), 1, "2026-01-01", None).number for _ in range(2)} == {1}


def _version(procedure: Procedure, number: int, first: str, last: str | None) -> ProcedureVersion:
    return make.version(
        procedure,
        number=number,
        valid_from=date.fromisoformat(first),
        valid_to=date.fromisoformat(last) if last else None,
    )


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"valid_to": date(2025, 12, 1)}, "procedure_version_period_is_in_order|range lower bound"),
        ({"name": ""}, "procedure_version_has_a_name"),
        ({"number": 0}, "procedure_version_numbers_begin_at_one"),
    ],
)
def test_a_version_that_cannot_be_is_refused(values, constraint):
    with refused_by(constraint):
        try:
            make.version(**values)
        except Exception as error:  # a range that ends before it begins is a DataError
            raise IntegrityError(str(error)) from error


@pytest.mark.parametrize("change", [{"name": "Khác"}, {"source": {"name": "khác"}}, {"valid_from": date(2025, 1, 1)}])
def test_the_text_of_a_version_is_kept(change):
    version = make.version()
    with refused_by("phiên bản thủ tục không được sửa"):
        ProcedureVersion.objects.filter(id=version.id).update(**change)


def test_a_version_may_be_closed_and_given_fields():
    version = make.version()
    assert ProcedureVersion.objects.filter(id=version.id).update(valid_to=date(2026, 12, 31)) == 1


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "fax"}, "channel_kind_is_known"),
        ({"time_status": "understood", "time_value": None}, "channel_time_is_whole_or_absent"),
        ({"time_status": "understood", "time_unit": ""}, "channel_time_is_whole_or_absent"),
        ({"time_status": "understood", "time_unit": "week"}, "channel_time_is_whole_or_absent"),
        ({"time_status": "clerk_must_choose"}, "channel_time_is_whole_or_absent"),
        ({"time_status": "guessed"}, "channel_time_is_whole_or_absent"),
        ({"time_value": -1}, "channel_time_is_whole_or_absent"),
        ({"fee_status": "guessed"}, "channel_fee_status_is_known"),
    ],
)
def test_a_channel_has_a_whole_time_or_none(values, constraint):
    with refused_by(constraint):
        make.channel(make.version(), **values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"amount_vnd": -1}, "fee_is_never_negative"),
        ({"currency": "USD"}, "fee_in_dong_or_in_a_foreign_currency"),
        ({"foreign_amount": 5}, "fee_in_dong_or_in_a_foreign_currency"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "fee_period_is_in_order"),
    ],
)
def test_a_fee_that_cannot_be_is_refused(values, constraint):
    channel = make.channel(make.version())
    with refused_by(constraint):
        make.fee(channel, **values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "note", "originals": 1}, "paper_that_is_a_note_is_not_counted"),
        ({"kind": "maybe"}, "paper_kind_is_known"),
        ({"originals": -1}, "originals"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(values, constraint):
    version = make.version()
    with refused_by(constraint):
        make.paper(version, **values)


@pytest.mark.parametrize("make_one", [make.channel, make.case, make.paper])
def test_a_place_in_a_list_is_used_once(make_one):
    version = make.version()
    make_one(version)
    with refused_by("position_is_used_once"):
        make_one(version)


@pytest.mark.parametrize("change", [{"definition": {"steps": [1]}}, {"status": "draft"}, {"norm_hours": 8}])
def test_a_published_process_never_changes(change):
    published = make.process_version(status="published")
    with refused_by("Quy trình đã ban hành không được sửa"):
        ProcessVersion.objects.filter(id=published.id).update(**change)


def test_a_published_process_is_never_deleted():
    published = make.process_version(status="published")
    with refused_by("Quy trình đã ban hành không được sửa"):
        delete(published)


def delete(process_version: ProcessVersion) -> None:
    """Delete the row itself, past what Django would refuse first."""
    ProcessVersion.objects.filter(id=process_version.id)._raw_delete("default")


def test_a_draft_process_may_change_and_be_deleted():
    draft = make.process_version()
    ProcessVersion.objects.filter(id=draft.id).update(definition={"steps": [1]})
    delete(draft)
    assert not ProcessVersion.objects.exists()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"status": "published", "valid_from": None}, "published_process_says_from_when"),
        ({"status": "ready"}, "process_version_status_is_known"),
        ({"norm_hours": 0}, "process_hours_are_positive"),
    ],
)
def test_a_process_that_cannot_be_is_refused(values, constraint):
    with refused_by(constraint):
        make.process_version(**values)


def test_a_template_is_not_made_from_a_template():
    template = make.process_version(is_template=True)
    with refused_by("template_is_not_made_from_a_template"):
        make.process_version(is_template=True, template=template)


def test_only_a_published_process_works_dossiers():
    version, draft = make.version(), make.process_version()
    with refused_by("Chỉ quy trình đã ban hành"):
        ProcedureProcess.objects.create(version=version, process_version=draft)


def test_a_procedure_has_one_process_for_all_cases():
    version, process = make.version(), make.process_version(status="published")
    ProcedureProcess.objects.create(version=version, process_version=process)
    with refused_by("procedure_case_has_one_process"):
        ProcedureProcess.objects.create(version=version, process_version=process)


def test_a_field_code_is_used_once_and_may_be_missing():
    for name in ("Hộ tịch", "Đất đai"):
        make.field(name)
    Field.objects.filter(name="Hộ tịch").update(code="G15-LV01")
    with refused_by("field_code_is_used_once"):
        Field.objects.filter(name="Đất đai").update(code="G15-LV01")


def test_the_stamp_is_one_row():
    with refused_by("catalog_stamp_is_one_row"):
        Stamp.objects.create(id=2)
