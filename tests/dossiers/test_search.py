"""Finding a dossier by a name or a part of one, everywhere, in one agency and among many: three ways, one answer."""

from __future__ import annotations

import importlib

import pytest
from django.db import connection

from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.dossiers.filing import PartyIn, name_parts
from motcua.dossiers.models import Dossier, NamePart
from motcua.dossiers.queries import search
from tests.factories.province import MONDAY, Province, province

pytestmark = pytest.mark.django_db

NAMES = ("Trần Thị Hoa", "Hoàng Văn Hòa", "Nguyễn Thị Hoa Mai", "Lê An Vân An", "Đỗ 100% Ước", "Đỗ Mười Ước")


@pytest.fixture
def here() -> Province:
    place = province()
    for name in NAMES:
        filing = place.filing(parties=(PartyIn(name),))
        actions.receive(filing, by=place.actor(Role.RECEPTION), now=MONDAY)
    return place


CASES = [
    ("trần thị hoa", {"Trần Thị Hoa"}),
    ("Nguyễn", {"Nguyễn Thị Hoa Mai"}),
    ("hoà", {"Hoàng Văn Hòa"}),  # a name that begins so, before names with such a word
    ("mai", {"Nguyễn Thị Hoa Mai"}),
    ("thi h", {"Trần Thị Hoa", "Nguyễn Thị Hoa Mai"}),
    ("thị  hoa mai", {"Nguyễn Thị Hoa Mai"}),
    ("an", {"Lê An Vân An"}),
    ("ước", {"Đỗ 100% Ước", "Đỗ Mười Ước"}),
    ("100%", {"Đỗ 100% Ước"}),
    ("% uoc", set()),
    ("oa", set()),  # no word begins so
    ("thị mai", set()),  # not one after the other
    ("hoa thị", set()),
]


@pytest.mark.parametrize("few", [0, 32])
@pytest.mark.parametrize(("text", "names"), CASES)
def test_a_name_is_found_by_any_of_its_words(here, monkeypatch, few, text, names):
    monkeypatch.setattr(search, "FEW", few)
    for agencies in (None, [here.commune.pk], [here.commune.pk, here.committee.pk]):
        assert {row["owner_name"] for row in queries.find(text, agencies=agencies)} == names
    assert queries.find(text, agencies=[here.committee.pk]) == []


def test_nobody_is_found_in_no_agency(here):
    assert queries.find("hoa", agencies=[]) == []


def test_the_newest_of_many_with_one_name_are_found_first(here):
    for _ in range(5):
        actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=MONDAY)
    newest = set(Dossier.objects.order_by("-id").values_list("id", flat=True)[:3])
    assert {row["id"] for row in queries.find("thị hoa", agencies=None, limit=3)} == newest


def test_found_names_stand_in_vietnamese_order(here):
    assert [row["owner_name"] for row in queries.find("đỗ", agencies=None)] == ["Đỗ 100% Ước", "Đỗ Mười Ước"]


def test_the_parts_of_a_name_are_the_name_from_each_of_its_words():
    assert name_parts("Lê  An Vân An") == ["an", "an van an", "le an van an", "van an"]


def test_the_migration_makes_the_parts_the_verbs_make(here):
    made = set(NamePart.objects.values_list("part", "dossier_id"))
    migration = importlib.import_module("motcua.dossiers.migrations.0006_names_from_each_word")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM dossiers_namepart")
        for dossier_id, name in Dossier.objects.values_list("id", "owner_folded"):  # as the version before kept them
            words = [[word, dossier_id] for word in set(name.split())]
            cursor.executemany("INSERT INTO dossiers_namepart (part, dossier_id) VALUES (%s, %s)", words)
        cursor.execute(migration.FROM_EACH_WORD)
        cursor.execute(migration.SINGLE_WORDS)
    assert set(NamePart.objects.values_list("part", "dossier_id")) == made
