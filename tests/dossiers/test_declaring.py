"""The declaration is held against the form where the dossier is written, whatever door it came by."""

import pytest

from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.declaring import NotAsTheFormAsks
from motcua.dossiers.filing import PaperIn
from motcua.dossiers.models import Answers, Dossier
from tests.core.forms.making import form
from tests.factories.forms import give_form
from tests.factories.province import CITIZEN, MONDAY, province

pytestmark = pytest.mark.django_db
ASKED = form(
    {"key": "amount", "kind": "money", "required": True, "least": "1"},
    {"key": "why", "shown": "amount > 100", "required": True},
    {"key": "double", "kind": "computed", "computed": "amount * 2", "result": "money"},
    {"key": "proof", "kind": "file"},
)


@pytest.fixture
def here():
    made = province()
    give_form(made.version, ASKED)
    return made


def file(here, answers, **given):
    return actions.file(here.filing(channel="online", answers=answers, **given), by=CITIZEN, now=MONDAY)


def test_answers_are_kept_as_the_form_reads_them_with_the_form_they_were_given_on(here):
    moved = file(here, {"amount": "50", "why": "ẩn", "double": 7, "result_by": "post"})
    kept = Answers.objects.get(dossier_id=moved.id)

    assert kept.answers == {"amount": 50, "double": 100, "result_by": "post"}
    assert kept.form.version_id == here.version.pk


@pytest.mark.parametrize("answers", [{}, {"amount": "x"}, {"amount": 0}, {"amount": 500}, {"amount": 5, "more": 1}])
def test_a_declaration_that_does_not_fit_is_refused_and_nothing_is_written(here, answers):
    with pytest.raises(NotAsTheFormAsks):
        file(here, answers)
    assert not Dossier.objects.exists()


def test_an_incomplete_dossier_keeps_what_can_be_read(here):
    filing = here.filing(answers={"amount": "nhiều", "proof": [], "result_by": "desk"})
    content = {"reason": "Thiếu", "items": ["Tờ khai"]}
    desk = here.actor(Role.RECEPTION)
    moved = actions.receive_incomplete(filing, content=content, by=desk, now=MONDAY)

    assert Answers.objects.get(dossier_id=moved.id).answers == {"result_by": "desk"}


def test_a_draft_may_be_half_filled_but_is_not_handed_in_so(here):
    draft = actions.begin_draft(here.filing(channel="online", answers={"amount": "500"}), by=CITIZEN, now=MONDAY)

    with pytest.raises(NotAsTheFormAsks, match="Nhãn why"):
        actions.submit_draft(dossier_id=draft.id, by=CITIZEN, now=MONDAY)


def test_a_file_of_another_dossier_is_no_answer(here):
    with pytest.raises(NotAsTheFormAsks, match="tệp"):
        file(here, {"amount": 5, "proof": [1]}, papers=(PaperIn("Tờ khai"),))
