"""Says a refusal of the domain in the page's language: every door answers them the same way."""

from django.utils.translation import get_language

from motcua.core import vietnam
from motcua.core.deadline import LedgerRefused
from motcua.core.refusal import Refusal

REFUSED = (Refusal, vietnam.Unreadable, LedgerRefused)
"""Everything the domain raises when it will not do what it is asked."""


def said(refused: Refusal | vietnam.Unreadable | LedgerRefused) -> str:
    """What is wrong and what to do, as the refusal itself says it."""
    english = (get_language() or "vi").startswith("en")
    if isinstance(refused, Refusal):
        return refused.message_en if english else refused.message_vi
    return refused.en if english else refused.vi
