"""A dossier through the officers' own pages: assigned, supplemented, put off, answered, approved and numbered."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.access.models import LookLog
from motcua.base import clock
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.journal.verification import verify
from tests.factories.province import MONDAY, Province, province

pytestmark = pytest.mark.django_db
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)


class Day:
    """The province, its clock and one browser for each officer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.here: Province = province()
        self.now: datetime = MONDAY
        self.clients: dict[Role, Client] = {}
        monkeypatch.setattr(clock, "now", lambda: self.now)

    def at(self, role: Role) -> Client:
        if role not in self.clients:
            self.clients[role] = Client()
            self.clients[role].force_login(self.here.officers[role].account)
        return self.clients[role]

    def follow(self, role: Role, page: str, button: str) -> str:
        """The address behind a button or link of a page, as the officer finds it."""
        text = self.at(role).get(page).content.decode()
        for address, inside in re.findall(r'<a\b[^>]*href="([^"]+)"[^>]*>(.*?)</a>', text, re.S):
            if button in unescape(re.sub(r"<[^>]+>", "", inside)):
                return address
        raise AssertionError(f"{role} finds no “{button}” on {page}")

    def send(self, role: Role, page: str, data: dict[str, Any], *, form_on: str = "") -> str:
        """Fill in a form as it stands on a page; return what the officer then reads."""
        key = re.search(r'name="key" value="([^"]+)"', self.at(role).get(form_on or page).content.decode())
        assert key, f"no form on {form_on or page}"
        self.now += timedelta(minutes=10)
        answer = self.at(role).post(page, data | {"key": key[1]}, follow=True)
        assert answer.status_code == 200, answer.content.decode()
        return answer.content.decode()

    def step_form(self, role: Role, dossier: str) -> str:
        """Where the form of the own step on the dossier page goes."""
        found = re.search(r'action="(/can-bo/ho-so/[^"]+)"', self.at(role).get(dossier).content.decode())
        assert found, f"{role} has no step on {dossier}"
        return found[1]


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Day:
    return Day(monkeypatch)


def test_from_the_inbox_to_the_register(day: Day):
    desk = day.here.actor(Role.RECEPTION)
    dossier_id = actions.receive(day.here.filing(), by=desk, now=day.now).id
    actions.transfer(dossier_id=dossier_id, by=desk, now=day.now)
    code = Dossier.objects.get(pk=dossier_id).code

    page = day.follow(Role.DIVISION_HEAD, "/can-bo/", code)
    assigning = day.step_form(Role.DIVISION_HEAD, page)
    said = day.send(Role.DIVISION_HEAD, assigning, {"outcome": "done", "note": ""}, form_on=page)
    assert f"Đã xong bước “assign” của hồ sơ {code}" in said

    page = day.follow(Role.CASE_OFFICER, "/can-bo/", code)
    asking = day.follow(Role.CASE_OFFICER, page, "Đề nghị bổ sung")
    day.send(Role.CASE_OFFICER, asking, {"missing_0": "on", "note_0": "chưa ký", "reason": "Tờ khai phải ký tên"})
    document = day.follow(Role.AGENCY_LEADER, "/can-bo/cho-ky/", code)
    signing = day.follow(Role.AGENCY_LEADER, document, "Ký")
    assert "Tờ khai: chưa ký" in day.at(Role.AGENCY_LEADER).get(signing).content.decode()
    day.send(Role.AGENCY_LEADER, signing, {})
    actions.send_supplement(dossier_id=dossier_id, by=desk, now=day.now)
    assert "Chờ bổ sung" in day.at(Role.CASE_OFFICER).get("/can-bo/").content.decode()
    day.now += timedelta(days=2)
    day.clients.clear()  # nobody stays signed in for two days
    actions.supply(dossier_id=dossier_id, by=desk, now=day.now)
    actions.confirm_supplement(dossier_id=dossier_id, by=desk, now=day.now)

    promised = Dossier.objects.get(pk=dossier_id).due_at
    putting_off = day.follow(Role.CASE_OFFICER, page, "Xin lỗi, hẹn lại")
    day.send(Role.CASE_OFFICER, putting_off, {"days": "2", "reason": "Chờ xác minh nơi cư trú cũ"})
    day.send(Role.AGENCY_LEADER, day.follow(Role.AGENCY_LEADER, page, "Ký"), {})
    actions.send_apology(dossier_id=dossier_id, by=desk, now=day.now)
    assert Dossier.objects.get(pk=dossier_id).due_at > promised

    drafting = day.follow(Role.CASE_OFFICER, page, "Soạn kết quả")
    file = SimpleUploadedFile("giay-xac-nhan.png", PNG, "image/png")
    day.send(Role.CASE_OFFICER, drafting, {"title": "Giấy xác nhận tình trạng hôn nhân", "body": "", "file": file})
    sending = {"outcome": "done", "note": "Đủ điều kiện"}
    day.send(Role.CASE_OFFICER, day.step_form(Role.CASE_OFFICER, page), sending, form_on=page)

    leader = day.at(Role.AGENCY_LEADER)
    opened = leader.get(page).content.decode()
    assert "Chưa ký số" in opened
    handed = leader.get(day.follow(Role.AGENCY_LEADER, page, "giay-xac-nhan.png"))
    assert b"".join(handed.streaming_content) == PNG
    approving = {"outcome": "approve", "note": "Nhất trí"}
    day.send(Role.AGENCY_LEADER, day.step_form(Role.AGENCY_LEADER, page), approving, form_on=page)

    page = day.follow(Role.CLERK, "/can-bo/", code)
    assert 'value="GXN-UBND"' in day.at(Role.CLERK).get(page).content.decode()
    numbering = day.step_form(Role.CLERK, page)
    said = day.send(Role.CLERK, numbering, {"symbol": "GXN-UBND", "note": ""}, form_on=page)
    assert f"Đã vào sổ kết quả của hồ sơ {code}" in said

    row = Dossier.objects.get(pk=dossier_id)
    assert (row.state, row.timeliness) == ("processed", "early")
    whole = leader.get(page).content.decode()
    for words in ["01/GXN-UBND", "Nhất trí", "Chờ xác minh nơi cư trú cũ", "Tờ khai: chưa ký", "Hẹn ban đầu",
                  "Đã xử lý xong · trước hạn", "Yêu cầu bổ sung giấy tờ", "Xin lỗi và hẹn lại"]:  # fmt: skip
        assert words in whole
    assert leader.get(f"{page}phieu-kiem-soat.pdf").content.startswith(b"%PDF")
    assert LookLog.objects.filter(dossier_id=dossier_id, what__startswith="file:").count() == 1
    assert not list(verify())
