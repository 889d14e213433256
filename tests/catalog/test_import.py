"""Published procedures taken in: nothing lost, nothing twice, a change is a version, bad rows harm no others."""

import gzip
import tarfile
import unicodedata
from datetime import UTC, date, datetime

import pytest

from motcua.catalog import actions, queries
from motcua.catalog.models import Channel, Fee, Field, Paper, Procedure, ProcedureVersion, SourceText
from motcua.catalog.short_forms import short_form
from motcua.core.lifecycle import SYSTEM

from . import published
from .published import record

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
FIRST, LATER = date(2026, 7, 18), date(2026, 9, 1)


def take(*paths, valid_from=FIRST, province=""):
    return actions.import_procedures(paths, valid_from=valid_from, now=NOW, selection=actions.Selection(province))


@pytest.fixture
def file(tmp_path):
    return lambda *records: published.json_lines(tmp_path / "tthc.jsonl", *records)


def test_a_procedure_is_kept_with_all_it_holds(file):
    report = take(file(record()))
    version = ProcedureVersion.objects.get()
    assert (report.read, report.new, report.refused) == (1, 1, [])
    assert (version.procedure.national_code, version.field.name, version.source) == ("1.001193", "Hộ tịch", record())
    direct, online = Channel.objects.order_by("position")
    assert (direct.kind, direct.time_value, direct.time_unit) == ("direct", 3, "working_day")
    assert (online.time_status, online.time_unit, online.time_raw) == ("clerk_must_choose", "", "1 OTHER")
    assert list(Fee.objects.values_list("amount_vnd", flat=True)) == [8000]
    assert list(Paper.objects.values_list("name", "kind", "originals")) == [
        ("Tờ khai đăng ký khai sinh", "required", 1),
        ("Thẻ căn cước", "present_only", 1),
        ("Người tiếp nhận có trách nhiệm kiểm tra.", "note", 0),
    ]
    assert [basis.number for basis in version.legal_bases.all()] == ["60/2014/QH13"]
    assert [case.key for case in version.cases.all()] == ["1", "2", "3"]


def test_the_same_again_changes_nothing(file):
    take(file(record()))
    report = take(file(record()), valid_from=LATER)
    assert (report.unchanged, report.new, ProcedureVersion.objects.count()) == (1, 0, 1)


def test_a_change_is_a_new_version_and_shows_its_difference(file):
    take(file(record()))
    report = take(file(record(name="Đăng ký khai sinh", results_raw="Giấy khai sinh, bản sao")), valid_from=LATER)
    first, second = ProcedureVersion.objects.order_by("number")
    assert report.changed_codes == ["1.001193"]
    assert (first.valid_to, second.valid_from, second.number) == (date(2026, 8, 31), LATER, 2)
    found = {(each.what, each.before, each.after) for each in queries.differences("1.001193")}
    assert found == {
        ("name", "Thủ tục đăng ký khai sinh", "Đăng ký khai sinh"),
        ("results", " | Giấy khai sinh", None),
        ("results", None, " | Giấy khai sinh, bản sao"),
    }


def test_a_change_on_the_day_a_version_began_replaces_it(file):
    take(file(record()))
    take(file(record(name="Khai sinh")), valid_from=FIRST)
    assert queries.page("1.001193", on=FIRST).version.number == 2


def test_a_change_before_the_version_in_force_is_refused(file):
    take(file(record()), valid_from=LATER)
    report = take(file(record(name="Khai sinh")), valid_from=FIRST)
    assert "01/09/2026" in report.refused[0].vi
    assert ProcedureVersion.objects.count() == 1


def test_a_change_back_is_a_third_version(file):
    for day, name in ((1, "A"), (2, "B"), (3, "A")):
        take(file(record(name=name)), valid_from=date(2026, 8, day))
    assert list(ProcedureVersion.objects.order_by("number").values_list("name", flat=True)) == ["A", "B", "A"]


def test_form_and_policy_are_taken_over_by_the_next_version(file):
    take(file(record()))
    first = ProcedureVersion.objects.get()
    ProcedureVersion.objects.update(supplement_policy="pause")
    form = short_form("de_nghi", "Đơn", [{"key": "ho_ten", "label": "Họ tên", "required": True}])
    draft = actions.keep_form(version_id=first.id, definition=form, by=SYSTEM, now=NOW)
    actions.confirm_form(
        form_id=actions.publish_form(form_id=draft.id, by=SYSTEM, now=NOW).id, by=SYSTEM, now=NOW, source="Thông tư"
    )
    take(file(record(name="Khai sinh")), valid_from=LATER)

    newest = ProcedureVersion.objects.get(number=2)
    in_use = queries.form_in_use(newest.id)
    assert newest.supplement_policy == "pause"
    assert (in_use.definition, in_use.is_compared) == (form, True)
    assert in_use.id != draft.id


def test_the_three_shapes_of_one_procedure_are_one_version(tmp_path, file):
    text = tmp_path / "1.001193.txt"
    text.write_text(published.portal_text(), encoding="utf-8")
    row = ("1.001193", "Thủ tục đăng ký khai sinh", "", "", "Hộ tịch")
    listed = published.portal_list(tmp_path / "danh-sach.xlsx", row)
    take(file(record()))
    report = take(text, listed, valid_from=LATER)
    assert (report.confirmed, report.changed, ProcedureVersion.objects.count()) == (1, 0, 1)
    assert take(text, valid_from=LATER).unchanged == 1
    assert take(listed, valid_from=LATER).confirmed == 1
    assert set(SourceText.objects.values_list("kind", flat=True)) == {"portal_text", "portal_list"}


def test_a_poorer_shape_takes_nothing_away(tmp_path, file):
    take(file(record(issuing_agency="Bộ Tư pháp")))
    listed = published.portal_list(tmp_path / "l.xlsx", ("1.001193", "Tên khác", "Bộ khác", "UBND cấp xã", "Hộ tịch"))
    take(listed, valid_from=LATER)
    newest = ProcedureVersion.objects.get(number=2)
    assert (newest.issuing_agency, newest.executing_agency) == ("Bộ Tư pháp", "UBND cấp xã")
    assert (newest.name, newest.channels.count(), newest.papers.count()) == ("Thủ tục đăng ký khai sinh", 2, 3)
    assert newest.source["original"]["name"] == "Tên khác"


def test_text_files_are_read_from_a_folder_and_an_archive(tmp_path):
    folder = tmp_path / "txt"
    folder.mkdir()
    for code in ("1.000001", "1.000002"):
        (folder / f"{code}.txt").write_text(published.portal_text(code), encoding="utf-8")
    archive = tmp_path / "txt.tar.xz"
    with tarfile.open(archive, "w:xz") as packed:
        packed.add(folder / "1.000001.txt")
    assert take(folder).new == 2
    assert take(archive).unchanged == 1


@pytest.mark.parametrize("code", ["1.0133611", "1.014955-Xoa", "", "không có"])
def test_a_code_of_another_shape_is_refused_by_line_and_harms_no_other(file, code):
    report = take(file(record("1.000001"), record(code), record("1.000002")))
    assert (report.new, len(report.refused)) == (2, 1)
    assert "dòng 2" in report.refused[0].where
    assert report.refused[0].vi != report.refused[0].en


def test_of_a_repeated_code_the_first_is_kept(file):
    report = take(file(record(), record(name="Tên khác"), record()))
    assert (report.new, report.unchanged, [each.where for each in report.refused]) == (1, 1, ["tthc.jsonl, dòng 2"])
    assert ProcedureVersion.objects.get().name == "Thủ tục đăng ký khai sinh"


@pytest.mark.parametrize(
    "line",
    [
        '{"code": "1.000009", "name": "Tên bị c',
        "[]",
        "null",
        '{"code": "1.000009", "name": 7}',
        '{"code": "1.000009", "name": "A", "methods": "x"}',
        '{"code": "1.000009", "name": "A", "documents": ["x"]}',
        '{"code": "1.000009", "name": "  "}',
    ],
)
def test_a_line_that_is_no_record_is_refused_and_harms_no_other(file, line):
    report = take(file(record("1.000001"), line, record("1.000002")))
    assert (report.new, [each.where for each in report.refused]) == (2, ["tthc.jsonl, dòng 2"])


def test_ten_megabytes_in_one_cell_are_refused(tmp_path, file):
    huge = record("1.000003", steps="x" * 10 * 2**20)
    report = take(file(record("1.000001"), huge, record("1.000002")))
    assert (report.new, len(report.refused)) == (2, 1)
    assert "10.0 MB" in report.refused[0].vi


def test_another_encoding_is_refused_and_never_guessed(tmp_path):
    path = tmp_path / "cu.jsonl"
    path.write_bytes('{"code": "1.000001", "name": "Đăng ký"}\n'.encode("utf-16-le") + b"\n")
    report = take(path)
    assert report.new == 0
    assert report.refused
    text = tmp_path / "1.000001.txt"
    text.write_bytes(published.portal_text().encode("cp1258", "replace"))
    assert "UTF-8" in take(text).refused[0].vi


@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_a_compressed_file_cut_in_the_middle_gives_what_came_before(tmp_path, kept):
    records = [record(f"1.{number:06d}", steps=f"{number} " * 2000) for number in range(1, 60)]
    whole = gzip.compress(published.json_lines(tmp_path / "x", *records).read_bytes())
    path = tmp_path / "tthc.jsonl.gz"
    path.write_bytes(whole[: int(len(whole) * kept)])
    report = take(path)
    assert report.refused
    assert "bị cắt" in report.refused[-1].vi
    assert report.new == Procedure.objects.count() == report.read - len(report.refused)


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b"PK\x03\x04 cut"), ("a.tar.xz", b"\xfd7zXZ\x00cut"), ("a.doc", b"")]
)
def test_a_file_that_cannot_be_opened_is_one_clear_sentence(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    report = take(tmp_path / name, tmp_path / "missing.jsonl")
    assert [len(report.refused), report.new] == [2, 0]


def test_a_text_cut_in_the_middle_is_refused(tmp_path):
    path = tmp_path / "1.001193.txt"
    path.write_text(published.portal_text()[:900], encoding="utf-8")
    assert "bị cắt" in take(path).refused[0].vi


def test_a_sheet_without_its_heading_is_refused(tmp_path):
    path = published.portal_list(tmp_path / "l.xlsx")
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Trống").write(0, 0, "1.001193")
    assert "tiêu đề" in take(path).refused[0].vi


def test_repairs_are_counted_and_the_original_kept(file):
    name = unicodedata.normalize("NFD", "Đăng ký\u200b khai\u00a0sinh\tlại")
    report = take(file(record(name=name)))
    version = ProcedureVersion.objects.get()
    assert (version.name, version.source["name"]) == ("Đăng ký khai sinh lại", name)
    assert set(report.tally.repairs["name"]) == {"nfc", "zero_width", "no_break_space", "tab"}


def test_a_character_postgresql_cannot_keep_stops_nothing(file):
    assert take(file(record(steps="a\u0000b"))).new == 1


def test_the_report_counts_every_row_of_every_field(file):
    fields = take(file(record())).as_data()["fields"]
    assert fields["time"]["rows"] == {"understood": 1, "clerk_must_choose": 1}
    assert fields["time"]["reasons"] == {"number_without_unit": 1}
    assert fields["fee"]["rows"] == {"understood": 1, "clerk_must_choose": 1}
    assert fields["paper"]["rows"] == {"understood": 2, "note": 1}
    assert fields["paper"]["repaired"] == {"list_mark": 1}


def test_an_interrupted_import_goes_on_where_it_stopped(file, monkeypatch):
    records = [record(f"1.{number:06d}") for number in range(1, 251)]
    stops = iter([None, KeyboardInterrupt])

    def stop(progress, read):
        error = next(stops)
        if error:
            raise error

    with pytest.raises(KeyboardInterrupt):
        actions.import_procedures([file(*records)], valid_from=FIRST, now=NOW, on_progress=stop)
    assert Procedure.objects.count() == 200
    report = take(file(*records))
    assert (report.new, report.unchanged) == (50, 200)


def test_a_province_takes_national_procedures_of_its_levels_and_its_own(file):
    report = take(
        file(
            record("1.000001", level="XA"),
            record("1.000002", level="BO"),
            record("1.000003", level="TINH", scope="local", province="Thanh Hóa"),
            record("1.000004", level="TINH", scope="local", province="Nghệ An"),
            record("1.000005", level="TINH", scope="unknown"),
        ),
        province="Thanh Hoá",
    )
    assert set(Procedure.objects.values_list("national_code", flat=True)) == {"1.000001", "1.000003"}
    assert report.left_out == 3


def test_fields_get_codes_of_their_own(file):
    names = ["Thủy sản", "Thuỷ sản", "Hoạt động xây dựng và rất nhiều chữ nữa cho dài hơn bốn mươi ký tự"]
    take(file(*(record(f"1.00000{place}", field=name) for place, name in enumerate(names))))
    codes = list(Field.objects.values_list("code", flat=True))
    assert len(set(codes)) == 3
    assert all(0 < len(code) <= 40 for code in codes)


def test_the_real_catalogue_is_taken_in_whole(shared_data):
    report = take(shared_data / "procedures" / "sample_by_field.jsonl")
    assert (report.new, report.refused) == (299, [])
    assert take(shared_data / "procedures" / "sample_by_field.jsonl", valid_from=LATER).unchanged == 299
