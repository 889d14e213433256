"""Step tables taken in: kept whole, published when sound, bound where the code says one thing only."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from motcua.catalog import actions, queries, step_tables
from motcua.catalog.models import ProcedureProcess, Process, ProcessVersion
from motcua.core import flow
from motcua.core.lifecycle import SYSTEM
from motcua.journal.models import JournalEvent
from tests.conftest import SHARED_DATA
from tests.factories.step_tables import ORDINARY, a_json_process, a_table, a_workbook, as_json, sheet_of

from . import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
FROM = date(2026, 7, 1)
REAL = SHARED_DATA / "processes" / "internal_processes.json"


def take(*tables, **given):
    return actions.import_processes(tables, by=SYSTEM, now=NOW, **given)


def with_row(place, row):
    rows = list(ORDINARY)
    rows[place] = row
    return a_table(rows)


HIGHER = ("Bước 5", "Ban hành quyết định", "UBND tỉnh", "6 giờ", "Quyết định")
PARTLY = ("Bước 5", "Ký duyệt", "Quy trình", "Quy trình giải quyết tại cấp tỉnh (01 ngày)", "")


def test_a_table_becomes_a_draft_with_all_it_printed():
    (made,) = take(a_table(declared_hours=Decimal(48), declared="06 ngày"))
    version = ProcessVersion.objects.get()
    assert (made.outcome, made.number, made.published) == ("new", 1, False)
    assert (version.process.key, version.norm_hours, version.status) == ("t", Decimal(48), "draft")
    assert [row["performer"] for row in version.source["rows"]] == [row[2] for row in ORDINARY]
    assert version.source["codes"] == ["1.000123"]
    assert [finding["code"] for finding in version.findings] == ["hours_differ"]
    assert flow.run_through(flow.from_rows(version.definition)).hours == 44


def test_the_same_table_again_changes_nothing():
    take(a_table())
    (again,) = take(a_table())
    assert (again.outcome, ProcessVersion.objects.count()) == ("unchanged", 1)
    assert JournalEvent.objects.filter(kind="process.drafted").count() == 1


def test_a_changed_table_is_a_further_version():
    take(a_table(), publish_from=FROM)
    (again,) = take(with_row(0, ("Bước 1", "Tiếp nhận hồ sơ", "Công chức TN&TKQ", "1 ngày", "")), publish_from=FROM)
    assert (again.outcome, again.number) == ("changed", 2)
    assert Process.objects.count() == 1


def test_what_can_strand_nobody_is_published_when_asked():
    (made,) = take(a_table(), publish_from=FROM)
    assert made.published
    assert queries.process(made.process_version_id).step("b3").role.value == "case_officer"


def test_a_part_nobody_knows_how_to_work_is_kept_as_a_draft():
    (made,) = take(with_row(4, PARTLY), publish_from=FROM)
    assert not made.published
    assert "chưa nêu quy trình của cấp trên" in made.left[0].vi


def test_a_part_of_the_committee_waits_for_the_committees_own_process():
    (made,) = take(with_row(4, HIGHER), publish_from=FROM)
    assert not made.published
    assert "mau-ubnd-tinh" in made.left[0].vi
    actions.install_templates(by=SYSTEM, now=NOW, valid_from=FROM)
    (made,) = take(with_row(4, HIGHER), publish_from=FROM)
    assert (made.outcome, made.published) == ("unchanged", True)
    part = queries.part_process(made.process_version_id, "b5", NOW)
    assert queries.process(part).key == "mau-ubnd-tinh"


def test_templates_are_installed_once_and_fit_a_procedure():
    first = actions.install_templates(by=SYSTEM, now=NOW, valid_from=FROM)
    assert actions.install_templates(by=SYSTEM, now=NOW, valid_from=FROM) == first
    assert {version.process.key for version in first} == set(step_tables.templates())
    assert all(version.is_template and version.status == "published" for version in first)
    text = make.version()
    make.channel(text, time_value=3)
    commune = next(version for version in first if version.process.key == "mau-cap-xa")
    made = actions.use_template(version_id=text.id, template_id=commune.id, by=SYSTEM, now=NOW, valid_from=FROM)
    assert (made.norm_hours, made.template_id) == (24, commune.id)


def test_a_procedure_named_by_one_table_is_bound_to_it():
    text = make.version(make.procedure(national_code="1.000123"))
    (made,) = take(a_table(codes=("1.000123.H56",)), publish_from=FROM, bind=True)
    assert made.bound == ("1.000123",)
    assert ProcedureProcess.objects.get(version=text).process_version_id == made.process_version_id
    (again,) = take(a_table(codes=("1.000123.H56",)), publish_from=FROM, bind=True)
    assert (again.bound, ProcedureProcess.objects.count()) == (("1.000123",), 1)


def test_two_tables_for_one_procedure_are_left_to_a_clerk():
    make.version(make.procedure(national_code="1.000123"))
    made = take(a_table(), a_table(key="u"), publish_from=FROM, bind=True)
    assert [one.bound for one in made] == [(), ()]
    assert "cán bộ phải chọn" in made[0].left[0].vi


def test_a_process_at_work_is_not_replaced():
    make.version(make.procedure(national_code="1.000123"))
    take(a_table(), publish_from=FROM, bind=True)
    (made,) = take(a_table(key="u"), publish_from=FROM, bind=True)
    assert made.bound == ()
    assert "không thay tự động" in made.left[0].vi


def test_a_procedure_the_catalogue_does_not_have_is_named():
    (made,) = take(a_table(), publish_from=FROM, bind=True)
    assert made.left[0].vi == "Danh mục không có thủ tục 1.000123."


def test_a_table_without_any_time_is_kept_too():
    rows = [(*row[:3], "Không quy định", "") for row in ORDINARY]
    (made,) = take(a_table(rows))
    assert ProcessVersion.objects.get(id=made.process_version_id).norm_hours is None


@pytest.fixture
def run():
    def command(*words, **options):
        out = io.StringIO()
        call_command("process_import", *words, stdout=out, **options)
        return out.getvalue()

    return command


def test_the_command_reports_as_data(tmp_path, run):
    path = tmp_path / "qd.json"
    path.write_bytes(as_json(a_json_process()))
    answer = json.loads(run(str(path), json=True))
    assert (answer["processes"], answer["outcomes"], answer["sums"]["different"]) == (1, {"new": 1}, 1)
    assert answer["tables"][0]["report"]["sum_hours"] == "44"


def test_the_command_tells_a_clerk_what_to_look_at(tmp_path, run, capsys):
    path = tmp_path / "bang.xlsx"
    table = with_row(4, ("Bước 5", "Ký duyệt", "Hội đồng", "tùy", ""))
    path.write_bytes(a_workbook(sheet_of([replace(table, declared_hours=Decimal(48))])))
    run(str(path))
    said = " ".join(capsys.readouterr().out.split())
    assert "1 quy trình: mới 1; đã ban hành 0, gắn 0." in said
    assert "t: “Quy trình”, dòng 6: chưa xác định người thực hiện “Hội đồng”" in said
    assert "chưa hiểu thời gian “tùy”" in said
    assert "tổng các bước 38 giờ, thời hạn ghi 48 giờ" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(["khong-co.json"], "Không mở được"), (["x.json", "--bind"], "--bind cần --publish-from")],
)
def test_the_command_says_in_one_sentence_what_is_wrong(words, sentence, run):
    with pytest.raises(CommandError, match=sentence):
        run(*words)


def test_one_process_in_two_files_is_refused_before_anything_is_kept(tmp_path, run):
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(as_json(a_json_process()))
    with pytest.raises(CommandError, match="qd12-007"):
        run(str(tmp_path / "a.json"), str(tmp_path / "b.json"))
    assert not Process.objects.exists()


@pytest.mark.skipif(not REAL.exists(), reason=f"no {REAL.name} beside the repository")
def test_the_110_real_processes_are_taken_in_and_all_but_two_published():
    tables = step_tables.read(REAL.read_bytes(), REAL.name)
    actions.install_templates(by=SYSTEM, now=NOW, valid_from=FROM)
    made = take(*tables, publish_from=FROM)
    assert sum(one.published for one in made) == 108
    for one in made:
        version = ProcessVersion.objects.get(id=one.process_version_id)
        assert flow.run_through(flow.from_rows(version.definition)).hours == one.report.sum_hours
    assert {one.outcome for one in take(*tables, publish_from=FROM)} == {"unchanged"}
