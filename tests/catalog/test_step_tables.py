"""Understanding a printed step table: performers, times, shared steps, and what is left for a clerk."""

from __future__ import annotations

from decimal import Decimal

import pytest

from motcua.catalog import step_tables
from motcua.catalog.step_tables import refusals
from motcua.catalog.step_tables.performers import read_performer
from motcua.catalog.step_tables.times import TimeKind, first_duration, read_time
from motcua.core import flow
from motcua.core.flow import Code, Outcome, StepKind
from tests.factories.step_tables import ORDINARY, a_json_process, a_table, as_json


@pytest.mark.parametrize(
    ("printed", "hours"),
    [
        ("0,25 ngày làm việc", "2"),
        ("0,5 ngày", "4"),
        ("1/4 ngày", "2"),
        ("1/2 ngày", "4"),
        ("02 giờ làm việc", "2"),
        ("0,5 giờ", "0.5"),
        ("7.5 ngày làm việc", "60"),
        ("22,25 ngày", "178"),
        ("30 ngày", "240"),
        ("30 phút", "0.5"),
        ("Quy trình giải quyết tại cấp tỉnh (05 ngày làm việc)", "40"),
        ("  04  GIỜ làm việc. ", "4"),
    ],
)
def test_a_time_is_understood_in_hours(printed, hours):
    read = read_time(printed)
    assert (read.kind, read.hours) == (TimeKind.HOURS, Decimal(hours))
    assert "E" not in str(read.hours)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Không tính thời gian", TimeKind.NOT_COUNTED),
        ("Giờ hành chính", TimeKind.NOT_COUNTED),
        ("", TimeKind.MISSING),
        ("Không quy định", TimeKind.TEXT),
        ("khoảng hai hôm", TimeKind.TEXT),
        ("2", TimeKind.TEXT),  # days or hours?
        ("0 ngày", TimeKind.TEXT),
        ("-2 ngày", TimeKind.TEXT),
        ("2-3 ngày", TimeKind.TEXT),
        ("12/10 ngày", TimeKind.TEXT),
        ("1/0 ngày", TimeKind.TEXT),
        ("10 phút", TimeKind.TEXT),  # a sixth of an hour has no exact decimal
        ("2 tháng", TimeKind.TEXT),
        ("15 ngày, trường hợp phức tạp 30 ngày", TimeKind.TEXT),
    ],
)
def test_what_is_not_a_plain_time_is_never_made_into_one(printed, kind):
    read = read_time(printed)
    assert (read.kind, read.hours) == (kind, None)


@pytest.mark.parametrize(
    ("sentence", "hours"),
    [
        ("Không quá 17 ngày kể từ ngày nhận được hồ sơ hợp lệ.", "136"),
        ("168 giờ (tương đương 21 ngày) kể từ ngày nhận đủ hồ sơ", "168"),
        ("10 ngày; trường hợp cần xác minh: 30 ngày", None),
        ("theo quy định", None),
    ],
)
def test_a_whole_time_is_taken_only_when_a_sentence_names_one(sentence, hours):
    assert first_duration(sentence) == (None if hours is None else Decimal(hours))


def roles(text):
    return [performer.role.value for performer in read_performer(text).performers]


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ("Công chức TN&TKQ", ["reception"]),
        ("Bộ phận tiếp nhận và trả kết quả Sở Y tế tại TTPVHCC tỉnh; TTPVHCC các xã, phường", ["reception"]),
        ("Cán bộ TN&TKQ; Cá nhân/Tổ chức nộp hồ sơ", ["reception"]),
        ("Cán bộ TN&TKQ/ dịch vụ Bưu chính công ích", ["reception"]),
        ("- Công chức TN&TKQ - Văn thư", ["reception", "clerk"]),
        ("Lãnh đạo Phòng TCHC", ["division_head"]),
        ("Lãnh đạo phòng Quản lý Văn hóa và Gia đình (QLVH&GĐ)", ["division_head"]),
        ("Chuyên viên Phòng Đổi mới sáng tạo", ["case_officer"]),
        ("Lãnh đạo Sở được phân công/Văn thư", ["agency_leader", "clerk"]),
        ("Lãnh đạo UBND tỉnh", ["committee_leader"]),
        ("Lãnh đạo UBND cấp xã", ["agency_leader"]),
        ("Chuyên viên phòng KGVX, Văn phòng UBND tỉnh", ["committee_office"]),
        ("Văn thư Văn phòng UBND tỉnh", ["clerk"]),
        ("Tổ chức đề nghị", ["citizen"]),
        ("Bộ CHQS tỉnh", ["other_agency"]),
        (
            "Chuyên viên được giao xử lý hồ sơ, lãnh đạo phòng, lãnh đạo Sở, Văn thư",
            ["case_officer", "division_head", "agency_leader", "clerk"],
        ),
    ],
)
def test_printed_words_name_a_role(printed, named):
    assert roles(printed) == named


def test_letters_may_come_composed_or_not():
    import unicodedata

    assert roles(unicodedata.normalize("NFD", "Lãnh đạo Sở Y tế")) == ["agency_leader"]


@pytest.mark.parametrize(
    ("printed", "unknown"),
    [
        ("Sở Nội vụ", ("Sở Nội vụ",)),
        ("Phòng Văn hóa - Xã hội", ("Phòng Văn hóa - Xã hội",)),
        ("Hội đồng", ("Hội đồng",)),
        ("UBND tỉnh; Bộ phận chuyên môn", ("Bộ phận chuyên môn",)),
        ("II", ("II",)),
        ("", ()),
    ],
)
def test_a_body_is_not_a_person_and_stays_for_a_clerk(printed, unknown):
    read = read_performer(printed)
    assert (read.performers, read.unknown) == ((), unknown)


def test_an_ordinary_table_becomes_a_chain():
    built = step_tables.build(a_table(declared_hours=Decimal(48)))
    assert [(step.name, step.kind, str(step.time)) for step in built.process.steps] == [
        ("Tiếp nhận hồ sơ", StepKind.TASK, "4"),
        ("Phân công thụ lý", StepKind.TASK, "4"),
        ("Thẩm định, dự thảo", StepKind.TASK, "24"),
        ("Xem xét dự thảo", StepKind.TASK, "2"),
        ("Ký duyệt", StepKind.TASK, "6"),
        ("Đóng dấu, phát hành", StepKind.TASK, "4"),
        ("Trả kết quả", StepKind.RETURN_RESULT, "None"),
    ]
    assert built.process.step("b2").next == {Outcome.DONE: ("b3",)}  # assigns before anybody has worked
    assert built.process.step("b4").next == {Outcome.AGREED: ("b5",), Outcome.REJECTED: ("b3",)}
    assert built.process.step("b7").role.value == "return_desk"


def test_the_report_says_what_was_understood():
    report = step_tables.build(a_table(declared_hours=Decimal(48))).report
    assert (report.rows, report.steps, report.performers_mapped) == (7, 7, 7)
    assert (report.times_understood, report.times_not_counted, report.plain_days) == (6, 1, 3)
    assert (report.sum_hours, report.sum_matches) == (Decimal(44), False)
    assert {finding.code for finding in report.findings} == {Code.HOURS_DIFFER}


@pytest.mark.parametrize(("declared", "norm", "matches"), [("44", "44", True), ("40", "40", False), (None, "44", None)])
def test_a_wrong_sum_warns_and_the_declared_time_stays_the_norm(declared, norm, matches):
    built = step_tables.build(a_table(declared_hours=None if declared is None else Decimal(declared)))
    assert (built.norm_hours, built.report.sum_matches) == (Decimal(norm), matches)
    assert (Code.HOURS_DIFFER in {finding.code for finding in built.report.findings}) is (matches is False)


def changed(place, **cells):
    names = ("no", "work", "performer", "time", "output")
    rows = [list(row) for row in ORDINARY]
    for name, value in cells.items():
        rows[place][names.index(name)] = value
    return a_table(rows)


def test_what_was_not_understood_is_listed_with_its_place():
    built = step_tables.build(changed(4, performer="Hội đồng thẩm định", time="theo quy định"))
    (performer,) = built.report.performers_unmapped
    assert (performer.place, performer.text) == ("bước 5", "Hội đồng thẩm định")
    (time,) = built.report.times_unread
    assert (time.place, time.text) == ("bước 5", "theo quy định")
    step = built.process.step("b5")
    assert (step.role, step.hours, step.time_text) == (None, None, "theo quy định")
    assert {Code.UNMAPPED_PERFORMER, Code.TIME_NOT_UNDERSTOOD} <= {found.code for found in built.report.findings}


def test_further_rows_of_a_step_are_further_people_in_it():
    rows = [list(row) for row in ORDINARY]
    rows[2][0], rows[3][0] = "Bước 2 (tiếp)", "Bước 2 (tiếp)"
    built = step_tables.build(a_table(rows))
    step = built.process.step("b2")
    assert [(person.role.value, person.hours) for person in step.performers] == [
        ("division_head", 4),
        ("case_officer", 24),
        ("division_head", 2),
    ]
    assert flow.run_through(built.process).hours == built.report.sum_hours == 44


def test_people_named_in_one_cell_share_its_time():
    built = step_tables.build(changed(1, performer="- Công chức TN&TKQ - Văn thư"))
    step = built.process.step("b2")
    assert [(person.role.value, person.hours) for person in step.performers] == [("reception", None), ("clerk", None)]
    assert flow.run_through(built.process).hours == 44


def test_the_committee_as_a_whole_is_a_part_at_a_higher_level():
    step = step_tables.build(changed(4, performer="UBND tỉnh")).process.step("b5")
    assert (step.kind, step.sub_process) == (StepKind.HIGHER_LEVEL, "mau-ubnd-tinh")
    assert step.sub_process in step_tables.templates()


def test_agencies_asked_for_their_opinion_are_consulted():
    step = step_tables.build(changed(4, performer="Các Sở, ban, ngành được xin ý kiến")).process.step("b5")
    assert step.kind is StepKind.CONSULT


@pytest.mark.parametrize(
    ("work", "name"),
    [
        ("1. Tiếp nhận hồ sơ: Tiếp nhận trực tiếp hoặc qua bưu chính.", "Tiếp nhận hồ sơ"),
        ("- Trả kết quả giải quyết TTHC. - Thống kê, theo dõi.", "Trả kết quả giải quyết TTHC"),
        ("Bước 3", "Bước 3: Chuyên viên Phòng TCHC"),
        ("", "Bước 3: Chuyên viên Phòng TCHC"),
        ("Phòng Văn hóa - Xã hội thẩm định", "Phòng Văn hóa - Xã hội thẩm định"),
        ("dài " * 60, ("dài " * 30).strip() + "…"),
    ],
)
def test_a_step_is_called_by_the_first_clause_of_its_work(work, name):
    built = step_tables.build(changed(2, work=work.strip()))
    assert built.process.step("b3").name == name


def test_the_whole_text_of_the_work_is_kept():
    work = "Thẩm định hồ sơ. Trường hợp không đủ điều kiện thì có văn bản trả lời."
    step = step_tables.build(changed(2, work=work)).process.step("b3")
    assert (step.name, step.description) == ("Thẩm định hồ sơ", work)


def test_json_is_read_with_its_codes_and_its_source():
    (table,) = step_tables.read(as_json(a_json_process()), "qd.json")
    assert (table.key, table.codes, table.declared_hours) == ("qd12-007", ("1.000123",), Decimal(40))
    assert table.source["province"] == "Thanh Hóa"
    assert [row.time for row in table.rows] == [row[3] for row in ORDINARY]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (as_json(a_json_process())[:-40], "bị cắt cụt"),
        (b"\xff\xfe\x00", "bị cắt cụt"),
        (b"[" * 100_000, "bị cắt cụt"),
        (b"{}", "processes"),
        (b'{"processes": [7]}', "processes[0]"),
        (as_json(a_json_process(steps=[])), "steps"),
        (as_json(a_json_process(steps=[1])), "steps[0]"),
        (as_json(a_json_process(id="7")), "id"),
        (as_json(a_json_process(title=5)), "title"),
        (as_json(a_json_process(procedure_codes="1.000123")), "procedure_codes"),
        (as_json(a_json_process(), a_json_process()), "trùng mã"),
    ],
)
def test_a_broken_document_is_refused_with_its_place(data, words):
    with pytest.raises((refusals.UnreadableFile, refusals.BadShape)) as refused:
        step_tables.read(data, "qd.json")
    assert words in refused.value.message_vi
    assert "qd.json" in refused.value.message_en


def test_only_known_kinds_of_files_are_read():
    with pytest.raises(refusals.UnknownKindOfFile):
        step_tables.read(b"", "quy-trinh.docx")


@pytest.mark.parametrize("key", sorted(step_tables.templates()))
def test_every_template_is_sound_and_speaks_to_the_citizen(key):
    template = step_tables.templates()[key]
    hours = flow.run_through(template).hours
    told = {finding.code for finding in flow.findings(template, hours)}
    assert told <= ({Code.NO_RETURN_STEP} if key == "mau-ubnd-tinh" else set())
    assert all(step.citizen_sentence.endswith(".") for step in template.steps)
    assert flow.from_rows(flow.to_rows(template)) == template
    assert {step.sub_process for step in template.steps} - {""} <= set(step_tables.templates())


@pytest.mark.parametrize("key", sorted(step_tables.templates()))
@pytest.mark.parametrize("norm", ["8", "24", "40", "76", "120", "360"])
def test_every_template_fits_the_norms_in_use(key, norm):
    fitted = flow.adjust(step_tables.templates()[key], Decimal(norm))
    assert flow.run_through(fitted).hours == Decimal(norm)
    assert fitted.template == key


@pytest.mark.parametrize(
    ("key", "hours"),
    [
        ("mau-trong-ngay", ["2", "3", "2", "1", "None"]),
        ("mau-xa-lien-thong-tinh", ["4", "8", "48", "8", "8", "4", "120"]),
    ],
)
def test_the_templates_have_the_hours_of_their_models(key, hours):
    steps = step_tables.templates()[key].steps
    assert [str(step.hours) for step in steps][: len(hours)] == hours
