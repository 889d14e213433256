"""Figures: what a dossier counts as in a report, and the rates computed from the counts. Pure."""

from motcua.core.figures.form_ii06a import (
    FORMULAS,
    Column,
    Counts,
    Ended,
    Formula,
    Standing,
    Verdict,
    column_of,
    formula_on,
)
from motcua.core.figures.rates import RATES, Rate, rate

__all__ = [
    "FORMULAS",
    "RATES",
    "Column",
    "Counts",
    "Ended",
    "Formula",
    "Rate",
    "Standing",
    "Verdict",
    "column_of",
    "formula_on",
    "rate",
]
