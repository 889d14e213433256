"""Who was lent a role for one field sees, through that loan, dossiers of that field and no others: on every page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.catalog.models import Field
from motcua.core.roles import Role
from motcua.core.vietnam import collation_key, fold
from motcua.dossiers import actions, remembering
from motcua.dossiers.models import Component, Dossier, Step
from motcua.files.actions import keep_own
from motcua.files.models import StoredFile
from motcua.people.models import Delegation
from tests.factories import people, places
from tests.factories.province import CITIZEN, MONDAY

CIVIL, LAND = "H56.901-261123-0001", "H56.901-261123-0002"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    remembering._held.clear()


class Lending:
    """Two dossiers of two fields with the leader, and an officer from elsewhere who was lent the leader's role."""

    def __init__(self, office) -> None:
        self.office = office
        self.civil = Field.objects.get(name="Hộ tịch")
        self.land = Field.objects.create(name="Đất đai", name_folded=fold("Đất đai"), sort_key=collation_key("Đất đai"))
        self.borrower = people.officer("Người Được Ủy Quyền")
        self.seen, self.hidden = office.drafted(), office.drafted()
        Dossier.objects.filter(pk=self.hidden).update(field=self.land)

    def lend(self, *fields: Field, role: Role = Role.AGENCY_LEADER, unit=None, **given) -> Delegation:
        lender = given.pop("lender", None) or self.office.province.officers[role]
        usual = {
            "from_officer": lender,
            "to_officer": self.borrower,
            "role": role,
            "agency": self.office.province.commune,
            "unit": unit,
            "valid_from": MONDAY.date(),
            "valid_to": MONDAY.date() + timedelta(days=60),
            "scope_note": "Ký thay",
            "made_at": MONDAY,
            "field_ids": [field.pk for field in fields],
        }
        made = Delegation.objects.create(**usual | given)
        remembering._held.clear()
        return made

    @property
    def client(self) -> Client:
        client = Client()
        client.force_login(self.borrower.account)
        return client

    def codes(self, address: str) -> list[str]:
        return sorted(line.code for line in self.client.get(address).context["lines"])


@pytest.fixture
def lending(office) -> Lending:
    return Lending(office)


def found(lending: Lending, text: str) -> list[str]:
    answer = lending.client.post("/can-bo/tim/", {"q": text}, follow=True)
    return sorted(line.code for line in answer.context["lines"])


PAGES = ["", "xem-nhanh/", "phieu-kiem-soat/", "phieu-kiem-soat.pdf", "van-ban/result/", "tin-nhan/", "ket-qua.pdf"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_dossier_opens_for_the_field_lent_and_for_no_other(lending, page):
    lending.lend(lending.civil)
    assert lending.client.get(f"/can-bo/ho-so/{lending.seen}/{page}").status_code == 200
    assert lending.client.get(f"/can-bo/ho-so/{lending.hidden}/{page}").status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_lent_for_every_field_all_open(lending, page):
    lending.lend()
    for dossier_id in (lending.seen, lending.hidden):
        assert lending.client.get(f"/can-bo/ho-so/{dossier_id}/{page}").status_code == 200


def test_a_file_is_handed_out_for_the_field_lent_and_for_no_other(lending):
    lending.lend(lending.civil)
    addresses = {}
    for dossier_id in (lending.seen, lending.hidden):
        file = keep_own(b"%PDF-1.7", name="to-khai.pdf", media_type="application/pdf", kind="paper", now=MONDAY)
        StoredFile.objects.filter(pk=file.pk).update(dossier_id=dossier_id)
        Component.objects.filter(dossier_id=dossier_id).update(file=file)
        addresses[dossier_id] = f"/can-bo/ho-so/{dossier_id}/tep/{file.pk}/"
    assert addresses[lending.seen] in lending.client.get(f"/can-bo/ho-so/{lending.seen}/").content.decode()
    assert b"".join(lending.client.get(addresses[lending.seen]).streaming_content) == b"%PDF-1.7"
    assert lending.client.get(addresses[lending.hidden]).status_code == 403
    through_the_other = addresses[lending.hidden].replace(f"/{lending.hidden}/", f"/{lending.seen}/", 1)
    assert lending.client.get(through_the_other).status_code == 404


def test_the_inbox_and_the_signing_list_show_the_field_lent_alone(lending):
    lending.lend(lending.civil)
    assert lending.codes("/can-bo/") == [CIVIL]
    assert lending.codes("/can-bo/?tim=hoa") == [CIVIL]
    assert lending.codes("/can-bo/cho-ky/") == [CIVIL]
    assert lending.client.get("/can-bo/thay-doi/").json()["steps"] == [lending.office.step(lending.seen)]


@pytest.mark.parametrize("text", ["Trần Thị Hoa", "hoa", "tran", "038185001234", "0912345678", "xin việc"])
def test_a_search_finds_the_field_lent_alone(lending, text):
    assert found_by_leader(lending, text) == [CIVIL, LAND]
    lending.lend(lending.civil)
    assert found(lending, text) == [CIVIL]


def found_by_leader(lending: Lending, text: str) -> list[str]:
    answer = lending.office.client(Role.AGENCY_LEADER).post("/can-bo/tim/", {"q": text}, follow=True)
    return sorted(line.code for line in answer.context["lines"])


def test_a_search_by_the_very_code_of_another_field_finds_nothing(lending):
    lending.lend(lending.civil)
    assert found(lending, LAND) == []
    assert found(lending, CIVIL) == [CIVIL]


def test_what_is_late_and_nearly_late_is_of_the_field_lent_and_so_is_its_count(lending):
    lending.lend(lending.civil)
    lending.office.later(days=6)
    assert lending.codes("/can-bo/sap-tre/") == [CIVIL]
    lending.office.later(days=20)
    assert lending.codes("/can-bo/qua-han/") == [CIVIL]
    tabs = lending.client.get("/can-bo/qua-han/").context["tabs"]
    assert [tab.count for tab in tabs if tab.current] == [1]


def test_messages_of_owners_are_of_the_field_lent(lending):
    lending.lend(lending.civil)
    citizen = people.citizen()
    Dossier.objects.update(owner_citizen=citizen)
    by = CITIZEN.__class__(CITIZEN.kind, citizen.pk, citizen.full_name)
    for dossier_id in (lending.seen, lending.hidden):
        actions.write_message(dossier_id=dossier_id, text="Bao giờ xong?", by=by, now=lending.office.now)
    shown = lending.client.get("/can-bo/tin-nhan/").content.decode()
    assert CIVIL in shown
    assert LAND not in shown


def test_a_question_to_the_agency_is_shown_and_answered_in_the_field_lent_alone(office):
    lending = Lending(office)
    asked = {dossier_id: office.consulted() for dossier_id in ("civil", "land")}
    Dossier.objects.filter(pk=asked["land"]).update(field=lending.land)
    lending.lend(lending.civil)
    questions = lending.client.get("/can-bo/lay-y-kien/").context["lines"]
    assert [line.code for line in questions] == ["H56.901-261123-0003"]
    here = office.province.commune.pk
    for field, status in (("civil", 200), ("land", 403)):
        (question,) = Dossier.objects.get(pk=asked[field]).consultations.filter(agency_id=here)
        assert lending.client.get(f"/can-bo/lay-y-kien/{question.pk}/").status_code == status


def test_acts_in_another_field_are_not_reached_by_address(lending):
    lending.lend(lending.civil)
    step, key = lending.office.step(lending.hidden), "office:" + "b" * 22
    for page in (f"buoc/{step}/chuyen/", f"buoc/{step}/tra-lai/", f"buoc/{step}/giao-lai/", "dung/", "ghi-chu/"):
        answer = lending.client.post(f"/can-bo/ho-so/{lending.hidden}/{page}", {"key": key, "outcome": "agreed"})
        assert answer.status_code == 403
    batch = lending.client.get(f"/can-bo/chuyen-nhieu/?buoc={step}", follow=True)
    assert LAND not in batch.content.decode()
    batch = lending.client.get(f"/can-bo/giao-nhieu/?buoc={step}", follow=True)
    assert LAND not in batch.content.decode()


def test_a_step_named_for_the_lender_elsewhere_is_not_seen_in_another_field(lending):
    """Everything of the dossier lies at another agency but one step that names the lender."""
    lending.lend(lending.civil)
    away = lending.office.province.committee
    Dossier.objects.update(receiving_agency=away, competent_agency=away)
    Step.objects.exclude(state="open").update(agency=away, officer=None, done_by=None)
    assert lending.client.get(f"/can-bo/ho-so/{lending.seen}/").status_code == 200
    assert lending.client.get(f"/can-bo/ho-so/{lending.hidden}/").status_code == 403
    assert found(lending, "hoa") == []  # named for the lender, and of no agency the loan is for


def test_two_loans_show_both_fields_and_a_loan_that_is_over_shows_nothing(lending):
    other = people.officer("Phó chủ tịch")
    people.post(other, Role.AGENCY_LEADER, lending.office.province.commune.pk)
    lending.lend(lending.civil)
    second = lending.lend(lending.land, lender=other)
    assert found(lending, "hoa") == [CIVIL, LAND]
    second.valid_to = MONDAY.date()
    second.save()
    lending.office.later(days=1)
    remembering._held.clear()
    assert found(lending, "hoa") == [CIVIL]
    assert lending.client.get(f"/can-bo/ho-so/{lending.hidden}/").status_code == 403


def test_a_post_of_ones_own_still_shows_every_field(lending):
    people.post(lending.borrower, Role.ARCHIVIST, lending.office.province.commune.pk)
    lending.lend(lending.civil)
    assert found(lending, "hoa") == [CIVIL, LAND]
    assert lending.client.get(f"/can-bo/ho-so/{lending.hidden}/").status_code == 200


def test_a_division_is_seen_in_the_field_lent_alone(lending):
    unit = places.unit(lending.office.province.commune, "Phòng Kinh tế")
    head = people.officer("Trưởng phòng Kinh tế")
    people.post(head, Role.DIVISION_HEAD, lending.office.province.commune.pk, unit_id=unit.pk)
    Dossier.objects.update(handling_unit=unit)
    third = lending.office.drafted()  # of the field lent, and of no division
    lending.lend(lending.civil, role=Role.DIVISION_HEAD, lender=head, unit=unit)
    assert found(lending, "hoa") == [CIVIL]
    for dossier_id, status in ((lending.seen, 200), (lending.hidden, 403), (third, 403)):
        assert lending.client.get(f"/can-bo/ho-so/{dossier_id}/").status_code == status
    lending.office.later(days=30)
    assert lending.codes("/can-bo/qua-han/") == [CIVIL]


def test_a_dossier_of_two_divisions_headed_is_late_once(lending):
    commune = lending.office.province.commune
    one, two = places.unit(commune, "Phòng Kinh tế"), places.unit(commune, "Phòng Văn hóa")
    for unit in (one, two):
        people.post(lending.borrower, Role.DIVISION_HEAD, commune.pk, unit_id=unit.pk)
    Dossier.objects.filter(pk=lending.seen).update(handling_unit=one)
    Step.objects.filter(dossier_id=lending.seen, state="open").update(unit=two)
    lending.office.later(days=30)
    assert lending.codes("/can-bo/qua-han/") == [CIVIL]
    tabs = lending.client.get("/can-bo/qua-han/").context["tabs"]
    assert [tab.count for tab in tabs if tab.current] == [1]


def test_a_centre_director_lent_for_a_field_follows_what_came_in_of_it(lending):
    centre = lending.office.province.commune
    director = people.officer("Giám đốc")
    people.post(director, Role.CENTRE_DIRECTOR, centre.pk)
    away = places.agency("Sở Tư pháp", level="department")
    Dossier.objects.update(competent_agency=away)
    lending.lend(lending.civil, role=Role.CENTRE_DIRECTOR, lender=director)
    lending.office.later(days=30)
    assert lending.codes("/can-bo/qua-han/") == [CIVIL]


@pytest.mark.parametrize("page", ["/can-bo/", "/can-bo/ho-so/{seen}/", "/can-bo/qua-han/", "/can-bo/cho-ky/"])
def test_a_loan_for_some_fields_costs_no_more_questions_than_one_for_all(lending, page):
    def asked() -> int:
        client = lending.client
        client.get(address)
        with CaptureQueriesContext(connection) as questions:
            assert client.get(address).status_code == 200
        return len(questions)

    address = page.format(seen=lending.seen)
    Dossier.objects.filter(pk=lending.hidden).update(field=lending.civil)
    loan = lending.lend()
    for_all = asked()
    loan.field_ids = [lending.civil.pk]
    loan.save()
    remembering._held.clear()
    assert asked() == for_all
