"""A role lent for some fields only: enforced by the rules, seen in the inbox and among what waits for a signature."""

import pytest

from motcua.catalog.models import Field
from motcua.core import lifecycle
from motcua.core.lifecycle import ProposalKind
from motcua.core.roles import Role
from motcua.core.vietnam import collation_key, fold
from motcua.dossiers import actions, remembering
from motcua.dossiers.models import Dossier, Step
from motcua.journal.models import JournalEvent
from motcua.people import queries as people
from motcua.people.models import Account, Delegation
from motcua.results import actions as results
from tests.factories import people as factory
from tests.factories.province import MONDAY

LEND, INBOX, SIGNING = "/can-bo/uy-quyen/", "/can-bo/", "/can-bo/cho-ky/"
KEY = f"office:{'a' * 22}"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    remembering._held.clear()


@pytest.fixture
def land(db) -> Field:
    return Field.objects.create(name="Đất đai", name_folded=fold("Đất đai"), sort_key=collation_key("Đất đai"))


@pytest.fixture
def civil(office) -> Field:
    return Field.objects.get(name="Hộ tịch")


def lend(office, *fields: Field) -> Delegation:
    """The leader lends the head of division what leaders do, for these fields."""
    officers = office.province.officers
    made = Delegation.objects.create(
        from_officer=officers[Role.AGENCY_LEADER],
        to_officer=officers[Role.DIVISION_HEAD],
        role=Role.AGENCY_LEADER,
        agency=office.province.commune,
        valid_from=MONDAY.date(),
        valid_to=MONDAY.date(),
        scope_note="Ký thay",
        made_at=MONDAY,
        field_ids=[field.pk for field in fields],
    )
    remembering._held.clear()
    return made


def borrower(office):
    """The head of division, as one who acts."""
    account = office.province.officers[Role.DIVISION_HEAD].account
    return people.actor_of(Account.objects.get(pk=account.pk), MONDAY)


def codes(office) -> list[str]:
    return [line.code for line in office.client(Role.DIVISION_HEAD).get(INBOX).context["lines"]]


def waits_for_signature(office) -> bool:
    return "H56.901-261123-0001" in office.client(Role.DIVISION_HEAD).get(SIGNING).content.decode()


def test_lent_for_every_field_all_is_signed(office):
    lend(office)
    dossier_id = office.drafted()
    assert codes(office) == ["H56.901-261123-0001"]
    assert waits_for_signature(office)
    results.approve(step_id=office.step(dossier_id), by=borrower(office), now=office.now)


def test_lent_for_its_field_it_is_signed(office, civil, land):
    lend(office, civil, land)
    dossier_id = office.drafted()
    assert codes(office) == ["H56.901-261123-0001"]
    assert waits_for_signature(office)
    results.approve(step_id=office.step(dossier_id), by=borrower(office), now=office.now)


@pytest.mark.parametrize("named", [True, False], ids=["named-for-the-leader", "free-to-the-role"])
def test_lent_for_another_field_it_is_neither_seen_nor_signed(office, land, named):
    lend(office, land)
    dossier_id = office.drafted()
    if not named:
        Step.objects.filter(dossier_id=dossier_id, state="open").update(officer=None)
    assert codes(office) == []
    assert not waits_for_signature(office)
    with pytest.raises(lifecycle.OutsideDelegation):
        results.approve(step_id=office.step(dossier_id), by=borrower(office), now=office.now)
    page = office.client(Role.DIVISION_HEAD).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert "Duyệt kết quả" not in page
    leader = office.client(Role.AGENCY_LEADER)
    assert [line.code for line in leader.get(INBOX).context["lines"]] == ["H56.901-261123-0001"]


@pytest.mark.parametrize("sifted", [{"tim": "hoa"}, {"xep": "-due"}, {"buoc": "x"}])
def test_a_sifted_inbox_keeps_to_the_fields_too(office, land, sifted):
    lend(office, land)
    office.drafted()
    assert office.client(Role.DIVISION_HEAD).post(INBOX, sifted, follow=True).context["lines"] == []


def test_a_draft_of_another_field_does_not_wait_for_the_borrower(office, civil, land):
    lend(office, land)
    dossier_id = office.examined()
    by = office.province.actor(Role.CASE_OFFICER)
    actions.propose_supplement(dossier_id=dossier_id, content={"reason": "Thiếu"}, by=by, now=office.now)
    assert not waits_for_signature(office)
    with pytest.raises(lifecycle.OutsideDelegation) as refused:
        actions.sign_proposal(dossier_id=dossier_id, kind=ProposalKind.SUPPLEMENT, by=borrower(office), now=office.now)
    assert "không gồm lĩnh vực của hồ sơ này" in refused.value.message_vi
    Delegation.objects.update(field_ids=[civil.pk])
    assert waits_for_signature(office)
    actions.sign_proposal(dossier_id=dossier_id, kind=ProposalKind.SUPPLEMENT, by=borrower(office), now=office.now)


def test_a_new_step_is_not_given_to_who_may_not_take_it(office, land):
    lend(office, land)
    dossier_id = office.drafted()
    step = Step.objects.get(dossier_id=dossier_id, state="open")
    assert step.officer == office.province.officers[Role.AGENCY_LEADER]  # the only one for this field
    Dossier.objects.filter(pk=dossier_id).update(field=land)
    assert codes(office) == ["H56.901-261123-0001"]


def sent(office, **given):
    post = office.province.officers[Role.AGENCY_LEADER].posts.get()
    usual = {
        "post": post.pk,
        "officer": office.province.officers[Role.DIVISION_HEAD].pk,
        "valid_from": "23/11/2026",
        "valid_to": "27/11/2026",
        "scope_note": "Văn bản số 05/UQ-UBND",
        "key": KEY,
    }
    return usual | given


def test_the_leader_chooses_fields_and_the_pages_name_them(office, civil):
    leader = office.client(Role.AGENCY_LEADER)
    assert "Chỉ trong các lĩnh vực" in leader.get(LEND).content.decode()
    page = leader.post(LEND, sent(office, fields_lent=[civil.pk]), follow=True).content.decode()
    assert "Chỉ lĩnh vực: Hộ tịch." in page
    assert Delegation.objects.get().field_ids == [civil.pk]
    (event,) = JournalEvent.objects.filter(kind="role.lent")
    assert event.details["fields"] == [civil.pk]
    administrator = factory.officer("Quản trị")
    factory.post(administrator, Role.UNIT_ADMIN, office.province.commune.pk)
    office.province.officers[Role.UNIT_ADMIN] = administrator
    console = office.client(Role.UNIT_ADMIN).get("/quan-tri/can-bo/uy-quyen/").content.decode()
    assert "Chỉ lĩnh vực: Hộ tịch" in console


def test_without_a_field_it_is_lent_for_all(office):
    office.client(Role.AGENCY_LEADER).post(LEND, sent(office))
    assert Delegation.objects.get().field_ids == []


def test_a_field_the_agency_has_nothing_of_is_refused(office, land):
    answer = office.client(Role.AGENCY_LEADER).post(LEND, sent(office, fields_lent=[land.pk]))
    assert answer.status_code == 422
    assert not Delegation.objects.exists()
