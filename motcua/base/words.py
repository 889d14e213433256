"""Words said when they are read, in the reader's language: Django's own, told to the type checker as text."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:

    def gettext_lazy(message: str) -> str:
        """Mark a text that stands at module level: a label, a title, a tab."""

else:
    from django.utils.translation import gettext_lazy

__all__ = ["gettext_lazy"]
