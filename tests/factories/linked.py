"""A commune, the police beneath it and the insurance of the province, with a bundle of three procedures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.catalog.bundles import written_bundles
from motcua.catalog.models import ProcedureVersion
from motcua.core import linking
from motcua.core.lifecycle import Actor, ActorKind, PostHeld
from motcua.core.linking import Bundle
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions import MovedSet
from motcua.dossiers.filing import PaperIn
from motcua.dossiers.models import Dossier
from motcua.org.models import Agency
from tests.factories import people
from tests.factories.forms import give_form
from tests.factories.lives import Life
from tests.factories.province import CITIZEN, MONDAY, Province, _agency, procedure, province

QUESTIONS = [{"key": "muc_dich", "label": "Mục đích", "type": "text", "required": True}]
TABLE: dict[str, Any] = {
    "key": "birth-residence-card",
    "procedure": "1.004873",
    "name": "Khai sinh, thường trú, thẻ bảo hiểm y tế",
    "name_en": "Birth, residence, card",
    "valid_from": date(2026, 1, 1),
    "members": [
        {"key": "birth", "procedure": "1.001193", "papers": ["Giấy chứng sinh"]},
        {"key": "residence", "procedure": "1.004222", "after": ["birth"], "papers": ["Giấy chứng sinh", "Chỗ ở"]},
        {"key": "card", "procedure": "1.014137", "after": ["residence"], "if_withdrawn": "go_on"},
    ],
}


@dataclass
class Linked:
    """The province with everybody a set needs; each member lives by `life`."""

    here: Province
    police: Agency
    insurance: Agency
    bundle: Bundle

    def filing(self, **given: Any) -> Any:
        """The one application."""
        papers = (PaperIn("Giấy chứng sinh", originals=1), PaperIn("Chỗ ở hợp pháp", copies=1), PaperIn("Tờ khai"))
        return self.here.filing(**({"papers": papers} | given))

    def file(self, *, now: datetime = MONDAY, key: str = "", **given: Any) -> MovedSet:
        filing = self.filing(channel="online", **given)
        return actions.file_linked(self.bundle, filing, copy=nobody_copies, by=CITIZEN, now=now, key=key)

    def receive(self, *, now: datetime = MONDAY, key: str = "", **given: Any) -> MovedSet:
        desk = self.here.actor(Role.RECEPTION)
        return actions.receive_linked(self.bundle, self.filing(**given), copy=nobody_copies, by=desk, now=now, key=key)

    def life(self, made: MovedSet, place: int, *, now: datetime = MONDAY) -> Life:
        """One member, worked at its own agency."""
        row = Dossier.objects.get(pk=made.made[place].id)
        return Life(_At(self.here, row.competent_agency_id), row.pk, now)


class _At(Province):
    """The officers of the commune, as if each held the role at the agency of the member, and at the desk."""

    def __init__(self, here: Province, agency_id: int) -> None:
        super().__init__(here.committee, here.commune, here.version, here.process, here.officers)
        object.__setattr__(self, "agency_id", agency_id)

    def actor(self, role: Role) -> Actor:
        officer = self.officers[role]
        place = self.commune.pk if role in (Role.RECEPTION, Role.RETURN_DESK) else self.agency_id  # type: ignore[attr-defined]
        return Actor(ActorKind.OFFICER, officer.pk, officer.full_name, (PostHeld(role, place),))


def nobody_copies(file_id: int) -> int:
    raise AssertionError("no file was handed in")


def linked(here: Province | None = None, **changes: Any) -> Linked:
    """Found all that a set needs."""
    here = here or province()
    police = _agency("Công an phường Hạc Thành", "central", "H56.CA", parent_id=here.commune.pk)
    insurance = _agency("Bảo hiểm xã hội tỉnh", "central", "H56.BH", parent_id=here.committee.pk)
    for agency in (police, insurance):
        for role in (Role.DIVISION_HEAD, Role.CASE_OFFICER, Role.AGENCY_LEADER, Role.CLERK):
            people.post(here.officers[role], role.value, agency.pk)
    procedure(here.commune, here.process, code="1.001193", value=1, name="Đăng ký khai sinh")
    procedure(police, here.process, code="1.004222", value=7, name="Đăng ký thường trú")
    procedure(insurance, here.process, code="1.014137", value=5, name="Cấp thẻ bảo hiểm y tế")
    return Linked(here, police, insurance, linking.from_table(TABLE | changes))


def offered_together(here: Province) -> Linked:
    """The bundle that comes with the house, filed under its own procedure at the commune."""
    there = linked(here)
    procedure(here.commune, here.process, code="2.000986", value=1, name="Liên thông khai sinh, thường trú, thẻ BHYT")
    for version in ProcedureVersion.objects.exclude(pk=here.version.pk):
        give_form(version, QUESTIONS)
    there.bundle = written_bundles()[0]
    return there
