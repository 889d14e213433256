"""The tracking book of the desk, Form 07: on the screen, on paper and as a spreadsheet."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import load_workbook

from motcua.access.models import LookLog
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.filing import PartyIn
from tests.factories.province import MONDAY
from tests.gateways import pdf
from tests.web.counter import lives

pytestmark = pytest.mark.django_db
BOOK = "/quay/so-theo-doi/"
FRIDAY = {"tu": "20/11/2026", "den": "20/11/2026"}  # the day on which these lives begin


@pytest.fixture
def returned(here, at):
    from tests.web.counter.conftest import key

    dossier = lives.processed(here)
    given = {"key": key(), "way": "direct", "to_name": "Hoa", "identity": "038185001234"}
    at(Role.RETURN_DESK).post(f"/quay/ho-so/{dossier}/tra-ket-qua/", given)
    return dossier


def test_the_book_follows_a_dossier_from_day_to_day(desk, returned):
    page = desk.get(BOOK, FRIDAY).content.decode()
    assert "Mẫu số 07" in page
    for words in ("Trần Thị Hoa", "20/11/2026", "23/11/2026", "Tại quầy"):
        assert words in page
    assert "Không có hồ sơ nào" in desk.get(BOOK, {"tu": "19/11/2026", "den": "19/11/2026"}).content.decode()
    assert LookLog.objects.filter(what__startswith="quầy: sổ theo dõi").count() == 2


def test_what_another_desk_took_in_is_not_in_it(other_desk, returned):
    assert "Trần Thị Hoa" not in other_desk.get(BOOK, FRIDAY).content.decode()


@pytest.mark.parametrize(
    "given", [{"tu": "32/13/2026"}, {"tu": "x", "den": "<b>"}, {"tu": "01/01/1900"}, {"trang": "99"}]
)
def test_days_that_are_none_are_no_trouble(desk, given):
    assert desk.get(BOOK, given).status_code == 200


def test_the_form_on_paper_has_the_number_of_its_day(desk, returned):
    words = pdf.text(desk.get(BOOK + "so.pdf", FRIDAY).content)
    for said in ("SỔ THEO DÕI HỒ SƠ", "Mẫu số 07", "Trần Thị Hoa", "0912 345 678", "Từ ngày 20/11/2026"):
        assert said in words
    old = {"tu": "20/11/2024", "den": "20/11/2024"}
    assert "Mẫu số 06" in pdf.text(desk.get(BOOK + "so.pdf", old).content)
    refused = desk.get(BOOK + "so.pdf", {"tu": "01/01/2015", "den": "01/01/2015"})
    assert refused.status_code == 409


def test_a_spreadsheet_holds_texts_and_days_and_no_formulas(desk, here):
    named = PartyIn('=HYPERLINK("http://x")', personal_id="038185001234")
    actions.receive(here.filing(parties=(named,)), by=here.actor(Role.RECEPTION), now=MONDAY)
    content = desk.get(BOOK + "so.xlsx").content
    rows = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    last = rows[-1]
    assert last[4] == '=HYPERLINK("http://x")'
    assert last[8] == date(2026, 11, 23)


@pytest.mark.parametrize("many", [1, 4])
def test_the_book_takes_a_fixed_number_of_queries(desk, here, django_assert_num_queries, many):
    for _ in range(many):
        actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=MONDAY)
    desk.get(BOOK)  # what is remembered is remembered
    with django_assert_num_queries(13):
        desk.get(BOOK)
