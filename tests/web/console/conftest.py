"""Administrators of a small province, signed in."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.test import Client

from motcua.core.roles import Role
from motcua.org.models import Agency
from motcua.people.models import Officer
from tests.factories import people, places


@dataclass
class Console:
    """A province with one commune, and whoever manages it."""

    province: Agency = field(default_factory=lambda: places.agency("UBND tỉnh Thanh Hóa", level="province"))
    officers: dict[Role, Officer] = field(default_factory=dict)

    def officer(self, role: Role) -> Officer:
        if role not in self.officers:
            self.officers[role] = people.officer(f"Người giữ vai {role}")
            people.post(self.officers[role], role, self.province.pk)
        return self.officers[role]

    def client(self, role: Role) -> Client:
        client = Client()
        client.force_login(self.officer(role).account)
        return client


@pytest.fixture
def console() -> Console:
    return Console()
