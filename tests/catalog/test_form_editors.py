"""Several people at one form: who kept what, whose change stands, from which day a draft is used."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.base import clock
from motcua.catalog import actions, jobs, queries
from motcua.catalog.actions.forms import current_mark
from motcua.catalog.models import FormVersion
from motcua.catalog.queries import Standing
from motcua.catalog.refusals import (
    FormAwaitsItsDay,
    FormChangedMeanwhile,
    FormDayPast,
    FormFaulty,
    SourceMissing,
)
from motcua.catalog.short_forms import short_form
from motcua.core.lifecycle import SYSTEM, Actor, ActorKind
from motcua.core.status_words import Words
from motcua.journal.models import JournalEvent
from tests.core.forms.making import form
from tests.factories import people

from . import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ONE = short_form("de_nghi", "Đơn", [{"key": "ho_ten", "label": "Họ tên", "required": True}])
TWO = replace(ONE, title=Words("Đơn mới", "New"))
THREE = replace(ONE, title=Words("Đơn khác", "Other"))
BROKEN = form({"key": "a", "shown": "answered(a)"})


def actor(name="Lê Thị Hoa"):
    officer = people.officer(name)
    return Actor(ActorKind.OFFICER, officer.pk, officer.full_name)


def keep(version, definition=ONE, by=SYSTEM, **given):
    return actions.keep_form(version_id=version.pk, definition=definition, by=by, now=NOW, **given)


def test_a_change_on_top_of_anothers_is_refused_and_says_whose():
    version, hoa = make.version(), actor()
    seen = current_mark(version.pk)
    keep(version, ONE, hoa, begun_from=seen)

    with pytest.raises(FormChangedMeanwhile, match="Lê Thị Hoa đã sửa biểu mẫu này lúc 08:00 23/11/2026"):
        keep(version, TWO, begun_from=seen)
    draft = keep(version, TWO, begun_from=current_mark(version.pk))
    assert draft.definition["title"] == "Đơn mới"

    for verb in (actions.publish_form, actions.discard_form):
        with pytest.raises(FormChangedMeanwhile):
            verb(form_id=draft.pk, by=SYSTEM, now=NOW, begun_from=seen)


def test_who_begins_from_the_form_in_use_is_refused_once_another_is_in_use():
    version = make.version()
    actions.publish_form(form_id=keep(version).pk, by=SYSTEM, now=NOW)
    seen = current_mark(version.pk)
    actions.publish_form(form_id=keep(version, TWO).pk, by=SYSTEM, now=NOW)

    with pytest.raises(FormChangedMeanwhile):
        keep(version, THREE, begun_from=seen)


def test_each_kept_draft_is_journaled_with_what_changed():
    version, hoa = make.version(), actor()
    keep(version, ONE, hoa)
    keep(version, TWO, hoa)

    told = JournalEvent.objects.filter(kind="procedure.form_drafted").order_by("id")
    assert [event.details["changes"] for event in told] == [
        [],
        ["Sửa “Biểu mẫu”: tên “Đơn” → “Đơn mới”; tên tiếng Anh “không có” → “New”"],
    ]
    assert {event.actor for event in told} == {f"officer:{hoa.id}"}
    assert FormVersion.objects.get().saved_by_id == hoa.id


def test_a_draft_waits_for_its_day_unchanged_and_is_then_in_use():
    version, hoa = make.version(), actor()
    first = actions.publish_form(form_id=keep(version).pk, by=SYSTEM, now=NOW)
    draft = keep(version, TWO, hoa)
    with pytest.raises(FormDayPast):
        actions.schedule_form(form_id=draft.pk, on=TODAY, by=hoa, now=NOW)
    actions.schedule_form(form_id=draft.pk, on=date(2026, 12, 1), by=hoa, now=NOW)

    with pytest.raises(FormAwaitsItsDay, match="01/12/2026"):
        keep(version, THREE)
    with clock.at(NOW):
        jobs.publish_forms_of_the_day(0)
    assert queries.form_in_use(version.pk).id == first.pk

    with clock.at(datetime(2026, 11, 30, 17, 1, tzinfo=UTC)):  # one past midnight in Vietnam
        jobs.publish_forms_of_the_day(0)
    assert queries.form_in_use(version.pk).definition == TWO
    assert FormVersion.objects.get(pk=draft.pk).published_by_id == hoa.id


def test_a_day_is_taken_back_and_a_form_with_errors_gets_none():
    version = make.version()
    draft = keep(version)
    actions.schedule_form(form_id=draft.pk, on=TODAY + timedelta(1), by=SYSTEM, now=NOW)
    actions.unschedule_form(form_id=draft.pk, by=SYSTEM, now=NOW)
    assert keep(version, TWO).publish_on is None

    with pytest.raises(FormFaulty):
        actions.schedule_form(form_id=keep(version, BROKEN).pk, on=TODAY + timedelta(1), by=SYSTEM, now=NOW)


def test_comparing_names_who_and_with_what():
    version, hoa = make.version(), actor()
    published = actions.publish_form(form_id=keep(version).pk, by=SYSTEM, now=NOW)
    with pytest.raises(SourceMissing):
        actions.confirm_form(form_id=published.pk, by=hoa, now=NOW)

    form = actions.confirm_form(form_id=published.pk, by=hoa, now=NOW, source="Thông tư 04/2020/TT-BTP, Phụ lục 1")
    assert (form.compared_by_id, form.compared_source) == (hoa.id, "Thông tư 04/2020/TT-BTP, Phụ lục 1")
    assert JournalEvent.objects.get(kind="procedure.form_compared").details["source"] == form.compared_source


def test_procedures_are_listed_by_how_their_forms_stand(django_assert_num_queries):
    with_form, with_draft, waiting, without = (
        make.version(name=name) for name in ("Khai sinh", "Khai tử", "Kết hôn", "Chứng thực")
    )
    actions.publish_form(form_id=keep(with_form).pk, by=SYSTEM, now=NOW)
    keep(with_draft)
    actions.schedule_form(form_id=keep(waiting).pk, on=TODAY + timedelta(9), by=SYSTEM, now=NOW)
    make.version(name="Hết hiệu lực", valid_to=date(2026, 2, 1))

    found = {}
    for standing in Standing:
        versions, counts = queries.forms_of_procedures(standing, on=TODAY)
        found[standing] = {version.name for version in versions}
        assert counts[standing] == len(found[standing])
    assert found == {
        Standing.WITH: {"Khai sinh", "Khai tử", "Kết hôn"},
        Standing.UNCOMPARED: {"Khai sinh"},
        Standing.DRAFT: {"Khai tử", "Kết hôn"},
        Standing.WAITING: {"Kết hôn"},
        Standing.WITHOUT: {"Chứng thực"},
        Standing.ALL: {"Khai sinh", "Khai tử", "Kết hôn", "Chứng thực"},
    }
    with django_assert_num_queries(3):
        versions, _ = queries.forms_of_procedures(Standing.ALL, text="khai", on=TODAY)
        rows = queries.form_rows(versions, 0, 50)
    assert [(row.version.name, bool(row.in_use), bool(row.draft)) for row in rows] == [
        ("Khai sinh", True, False),
        ("Khai tử", False, True),
    ]
    assert without.name not in {row.version.name for row in rows}
