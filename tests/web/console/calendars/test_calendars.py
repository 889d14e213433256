"""A year's days off, proposed from the law and confirmed from the decision."""

from datetime import date

import pytest

from motcua.core.roles import Role
from motcua.journal.models import JournalEvent
from motcua.org import actions, queries
from motcua.org.models import CalendarVersion
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
URL = "/quan-tri/lich/"


@pytest.fixture
def admin(console):
    actions.load_calendars()
    return console.client(Role.SYSTEM_ADMIN)


def sent(page, **given):
    [entered] = page.all("//form[.//input[@name='d-0-on']]")
    return dict(entered.form_values()) | given


def opened(admin, year, key="office"):
    return Read(admin.get(f"{URL}{key}/{year}/"))


def test_the_calendars_say_how_far_each_year_may_be_trusted(admin, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = Read(admin.get(URL))
    assert "2026 Chính thức" in page.text()
    assert "2027 Dự kiến" in page.text()


def test_a_drafted_year_is_corrected_and_confirmed_for_every_calendar(admin):
    page = opened(admin, 2027)
    assert "Dự kiến" in page.text("//div[@class='page-head']")
    values = sent(page, reason="Thông báo số 1/TB-BNV", on="01/12/2026", everywhere="on")
    blank = page.all("//input[starts-with(@name,'d-')][contains(@name,'-on')][not(@value)]")[0].get("name")
    values |= {blank: "08/03/2027", blank.replace("-on", "-name"): "Ngày nghỉ thêm"}
    values |= {"s-0-off": "05/03/2027", "s-0-work": "06/03/2027", "s-0-hours": "friday"}
    assert admin.post(f"{URL}office/2027/", values).status_code == 302

    for version in queries.newest_calendars():
        assert version.spec["years"]["2027"]["status"] == "official"
        assert version.valid_from == date(2026, 12, 1)
        calendar = queries.work_calendar(version.pk)
        assert not calendar.is_working_day(date(2027, 3, 8))
        assert calendar.is_working_day(date(2027, 3, 6))
    event = JournalEvent.objects.filter(subject="calendar:office", kind="calendar.year_confirmed").get()
    assert "2027-03-08" in set(event.details["after"]) - set(event.details["before"])
    assert event.actor.startswith("officer:")
    page = opened(admin, 2027)
    assert "Chính thức" in page.text("//div[@class='page-head']")
    assert "Thông báo số 1/TB-BNV" in page.text("//section[last()]")


def test_a_confirmed_year_changes_only_where_one_says_so(admin):
    values = sent(opened(admin, 2026), reason="Văn bản mới", on="01/12/2026")
    assert "Thay quyết định" in opened(admin, 2026).text()
    response = admin.post(f"{URL}office/2026/", values)
    assert response.status_code == 422
    before = CalendarVersion.objects.count()
    admin.post(f"{URL}office/2026/", values | {"replaces": "on", "everywhere": ""})
    assert CalendarVersion.objects.count() == before + 1


def test_a_year_nobody_has_entered_is_proposed_from_the_law(admin):
    page = opened(admin, 2031)
    assert "Đề nghị theo luật" in page.text("//div[@class='page-head']")
    values = sent(page)
    assert "01/01/2031" in values.values()
    assert "23/01/2031" in values.values()  # the first day of the lunar year 2031


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"d-0-on": "không rõ"}, 422),
        ({"d-0-on": "05/05/2026"}, 409),  # of another year
        ({"d-0-on": "05/02/2027", "d-1-on": "05/02/2027"}, 409),  # twice
        ({"s-0-off": "05/03/2027"}, 422),
        ({"s-0-off": "06/03/2027", "s-0-work": "07/03/2027", "s-0-hours": "friday"}, 409),  # free anyway
        ({"reason": ""}, 422),
        ({"s-0-off": "05/03/2027", "s-0-work": "06/03/2027", "s-0-hours": "someday"}, 422),
    ],
)
def test_what_contradicts_itself_is_refused_in_words_and_changes_nothing(admin, change, status):
    values = sent(opened(admin, 2027), reason="Thông báo", on="01/12/2026") | change
    before = CalendarVersion.objects.count()
    Read(admin.post(f"{URL}office/2027/", values), status=status)
    assert CalendarVersion.objects.count() == before


@pytest.mark.parametrize("address", ["nobody/2027/", "office/1200/", "office/9999/"])
def test_what_is_no_calendar_is_not_found(admin, address):
    assert admin.get(URL + address).status_code == 404
