"""What a published text means: raw words of the national database in, structured values or "a clerk must choose" out.

Nothing here guesses. A reading either says one thing only, or it says that a clerk must choose and keeps what could
be recognised as alternatives to choose from. Pure functions; the text itself is always kept beside the reading.
"""

from enum import StrEnum


class Status(StrEnum):
    """How far a published text was understood."""

    UNDERSTOOD = "understood"
    TEXT = "text"
    CLERK_MUST_CHOOSE = "clerk_must_choose"


__all__ = ["Status"]
