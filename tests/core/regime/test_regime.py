import tomllib
from datetime import UTC, date, datetime, time
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import regime
from motcua.core.regime import FormKind, OnlineScale
from motcua.core.vietnam import ZONE


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (date(2018, 6, 21), "decree-61-2018"),
        (date(2018, 11, 23), "circular-01-2018"),
        (date(2021, 12, 5), "circular-01-2018"),
        (date(2021, 12, 6), "decree-107-2021"),
        (date(2025, 6, 30), "decree-42-2022"),
        (date(2025, 7, 1), "decree-118-2025"),
        (date(2025, 9, 14), "decree-118-2025"),
        (date(2025, 9, 15), "circular-03-2025"),
        (date(2026, 6, 30), "circular-03-2025"),
        (date(2026, 7, 1), "decree-224-2026"),
        (date(2026, 8, 4), "decree-224-2026"),
        (date(2026, 8, 5), "decree-309-2026"),
        (date(2040, 1, 1), "decree-309-2026"),
    ],
)
def test_each_day_has_the_regime_of_the_last_change(day, law):
    found = regime.at(day)
    assert found.law == law
    assert found.valid_from <= day
    assert found.valid_to is None or day <= found.valid_to


def test_there_is_no_regime_before_the_first():
    with pytest.raises(regime.BeforeOneStop):
        regime.at(date(2018, 6, 20))


NUMBERS = {
    "2021": ("01", "02", "03", "04", None, "05", "06"),
    "2026": ("01", "02", "03", "04", "05", "06", "07"),
}


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (date(2018, 7, 1), (None,) * 7),
        (date(2021, 10, 1), NUMBERS["2021"]),
        (date(2025, 8, 1), NUMBERS["2021"]),  # the decree came in July, its forms in September
        (date(2025, 9, 15), NUMBERS["2026"]),
        (date(2026, 11, 23), NUMBERS["2026"]),
    ],
)
def test_forms_have_the_numbers_of_their_day(day, numbers):
    forms = [regime.at(day).form(kind) for kind in FormKind if kind is not FormKind.HANDOVER]
    assert tuple(form.number if form else None for form in forms) == numbers


def test_a_slip_between_desks_is_no_statutory_form():
    assert not any(known.form(FormKind.HANDOVER) for known in regime.ALL)


def test_forms_are_named_by_their_circular():
    old, new = (regime.at(day).form(FormKind.APOLOGY) for day in (date(2021, 10, 1), date(2026, 1, 1)))
    assert (old.name_vi, old.law) == ("Phiếu xin lỗi và hẹn lại ngày trả kết quả", "circular-01-2018")
    assert (new.name_vi, new.law) == ("Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", "circular-03-2025")
    assert regime.at(date(2021, 10, 1)).form(FormKind.SUPPLEMENT).symbol == "HDHS"
    assert regime.at(date(2026, 1, 1)).form(FormKind.SUPPLEMENT).symbol == "PBS"


@pytest.mark.parametrize(
    ("day", "scale", "counted"),
    [
        (date(2021, 10, 1), OnlineScale.LEVELS, ["3", "4"]),
        (date(2022, 6, 24), OnlineScale.SCOPE, ["partial", "full"]),
        (date(2026, 11, 23), OnlineScale.SCOPE, ["partial", "full"]),
    ],
)
def test_services_were_graded_by_levels_and_are_graded_by_scope(day, scale, counted):
    found = regime.at(day)
    assert found.online_scale is scale
    assert [level.key for level in found.online_levels if level.counts_as_online] == counted


@pytest.mark.parametrize(
    ("day", "installation", "open_"),
    [
        (date(2025, 6, 30), None, True),
        (date(2025, 7, 1), None, False),
        (date(2026, 11, 23), None, False),
        (date(2026, 11, 23), True, True),  # the demonstration
        (date(2025, 6, 30), False, False),
    ],
)
def test_own_filing_is_closed_since_july_2025_unless_the_installation_opens_it(day, installation, open_):
    assert regime.at(day).filing_open(installation) is open_


def test_the_limits_of_today():
    now = regime.at(date(2026, 11, 23))
    assert (now.same_day_cutoff, now.transfer_cutoff) == (time(15), time(15))
    assert (now.online_notice_hours, now.acceptance_check_hours, now.supplement_term_days) == (2, 8, 15)
    assert (now.supplement_max, now.supplement_beyond_max) == (1, regime.BeyondMax.OVERRIDE)
    assert (now.extension_max, now.extension_notice_days) == (1, 1)
    assert now.clock_after_supplement is regime.AfterSupplement.RESTART
    assert now.clock_of_transferred is regime.ClockOfTransferred.COMPETENT_AGENCY
    assert now.sources["clock_of_transferred"] == "decree-309-2026"
    assert now.forms_issuer == "Bộ Tư pháp"
    assert not now.assumed


def test_what_no_source_states_is_marked_as_assumed():
    assert "acceptance_check_hours" in regime.at(date(2021, 10, 1)).assumed
    assert "same_day_cutoff" not in regime.at(date(2021, 10, 1)).assumed


def test_districts_end_with_june_2025():
    assert "district" in regime.at(date(2025, 6, 30)).government_levels
    assert "district" not in regime.at(date(2025, 7, 1)).government_levels


JUNE, JULY = datetime(2025, 6, 30, 10, tzinfo=ZONE), datetime(2025, 7, 2, 10, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("submitted_at", "accepted_at", "law"),
    [
        (JUNE, None, "decree-42-2022"),
        (JUNE, JUNE, "decree-42-2022"),  # and so it stays, however long it takes
        (JUNE, JULY, "decree-118-2025"),  # the check was slow: the day of acceptance counts
        (JULY, JULY, "decree-118-2025"),
        (datetime(2025, 6, 30, 17, 0, tzinfo=UTC), None, "decree-118-2025"),  # already July in Vietnam
    ],
)
def test_a_dossier_keeps_the_regime_of_its_acceptance(submitted_at, accepted_at, law):
    assert regime.of_dossier(submitted_at=submitted_at, accepted_at=accepted_at).law == law


def test_moments_without_a_zone_are_refused():
    with pytest.raises(ValueError, match="zone"):
        regime.of_dossier(submitted_at=datetime(2025, 7, 1))  # noqa: DTZ001


@given(st.dates(date(2018, 6, 21), date(2100, 1, 1)))
def test_periods_meet_without_gap_or_overlap(day):
    assert sum(r.valid_from <= day and (r.valid_to is None or day <= r.valid_to) for r in regime.ALL) == 1


def changes():
    return tomllib.loads(resources.files("motcua.core.regime").joinpath("regimes.toml").read_text("utf-8"))["change"]


def break_rule(name, value):
    def apply(table):
        table[0]["rules"][name] = value

    return apply


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda table: table.reverse(), "order"),
        (lambda table: table.clear(), "order"),
        (lambda table: table.insert(0, table[0]), "order"),
        (lambda table: table[0]["rules"].pop("supplement_max"), "no value for supplement_max"),
        (lambda table: table[0]["assumed"].append("nonsense"), "nonsense"),
        (break_rule("nonsense", 1), "no such rule"),
        (break_rule("supplement_max", -1), "is no int"),
        (break_rule("supplement_max", True), "is no int"),
        (break_rule("supplement_max", "1"), "is no int"),
        (break_rule("same_day_cutoff", "15:00"), "is no time"),
        (break_rule("online_scale", "stars"), "online_scale"),
        (break_rule("government_levels", ["village"]), "government_levels"),
        (lambda table: table[1]["forms"].update(thanks={"number": "08"}), "thanks"),
        (lambda table: table[1]["forms"]["receipt"].pop("number"), "receipt"),
    ],
)
def test_a_damaged_table_does_not_become_law(damage, said):
    table = changes()
    damage(table)
    with pytest.raises(regime.BadTable, match=said):
        regime.build(table)
