"""What the table and the kept answers say of a measure."""

from __future__ import annotations

import contextlib
import json

import pytest

from bench import __main__ as program
from bench import figures, yard
from bench.figures import Figure, Found


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure("step", 1.99, "×", most=2), True),
        (Figure("step", 2, "×", most=2), True),
        (Figure("step", 2.01, "×", most=2), False),
        (Figure("rate", 99, least=100), False),
        (Figure("rate", 100, least=100), True),
        (Figure("in order", True), True),
        (Figure("in order", False), False),
        (Figure("size", 12, "MB"), None),
    ],
)
def test_a_goal_is_met_missed_or_not_there(figure, met):
    assert figure.is_met is met


def test_the_table_is_aligned_whatever_the_letters():
    found = Found("lists", (Figure("tiếng Việt", 0.5, "ms", most=1), Figure("plain", 1234.5, "ms", most=1000)), 3)
    _, first, second = list(figures.table([found]))
    assert first.index("≤") == second.index("≤") + len("1,000") - len("1")
    assert (first.rstrip().endswith("met"), second.rstrip().endswith("MISSED")) == (True, True)


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.0001234, "0.000123"), (0.4567, "0.457"), (1.5, "1.5"), (99.999, "100"), (1e6, "1,000,000")],
)
def test_a_number_has_the_figures_that_matter(value, said):
    assert figures.number(value) == said


@pytest.fixture
def parts(monkeypatch, tmp_path):
    """A bench whose first part fails and whose second answers, without a database."""

    @contextlib.contextmanager
    def opened(var, size):
        var.mkdir(parents=True, exist_ok=True)
        yield yard.Yard(None, tmp_path, size)

    def broken(here):
        raise RuntimeError("no such thing")

    monkeypatch.setattr(program, "FOLDER", tmp_path / "bench")
    monkeypatch.setattr(program.yard, "opened", opened)
    monkeypatch.setattr(program, "PARTS", {"broken": broken, "sound": lambda here: ([Figure("one", 1, most=2)], None)})
    for name in ("BENCH", "BENCH_ONLY", "BENCH_DOSSIERS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "bench"


def test_a_part_that_fails_says_why_and_does_not_stop_the_others(parts, capsys):
    assert program.main() == 1
    said = capsys.readouterr().out
    assert "did not finish: RuntimeError: no such thing" in said
    assert "1 of 1 goals met; did not finish: broken" in said
    (file,) = parts.glob("*.json")
    kept = json.loads(file.read_text())
    assert kept["broken"]["failure"] == "RuntimeError: no such thing"
    assert kept["sound"]["figures"] == [{"name": "one", "value": 1, "most": 2, "met": True}]


def test_only_the_parts_asked_for_are_run(parts, monkeypatch, capsys):
    monkeypatch.setenv("BENCH_ONLY", "sound")
    assert program.main() == 0
    assert "broken" not in capsys.readouterr().out


@pytest.mark.parametrize(("name", "value"), [("BENCH_ONLY", "verb"), ("BENCH_DOSSIERS", "many")])
def test_what_cannot_be_asked_for_is_refused_in_words(parts, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=value):
        program.main()
