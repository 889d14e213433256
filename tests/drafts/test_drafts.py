"""Drafts: kept for their writer, never overwritten unseen, cleared away in time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.drafts import actions, jobs, queries, refusals
from motcua.drafts.actions import Sheet
from motcua.drafts.models import KEPT_DAYS, LONGEST, MOST, Draft
from motcua.drafts.typed import Typed
from tests.factories import people
from tests.factories.province import MONDAY, province

pytestmark = pytest.mark.django_db
NAME = "Nguyễn Văn An"


@pytest.fixture
def writer():
    return people.citizen(NAME).account


@pytest.fixture
def procedure(db):
    return province().version.procedure


@pytest.fixture
def sheet(procedure):
    def make(key: str = "portal:a", **given) -> Sheet:
        typed = given.pop("typed", Typed((("owner-full_name", NAME),)))
        return Sheet(key=key, procedure_id=procedure.pk, title="Xác nhận", form_id=None, typed=typed, **given)

    return make


def test_what_was_typed_comes_back_in_its_order(sheet, writer):
    typed = Typed((("b", "2"), ("a", "1"), ("b", "3")), (("Lý do", "Xin việc"),))
    draft = actions.save(sheet(typed=typed), account_id=writer.pk, now=MONDAY)

    assert queries.content(queries.own(draft.key, account_id=writer.pk, procedure_id=draft.procedure_id)) == typed


def test_what_was_typed_lies_sealed(sheet, writer):
    actions.save(sheet(), account_id=writer.pk, now=MONDAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT typed FROM drafts_draft")
        (kept,) = cursor.fetchone()

    assert NAME.encode() not in bytes(kept)


def test_a_page_goes_on_saving_what_it_saved(sheet, writer):
    for seen in (0, 1, 1, 0):  # answers may come back late or not at all: it is the same page
        draft = actions.save(sheet(seen=seen, tab="one"), account_id=writer.pk, now=MONDAY)

    assert draft.edition == 4
    assert Draft.objects.count() == 1


def test_a_page_that_has_not_seen_the_last_save_is_told_and_overwrites_nothing(sheet, writer):
    actions.save(sheet(tab="one"), account_id=writer.pk, now=MONDAY)
    actions.save(sheet(tab="two", seen=1, typed=Typed((("a", "two"),))), account_id=writer.pk, now=MONDAY)
    with pytest.raises(refusals.SavedElsewhere, match="09:00"):
        actions.save(sheet(tab="one", seen=1), account_id=writer.pk, now=MONDAY)

    assert queries.content(Draft.objects.get()).answers == (("a", "two"),)


def test_who_has_seen_both_may_choose(sheet, writer):
    actions.save(sheet(tab="one"), account_id=writer.pk, now=MONDAY)
    actions.save(sheet(tab="two", seen=1), account_id=writer.pk, now=MONDAY)
    draft = actions.save(sheet(tab="one", seen=1), account_id=writer.pk, now=MONDAY, over=True)

    assert (draft.edition, draft.tab) == (3, "one")


def test_nobody_reaches_anothers_draft(sheet, writer):
    other = people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account
    draft = actions.save(sheet(), account_id=writer.pk, now=MONDAY)

    for reach in (
        lambda: actions.save(sheet(seen=1), account_id=other.pk, now=MONDAY),
        lambda: actions.discard(draft_id=draft.pk, account_id=other.pk),
        lambda: queries.own(draft.key, account_id=other.pk, procedure_id=draft.procedure_id),
    ):
        with pytest.raises(refusals.NoSuchDraft):
            reach()
    assert list(queries.of_account(other.pk)) == []
    assert queries.by_key("portal:a", account_id=other.pk) is None
    assert Draft.objects.get().edition == 1


def test_there_is_an_end_to_how_many_and_how_long(sheet, writer):
    for number in range(MOST):
        actions.save(sheet(f"portal:{number}"), account_id=writer.pk, now=MONDAY)
    with pytest.raises(refusals.TooManyDrafts, match=str(MOST)):
        actions.save(sheet("portal:more"), account_id=writer.pk, now=MONDAY)
    with pytest.raises(refusals.TooLong):
        actions.save(sheet("portal:1", typed=Typed((("a", "x" * LONGEST),))), account_id=writer.pk, now=MONDAY)
    assert actions.save(sheet("portal:1", seen=1), account_id=writer.pk, now=MONDAY).edition == 2


def test_the_list_is_one_query_and_opens_nothing(sheet, writer, django_assert_num_queries):
    for number in range(3):
        actions.save(sheet(f"portal:{number}"), account_id=writer.pk, now=MONDAY + timedelta(hours=number))
    with django_assert_num_queries(1):
        listed = [(draft.key, draft.procedure.national_code) for draft in queries.of_account(writer.pk)]

    assert [key for key, _ in listed] == ["portal:2", "portal:1", "portal:0"]


def test_a_draft_is_kept_thirty_days_after_its_last_save(sheet, writer, clock_at):
    old = actions.save(sheet("portal:old"), account_id=writer.pk, now=MONDAY - timedelta(days=KEPT_DAYS, minutes=1))
    actions.save(sheet("portal:new"), account_id=writer.pk, now=MONDAY - timedelta(days=KEPT_DAYS))
    clock_at("2026-11-23 09:00")
    jobs.clear(0)

    assert [draft.key for draft in Draft.objects.all()] == ["portal:new"]
    assert old.kept_until < MONDAY


@pytest.mark.parametrize(
    ("broken", "by"),
    [
        ("draft_has_a_key", {"key": ""}),
        ("draft_was_saved", {"edition": 0}),
        ("draft_saved_after_it_began", {"saved_at": MONDAY - timedelta(days=1)}),
    ],
)
def test_what_must_never_be_is_refused_by_the_database(sheet, writer, broken, by):
    actions.save(sheet(), account_id=writer.pk, now=MONDAY)
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        Draft.objects.update(**by)
