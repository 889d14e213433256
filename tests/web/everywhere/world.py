"""The demonstration after nine days of life, with a little of everything that takes longer to happen, and whoever walks
through its pages. It is lived once, for `test_every_page`, and taken back afterwards."""

from __future__ import annotations

import json
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from motcua.catalog.models import CodeEntry, ProcedureVersion, ProcessVersion
from motcua.core.lifecycle import Actor
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, HandoverList, Proposal, Step
from motcua.people import actions as people
from motcua.people.queries import account_called, actor_of
from motcua.rehearsal.demonstration import founding, history, plan
from motcua.rehearsal.models import Demonstration
from motcua.web.office.models import Bulk, TextTemplate

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=ZONE)
DAYS = 9
VISITOR, CITIZEN = "", "nguyenvanan"
DESK, OFFICER, LEADER = "tiepnhan1.hacthanh", "chuyenvien1.vanphong.hacthanh", "lanhdao1.hacthanh"
WARD = plan.WARD
PROCEDURES, TABLES = "/quan-tri/thu-tuc/", "/quan-tri/danh-muc/"
STARTS = {  # who begins where; from there they follow every link
    VISITOR: ("/", "/thu-tuc/", "/tra-cuu/", "/huong-dan/", "/dang-nhap/", "/dang-ky/", "/thu-tuc/1.004873/"),
    CITIZEN: ("/", "/ho-so-cua-toi/", "/tai-khoan/", "/ho-so-nhap/", "/nop-ho-so/1.004873/"),
    DESK: ("/quay/", "/quay/chung-thuc/", "/quay/tiep-nhan/1.004873/"),
    "traketqua.hacthanh": ("/quay/?muc=tra-ket-qua",),
    OFFICER: ("/can-bo/", "/can-bo/?cot=channel&cot=field&cot=received&cot=promise&xep=owner"),
    "truongphong.vanphong.hacthanh": ("/can-bo/", "/can-bo/qua-han/", "/can-bo/giao-viec/"),
    LEADER: ("/can-bo/cho-ky/", "/can-bo/lay-y-kien/", "/can-bo/sap-tre/", "/can-bo/uy-quyen/"),
    "vanthu.hacthanh": ("/can-bo/",),
    "chuyenvien1.datdai.sonnmt": ("/can-bo/",),
    "kiemsoat1.tinh": ("/quan-tri/", "/giao-dien/"),
    "hethong.tinh": ("/quan-tri/",),
    "thanhtra.tinh": ("/quan-tri/nhat-ky/",),
}
PER_ROUTE, PER_PERSON = 2, 4  # how many pages of one address pattern are visited, and by one person
DEEP = {"can-bo/ho-so/<int:dossier_id>/", "quay/ho-so/<int:dossier_id>/", "tra-cuu/<str:code>/"}
"""Pages that look different for each dossier."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page somebody can come to."""

    who: str
    address: str
    route: str
    took: float  # milliseconds of the server, the first time

    def in_english(self) -> str:
        """The address at which the same is said in English."""
        prefix = urlsplit(self.address).path.startswith(WORK)
        return self.address if prefix else "/en" + self.address


WORK = ("/can-bo/", "/quay/", "/quan-tri/", "/giao-dien/")


@contextmanager
def lived() -> Iterator[BaseDatabaseWrapper]:
    """Live the demonstration within a transaction that is rolled back; give the connection it lives on."""
    held = connections["default"]
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # as Django marks its own: no transaction of the verbs
    around.__enter__()
    try:
        founding.found(now=NOW)
        day = NOW.date() - timedelta(days=DAYS)
        Demonstration.objects.update(began_on=day, lived_to=datetime(day.year, day.month, day.day, tzinfo=ZONE))
        history.live(until=NOW)
        _more()
        yield held
    finally:
        with on(held):
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@contextmanager
def on(held: BaseDatabaseWrapper) -> Iterator[None]:
    """Speak to the database on this connection: the loop of a browser begun meanwhile has its own in this thread."""
    own, connections["default"] = connections["default"], held
    try:
        yield
    finally:
        connections["default"] = own


@contextmanager
def still_there(held: BaseDatabaseWrapper) -> Iterator[None]:
    """Be in the lived world; what is done meanwhile is taken back."""
    with on(held), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _more() -> None:
    """What nine days do not bring, by the same verbs; and the citizen of the showcase owns a dossier of each state."""
    officer = _actor(OFFICER)
    first, second, third, *_rest = _own_steps(officer)
    question = {"question": "Đề nghị cho ý kiến về tình trạng cư trú.", "due_at": NOW + timedelta(hours=1)}
    actions.consult(dossier_id=first.dossier_id, agency_id=first.agency_id, by=officer, now=NOW, **question)
    content = {"reason": "Thiếu giấy tờ", "items": [{"paper": "Tờ khai", "note": "chưa ký"}]}
    actions.propose_supplement(dossier_id=second.dossier_id, content=content, by=officer, now=NOW)
    actions.ask_payment(dossier_id=third.dossier_id, notice="Thông báo 12/TB: 120.000 đồng", by=officer, now=NOW)
    TextTemplate.objects.create(
        officer_id=officer.id, kind="opinion", name="Đủ điều kiện", body="Đủ điều kiện giải quyết.", changed_at=NOW,
        changed_by_id=officer.id,
    )  # fmt: skip
    citizen = account_called(CITIZEN).citizen
    for state in ("supplement", "in_process", "returned", "submitted", "processed", "finance"):
        there = Dossier.objects.filter(state=state, parent=None)
        owned = there.filter(competent_agency__key=WARD).order_by("-id").first() or there.first()
        if owned is not None:
            Dossier.objects.filter(pk=owned.pk).update(owner_citizen=citizen)
    talked = Dossier.objects.get(owner_citizen=citizen, state="in_process")
    actions.write_message(dossier_id=talked.pk, text="Bao giờ có kết quả?", by=_actor(CITIZEN), now=NOW)
    mandate = people.Standing(kind="mandate", full_name="Trần Văn Bá", ground="Giấy 01", valid_from=NOW.date())
    people.keep_represented(citizen=citizen, given=mandate, now=NOW)
    _by_forms()


def _own_steps(officer: Actor) -> list[Step]:
    """Open steps the officer may do, those due last first."""
    open_ones = Step.objects.filter(state="open", dossier__state="in_process").order_by("-dossier__due_at", "id")
    return [
        step
        for post in officer.posts
        for step in open_ones.filter(role=post.role, agency_id=post.agency_id, unit_id=post.unit_id)
        if step.officer_id in (None, officer.id)
    ]


def _by_forms() -> None:
    """What only pages make: a handover list, a command for several dossiers, the draft of a process."""
    send(client_of(DESK), "/quay/ban-giao/", "//form[contains(@action, '/lap/')]")
    several = "&".join(f"buoc={step.pk}" for step in _own_steps(_actor(OFFICER))[-2:])
    send(client_of(OFFICER), f"/can-bo/chuyen-nhieu/?{several}", "//main//form[@method='post']")
    control = client_of("kiemsoat1.tinh")
    process = ProcessVersion.objects.filter(status="published").order_by("id").first()
    assert process is not None
    control.post(f"/quan-tri/quy-trinh/{process.pk}/ban-nhap/")
    control.post(f"{TABLES}religions/dua-vao/")
    control.post(f"{PROCEDURES}1.004873/ban-nhap/")
    _taken_in(control)


def _taken_in(control: Client) -> None:
    """A file of one procedure, changed: a trial, then a second version to compare with."""
    code = ProcedureVersion.objects.filter(procedure__national_code__gt="1.004873").order_by("pk").first()
    assert code is not None
    known = control.get(f"{PROCEDURES}{code.procedure.national_code}/ban/{code.number}/thu-tuc.json").json()
    changed = known | {"conditions": "Đã sửa", "methods": known["methods"][:1], "documents": known["documents"][:-1]}
    file = SimpleUploadedFile("thu-tuc.json", json.dumps(changed).encode())
    day = (NOW + timedelta(days=1)).strftime("%d/%m/%Y")
    tried = control.post(f"{PROCEDURES}nhap/", {"file": file, "valid_from": day})
    assert tried.status_code == 302, tried.content.decode()
    assert control.post(tried.url).status_code == 302


def send(client: Client, address: str, path: str) -> None:
    """Send a form of a page as it stands there."""
    page = html.fromstring(client.get(address).content.decode())
    form = page.xpath(path)[0]
    response = client.post(urljoin(address, form.action or ""), list(form.form_values()) and dict_of(form))
    assert response.status_code == 302, (address, response.status_code)


def dict_of(form) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def more_starts() -> dict[str, list[str]]:
    """Where nothing leads by a link: what follows a button, or needs something to have been chosen."""
    citizen = account_called(CITIZEN).citizen
    own = list(Dossier.objects.filter(owner_citizen=citizen).order_by("id"))
    talked = next(dossier for dossier in own if dossier.state == "in_process")
    officer = _actor(OFFICER)
    mine = [step.pk for step in _own_steps(officer)]
    late = Step.objects.filter(state="open", dossier__state="in_process").order_by("dossier__due_at")[:3]
    drafted = Proposal.objects.filter(stage="drafted", kind="supplement", dossier__competent_agency__key=WARD).first()
    signing = Step.objects.filter(state="open", role=Role.AGENCY_LEADER, agency__key=WARD).first()
    issuing = Step.objects.filter(state="open", role=Role.CLERK, agency__key=WARD).first()
    draft = ProcessVersion.objects.filter(status="draft").latest("id")
    published = ProcessVersion.objects.filter(process=draft.process, status="published").latest("id")
    bulk = Bulk.objects.latest("id")
    template = TextTemplate.objects.latest("id")
    lists = HandoverList.objects.latest("id")
    religion = CodeEntry.objects.filter(table__key="religions", valid_to=None).latest("id")
    second = ProcedureVersion.objects.latest("id")
    assert second.number == 2
    assert drafted
    assert signing
    assert issuing
    return {
        VISITOR: [f"/tra-cuu/k/{talked.key}/"],
        CITIZEN: [*(f"/tra-cuu/{each.code}/" for each in own), *(f"/da-nop/{each.code}/" for each in own)],
        DESK: [f"/quay/ban-giao/{lists.pk}/", *(f"/quay/ho-so/{each.pk}/" for each in own)],
        OFFICER: [
            f"/can-bo/chuyen-nhieu/?buoc={mine[0]}", f"/can-bo/giao-nhieu/?buoc={mine[0]}",
            f"/can-bo/nhieu-ho-so/{bulk.pk}/", f"/can-bo/mau/{template.pk}/", f"/can-bo/ho-so/{talked.pk}/tin-nhan/",
        ],
        "truongphong.vanphong.hacthanh": [
            "/can-bo/xin-loi-nhieu/?ngay=30&" + "&".join(f"buoc={step.pk}" for step in late)
        ],
        LEADER: [
            f"/can-bo/ho-so/{talked.pk}/tin-nhan/", f"/can-bo/ho-so/{drafted.dossier_id}/",
            f"/can-bo/ho-so/{signing.dossier_id}/",
        ],
        "vanthu.hacthanh": [
            f"/can-bo/ho-so/{issuing.dossier_id}/", f"/can-bo/ho-so/{issuing.dossier_id}/buoc/{issuing.pk}/phat-hanh/"
        ],
        "kiemsoat1.tinh": [
            f"/quan-tri/quy-trinh/{draft.pk}/", f"/quan-tri/quy-trinh/{draft.pk}/sua/",
            f"/quan-tri/quy-trinh/{published.pk}/chuyen-ho-so/", f"{TABLES}religions/ma/{religion.code}/doi-ten/",
            f"{PROCEDURES}1.004873/soan/", f"{PROCEDURES}1.004873/ban-hanh/",
            f"{PROCEDURES}{second.procedure.national_code}/so-sanh/1/{second.number}/",
        ],
    }  # fmt: skip


def _actor(username: str) -> Actor:
    return actor_of(account_called(username), NOW)


def client_of(who: str) -> Client:
    """Somebody's browser, without the typing."""
    client = Client()
    if who:
        client.force_login(account_called(who))
    return client


def walk() -> tuple[list[Visit], dict[str, str]]:
    """Follow every link from where each begins; return the pages met and, for each pattern met, why it is no page."""
    pages: list[Visit] = []
    other: dict[str, str] = {}
    met: Counter[str] = Counter()
    further = more_starts()
    for who in STARTS:
        client, waiting = client_of(who), deque([*further.get(who, ()), *STARTS[who]])
        seen: Counter[str] = Counter()
        while waiting:
            address = waiting.popleft()
            route = route_of(address)
            if route is None or seen[route] >= (PER_PERSON if route in DEEP else 1):
                continue
            if met[route] >= PER_ROUTE and route not in DEEP:
                continue
            response, took = timed(client, address)
            kind = response.headers.get("Content-Type", "")
            if response.status_code != 200 or not kind.startswith("text/html"):
                response.getvalue()  # read to its end, which closes the file
                other.setdefault(route, f"{response.status_code} {kind}")
                if 300 <= response.status_code < 400:
                    waiting.append(response.url)
                continue
            seen[route] += 1
            met[route] += 1
            pages.append(Visit(who, address, route, took))
            waiting += links(response.content.decode(), address)
    return pages, other


def timed(client: Client, address: str) -> tuple[Any, float]:
    """The answer, and how many milliseconds it took to its last letter."""
    begun = time.perf_counter()
    response = client.get(address)
    return response, (time.perf_counter() - begun) * 1000


def links(page: str, address: str) -> list[str]:
    """The addresses of this installation that a page leads to, the fragments it fetches too."""
    if not page.strip():
        return []
    found = html.fromstring(page).xpath("//a/@href | //@data-pane | //@data-live | //iframe/@src")
    joined = (urljoin(f"http://testserver{address}", str(each)).partition("#")[0] for each in found)
    return [each.removeprefix("http://testserver") for each in joined if each.startswith("http://testserver/")]


def route_of(address: str) -> str | None:
    """The pattern of an address, as the table of who may open what writes it; None for what is not ours."""
    path = urlsplit(address).path
    try:
        return resolve(path).route
    except Resolver404:
        return None
