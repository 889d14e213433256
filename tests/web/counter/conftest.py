"""A small province whose desk is open on a Monday morning, and its officers signed in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from motcua.catalog.models import Paper, ProcedureVersion
from motcua.core.roles import Role
from motcua.people.models import Officer
from tests.factories import people
from tests.factories.forms import give_form
from tests.factories.province import Province, province

QUESTIONS = [{"key": "muc_dich", "label": "Mục đích xin xác nhận", "type": "text", "required": True}]
INTAKE = "/quay/tiep-nhan/1.004873/"


@pytest.fixture
def here(db, clock_at) -> Province:
    """The province; its one procedure asks one question and for two papers, one of them only in some cases."""
    clock_at("2026-11-23 09:00")
    made = province()
    version: ProcedureVersion = made.version
    give_form(version, QUESTIONS)
    Paper.objects.create(version=version, position=2, name="- Quyết định ly hôn;", copies=1, kind="conditional")
    return made


@pytest.fixture
def at(here) -> Callable[..., Client]:
    """A client signed in as the officer with a role."""

    def sign_in(role: Role = Role.RECEPTION) -> Client:
        return client_of(here.officers[role])

    return sign_in


@pytest.fixture
def desk(at) -> Client:
    return at(Role.RECEPTION)


@pytest.fixture
def other_desk(here) -> Client:
    """Somebody at the desk of another agency, which has nothing to do with these dossiers."""
    officer = people.officer("Cán bộ nơi khác")
    people.post(officer, Role.RECEPTION, here.committee.pk)
    return client_of(officer)


def client_of(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer.account)
    return client


def key(letter: str = "a") -> str:
    """A key as a form carries one."""
    return "counter:" + letter * 22


def typed(here: Province, **changed: Any) -> dict[str, Any]:
    """What a clerk types for Mrs Hoa; in the names of `changed` two underscores stand for a dash."""
    usual = {
        "key": key(),
        "channel": "direct",
        "agency": str(here.commune.pk),
        "result_by": "desk",
        "owner-kind": "citizen",
        "owner-full_name": "Trần Thị Hoa",
        "owner-personal_id": "038185001234",
        "owner-born_on": "05/01/1985",
        "owner-phone": "0912 345 678",
        "owner-address": "25 Lê Lợi",
        "f.muc_dich": "Xin việc",
        "paper1-there": "on",
        "paper1-originals": "1",
        "do": "accept",
    }
    given = usual | {name.replace("f__", "f.").replace("__", "-"): value for name, value in changed.items()}
    return {name: value for name, value in given.items() if value is not None}
