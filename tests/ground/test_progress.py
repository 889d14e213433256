"""A long command whose output goes into a log still says how far it is."""

from io import StringIO

import pytest
from rich.console import Console
from rich.progress import Progress

from motcua.web.cli.command import Bar


@pytest.fixture
def log() -> StringIO:
    return StringIO()


def test_in_a_log_a_line_tells_how_far_it_is_now_and_then(log):
    moment = 0.0
    bars = Progress(console=Console(file=log), get_time=lambda: moment)
    bar = Bar(bars, bars.add_task("Hồ sơ", total=200))
    for _ in range(100):
        moment += 1
        bar.advance()
    assert log.getvalue().splitlines() == ["Hồ sơ 30/200", "Hồ sơ 60/200", "Hồ sơ 90/200"]


def test_a_terminal_has_its_bar_and_no_lines(log):
    moment = 0.0
    bars = Progress(console=Console(file=log, force_terminal=True), get_time=lambda: moment)
    bar = Bar(bars, bars.add_task("Hồ sơ"))
    moment = 100
    bar.update(done=7, title="Ngày 03/10")
    assert log.getvalue() == ""
