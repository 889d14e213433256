"""A small province whose portal is open, and a citizen signed in at it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from motcua.catalog.models import LegalBasis, Paper, ProcedureVersion, ResultTemplate
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions import Moved
from motcua.dossiers.filing import PartyIn
from motcua.people.models import Citizen
from motcua.people.queries import actor_of
from tests.factories import people
from tests.factories.forms import give_form
from tests.factories.province import MONDAY, Province, province

QUESTIONS = [
    {"key": "muc_dich", "label": "Mục đích xin xác nhận", "type": "text", "required": True},
    {"key": "tinh_trang", "label": "Tình trạng hiện nay", "type": "choice", "choices": ["Chưa kết hôn", "Đã ly hôn"]},
]


@pytest.fixture
def here(db, clock_at) -> Province:
    """The province on a Monday morning; its one procedure asks two questions and for two papers."""
    clock_at("2026-11-23 09:00")
    made = province()
    version: ProcedureVersion = made.version
    version.levels, version.targets = ["XA"], ["Công dân Việt Nam"]
    version.save()
    give_form(version, QUESTIONS)
    Paper.objects.create(version=version, position=2, name="- Quyết định ly hôn;", copies=1, kind="conditional")
    Paper.objects.create(version=version, position=3, name="Trường hợp mất giấy tờ thì khai rõ.", kind="note")
    ResultTemplate.objects.create(version=version, position=1, name="Giấy xác nhận tình trạng hôn nhân")
    LegalBasis.objects.create(version=version, position=1, number="60/2014/QH13", title="Luật Hộ tịch")
    return made


@pytest.fixture
def citizen(here) -> Citizen:
    return people.citizen("Nguyễn Văn An", personal_id="038085001234", phone="+84912345678")


@pytest.fixture
def signed_in(citizen) -> Client:
    client = Client()
    client.force_login(citizen.account)
    return client


@pytest.fixture
def filed(here, citizen) -> Callable[..., Moved]:
    """File a dossier of the citizen; `accepted=True` takes it in at the desk too."""

    def file(*, accepted: bool = False, now: datetime = MONDAY) -> Moved:
        owner = PartyIn("Nguyễn Văn An", personal_id="038085001234", phone="0912345678", address="25 Lê Lợi")
        filing = here.filing(channel="online", owner_citizen_id=citizen.pk, parties=(owner,))
        moved = actions.file(filing, by=actor_of(citizen.account, now), now=now)
        if accepted:
            desk = here.actor(Role.RECEPTION)
            actions.accept(dossier_id=moved.id, by=desk, now=now)
            actions.transfer(dossier_id=moved.id, by=desk, now=now)
        return moved

    return file


@pytest.fixture
def asked(here, filed) -> Moved:
    """A dossier whose citizen is asked for further papers."""
    moved = filed()
    content = {"reason": "Còn thiếu giấy tờ.", "items": ["Bản sao quyết định ly hôn"]}
    actions.ask_at_intake(dossier_id=moved.id, content=content, by=here.actor(Role.RECEPTION), now=MONDAY)
    return moved
