"""The page of the lifecycle says what the table says."""

from datetime import date
from pathlib import Path

from motcua.core import regime
from motcua.core.lifecycle import MOVES, STANDINGS, Verb
from motcua.core.lifecycle.document import page

PAGE = Path(__file__).resolve().parents[3] / "docs" / "lifecycle.md"


def test_the_printed_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(regime.at(date(2026, 11, 23))), (
        "run: python -m motcua.core.lifecycle.document > docs/lifecycle.md"
    )


def test_the_page_names_every_state_and_every_verb():
    text = page(regime.at(date(2021, 10, 1)))
    assert all(f"| `{state}` |" in text for state in STANDINGS)
    assert all(f"| `{verb}` |" in text for verb in Verb)


def test_every_transition_of_the_domain_has_its_verb():
    named = {transition for move in MOVES.values() for transition in move.transitions}
    assert named == {f"T{number}" for number in range(1, 21)}
