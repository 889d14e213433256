"""Forms that change something once: each carries a key, and the same key twice is one change."""

import secrets
from typing import Any, ClassVar

from django import forms

from motcua.web.ui.forms import Form


class CommandForm(Form):
    """A form that changes something once. Each door names itself, so that keys of two doors never meet."""

    door: ClassVar[str]
    key = forms.RegexField(r"^[a-z]+:[\w-]{22}$", widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = self.new_key

    def new_key(self) -> str:
        """A key for one command."""
        return f"{self.door}:{secrets.token_urlsafe(16)}"
