"""Refusals of the packages have the shape of the rules' own; they are raised by this name."""

from motcua.core.refusal import Refusal

__all__ = ["Refusal"]
