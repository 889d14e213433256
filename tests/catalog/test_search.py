"""Finding a procedure by what people type."""

from datetime import date

import pytest

from motcua.catalog import queries

from . import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NAMES = {
    "1.001193": "Thủ tục đăng ký khai sinh",
    "1.004884": "Thủ tục đăng ký lại khai sinh",
    "1.005461": "Đăng ký lại khai tử",
    "1.000894": "Thủ tục đăng ký kết hôn",
    "2.000815": "Chứng thực bản sao từ bản chính giấy tờ, văn bản",
    "1.013225": "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
    "1.001612": "Đăng ký thành lập hộ kinh doanh",
    "3.000333": "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam",
    "1.002255": "Đăng ký biến động đất đai",
}


@pytest.fixture
def catalogue():
    """Nine well-known procedures, and one that is no longer in force."""
    for code, name in NAMES.items():
        level, field = ("TINH", "Tư pháp") if code.startswith("3") else ("XA", "Hộ tịch" if "khai" in name else "Khác")
        make.version(
            make.procedure(national_code=code), name=name, field=make.field(field), levels=[level], targets=["Công dân"]
        )
    make.version(make.procedure(national_code="1.999999"), name="Khai sinh cũ", valid_to=date(2026, 2, 1))
    make.bump()


def codes(words, **filters):
    return [found.code for found in queries.search(words, on=TODAY, **filters).found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("đăng ký khai sinh", "1.001193"),
        ("dang ky khai sinh", "1.001193"),
        ("ĐĂNG KÝ KHAI SINH", "1.001193"),
        ("dang ki khai sih", "1.001193"),
        ("khai sinhh", "1.001193"),
        ("khai si", "1.001193"),
        ("sinh khai", "1.001193"),
        ("chung thuc ban sao", "2.000815"),
        ("giay phep xay dugn", "1.013225"),
        ("ho kinh doanh", "1.001612"),
        ("lí lịch tư pháp", "3.000333"),
        ("li lich", "3.000333"),
        ("1.001193", "1.001193"),
        ("1.001193.000.00.00.H56", "1.001193"),
        ("1001193", "1.001193"),
        ("khai tử", "1.005461"),
        ("dkks", "1.001193"),  # first letters
        ("ĐKKH", "1.000894"),
        ("tlhkd", "1.001612"),
        ("gpxd", "1.013225"),
    ],
)
def test_what_is_meant_comes_first(catalogue, typed, first):
    assert codes(typed)[:1] == [first]


def test_combined_and_decomposed_input_find_the_same(catalogue):
    import unicodedata

    assert codes(unicodedata.normalize("NFD", "đất đai")) == codes("đất đai") == ["1.002255"]


@pytest.mark.parametrize("typed", ["xin visa đi Mỹ", "qqqq", "?!", "%", "'; DROP TABLE", "x" * 5000])
def test_what_is_not_there_is_not_found(catalogue, typed):
    assert queries.search(typed, on=TODAY).total in {0, len(NAMES)}


def test_real_words_go_before_first_letters(catalogue):
    assert codes("tư pháp")[0] == "3.000333"
    assert codes("dat") == ["1.002255", *codes("dat")[1:]]


def test_first_letters_mark_their_words(catalogue):
    (found,) = queries.search("dkks", on=TODAY, limit=1).found
    assert [found.name[start:end] for start, end in found.marks] == ["đăng", "ký", "khai", "sinh"]


def test_accents_that_were_typed_count(catalogue):
    assert codes("khai tử")[0] == "1.005461"
    assert codes("khai tư").index("1.005461") == 0


def test_matched_words_are_told_with_their_places(catalogue):
    found = queries.search("khai sinh", on=TODAY).found[0]
    assert [found.name[start:end] for start, end in found.marks] == ["khai", "sinh"]


def test_without_words_everything_in_force_stands_in_vietnamese_order(catalogue):
    results = queries.search("", on=TODAY, limit=100)
    assert [found.name for found in results.found][:3] == [
        NAMES["1.013225"],
        NAMES["3.000333"],
        NAMES["2.000815"],
    ]
    assert results.total == len(NAMES)


def test_pages_follow_one_another(catalogue):
    whole = codes("", limit=100)
    assert codes("", limit=4) + codes("", offset=4, limit=4) + codes("", offset=8, limit=4) == whole


def test_filters_narrow_and_fields_are_counted(catalogue):
    results = queries.search("dang ky", on=TODAY)
    by_field = {name: count for (_, name), count in results.fields.items()}
    civil = next(number for number, name in results.fields if name == "Hộ tịch")
    assert by_field["Hộ tịch"] == 3
    assert queries.search("dang ky", on=TODAY, field_id=civil).total == 3
    assert codes("", level="TINH") == ["3.000333"]
    assert codes("", target="Doanh nghiệp") == []
    assert codes("", codes={"1.001612"}) == ["1.001612"]


def test_only_what_an_agency_offers(catalogue):
    agency = make.agency()
    make.offering(agency, queries.page("1.001193", on=TODAY).procedure)
    offered = queries.offered_codes([agency.id], TODAY)
    assert codes("", codes=offered) == ["1.001193"]


def test_a_change_of_the_catalogue_is_seen_at_once(catalogue):
    assert codes("nuôi con nuôi") == []
    make.version(make.procedure(), name="Đăng ký nuôi con nuôi")
    make.bump()
    assert len(codes("nuôi con nuôi")) == 1


def test_a_search_asks_the_database_once(catalogue, django_assert_num_queries):
    codes("khai sinh")
    with django_assert_num_queries(1):
        codes("ket hon")
