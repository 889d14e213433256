"""Every address × everybody: one table. An address without a row fails, and so does a row without an address.

A row says who gets in; everybody else must be turned away (403), and a visitor sent to sign in (302). The method is
GET unless the row says otherwise; what the page then does with it is tested elsewhere, so any answer but 302 to the
sign-in page, 403 and 500 counts as in.
"""

from dataclasses import dataclass

import pytest
from django.test import Client

from motcua.core.roles import Role
from motcua.people.roles import POSTABLE
from tests.factories import people, places
from tests.guards.test_every_url_names_a_permission import every_pattern

pytestmark = pytest.mark.django_db

VISITOR, CITIZEN, IDLE = "visitor", "citizen", "officer without a post"
OFFICERS = frozenset({IDLE, *(str(role) for role in POSTABLE)})
ANYBODY = frozenset({VISITOR, CITIZEN}) | OFFICERS
SIGNED_IN = ANYBODY - {VISITOR}


def officers(*roles: Role) -> frozenset[str]:
    return frozenset(str(role) for role in roles)


@dataclass(frozen=True)
class Row:
    """Who gets in, with an address that fits the pattern."""

    address: str
    gets_in: frozenset[str]
    method: str = "get"


WORKERS = officers(
    Role.RECEPTION, Role.RETURN_DESK, Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.AGENCY_LEADER, Role.COMMITTEE_OFFICE,
    Role.COMMITTEE_LEADER, Role.CLERK, Role.OTHER_AGENCY,
)  # fmt: skip
LEADERS = officers(Role.AGENCY_LEADER, Role.COMMITTEE_LEADER)
REASSIGNERS = officers(Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.AGENCY_LEADER, Role.CENTRE_DIRECTOR)
WATCHERS = LEADERS | officers(Role.DIVISION_HEAD, Role.CENTRE_DIRECTOR, Role.PROCEDURE_CONTROL)
ASKED = officers(
    Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.AGENCY_LEADER, Role.COMMITTEE_OFFICE, Role.OTHER_AGENCY
)  # fmt: skip
SEERS = WORKERS | officers(Role.CASHIER, Role.CENTRE_DIRECTOR, Role.ARCHIVIST, Role.AUDITOR)
READERS = LEADERS | officers(
    Role.RECEPTION, Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.COMMITTEE_OFFICE, Role.ARCHIVIST, Role.AUDITOR
)
LENDERS = LEADERS | officers(Role.DIVISION_HEAD, Role.CENTRE_DIRECTOR)
DOSSIER, STEP = "ho-so/<int:dossier_id>/", "ho-so/<int:dossier_id>/buoc/<int:step_id>/"
OFFICE = [  # route, address, who gets past the door; whose dossier it is, the page asks (tests/web/office)
    ("", "", WORKERS),
    ("thay-doi/", "thay-doi/", WORKERS),
    ("chuyen-nhieu/", "chuyen-nhieu/", WORKERS),
    ("giao-nhieu/", "giao-nhieu/", WORKERS),
    ("nhieu-ho-so/<int:bulk_id>/", "nhieu-ho-so/1/", WORKERS),
    ("cho-ky/", "cho-ky/", LEADERS),
    ("lay-y-kien/", "lay-y-kien/", ASKED),
    ("lay-y-kien/<int:consultation_id>/", "lay-y-kien/1/", ASKED),
    ("qua-han/", "qua-han/", WATCHERS),
    ("sap-tre/", "sap-tre/", WATCHERS),
    ("xin-loi-nhieu/", "xin-loi-nhieu/", WORKERS),
    ("nghi-phep/", "nghi-phep/", WORKERS),
    ("mau/", "mau/", WORKERS),
    ("mau/them/", "mau/them/", WORKERS),
    ("mau/<int:template_id>/", "mau/1/", WORKERS),
    (f"{DOSSIER}ghi-chu/", "ho-so/1/ghi-chu/", SEERS),
    ("giao-viec/", "giao-viec/", LEADERS | officers(Role.DIVISION_HEAD)),
    ("uy-quyen/", "uy-quyen/", LENDERS),
    (STEP + "nhan-viec/", "ho-so/1/buoc/1/nhan-viec/", WORKERS),
    ("tim/", "tim/?q=hoa", SEERS),
    ("tin-nhan/", "tin-nhan/", READERS),
    (DOSSIER + "tin-nhan/", "ho-so/1/tin-nhan/", READERS),
    (DOSSIER + "van-ban/<str:what>/", "ho-so/1/van-ban/result/", LEADERS),
    *((DOSSIER + tail, "ho-so/1/" + tail, SEERS)
      for tail in ("", "xem-nhanh/", "phieu-kiem-soat/", "phieu-kiem-soat.pdf", "ket-qua.pdf")),
    (DOSSIER + "tep/<int:file_id>/", "ho-so/1/tep/1/", READERS),
    *((STEP + tail, "ho-so/1/buoc/1/" + tail, WORKERS)
      for tail in ("chuyen/", "phat-hanh/", "tra-lai/", "thu-hoi/", "ket-qua/")),
    (STEP + "giao-lai/", "ho-so/1/buoc/1/giao-lai/", REASSIGNERS),
    *((DOSSIER + tail, "ho-so/1/" + tail, WORKERS) for tail in ("bo-sung/", "xin-loi/", "lay-y-kien/", "nop-tien/")),
    *((DOSSIER + f"{tail}/<str:kind>/", f"ho-so/1/{tail}/supplement/", LEADERS) for tail in ("ky", "khong-dong-y")),
    (DOSSIER + "dung/", "ho-so/1/dung/", LEADERS),
]  # fmt: skip
OFFICE_ACTS = [
    ("che-do-xem/", "che-do-xem/", WORKERS),
    ("nghi-phep/<int:leave_id>/ket-thuc/", "nghi-phep/1/ket-thuc/", WORKERS),
    ("uy-quyen/<int:delegation_id>/thu-hoi/", "uy-quyen/1/thu-hoi/", LENDERS),
    ("che-do-xem/<int:view_id>/xoa/", "che-do-xem/1/xoa/", WORKERS),
]
DESK = officers(Role.RECEPTION, Role.RETURN_DESK, Role.CASHIER)
RECEIVERS = officers(Role.RECEPTION)
DESK_ACTS = {
    "tiep-nhan": RECEIVERS,
    "xac-nhan-bo-sung": RECEIVERS,
    "dong": RECEIVERS,
    "nhan-bo-sung": RECEIVERS,
    "chuyen": officers(Role.RECEPTION, Role.RETURN_DESK),
    "chuyen-co-quan": officers(Role.RECEPTION, Role.RETURN_DESK),
    "nhan-ban-giao": officers(Role.RECEPTION, Role.RETURN_DESK),
    "gui-bo-sung": RECEIVERS,
    "gui-xin-loi": RECEIVERS,
    "da-nop-tien": officers(Role.RECEPTION, Role.CASHIER),
    "khong-ghi-nhan": officers(Role.RECEPTION, Role.CASHIER),
    "tra-ket-qua": officers(Role.RECEPTION, Role.RETURN_DESK),
    "cho-rut": RECEIVERS,
    "khong-cho-rut": RECEIVERS,
    "yeu-cau-bo-sung": RECEIVERS,
    "tu-choi": RECEIVERS,
    "de-nghi-rut": RECEIVERS,
}

MANAGERS = officers(Role.PROCEDURE_CONTROL, Role.UNIT_ADMIN, Role.SYSTEM_ADMIN, Role.AUDITOR)
CATALOGUE = officers(Role.PROCEDURE_CONTROL)
FORM = "bieu-mau/<int:version_id>/"
CONSOLE = [  # route, address, who gets past the door
    ("", "", MANAGERS),
    ("bieu-mau/", "bieu-mau/", CATALOGUE),
    *((FORM + tail, "bieu-mau/1/" + tail, CATALOGUE) for tail in ("", "soan/", "xem-thu/")),
    (FORM + "ban/<int:number>.json", "bieu-mau/1/ban/1.json", CATALOGUE),
]
DESIGNERS = officers(Role.PROCEDURE_CONTROL, Role.UNIT_ADMIN)
WRITERS = officers(Role.PROCEDURE_CONTROL)  # processes are the province's; a unit's administrator reads them
PROCESS = "quy-trinh/<int:version_id>/"
CONSOLE += [
    ("quy-trinh/", "quy-trinh/", DESIGNERS),
    ("quy-trinh/tao-moi/", "quy-trinh/tao-moi/", WRITERS),
    ("quy-trinh/nhap/", "quy-trinh/nhap/", WRITERS),
    (PROCESS, "quy-trinh/1/", DESIGNERS),
    (PROCESS + "so-sanh/<int:other_id>/", "quy-trinh/1/so-sanh/2/", DESIGNERS),
    (PROCESS + "quy-trinh.bpmn", "quy-trinh/1/quy-trinh.bpmn", DESIGNERS),
    (PROCESS + "quy-trinh.json", "quy-trinh/1/quy-trinh.json", DESIGNERS),
    (PROCESS + "quy-trinh.xlsx", "quy-trinh/1/quy-trinh.xlsx", DESIGNERS),
    (PROCESS + "ban-nhap/", "quy-trinh/1/ban-nhap/", DESIGNERS),  # asked by POST; then whether it is theirs
    (PROCESS + "mo-hinh/", "quy-trinh/1/mo-hinh/", DESIGNERS),
    (PROCESS + "sua/", "quy-trinh/1/sua/", WRITERS),
    (PROCESS + "sua/xem-thu/", "quy-trinh/1/sua/xem-thu/", DESIGNERS),
    (PROCESS + "bo-ban-nhap/", "quy-trinh/1/bo-ban-nhap/", DESIGNERS),
    (PROCESS + "thu/", "quy-trinh/1/thu/", WRITERS),
    (PROCESS + "chay-lai/", "quy-trinh/1/chay-lai/", WRITERS),
    (PROCESS + "chuyen-ho-so/", "quy-trinh/1/chuyen-ho-so/", WRITERS),
    (PROCESS + "ban-hanh/", "quy-trinh/1/ban-hanh/", WRITERS),
]
PROCEDURE = "thu-tuc/<str:code>/"
CONSOLE += [
    *((f"thu-tuc/{tail}", f"thu-tuc/{tail}", CATALOGUE)
      for tail in ("", "cong-khai/", "tao-moi/", "thu-tuc.xlsx", "thu-tuc.jsonl", "nhap/")),
    ("thu-tuc/nhap/<int:intake_id>/", "thu-tuc/nhap/1/", CATALOGUE),
    *((PROCEDURE + f"ban/<int:number>/{name}", f"thu-tuc/1.004873/ban/1/{name}", CATALOGUE)
      for name in ("thu-tuc.xlsx", "thu-tuc.json")),
    *((PROCEDURE + tail, "thu-tuc/1.004873/" + tail, CATALOGUE)
      for tail in ("", "so-sanh/", "soan/", "ban-hanh/", "bai-bo/", "co-quan/")),
    (PROCEDURE + "so-sanh/<int:before>/<int:after>/", "thu-tuc/1.004873/so-sanh/1/2/", CATALOGUE),
]  # fmt: skip
PROCEDURE_ACTS = [
    *((PROCEDURE + tail, "thu-tuc/1.004873/" + tail, CATALOGUE)
      for tail in ("ban-nhap/", "bo-ban-nhap/", "doi-chieu/", "thu-hoi/", "huy-bai-bo/")),
    (PROCEDURE + "cach-nop/<int:channel_id>/", "thu-tuc/1.004873/cach-nop/1/", CATALOGUE),
    (PROCEDURE + "giay-to/<int:paper_id>/", "thu-tuc/1.004873/giay-to/1/", CATALOGUE),
    (PROCEDURE + "ban/<int:number>/quy-trinh/", "thu-tuc/1.004873/ban/1/quy-trinh/", CATALOGUE),
]  # fmt: skip
PEOPLE = officers(Role.UNIT_ADMIN, Role.SYSTEM_ADMIN)
OFFICER = "can-bo/<int:officer_id>/"
CONSOLE += [
    ("can-bo/", "can-bo/", PEOPLE),
    ("can-bo/them/", "can-bo/them/", PEOPLE),
    ("can-bo/uy-quyen/", "can-bo/uy-quyen/", PEOPLE),
    ("can-bo/uy-quyen/lap/", "can-bo/uy-quyen/lap/", PEOPLE),
    (OFFICER + "vi-tri/<int:post_id>/uy-quyen/", "can-bo/1/vi-tri/1/uy-quyen/", PEOPLE),
    *((f"can-bo/{tail}", f"can-bo/{tail}", PEOPLE) for tail in ("can-bo.xlsx", "can-bo.json", "nhap/")),
    (OFFICER, "can-bo/1/", PEOPLE),
]
CONSOLE += [
    ("danh-muc/", "danh-muc/", CATALOGUE),
    ("danh-muc/<slug:key>/ma/<str:code>/doi-ten/", "danh-muc/relations/ma/father/doi-ten/", CATALOGUE),
    *(
        (f"danh-muc/<slug:key>/{tail}", f"danh-muc/relations/{tail}", CATALOGUE)
        for tail in ("", "dua-vao/", "mo-ta/", "doi-chieu/", "ma/", "nhap/", "danh-muc.xlsx", "danh-muc.json")
    ),
]
SETTERS = officers(Role.SYSTEM_ADMIN)
CONSOLE += [
    *(
        (f"nhat-ky/{tail}", f"nhat-ky/{tail}", officers(Role.AUDITOR))
        for tail in ("", "thay-doi/", "thay-doi/nhat-ky.xlsx", "thay-doi/nhat-ky.json")
    ),
    ("lich/", "lich/", SETTERS),
    *((f"co-quan/{tail}", f"co-quan/{tail}", SETTERS) for tail in ("", "co-quan.xlsx", "co-quan.json")),
    *((f"co-quan/{tail}", f"co-quan/{tail}", SETTERS) for tail in ("phong.xlsx", "phong.json", "nhap/", "nhap-phong/")),
    *((f"lich/{tail}", f"lich/{tail}", SETTERS) for tail in ("lich.xlsx", "lich.json", "nhap/")),
    *((f"co-quan/{tail}", f"co-quan/{tail}", SETTERS) for tail in ("them/", "sap-xep/")),
    ("co-quan/<int:agency_id>/", "co-quan/1/", SETTERS),
    *((f"co-quan/<int:agency_id>/{tail}", f"co-quan/1/{tail}", SETTERS) for tail in ("doi-ten/", "ma/", "phong/")),
    *(
        (f"co-quan/<int:agency_id>/phong/<int:unit_id>/{tail}", f"co-quan/1/phong/1/{tail}", SETTERS)
        for tail in ("doi-ten/", "ket-thuc/")
    ),
    ("lich/<slug:key>/<int:year>/", "lich/office/2027/", SETTERS),
]
PEOPLE_ACTS = [
    ("can-bo/uy-quyen/<int:loan_id>/thu-hoi/", "can-bo/uy-quyen/1/thu-hoi/", PEOPLE),
    (OFFICER + "vi-tri/<int:post_id>/ket-thuc/", "can-bo/1/vi-tri/1/ket-thuc/", PEOPLE),
    (OFFICER + "vi-tri/<int:post_id>/huy/", "can-bo/1/vi-tri/1/huy/", PEOPLE),
    *((OFFICER + f"{tail}/", f"can-bo/1/{tail}/", PEOPLE)
      for tail in ("vi-tri", "mat-khau", "xac-thuc", "dang-xuat", "khoa", "mo-khoa")),
]  # fmt: skip
FORM_ACTS = ("soan/cau-truc/", "ban-hanh/", "hen-ngay/", "huy-hen/", "bo-nhap/", "doi-chieu/", "chep/", "nhap/")
CONSOLE_ACTS = [*PEOPLE_ACTS, *PROCEDURE_ACTS, *((FORM + tail, "bieu-mau/1/" + tail, CATALOGUE) for tail in FORM_ACTS)]

TABLE: dict[str, Row] = {
    "healthz": Row("/healthz", ANYBODY),
    "api/v1/": Row("/api/v1/", ANYBODY),
    "api/v1/openapi.json": Row("/api/v1/openapi.json", ANYBODY),
    "api/v1/procedures/<code>/form": Row("/api/v1/procedures/1.004873/form", ANYBODY),
    "api/v1/procedures/<code>/form/check": Row("/api/v1/procedures/1.004873/form/check", ANYBODY, "post"),
    "giao-dien/": Row("/giao-dien/", OFFICERS),
    "giao-dien/cong-dan/": Row("/giao-dien/cong-dan/", OFFICERS),
    "giao-dien/ngon-ngu/": Row("/giao-dien/ngon-ngu/", SIGNED_IN, "post"),
    "quay/": Row("/quay/", DESK),
    "quay/tim/": Row("/quay/tim/", DESK),
    "quay/tiep-nhan/": Row("/quay/tiep-nhan/", officers(Role.RECEPTION)),
    "quay/so-theo-doi/": Row("/quay/so-theo-doi/", DESK),
    "quay/so-theo-doi/so.pdf": Row("/quay/so-theo-doi/so.pdf", DESK),
    "quay/so-theo-doi/so.xlsx": Row("/quay/so-theo-doi/so.xlsx", DESK),
    "quay/chung-thuc/": Row("/quay/chung-thuc/", officers(Role.RECEPTION)),
    "quay/tai-tep/": Row("/quay/tai-tep/", officers(Role.RECEPTION), "post"),
    "quay/tai-tep/<str:token>/": Row("/quay/tai-tep/x/", officers(Role.RECEPTION)),
    "quay/tep-vua-tai/<int:file_id>/trang/<int:number>/": Row("/quay/tep-vua-tai/1/trang/1/", officers(Role.RECEPTION)),
    "quay/ban-giao/": Row("/quay/ban-giao/", WORKERS),
    "quay/ban-giao/lap/": Row("/quay/ban-giao/lap/", officers(Role.RECEPTION, Role.RETURN_DESK), "post"),
    "quay/ban-giao/<int:list_id>/": Row("/quay/ban-giao/1/", WORKERS),
    "quay/ban-giao/<int:list_id>/phieu.pdf": Row("/quay/ban-giao/1/phieu.pdf", WORKERS),
    "quay/nguoi-nop/": Row("/quay/nguoi-nop/", officers(Role.RECEPTION), "post"),
    "quay/tiep-nhan/<str:code>/": Row("/quay/tiep-nhan/1.004873/", officers(Role.RECEPTION)),
    "quay/ho-so/<int:dossier_id>/": Row("/quay/ho-so/1/", DESK),
    "quay/ho-so/<int:dossier_id>/to-khai.pdf": Row("/quay/ho-so/1/to-khai.pdf", officers(Role.RECEPTION)),
    "quay/ho-so/<int:dossier_id>/in/<slug:slug>/": Row("/quay/ho-so/1/in/giay-tiep-nhan/", DESK),
    "quay/ho-so/<int:dossier_id>/ket-qua.pdf": Row("/quay/ho-so/1/ket-qua.pdf", DESK),
    "quay/ho-so/<int:dossier_id>/chung-tu/<int:file_id>/trang/<int:number>/": Row(
        "/quay/ho-so/1/chung-tu/1/trang/1/", officers(Role.RECEPTION)
    ),
    "quay/ho-so/<int:dossier_id>/tep/<int:file_id>/": Row("/quay/ho-so/1/tep/1/", officers(Role.RECEPTION)),
    **{
        f"quay/ho-so/<int:dossier_id>/{slug}/": Row(f"/quay/ho-so/1/{slug}/", gets_in, "post")
        for slug, gets_in in DESK_ACTS.items()
    },
    "": Row("/", ANYBODY),
    "thu-tuc/": Row("/thu-tuc/", ANYBODY),
    "thu-tuc/<str:code>/": Row("/thu-tuc/1.004873/", ANYBODY),
    "nop-ho-so/<str:code>/": Row("/nop-ho-so/1.004873/", frozenset({CITIZEN})),
    "nop-ho-so/<str:code>/nhap/": Row("/nop-ho-so/1.004873/nhap/", frozenset({CITIZEN}), "post"),
    "tai-tep/": Row("/tai-tep/", frozenset({CITIZEN}), "post"),
    "tai-tep/<str:token>/": Row("/tai-tep/x/", frozenset({CITIZEN})),
    "tep-cua-toi/<int:file_id>/trang/<int:number>/": Row("/tep-cua-toi/1/trang/1/", frozenset({CITIZEN})),
    "ho-so-nhap/": Row("/ho-so-nhap/", frozenset({CITIZEN})),
    "ho-so-nhap/<int:draft_id>/xoa/": Row("/ho-so-nhap/1/xoa/", frozenset({CITIZEN}), "post"),
    "da-nop/<str:code>/": Row("/da-nop/H56.901-261123-0001/", frozenset({CITIZEN})),
    "da-nop/<str:code>/to-khai.pdf": Row("/da-nop/H56.901-261123-0001/to-khai.pdf", frozenset({CITIZEN})),
    "tra-cuu/": Row("/tra-cuu/", ANYBODY),
    "tra-cuu/k/<str:key>/": Row("/tra-cuu/k/aaaaaaaaaaaa/", ANYBODY),
    "tra-cuu/<str:code>/": Row("/tra-cuu/H56.901-261123-0001/", ANYBODY),
    "ho-so-cua-toi/": Row("/ho-so-cua-toi/", frozenset({CITIZEN})),
    "ho-so-cua-toi/<str:code>/chung-tu/": Row("/ho-so-cua-toi/H56.901-261123-0001/chung-tu/", frozenset({CITIZEN})),
    "ho-so-cua-toi/<str:code>/bo-sung/": Row("/ho-so-cua-toi/H56.901-261123-0001/bo-sung/", frozenset({CITIZEN})),
    "ho-so-cua-toi/<str:code>/ket-qua.pdf": Row("/ho-so-cua-toi/H56.901-261123-0001/ket-qua.pdf", frozenset({CITIZEN})),
    "ho-so-cua-toi/<str:code>/rut/": Row("/ho-so-cua-toi/H56.901-261123-0001/rut/", frozenset({CITIZEN})),
    "ho-so-cua-toi/<str:code>/tep/<int:file_id>/": Row(
        "/ho-so-cua-toi/H56.901-261123-0001/tep/1/", frozenset({CITIZEN})
    ),
    "ho-so-cua-toi/<str:code>/danh-gia/": Row("/ho-so-cua-toi/H56.901-261123-0001/danh-gia/", frozenset({CITIZEN})),
    "ho-so-cua-toi/<str:code>/tin-nhan/": Row("/ho-so-cua-toi/H56.901-261123-0001/tin-nhan/", frozenset({CITIZEN})),
    **{
        f"tai-khoan/{route}": Row(f"/tai-khoan/{address}", frozenset({CITIZEN}), method)
        for route, address, method in (
            ("", "", "get"),
            ("lien-he/", "lien-he/", "get"),
            ("giay-to/", "giay-to/", "get"),
            ("dai-dien/them/<str:kind>/", "dai-dien/them/uy-quyen/", "get"),
            ("dai-dien/<int:represented_id>/", "dai-dien/1/", "get"),
            ("dai-dien/<int:represented_id>/xoa/", "dai-dien/1/xoa/", "post"),
        )
    },
    "tai-khoan/ai-da-xem/": Row("/tai-khoan/ai-da-xem/", frozenset({CITIZEN})),
    "huong-dan/": Row("/huong-dan/", ANYBODY),
    "dang-nhap/": Row("/dang-nhap/", ANYBODY),
    "dang-nhap/dinh-danh/": Row("/dang-nhap/dinh-danh/", ANYBODY),  # 404 where no identity system is connected
    "dang-nhap/dinh-danh/ve/": Row("/dang-nhap/dinh-danh/ve/", ANYBODY),
    "dang-nhap/dinh-danh/noi/": Row("/dang-nhap/dinh-danh/noi/", ANYBODY),
    "dang-nhap/ma-xac-thuc/": Row("/dang-nhap/ma-xac-thuc/", ANYBODY),
    "dang-nhap/mat-khau-moi/": Row("/dang-nhap/mat-khau-moi/", ANYBODY),
    "dang-nhap/thiet-lap/": Row("/dang-nhap/thiet-lap/", ANYBODY),
    "dang-xuat/": Row("/dang-xuat/", ANYBODY, "post"),
    "dang-xuat/ve/": Row("/dang-xuat/ve/", ANYBODY),
    "dang-ky/": Row("/dang-ky/", ANYBODY),
    "tai-khoan/mat-khau/": Row("/tai-khoan/mat-khau/", SIGNED_IN),
    **{f"can-bo/{route}": Row(f"/can-bo/{address}", gets_in) for route, address, gets_in in OFFICE},
    **{f"can-bo/{route}": Row(f"/can-bo/{address}", gets_in, "post") for route, address, gets_in in OFFICE_ACTS},
    **{f"quan-tri/{route}": Row(f"/quan-tri/{address}", gets_in) for route, address, gets_in in CONSOLE},
    **{f"quan-tri/{route}": Row(f"/quan-tri/{address}", gets_in, "post") for route, address, gets_in in CONSOLE_ACTS},
}
PUBLIC_STEPS = ("/dang-nhap/ma-xac-thuc/", "/dang-nhap/mat-khau-moi/", "/dang-nhap/thiet-lap/")


def routes() -> set[str]:
    return {route for route, _ in every_pattern()}


def test_every_address_has_its_row():
    assert routes() - set(TABLE) == set(), "add a row to TABLE: who may open it?"


def test_every_row_has_its_address():
    assert set(TABLE) - routes() == set()


@pytest.fixture
def everybody() -> dict[str, Client]:
    """One signed-in client for each kind of person."""
    agency = places.agency("UBND tỉnh Thanh Hóa", level="province")
    clients = {VISITOR: Client(), CITIZEN: Client(), IDLE: Client()}
    clients[CITIZEN].force_login(people.citizen().account)
    clients[IDLE].force_login(people.officer().account)
    for role in POSTABLE:
        holder = people.officer()
        people.post(holder, role, agency.pk)
        clients[str(role)] = Client()
        clients[str(role)].force_login(holder.account)
    return clients


@pytest.mark.parametrize("route", sorted(TABLE))
def test_those_of_the_table_get_in_and_nobody_else(everybody, route):
    row = TABLE[route]
    let_in = {who for who, client in everybody.items() if gets_in(who, client, row)}
    assert let_in == row.gets_in


def gets_in(who: str, client: Client, row: Row) -> bool:
    """Tell whether the person got past the door.

    Half-way steps of the sign-in send those away who did not begin it: that is the page's answer, not the door's.
    """
    response = getattr(client, row.method)(row.address)
    assert response.status_code < 500, f"{who}: {row.address} answers {response.status_code}"
    if response.status_code == 403:
        return False
    sent_to_sign_in = response.status_code == 302 and response.url.startswith("/dang-nhap/")
    return not sent_to_sign_in or row.address in PUBLIC_STEPS
