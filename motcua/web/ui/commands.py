"""Forms that change something once: each carries a key, and the same key twice is one change."""

import re
import secrets
from typing import Any, ClassVar

from django import forms

from motcua.web.ui.forms import Form

KEY = r"^[a-z]+:[\w-]{22}$"


class CommandForm(Form):
    """A form that changes something once. Each door names itself, so that keys of two doors never meet."""

    door: ClassVar[str]
    key = forms.RegexField(KEY, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = self.new_key

    @classmethod
    def new_key(cls) -> str:
        """A key for one command."""
        return f"{cls.door}:{secrets.token_urlsafe(16)}"

    @classmethod
    def is_key(cls, text: str) -> bool:
        """Whether this is a key such as this door gives out."""
        return text.startswith(f"{cls.door}:") and re.fullmatch(KEY, text) is not None
