"""The pages of procedures: found, read, compared, drafted, made public with open eyes, abolished, offered."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.catalog import actions, queries
from motcua.catalog.models import Offering, Procedure, ProcedureDraft, ProcedureVersion
from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from motcua.journal.models import JournalEvent
from motcua.org import actions as org
from tests.catalog import factories as make
from tests.catalog.factories import NOW
from tests.catalog.published import record
from tests.factories import places
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/thu-tuc/"
CODE = "1.001193"
HERE = f"{LIST}{CODE}/"
PLAN = {
    "plan-decision_number": "812/QĐ-UBND", "plan-decided_on": "20/11/2026", "plan-issuer": "province",
    "plan-effective_on": "01/12/2026", "plan-supplement_policy": "restart",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(clock_at):
    clock_at("2026-11-23 08:00")


@pytest.fixture
def client(console):
    org.load_calendars()
    return console.client(Role.PROCEDURE_CONTROL)


def published(**values):
    return actions.publish_version(data=record(**values), valid_from=date(2026, 1, 1), by=SYSTEM, now=NOW)


def fields_of(page: Read) -> dict[str, object]:
    """What the editor's form would send as it stands."""
    sent: dict[str, object] = {}
    for each in page.all("//form[@id='soan-thu-tuc']//*[@name]"):
        name = each.get("name")
        if each.tag == "button" or name == "csrfmiddlewaretoken":
            continue
        if each.tag == "select":
            chosen = each.xpath("./option[@selected]") or each.xpath("./option")
            sent[name] = chosen[0].get("value", "")
        elif each.get("type") == "checkbox":
            if each.get("checked") is not None:
                sent.setdefault(name, []).append(each.get("value"))
        else:
            sent[name] = each.text or "" if each.tag == "textarea" else each.get("value", "")
    return {name: value.removeprefix("\n") if isinstance(value, str) else value for name, value in sent.items()}


def drafted(client, **changes):
    """Begin a draft by the page's own buttons and save it changed."""
    to = client.post(f"{HERE}ban-nhap/").url
    sent = fields_of(Read(client.get(to))) | PLAN | {"op": "save"} | changes
    return client.post(to, sent)


def test_the_list_shows_what_each_lacks_and_asks_the_same_for_many_as_for_one(
    client, django_assert_max_num_queries, django_assert_num_queries
):
    published()
    client.get(LIST)  # what is remembered for a while is remembered now
    with django_assert_max_num_queries(9) as few:
        page = Read(client.get(LIST))
    assert page.text("//tbody/tr").startswith("1.001193Thủ tục đăng ký khai sinhHộ tịchCấp xã")
    assert "Cán bộ phải chọn" in page.text("//tbody/tr")
    for no in range(12):
        published(code=f"2.00000{no:02d}"[:8], name=f"Thủ tục số {no}")
    with django_assert_num_queries(len(few)):
        client.get(LIST)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("", ["2.000001", "1.001193"]),
        ("?tim=dang ky khai", ["1.001193"]),
        ("?tim=KHAI+sinh", ["1.001193"]),
        ("?tim=2.00", ["2.000001"]),
        ("?tim=zzz", []),
        ("?cap=TINH", ["2.000001"]),
        ("?loc=can-bo-phai-chon", ["1.001193"]),
        ("?loc=chua-quy-trinh", ["1.001193"]),
        ("?loc=bai-bo", []),
        ("?loc=dang-soan", ["2.000001"]),
        ("?loc=cho-cong-khai", []),
        ("?linh-vuc=x&cap=y&co-quan=z&loc=w&trang=-1", ["2.000001", "1.001193"]),
        ("?linh-vuc=99999999", []),
        ("?tim=%00%25_'", []),
    ],
)
def test_the_list_is_searched_and_narrowed(client, asked, codes):
    published()
    other = published(
        code="2.000001",
        name="Cấp giấy phép",
        field="Xây dựng",
        level="TINH",
        methods=record()["methods"][:1],
        documents=[],
    )
    process = make.process_version(status="published")
    actions.bind_process(version_id=other.pk, process_version_id=process.pk, by=SYSTEM, now=NOW)
    actions.begin_procedure_draft(code="2.000001", by=SYSTEM, now=NOW)
    page = Read(client.get(f"{LIST}{asked}"))
    assert page.texts("//tbody//a[contains(@class,'code')]") == codes


def test_the_list_is_narrowed_by_field_and_by_the_agency_that_offers(client):
    version = published()
    published(code="2.000001", name="Cấp giấy phép", field="Xây dựng")
    agency = places.agency()
    make.offering(agency, version.procedure)
    for asked in (f"?linh-vuc={version.field_id}", f"?co-quan={agency.pk}"):
        assert Read(client.get(f"{LIST}{asked}")).texts("//tbody//a[contains(@class,'code')]") == [CODE]


def test_a_procedure_shows_all_it_holds_on_one_page_in_a_fixed_number_of_queries(
    client, django_assert_max_num_queries, django_assert_num_queries
):
    version = published()
    client.get(HERE)
    with django_assert_max_num_queries(27) as few:
        page = Read(client.get(HERE))
    said = page.text()
    for words in ("3 ngày làm việc", "1 OTHER", "Tờ khai đăng ký khai sinh", "60/2014/QH13", "Giấy khai sinh",
                  "Bước 1: nộp hồ sơ.", "Chưa có quy trình", "Đang hiệu lực"):  # fmt: skip
        assert words in said, words
    for no in range(9):
        make.offering(places.agency(f"UBND phường {no}"), version.procedure)
        make.paper(version, position=20 + no, name=f"Giấy {no}")
    with django_assert_num_queries(len(few)):
        client.get(HERE)
    assert not page.all("//*[@style]")


def test_two_versions_are_compared_with_the_changed_words_marked(client):
    published()
    actions.publish_version(
        data=record(name="Thủ tục đăng ký khai tử", methods=record()["methods"][:1]),
        valid_from=date(2026, 6, 1), by=SYSTEM, now=NOW,
    )  # fmt: skip
    page = Read(client.get(f"{HERE}so-sanh/2/1/"))  # the older first, however asked
    assert page.texts("//tr[th='Tên thủ tục']//del") == ["sinh"]
    assert page.texts("//tr[th='Tên thủ tục']//ins") == ["tử"]
    assert "Trực tuyến · 1 OTHER" in page.text("//tr[th='Cách thức thực hiện']//del")
    assert client.get(f"{HERE}so-sanh/1/1/").status_code == 404
    assert client.get(f"{HERE}so-sanh/?tu=1&voi=2").url == f"{HERE}so-sanh/1/2/"
    assert client.get(f"{HERE}so-sanh/?tu=1&voi=<").url == HERE


def test_a_draft_is_written_as_a_form_and_nothing_typed_is_lost(client):
    published()
    assert drafted(client).status_code == 302
    draft = ProcedureDraft.objects.get()
    assert draft.data["methods"][1]["time_raw"] == "1 OTHER"
    to = f"{HERE}soan/"
    sent = fields_of(Read(client.get(to)))
    unsaved = Read(client.post(to, sent | {"op": "add:documents", "name": "Tên mới"}))
    assert unsaved.text("//textarea[@name='name']") == "Tên mới"
    assert len(unsaved.all("//fieldset[starts-with(@id,'documents.')]")) == 4
    assert ProcedureDraft.objects.get().data["name"] == draft.data["name"]
    wrong = Read(client.post(to, sent | {"op": "save", "methods.1.time_value": "x", "methods.1.time_unit": "month",
                                         "methods.0.fees": "-", "documents.0.copies": "-1"}), status=422)  # fmt: skip
    assert len(wrong.all("//*[@role='alert']//li")) == 3
    assert wrong.all("//input[@name='methods.1.time_value']")[0].get("value") == "x"


def test_rows_are_moved_and_removed_without_losing_the_others(client):
    published()
    drafted(client)
    to = f"{HERE}soan/"
    sent = fields_of(Read(client.get(to)))
    moved = Read(client.post(to, sent | {"op": "down:documents:0"}))
    assert moved.text("//textarea[@name='documents.0.name']") == "Thẻ căn cước"
    fewer = Read(client.post(to, sent | {"op": "remove:methods:0"}))
    assert len(fewer.all("//fieldset[starts-with(@id,'methods.')]")) == 1
    for odd in ("remove:methods:99", "down:documents:-1", "add:nothing", "up:"):
        assert client.post(to, sent | {"op": odd}).status_code == 200


def test_a_term_and_fees_are_chosen_beside_the_text(client):
    published()
    drafted(client, **{"methods.1.time_value": "2,5", "methods.1.time_unit": "working_day",
                       "methods.1.fees": "8.000 lệ phí: mỗi bản\n5000 charge: bản sau\n0 đồng"})  # fmt: skip
    method = ProcedureDraft.objects.get().data["methods"][1]
    assert method["time_raw"] == "1 OTHER"
    assert method["chosen_time"] == {"value": "2.5", "unit": "working_day"}
    assert [(each["amount_vnd"], each["kind"], each["words"]) for each in method["chosen_fees"]] == [
        (8000, "levy", "mỗi bản"), (5000, "levy", "bản sau"), (0, "unknown", ""),
    ]  # fmt: skip
    page = Read(client.get(f"{HERE}soan/"))
    assert page.text("//textarea[@name='methods.1.fees']") == "8.000 lệ phí: mỗi bản 5.000 lệ phí: bản sau 0"


def test_publishing_shows_the_difference_the_countdown_and_then_does_it(client):
    published()
    drafted(client, name="Đăng ký khai sinh cho trẻ em")
    to = f"{HERE}ban-hanh/"
    page = Read(client.get(to))
    assert "Đăng ký khai sinh cho trẻ em" in page.text("//tr[th='Tên thủ tục']")
    assert "Còn 4 ngày làm việc" in page.text()  # 20/11 and five working days, 24/11 off
    assert "Còn thiếu bộ phận cấu thành" in page.text()
    mark = ProcedureDraft.objects.get().mark
    assert (
        "Ngày hiệu lực không được trước hôm nay"
        in Read(client.post(to, {"mark": mark, "valid_from": "22/11/2026"}), status=409).text()
    )
    assert client.post(to, {"mark": mark, "valid_from": "01/12/2026"}).url == HERE
    assert ProcedureVersion.objects.get(number=2, valid_from=date(2026, 12, 1)).decision_number == "163/QĐ-BTP"
    shown = Read(client.get(f"{HERE}?ban=2"))
    assert "Chờ hiệu lực" in shown.text()
    assert "812/QĐ-UBND" in shown.text()
    late = Read(client.get(f"{LIST}cong-khai/"))
    assert "Đúng hạn" in late.text()
    assert client.post(f"{HERE}thu-hoi/").status_code == 302
    assert "Không áp dụng" in Read(client.get(HERE)).text()


def test_what_is_overdue_stands_in_the_list_and_among_the_deadlines(client):
    published()
    drafted(client, **{"plan-decided_on": "02/11/2026"})
    assert "Trễ" in Read(client.get(f"{LIST}?loc=cho-cong-khai")).text("//tbody/tr")
    assert "Trễ" in Read(client.get(f"{LIST}cong-khai/")).text("//tbody/tr")


def test_two_clerks_do_not_write_over_each_other(client):
    published()
    drafted(client)
    to = f"{HERE}soan/"
    first = fields_of(Read(client.get(to)))
    client.post(to, first | {"op": "save", "name": "Người thứ nhất"})
    page = Read(client.post(to, first | {"op": "save", "name": "Người thứ hai"}), status=409)
    assert page.text("//textarea[@name='name']") == "Người thứ hai"
    over = page.all("//button[starts-with(@value,'over:')]")[0].get("value")
    assert client.post(to, first | {"op": over, "name": "Người thứ hai"}).status_code == 302
    assert ProcedureDraft.objects.get().data["name"] == "Người thứ hai"


def test_a_clerk_chooses_what_the_text_leaves_open(client):
    version = published()
    channel = version.channels.get(kind="online")
    to = f"{HERE}cach-nop/{channel.pk}/"
    assert "Hãy chọn thời hạn" in Read(client.post(to, {}), status=422).text()
    assert client.post(to, {"value": "3", "unit": "working_day", "amount": "0", "kind": "levy"}).status_code == 302
    channel.refresh_from_db()
    assert (channel.time_value, channel.fee_status) == (3, "understood")
    assert JournalEvent.objects.get(kind="procedure.time_chosen").details["before"] == "clerk_must_choose"
    client.post(to, {"value": "9", "unit": "month"})
    channel.refresh_from_db()
    assert channel.time_value == 3  # what is clear changes by a new version only
    assert client.post(f"{LIST}2.000001/cach-nop/{channel.pk}/").status_code == 404


def test_a_process_is_bound_from_the_page(client):
    version = published()
    process = make.process_version(status="published")
    to = f"{HERE}ban/1/quy-trinh/"
    assert "Không có quy trình nào như vậy" in Read(client.post(to, {"process": "x"}), status=422).text()
    assert client.post(to, {"process": process.process.key, "case": ""}).status_code == 302
    assert version.processes.get().process_version == process


def test_a_procedure_is_abolished_with_what_it_affects_said_first(client):
    version = published()
    make.offering(places.agency(), version.procedure)
    to = f"{HERE}bai-bo/"
    assert "1 cơ quan đang cung cấp" in Read(client.get(to)).text()
    given = {"on": "01/12/2026", "decision_number": "9/QĐ", "decided_on": "23/11/2026", "issuer": "province"}
    assert Read(client.post(to, given | {"on": "1/1/2026"}), status=409)
    assert client.post(to, given).url == HERE
    assert "bãi bỏ từ ngày 01/12/2026" in Read(client.get(HERE)).text()
    client.post(f"{HERE}huy-bai-bo/")
    assert Procedure.objects.get().abolished_on is None


def test_offerings_are_added_changed_and_ended(client):
    version = published()
    agency = places.agency("UBND phường Hạc Thành")
    to = f"{HERE}co-quan/"
    new = {"op": "offer", "agency": "UBND phường Hạc Thành", "since": "23/11/2026", "level": "partial"}
    assert "phải nêu lý do" in Read(client.post(to, new), status=422).text()
    assert client.post(to, new | {"reason": "kiểm tra thực địa"}).status_code == 302
    offering = Offering.objects.get()
    assert Read(client.post(to, new | {"reason": "x"}), status=409)
    change = {"op": f"level:{offering.pk}", "level": "full", "since": "01/12/2026"}
    assert client.post(to, change).status_code == 302
    told = JournalEvent.objects.get(kind="procedure.level_set").details
    assert (told["before"]["level"], told["level"]) == ("partial", "full")
    last = Offering.objects.latest("valid_from")
    assert client.post(to, {"op": f"stop:{last.pk}", "last": "31/12/2026"}).status_code == 302
    assert Offering.objects.filter(agency=agency, procedure=version.procedure, valid_to=date(2026, 12, 31)).exists()
    for odd in ("stop:0", "level:x", "nothing"):
        assert (
            client.post(to, {"op": odd, "last": "01/01/2027", "level": "full", "since": "01/01/2027"}).status_code
            == 404
        )


def test_a_procedure_is_begun_from_nothing(client):
    to = f"{LIST}tao-moi/"
    assert Read(client.post(to, {"code": "1.2", "name": "x"}), status=422)
    assert client.post(to, {"code": "3.000001", "name": "Thủ tục riêng"}).url == f"{LIST}3.000001/soan/"
    assert "Thủ tục riêng" in Read(client.get(f"{LIST}?loc=dang-soan")).text()
    assert Read(client.get(f"{LIST}3.000001/ban-hanh/"))
    mark = ProcedureDraft.objects.get().mark
    assert client.post(f"{LIST}3.000001/bo-ban-nhap/", {"mark": mark}).status_code == 302
    assert not ProcedureDraft.objects.exists()
    assert client.get(f"{LIST}3.000001/").status_code == 404


def test_what_is_hostile_is_shown_as_text(client):
    published(name="<script>alert(1)</script> =1+1")
    page = Read(client.get(HERE))
    assert page.text("//h1").startswith("<script>alert(1)</script> =1+1")
    assert queries.procedure_list(queries.Wanted(text="<script>"), on=date(2026, 11, 23))[0][0].code == CODE
