"""What the house holds of somebody: one rule for the citizen's account and for the officer at the desk."""

import pytest

from motcua.access.models import LookLog
from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.dossiers.filing import PaperIn, PartyIn
from motcua.files import papers
from motcua.files.models import StoredFile
from motcua.people.models import Citizen
from tests.factories import people
from tests.factories.province import MONDAY
from tests.files.samples import PDF, arrived
from tests.web.counter.conftest import INTAKE, client_of
from tests.web.portal.conftest import here  # noqa: F401 – a fixture

pytestmark = pytest.mark.django_db
AN, HOA = "038085001234", "038185009999"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def an(here) -> Citizen:  # noqa: F811
    return people.citizen("Nguyễn Văn An", personal_id=AN, phone="+84912345678")


@pytest.fixture
def brought(here):  # noqa: F811
    """A dossier brought to the desk, with one scan; its paper."""
    number = iter(range(100))

    def bring(name: str = "Tờ khai", *, personal_id: str = AN, tax_code: str = "", account: Citizen | None = None):
        desk = here.officers[Role.RECEPTION].account
        content = PDF + b"\n% " + str(next(number)).encode() + b"\n%%EOF\n"
        file = papers.keep(arrived(content, "quet.pdf"), by=desk, now=MONDAY)
        owner = PartyIn("Nguyễn Văn An", personal_id=personal_id, phone="0912345678", address="25 Lê Lợi",
                        tax_code=tax_code, kind="organisation" if tax_code else "citizen")  # fmt: skip
        given = here.filing(
            parties=(owner,),
            papers=(PaperIn(name, is_digitised=True, file_id=file.pk),),
            owner_citizen_id=account.pk if account else None,
        )
        moved = actions.receive(given, by=here.actor(Role.RECEPTION), now=MONDAY)
        StoredFile.objects.filter(pk=file.pk).update(dossier_id=moved.id)
        return moved

    return bring


def prove(citizen: Citizen) -> Citizen:
    Citizen.objects.filter(pk=citizen.pk).update(identity_level=2, identity_subject="vneid-1")
    return Citizen.objects.get(pk=citizen.pk)


def held(whose, **how) -> list[tuple[str, bool]]:
    return [(paper.code, paper.is_own) for paper in queries.held_papers(whose, **how)]


def test_an_account_has_what_it_filed_and_its_number_only_where_it_is_proved(an, brought):
    own, at_the_desk = brought(account=an), brought()
    brought(personal_id=HOA)
    assert held(queries.of_account(an)) == [(own.code, True)]  # anybody may type a number
    assert sorted(held(queries.of_account(prove(an)))) == sorted([(own.code, True), (at_the_desk.code, False)])


def test_an_officer_asks_by_number_within_their_agencies(here, an, brought):  # noqa: F811
    moved = brought()
    whose = queries.of_number("038 085 001 234")
    assert held(whose, within=[here.commune.pk]) == [(moved.code, False)]
    assert held(whose, within=[here.commune.pk + 100_000]) == []
    assert held(whose, within=[]) == []


@pytest.mark.parametrize("typed_code", ["2801234567", "2801234567-001"])
def test_a_body_is_known_by_its_tax_code(here, brought, typed_code):  # noqa: F811
    moved = brought(personal_id="", tax_code=typed_code)
    assert held(queries.of_number(typed_code)) == [(moved.code, False)]
    assert held(queries.of_number("2809999999")) == []


@pytest.mark.parametrize("number", ["", "12345", "An", "-", "%"])
def test_what_is_no_number_is_nobodys(number):
    assert queries.of_number(number) is None


def test_what_may_not_be_handed_out_is_not_held(an, brought):
    brought(account=an)
    StoredFile.objects.update(scan_state="infected")
    assert held(queries.of_account(an)) == []


def test_the_desk_logs_each_dossier_it_tells_papers_of(here, brought):  # noqa: F811
    moved = brought()
    brought("Giấy không ai hỏi", personal_id=AN)
    desk = client_of(here.officers[Role.RECEPTION])
    page = desk.post(INTAKE, {"begin": "1", "owner-personal_id": AN}).content.decode()
    looks = LookLog.objects.filter(what="quầy: giấy tờ đã có")
    assert f'target="_blank">{moved.code}</a>' in page
    assert [look.dossier_id for look in looks] == [moved.id]


def test_a_proved_citizen_uses_again_what_was_brought_to_a_desk(here, an, brought):  # noqa: F811
    moved = brought()
    client = client_of(prove(an))
    page = client.get("/nop-ho-so/1.004873/").content.decode()
    assert "Giấy tờ cơ quan đã có của Ông/Bà" in page
    assert moved.code in page
    listed = client.get("/tai-khoan/giay-to/").content.decode()
    assert "quet.pdf" in listed
    assert f"/ho-so-cua-toi/{moved.code}/" not in listed  # another door's dossier: named, not opened


def test_one_statement_finds_them(an, brought, django_assert_num_queries):
    for _ in range(3):
        brought(account=an)
    with django_assert_num_queries(1):
        assert len(queries.held_papers(queries.of_account(an))) == 3
