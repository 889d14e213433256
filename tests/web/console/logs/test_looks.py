"""Who looked at whose data, for those who inspect it."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.access.actions import note_look
from motcua.core.roles import Role
from motcua.web.console.logs.views import SIZE
from tests.factories import people
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
URL = "/quan-tri/nhat-ky/"
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def auditor(console):
    return console.client(Role.AUDITOR)


def look(officer, *, what="hồ sơ", purpose="search", days=0):
    at = NOW - timedelta(days=days)
    note_look(officer_id=officer.pk, dossier_id=None, purpose=purpose, what=what, at=at)


def rows(auditor, **asked):
    return [row.split()[-1] for row in Read(auditor.get(URL, asked)).texts("//tbody/tr/td[3]")]


def test_looks_are_sifted_by_whom_why_and_when(auditor):
    hoa, binh = people.officer("Lê Thị Hoa"), people.officer("Trần Văn Bình")
    look(hoa, what="xem-một", days=9)
    look(hoa, what="xem-hai")
    look(binh, what="xem-ba", purpose="inspection")

    assert rows(auditor) == ["xem-ba", "xem-hai", "xem-một"]
    assert rows(auditor, can_bo="hoa") == ["xem-hai", "xem-một"]
    assert rows(auditor, muc_dich="inspection") == ["xem-ba"]
    assert rows(auditor, tu="20/11/2026", can_bo="Hoa") == ["xem-hai"]
    assert rows(auditor, den="14/11/2026") == ["xem-một"]
    assert rows(auditor, ho_so="H56.1-261123-0001") == []
    assert Read(auditor.get(URL, {"tu": "hôm nào"}), status=422)
    assert Read(auditor.get(URL, {"truoc": "'; --"}))


def test_the_reader_goes_back_a_stretch_at_a_time(auditor, django_assert_max_num_queries):
    hoa = people.officer("Lê Thị Hoa")
    for number in range(SIZE + 2):
        look(hoa, what=f"lượt-{number}")
    with django_assert_max_num_queries(9):
        page = Read(auditor.get(URL))
    assert len(page.all("//tbody/tr")) == SIZE
    [older] = [link for link in page.links("//nav[@class='pager']") if "truoc" in link]
    assert [row.split()[-1] for row in Read(auditor.get(URL + older)).texts("//tbody/tr/td[3]")] == ["lượt-1", "lượt-0"]
