"""Forms are kept as drafts, published for good, replaced without touching what was filled in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from motcua.catalog import actions, queries
from motcua.catalog.models import FormVersion
from motcua.catalog.refusals import FormAlreadyPublished, FormFaulty, NoForm
from motcua.catalog.short_forms import short_form
from motcua.core import forms
from motcua.core.lifecycle import SYSTEM
from motcua.core.status_words import Words
from motcua.journal.models import JournalEvent
from tests.core.forms.making import EVERYTHING, form

from . import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ONE = short_form("de_nghi", "Đơn", [{"key": "ho_ten", "label": "Họ tên", "required": True}])
TWO = replace(ONE, title=Words("Đơn mới", "New"))
BROKEN = form({"key": "a", "shown": "answered(a)"})


def keep(version, definition=ONE, **given):
    return actions.keep_form(version_id=version.pk, definition=definition, by=SYSTEM, now=NOW, **given)


def publish(version, definition=ONE):
    return actions.publish_form(form_id=keep(version, definition).pk, by=SYSTEM, now=NOW)


def test_where_nobody_wrote_a_form_one_question_is_asked():
    in_use = queries.form_in_use(make.version().pk)

    assert (in_use.id, in_use.definition) == (None, queries.DEFAULT)
    assert forms.errors(in_use.definition) == ()


def test_a_form_is_in_use_once_it_is_published_and_is_read_as_it_was_written():
    version = make.version()
    draft = keep(version, EVERYTHING)
    assert queries.form_in_use(version.pk).id is None

    actions.publish_form(form_id=draft.pk, by=SYSTEM, now=NOW)
    assert queries.form_in_use(version.pk).definition == EVERYTHING
    assert JournalEvent.objects.filter(kind="procedure.form_published").count() == 1


def test_a_draft_is_replaced_and_the_same_again_is_no_news():
    version = make.version()
    first, again, other = keep(version), keep(version), keep(version, TWO)

    assert first.pk == again.pk == other.pk
    assert FormVersion.objects.get().definition["title"] == "Đơn mới"


def test_a_new_form_retires_the_one_before_and_both_can_be_read():
    version = make.version()
    first, second = publish(version), publish(version, TWO)

    assert (second.number, FormVersion.objects.get(pk=first.pk).status) == (2, "retired")
    assert queries.form_in_use(version.pk).definition == TWO
    assert queries.form(first.pk) == ONE
    assert keep(version, TWO).pk == second.pk  # in use already


def test_a_form_with_errors_is_kept_but_not_published():
    draft = keep(make.version(), BROKEN)

    with pytest.raises(FormFaulty, match="chờ chính nó"):
        actions.publish_form(form_id=draft.pk, by=SYSTEM, now=NOW)
    with pytest.raises(LookupError):
        queries.form(draft.pk)


def test_a_retired_form_is_not_published_again_nor_a_published_one_thrown_away():
    version = make.version()
    first, second = publish(version), publish(version, TWO)

    with pytest.raises(FormAlreadyPublished):
        actions.publish_form(form_id=first.pk, by=SYSTEM, now=NOW)
    with pytest.raises(FormAlreadyPublished):
        actions.discard_form(form_id=second.pk, by=SYSTEM, now=NOW)
    actions.discard_form(form_id=keep(version, ONE).pk, by=SYSTEM, now=NOW)
    assert FormVersion.objects.count() == 2


def test_a_form_is_copied_from_another_procedure_and_says_so():
    source, target = make.version(), make.version()
    first = publish(source, replace(ONE, compared=True))
    copy = actions.copy_form(from_version_id=source.pk, to_version_id=target.pk, by=SYSTEM, now=NOW)

    assert (copy.copied_from_id, copy.status, forms.read(copy.definition)) == (first.pk, "draft", ONE)
    with pytest.raises(NoForm):
        actions.copy_form(from_version_id=make.version().pk, to_version_id=target.pk, by=SYSTEM, now=NOW)


def test_a_clerk_confirms_the_wording_once():
    version = make.version()
    published = publish(version)
    assert not queries.form_in_use(version.pk).is_compared

    for hours in (0, 1):
        actions.confirm_form(
            form_id=published.pk, by=SYSTEM, now=NOW + timedelta(hours=hours), source="Thông tư 04/2020/TT-BTP"
        )
    assert queries.form_in_use(version.pk).is_compared
    assert FormVersion.objects.get().compared_at == NOW
    with pytest.raises(FormFaulty):
        actions.confirm_form(form_id=keep(version, TWO).pk, by=SYSTEM, now=NOW)


# --- What PostgreSQL refuses ------------------------------------------------------------------------------------------
def row(version, **given):
    usual = {"number": 1, "definition": {}, "digest": "0", "status": "draft", "saved_at": NOW}
    return FormVersion.objects.create(version=version, **(usual | given))


PUBLISHED = {"status": "published", "published_at": NOW}


@pytest.mark.parametrize(
    ("first", "second", "constraint"),
    [
        ({}, {}, "form_number_is_used_once"),
        ({}, {"number": 2}, "one_draft_of_a_form"),
        (PUBLISHED, PUBLISHED | {"number": 2}, "one_published_form"),
    ],
)
def test_two_forms_that_cannot_stand_together_are_refused(first, second, constraint):
    version = make.version()
    row(version, **first)
    with pytest.raises(IntegrityError, match=constraint):
        row(version, **second)


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"status": "lost"}, "form_"),
        ({"status": "published"}, "form_says_when_it_was_published"),
        ({"published_at": NOW}, "form_says_when_it_was_published"),
        ({"status": "retired", "published_at": NOW}, "form_says_when_it_was_published"),
        (PUBLISHED | {"status": "retired", "retired_at": NOW - timedelta(1)}, "form_says_when_it_was_published"),
        ({"compared_at": NOW, "compared_source": "Thông tư"}, "form_compared_is_published"),
        (PUBLISHED | {"compared_at": NOW}, "form_compared_names_its_source"),
        (PUBLISHED | {"compared_source": "Thông tư"}, "form_compared_names_its_source"),
        (PUBLISHED | {"publish_on": NOW.date()}, "form_that_waits_is_a_draft"),
    ],
)
def test_a_form_that_cannot_be_is_refused(given, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        row(make.version(), **given)


@pytest.mark.parametrize(
    "change",
    [
        {"definition": {"key": "x"}}, {"digest": "1"}, {"number": 9}, {"published_at": NOW + timedelta(1)},
        {"status": "draft", "published_at": None},
    ],
)  # fmt: skip
def test_a_published_form_never_changes(change):
    published = row(make.version(), **PUBLISHED)
    with pytest.raises(IntegrityError, match="không được sửa"), transaction.atomic():
        FormVersion.objects.filter(pk=published.pk).update(**change)


def test_a_published_form_is_never_deleted_and_a_retired_one_never_comes_back():
    published = row(make.version(), **PUBLISHED)
    with pytest.raises(IntegrityError, match="không được sửa"), transaction.atomic():
        published.delete()
    FormVersion.objects.filter(pk=published.pk).update(status="retired", retired_at=NOW)
    with pytest.raises(IntegrityError, match="không được sửa"), transaction.atomic():
        FormVersion.objects.filter(pk=published.pk).update(status="published", retired_at=None)


def test_a_version_with_a_form_is_not_deleted():
    version = make.version()
    publish(version)
    with pytest.raises(ProtectedError):
        version.delete()
