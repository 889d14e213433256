"""The page of changed settings: who, when, what, before and after; sifted, paged, handed out, numbers hidden."""

import io
from datetime import date

import pytest
from django.db import transaction
from python_calamine import CalamineWorkbook

from motcua.base import clock
from motcua.catalog import actions as catalog
from motcua.core.lifecycle import Actor, ActorKind
from motcua.core.roles import Role
from motcua.journal import actions as journal
from motcua.org import actions as org
from motcua.people import actions as people_actions
from tests.factories import people, places
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
URL = "/quan-tri/nhat-ky/thay-doi/"


@pytest.fixture
def auditor(console):
    return console.client(Role.AUDITOR)


@pytest.fixture
def changed(console):
    """An agency renamed, a post given and ended, a table begun: by two officers."""
    now = clock.now()
    ward = places.agency("UBND phường Đông Vệ", parent=console.province)
    admin, clerk = console.officer(Role.SYSTEM_ADMIN), console.officer(Role.PROCEDURE_CONTROL)
    by = {"by": f"officer:{admin.pk}", "at": now}
    org.rename(
        agency_id=ward.pk, name="UBND phường Lam Sơn", short_name="", since=date(2026, 3, 1), decision="NQ 5", **by
    )
    actor = Actor(ActorKind.OFFICER, admin.pk, admin.full_name)
    hoa = people.officer("Lê Thị Hoa")
    post = people_actions.appoint(
        officer=hoa, agency_id=ward.pk, role=Role.CLERK, valid_from=date(2026, 1, 1), by=actor, now=now
    )
    people_actions.end_post(post_id=post.pk, last_day=date(2026, 12, 31), by=actor, now=now)
    wood = Actor(ActorKind.OFFICER, clerk.pk, clerk.full_name)
    catalog.begin_table(key="woods", name="Loại gỗ", source="hoa@example.vn, 0912345678", by=wood, now=now)
    return ward


def test_each_change_says_who_what_before_and_after(auditor, changed, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        page = Read(auditor.get(URL))
    rows = page.texts("//tbody/tr")
    assert "Người giữ vai procedure_control" in rows[0]
    assert "Loại gỗ" in rows[0]
    assert "Kết thúc vị tríLê Thị Hoa" in rows[1]
    assert "Đến hết ngày: 31/12/2026" in rows[1]
    assert "Đổi tên cơ quan" in rows[3]
    assert "Tên: UBND phường Đông Vệ → UBND phường Lam Sơn" in rows[3]
    assert "Căn cứ: NQ 5" in rows[3]


def test_what_is_personal_is_hidden_on_the_page_and_in_the_files(auditor, changed):
    for answer in (auditor.get(URL).content.decode(), auditor.get(f"{URL}nhat-ky.json").content.decode()):
        assert "0912345678" not in answer
        assert "091*******" in answer
        assert "hoa@example.vn" not in answer


@pytest.mark.parametrize(
    ("sift", "count"),
    [
        ({}, 4),
        ({"phan": "co-quan"}, 1),
        ({"phan": "can-bo"}, 2),
        ({"phan": "danh-muc"}, 1),
        ({"phan": "thu-tuc"}, 0),
        ({"ai": "nguoi giu vai system"}, 3),
        ({"ai": "không ai"}, 0),
        ({"tu": "01/01/2030"}, 0),
        ({"den": "01/01/2020"}, 0),
    ],
)
def test_changes_are_sifted_by_area_person_and_day(auditor, changed, sift, count):
    assert len(Read(auditor.get(URL, sift)).all("//tbody/tr")) == count


def test_what_cannot_be_read_is_said(auditor, changed):
    Read(auditor.get(URL, {"tu": "31/02/2026"}), status=422)
    Read(auditor.get(URL, {"phan": "<script>"}), status=422)
    assert len(Read(auditor.get(URL, {"truoc": "x"})).all("//tbody/tr")) == 4


def test_pages_go_back_in_time(auditor, console):
    with transaction.atomic():
        for number in range(55):
            journal.record(
                f"agency:{console.province.pk}",
                "agency.coded",
                at=clock.now(),
                actor="system",
                details={"code": str(number)},
            )
    page = Read(auditor.get(URL, {"phan": "co-quan"}))
    assert len(page.all("//tbody/tr")) == 50
    older = page.links("//nav[@class='pager']")[0]
    assert "phan=co-quan" in older
    assert len(Read(auditor.get(URL + older)).all("//tbody/tr")) == 5


def test_they_are_handed_out_one_value_a_row(auditor, changed):
    file = auditor.get(f"{URL}nhat-ky.xlsx", {"phan": "co-quan"}).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()[4:]
    assert ["Tên", "UBND phường Đông Vệ", "UBND phường Lam Sơn"] in [row[5:] for row in rows]
    document = auditor.get(f"{URL}nhat-ky.json", {"phan": "can-bo"}).json()
    assert [each["what"] for each in document["changes"]] == ["Kết thúc vị trí", "Trao vị trí"]


def test_only_one_place_of_the_navigation_is_here(auditor):
    assert Read(auditor.get(URL)).texts("//nav//a[@aria-current='page']") == ["Nhật ký thay đổi"]
