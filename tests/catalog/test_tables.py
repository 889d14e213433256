"""Code tables: what may be chosen on a day, what old dossiers still say, and what the tables refuse."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.catalog import actions, queries, refusals
from motcua.catalog.models import CodeEntry, CodeTable
from motcua.core import forms
from motcua.core.forms import code_tables
from motcua.core.lifecycle import Actor, ActorKind
from motcua.core.vietnam import ZONE
from motcua.journal.models import JournalEvent
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
TODAY, BEFORE = date(2026, 11, 23), date(2026, 5, 1)
FORM = forms.read(
    {
        "key": "f", "title": "Đơn", "title_en": "Form",
        "sections": [{"key": "s", "title": "Phần", "title_en": "Part", "fields": [
            {"key": "wood", "kind": "code", "label": "Gỗ", "label_en": "Wood", "table": "woods"},
            {"key": "how", "kind": "code", "label": "Quan hệ", "label_en": "Relation", "table": "relations"},
        ]}],
    }
)  # fmt: skip


@pytest.fixture
def by():
    return {"by": Actor(ActorKind.OFFICER, people.officer().pk, "Chị Hoa"), "now": NOW}


@pytest.fixture
def woods(by):
    actions.begin_table(key="woods", name="Loại gỗ", name_en="Woods", source="Thông tư 1", **by)
    keep("teak", "Tếch", by)
    keep("lim", "Lim", by, valid_to=date(2026, 6, 30), position=1)


def keep(code, name, by, *, table="woods", valid_from=date(2026, 1, 1), **given):
    return actions.keep_code(table=table, code=code, name=name, valid_from=valid_from, **(given | by))


def checked(answers, on):
    return forms.check(FORM, answers, on, queries.own_tables())


def test_a_form_offers_what_may_be_chosen_on_the_day(woods):
    assert [entry.code for entry in queries.own_tables().options("woods", on=TODAY)] == ["teak"]
    assert [entry.code for entry in queries.own_tables().options("woods", on=BEFORE)] == ["teak", "lim"]
    assert not checked({"wood": "teak"}, TODAY).errors
    assert checked({"wood": "lim"}, TODAY).errors


def test_a_retired_code_is_read_in_a_dossier_of_its_time(woods):
    then = checked({"wood": "lim"}, BEFORE)
    assert not then.errors
    assert "Lim" in str(forms.said(then))


def test_a_code_says_something_else_from_a_day_on_and_the_past_keeps_its_words(woods, by):
    actions.rename_code(table="woods", code="teak", name="Gỗ tếch", name_en="Teak", since=date(2026, 9, 1), **by)
    assert "Gỗ tếch" in str(forms.said(checked({"wood": "teak"}, TODAY)))
    assert "Gỗ tếch" not in str(forms.said(checked({"wood": "teak"}, BEFORE)))
    with pytest.raises(refusals.CodeTaken):
        actions.rename_code(table="woods", code="teak", name="X", name_en="", since=date(2026, 9, 1), **by)


def test_tables_are_read_once_and_only_where_one_is_needed(woods, django_assert_num_queries):
    tables = queries.own_tables()
    with django_assert_num_queries(2):
        for _ in range(3):
            tables.options("woods", on=TODAY)
            tables.options("relations", on=TODAY)
    with django_assert_num_queries(0):
        queries.own_tables()


def test_a_table_of_the_program_is_taken_over_with_its_codes(by):
    actions.begin_table(key="relations", name="", **by)
    own = CodeTable.objects.get(key="relations")
    assert own.name == "Quan hệ gia đình, xã hội"
    assert own.entries.count() == len(code_tables.built_in()["relations"])
    assert not checked({"how": "father"}, TODAY).errors
    keep("neighbour", "Hàng xóm", by, table="relations")
    assert not checked({"how": "neighbour"}, TODAY).errors


def test_a_form_with_an_own_table_may_be_published_and_without_it_not(woods):
    assert {each.code for each in forms.errors(FORM)} == {"unknown-table"}
    assert not forms.errors(FORM, queries.table_keys())


def test_every_change_is_journaled_with_before_and_after(woods, by):
    keep("teak", "Tếch", by, valid_to=date(2026, 12, 31))
    keep("teak", "Tếch", by, valid_to=date(2026, 12, 31))  # nothing changes
    event = JournalEvent.objects.get(kind="code.changed")
    assert (event.subject, event.details["before"]["to"], event.details["after"]["to"]) == (
        "code_table:woods", None, "2026-12-31",
    )  # fmt: skip


def test_what_was_compared_and_then_changed_is_not_compared_any_more(woods, by):
    assert actions.confirm_table(key="woods", **by).compared_at == NOW
    keep("oak", "Sồi", by)
    assert CodeTable.objects.get(key="woods").compared_at is None
    actions.begin_table(key="stones", name="Đá", **by)
    with pytest.raises(refusals.SourceMissing):
        actions.confirm_table(key="stones", **by)


@pytest.mark.parametrize(
    ("key", "refusal"),
    [
        ("woods", refusals.TableKeyTaken),
        ("Gỗ", refusals.TableKeyMalformed),
        ("1a", refusals.TableKeyMalformed),
        ("sexes", refusals.TableFixed),
    ],
)
def test_a_table_that_cannot_be_is_refused(woods, by, key, refusal):
    with pytest.raises(refusal):
        actions.begin_table(key=key, name="X", **by)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"code": "gỗ"}, refusals.CodeMalformed),
        ({"name": " "}, refusals.CodeMalformed),
        ({"valid_to": date(2025, 1, 1)}, refusals.CodeMalformed),
        ({"code": "teak", "valid_from": date(2026, 2, 1)}, refusals.CodeTaken),
    ],
)
def test_a_code_that_cannot_be_is_refused(woods, by, given, refusal):
    with pytest.raises(refusal):
        keep(**({"code": "x", "name": "X", "by": by} | given))


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("codetable_key_is_a_name", lambda: CodeTable.objects.create(key="A", name="A")),
        ("codetable_has_a_name", lambda: CodeTable.objects.create(key="a", name=" ")),
        ("codetable_compared_by_somebody_against_something", lambda: CodeTable.objects.update(compared_at=NOW)),
        ("codeentry_code_is_plain", lambda: CodeEntry.objects.update(code="a b")),
        ("codeentry_has_a_name", lambda: CodeEntry.objects.update(name="")),
        ("codeentry_days_in_order", lambda: CodeEntry.objects.update(valid_to=date(2025, 1, 1))),
        ("codeentry_means_one_thing_a_day", lambda: CodeEntry.objects.update(code="one")),
    ],
)
def test_the_tables_refuse(woods, constraint, change):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():  # noqa: PT012
        change()
        connection.check_constraints()
    assert refused.value.__cause__.diag.constraint_name == constraint
