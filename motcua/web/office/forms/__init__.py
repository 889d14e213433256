"""What officers fill in: as little as the law asks for."""

from collections.abc import Iterable
from typing import Any

from django import forms

from motcua.base.words import gettext_lazy as _
from motcua.web.ui import commands

Choices = Iterable[tuple[str, str]]
PROSE = 4000


def prose(label: str, *, rows: int = 3, **given: Any) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(label=label, max_length=PROSE, widget=forms.Textarea(attrs={"data-rows": rows}), **given)


class CommandForm(commands.CommandForm):
    """A form of the office that changes something once."""

    door = "office"

    @property
    def words(self) -> list[Any]:
        """The fields to be drawn, in order."""
        return [self[name] for name in self.fields if name != "key"]


class ReasonForm(CommandForm):
    """A reason, and nothing else."""

    reason = prose(_("Lý do"))

    def __init__(self, *args: Any, label: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.help_text = label or field.label, hint
        self._complete({"reason": field})


class ConfirmForm(CommandForm):
    """Nothing to say: only that it is meant."""
