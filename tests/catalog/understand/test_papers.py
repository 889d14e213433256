"""Which rows of a list of papers are papers."""

import pytest

from motcua.catalog.understand.papers import read_paper


@pytest.mark.parametrize(
    ("name", "group", "counts", "kind"),
    [
        ("Tờ khai đăng ký khai sinh", "", (1, 0), "required"),
        ("Giấy chứng tử (nếu có)", "", (1, 0), "conditional"),
        ("Trường hợp ủy quyền phải có văn bản ủy quyền", "", (1, 0), "conditional"),
        ("Thẻ căn cước", "Giấy tờ phải xuất trình:", (1, 0), "present_only"),
        ("Xuất trình hộ chiếu", "", (1, 0), "present_only"),
        ("Giấy chứng sinh", "Một trong các giấy tờ sau:", (1, 0), "one_of_group"),
        ("Lưu ý: nộp đủ", "", (0, 0), "note"),
        ("Hồ sơ gồm:", "", (0, 0), "note"),
        ("Người tiếp nhận có trách nhiệm kiểm tra", "", (0, 0), "note"),
        ("Cá nhân có quyền lựa chọn nơi nộp", "* Lưu ý:", (0, 0), "note"),
    ],
)
def test_a_row_is_what_its_words_and_counts_say(name, group, counts, kind):
    reading = read_paper(name, group, *counts)
    assert (reading.kind, reading.status, (reading.originals, reading.copies)) == (kind, "understood", counts)


@pytest.mark.parametrize(
    ("name", "counts", "kind"),
    [
        ("Văn bản đề cử", (0, 0), "required"),
        ("Bản chính giấy phép", (None, None), "required"),
        ("Không quy định", (0, 0), "note"),
    ],
)
def test_a_row_that_could_be_a_paper_but_is_not_counted_is_left_to_a_clerk(name, counts, kind):
    reading = read_paper(name, "", *counts)
    assert (reading.kind, reading.status) == (kind, "clerk_must_choose")


def test_what_the_publisher_says_stands():
    assert read_paper("Đơn", "Lưu ý", 1, 0, said="required").kind == "required"
    assert read_paper("Đơn", "", 1, 0, said="note").originals == 0
