"""A code under another name from a day on: shown first, then done; what cannot be is refused in words."""

from datetime import timedelta

import pytest

from motcua.base import clock
from motcua.catalog.models import CodeEntry, CodeTable, FormVersion
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.journal.models import JournalEvent
from tests.catalog import factories
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
URL = "/quan-tri/danh-muc/"
WOODS = f"{URL}woods/"
TEAK = f"{WOODS}ma/teak/doi-ten/"
FORM = {"sections": [{"fields": [{"key": "trees", "kind": "group", "fields": [{"kind": "code", "table": "woods"}]}]}]}


@pytest.fixture
def clerk(console):
    return console.client(Role.PROCEDURE_CONTROL)


@pytest.fixture
def today():
    return clock.now().astimezone(ZONE).date()


@pytest.fixture(autouse=True)
def woods(clerk):
    clerk.post(URL, {"name": "Loại gỗ", "name_en": "Woods", "key": "woods", "source": "Thông tư 1"})
    clerk.post(f"{WOODS}ma/", {"code": "teak", "name": "Tếch", "position": "10", "valid_from": "01/01/2026"})
    return CodeTable.objects.get(key="woods")


def given(day, **change):
    return {"name": "Gỗ tếch", "name_en": "Teak", "since": f"{day:%d/%m/%Y}"} | change


def test_what_changes_is_shown_and_nothing_is_done_until_it_is_sent_again(clerk, today):
    clerk.post(f"{WOODS}doi-chieu/")
    assert TEAK in Read(clerk.get(WOODS, {"ma": "teak"})).all("//aside//a/@href")
    day = today + timedelta(days=3)
    trial = Read(clerk.post(TEAK, given(day)))
    assert f"{day - timedelta(days=1):%d/%m/%Y}" in trial.text("//tbody/tr[1]")
    assert "Gỗ tếch" in trial.text("//tbody/tr[2]")
    assert "0 biểu mẫu đang dùng" in trial.text("//main")
    assert "trở lại “Chưa đối chiếu”" in trial.text("//main")
    assert CodeEntry.objects.get().name == "Tếch"

    carried = {each.get("name"): each.get("value") for each in trial.all("//form[.//input[@name='seen']]//input")}
    carried.pop("csrfmiddlewaretoken", None)
    page = Read(clerk.post(TEAK, carried, follow=True))
    assert "mang tên “Gỗ tếch”" in page.text()
    entries = list(CodeEntry.objects.order_by("valid_from").values_list("name", "name_en", "valid_from", "valid_to"))
    assert entries[0][0::3] == ("Tếch", day - timedelta(days=1))
    assert entries[1] == ("Gỗ tếch", "Teak", day, None)
    assert {"code.kept", "code.changed"} <= set(JournalEvent.objects.values_list("kind", flat=True))
    assert "Ngày này phải sau" in Read(clerk.post(TEAK, given(day, name="X")), status=422).text()


def test_the_forms_that_draw_on_the_table_are_named(clerk, today):
    version = factories.version()
    for number, status in ((1, "published"), (2, "draft")):
        FormVersion.objects.create(
            version=version, number=number, definition=FORM, digest="0", status=status, saved_at=clock.now(),
            published_at=clock.now() if status == "published" else None,
        )  # fmt: skip
    trial = Read(clerk.post(TEAK, given(today + timedelta(days=1))))
    assert "1 biểu mẫu đang dùng" in trial.text("//main")
    assert "1 biểu mẫu đang soạn" in trial.text("//main")
    clerk.post(f"{URL}religions/dua-vao/")
    code = CodeEntry.objects.filter(table__key="religions", valid_to=None).first().code
    other = Read(clerk.post(f"{URL}religions/ma/{code}/doi-ten/", given(today + timedelta(days=1))))
    assert "0 biểu mẫu đang dùng" in other.text("//main")


@pytest.mark.parametrize(
    ("days", "change", "said"),
    [
        (-1, {}, "không đổi tên lùi ngày"),
        (1, {"name": "Tếch", "name_en": ""}, "đang dùng rồi"),
        (1, {"name": " "}, "tên mới"),
        (1, {"since": "32/13/2026"}, "không có tháng 13"),
        (1, {"name": "x" * 201}, "200"),
    ],
)
def test_what_cannot_be_renamed_is_refused_in_words(clerk, today, days, change, said):
    response = clerk.post(TEAK, given(today + timedelta(days=days), seen="1", **change))
    assert said in Read(response, status=422).text("//div[@role='alert']").lower()
    assert CodeEntry.objects.get().name == "Tếch"


def test_a_code_that_ends_or_is_not_there_is_not_renamed(clerk):
    assert clerk.get(f"{WOODS}ma/lim/doi-ten/").status_code == 404
    assert clerk.get(f"{URL}relations/ma/father/doi-ten/").status_code == 404
    CodeEntry.objects.update(valid_to="2026-12-31")
    page = Read(clerk.get(TEAK, follow=True))
    assert "đã có ngày cuối" in page.text()
    assert TEAK not in Read(clerk.get(WOODS, {"ma": "teak"})).all("//aside//a/@href")
