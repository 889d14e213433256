from datetime import UTC, datetime, timedelta

import pytest

from motcua.base import clock


def test_the_clock_stands_where_it_is_set_and_runs_on_afterwards(clock_at):
    moment = clock_at("2026-11-23 08:00")
    assert clock.now() == moment
    with clock.at(moment + timedelta(days=1)):
        assert clock.now() == moment + timedelta(days=1)
    assert clock.now() == moment


def test_the_clock_left_alone_tells_the_present_with_its_zone():
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_clock_refuses_a_moment_without_zone():
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 11, 23)):  # noqa: DTZ001
        pass
