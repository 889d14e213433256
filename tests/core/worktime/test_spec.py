"""Calendars that contradict themselves are refused before they promise anything."""

import copy

import pytest

from motcua.core import worktime
from tests.core.worktime.calendars import on

GOOD = {
    "version": "v1",
    "name": "Giờ hành chính",
    "hours": [{"monday": ["07:00-11:30", "13:30-17:00"], "friday": ["07:00-11:30"]}],
    "years": {
        "2026": {
            "status": "official",
            "days_off": [{"on": "2026-11-23", "name": "Nghỉ", "name_en": "Off", "law": "public-holidays"}],
            "swaps": [{"off": "2026-11-27", "work": "2026-11-28", "law": "day-off-plan"}],
        }
    },
}


def changed(change):
    table = copy.deepcopy(GOOD)
    change(table)
    return table


def test_a_table_gives_hours_days_off_and_swaps():
    calendar = worktime.build(worktime.from_table(GOOD))
    days = ("2026-11-16", "2026-11-17", "2026-11-23", "2026-11-27", "2026-11-28")
    assert [calendar.hours_of(on(day)).seconds / 3600 for day in days] == [8, 0, 0, 0, 4.5]


YEAR = "2026"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: t.pop("version"), "lacks 'version'"),
        (lambda t: t.update(colour="red"), "unknown keys: colour"),
        (lambda t: t["hours"][0].update(montag=[]), "unknown keys: montag"),
        (lambda t: t["hours"][0].update(monday=["11:30-07:00"]), "ends before it starts"),
        (lambda t: t["hours"][0].update(monday=["07:00-11:30", "11:00-12:00"]), "overlap"),
        (lambda t: t["hours"][0].update(monday=["13:00-17:00", "07:00-11:30"]), "overlap"),
        (lambda t: t["hours"][0].update(monday=["7h-11h"]), "malformed"),
        (lambda t: t["hours"][0].update(monday=["07:00:30-11:30"]), "not hours and minutes"),
        (lambda t: t["hours"][0].update(monday=700), "malformed"),
        (lambda t: t["hours"][0].update(season=["13-01", "02-01"]), "malformed"),
        (lambda t: t.update(years={}), "not be empty"),
        (lambda t: t.update(years={"MMXXVI": {}}), "malformed"),
        (lambda t: t.update(years=[2026]), "malformed"),
        (lambda t: t["years"][YEAR].update(status="perhaps"), "malformed"),
        (lambda t: t["years"][YEAR]["days_off"][0].update(on="2026-02-30"), "malformed"),
        (lambda t: t["years"][YEAR]["days_off"][0].update(on="2025-11-23"), "not in the year 2026"),
        (lambda t: t["years"][YEAR]["days_off"].append(t["years"][YEAR]["days_off"][0]), "repeats a day off"),
        (lambda t: t["years"][YEAR]["days_off"][0].update(on="2026-11-27"), "repeats a day off"),
        (lambda t: t["years"][YEAR]["days_off"][0].update(on="2026-11-28"), "is itself a day off"),
        (lambda t: t["years"][YEAR]["swaps"][0].update(off="2026-11-29"), "weekly day off anyway"),
        (lambda t: t["years"][YEAR]["swaps"][0].update(hours_of="sunday"), "has no hours"),
        (lambda t: t["years"][YEAR]["swaps"][0].update(hours_of="someday"), "malformed"),
        (lambda t: t["years"][YEAR]["swaps"][0].pop("law"), "lacks 'law'"),
    ],
)
def test_a_wrong_table_is_refused_with_its_reason(change, says):
    with pytest.raises(worktime.CalendarInvalid, match=says):
        worktime.from_table(changed(change))


def test_two_saturdays_cannot_stand_in_on_the_same_day():
    twice = {"off": "2026-11-20", "work": "2026-11-28", "law": "day-off-plan"}
    with pytest.raises(worktime.CalendarInvalid, match="repeated"):
        worktime.from_table(changed(lambda t: t["years"]["2026"]["swaps"].append(twice)))


def test_a_day_without_any_rule_for_its_hours_is_refused():
    with pytest.raises(worktime.CalendarInvalid, match="no working hours for 2026-01-01"):
        worktime.build(worktime.from_table(changed(lambda t: t["hours"][0].update(valid_from="2026-02-01"))))


def test_the_refusal_speaks_vietnamese_too():
    with pytest.raises(worktime.CalendarInvalid) as refused:
        worktime.from_table(changed(lambda t: t.pop("hours")))
    assert refused.value.vi == "Bảng lịch thiếu mục 'hours'."
