"""The tables as a page for people: `python -m motcua.core.lifecycle.document > docs/lifecycle.md`."""

from collections.abc import Iterable

from motcua.core.lifecycle.states import STANDINGS, State
from motcua.core.lifecycle.table import MOVES, ClockEffect, Move
from motcua.core.regime import FormKind, Regime, at
from motcua.core.roles import Role

_INTRODUCTION = """\
# The life of a dossier

This page is printed from the tables in `motcua/core/lifecycle/`; a test keeps it so. The transitions T1–T20 are those
of the domain reference, the national codes 1–10 those of the national portal ([law](law.md), key `national-status`).
"""


def page(today: Regime) -> str:
    """The page in Markdown; form numbers are those of the regime given."""
    return "\n".join([_INTRODUCTION, *_states(), "", *_moves(today)]) + "\n"


def _states() -> Iterable[str]:
    yield "## States: who acts next, and what happens when nobody does"
    yield ""
    yield "| state | Vietnamese | national code | acts next | timer |"
    yield "|---|---|---|---|---|"
    for state, standing in STANDINGS.items():
        yield (
            f"| `{state}` | {standing.name_vi} | {standing.national or '–'} | {standing.owner or 'nobody: closed'} |"
            f" {standing.timer or '–'} |"
        )


def _moves(today: Regime) -> Iterable[str]:
    yield "## Moves"
    yield ""
    yield "| verb | transition | from | to | by | guard | paper | clock | on a part | law |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for move in MOVES.values():
        yield "| " + " | ".join(_row(move, today)) + " |"


def _row(move: Move, today: Regime) -> Iterable[str]:
    yield f"`{move.verb}`"
    yield " ".join(move.transitions)
    yield _names(move.sources) or "–"
    yield _names(move.targets) or "stays"
    yield ", ".join(role.value for role in Role if role in move.actors)
    yield f"{move.guard_vi}<br>{move.guard_en}" if move.guard_vi else ""
    yield _form(move.form, today)
    yield "" if move.clock is ClockEffect.NONE else move.clock.value
    yield "yes" if move.on_part else ""
    yield f"`{move.law}`" if move.law else ""


def _names(states: Iterable[State]) -> str:
    chosen = set(states)
    return ", ".join(state.value for state in State if state in chosen)


def _form(kind: FormKind | None, today: Regime) -> str:
    form = today.form(kind) if kind else None
    if form is None:
        return kind.value if kind else ""
    return f"{form.number} {form.name_vi}"


if __name__ == "__main__":
    import sys
    from datetime import date

    sys.stdout.write(page(at(date(2026, 11, 23))))
