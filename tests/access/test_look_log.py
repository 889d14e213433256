"""Every look leaves a trace that stays."""

import pytest
from django.db import IntegrityError

from motcua.access import actions, queries
from motcua.access.models import LookLog
from tests.factories import people
from tests.factories.people import NOW

pytestmark = pytest.mark.django_db


def look(**fields):
    given = {"officer_id": people.officer().pk, "dossier_id": 7, "purpose": "processing", "what": "giấy tờ"} | fields
    actions.note_look(**given, at=NOW)


def test_a_look_is_found_by_its_dossier_newest_first():
    look(what="hồ sơ")
    look(what="giấy tờ")
    look(dossier_id=8)
    assert [one.what for one in queries.looks_at(7)] == ["giấy tờ", "hồ sơ"]


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"purpose": "curiosity"}, "look_has_a_purpose"),
        ({"purpose": ""}, "look_has_a_purpose"),
        ({"what": " "}, "look_says_at_what"),
        ({"dossier_id": None}, "look_names_its_dossier"),
    ],
)
def test_a_look_without_purpose_object_or_dossier_is_refused(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        look(**fields)


def test_a_search_in_the_registers_needs_no_dossier():
    look(purpose="search", dossier_id=None)
    assert LookLog.objects.count() == 1


def test_a_look_cannot_be_rewritten():
    look()
    with pytest.raises(IntegrityError, match="neither changed nor removed"):
        LookLog.objects.update(purpose="search")


def test_a_look_cannot_be_removed():
    look()
    with pytest.raises(IntegrityError, match="neither changed nor removed"):
        LookLog.objects.all().delete()
