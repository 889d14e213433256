"""Model fields that keep Vietnamese text in one spelling: NFC, without stray white space at the ends."""

from __future__ import annotations

from typing import Any

from django.db import models

from motcua.core import vietnam


class _Normal:
    """Normalise on the way to the database, and in `full_clean`."""

    def to_python(self, value: Any) -> Any:
        return _normal(super().to_python(value))  # type: ignore[misc]

    def get_prep_value(self, value: Any) -> Any:
        return _normal(super().get_prep_value(value))  # type: ignore[misc]

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        """Let the object in hand read as the row does."""
        value = _normal(super().pre_save(instance, add))  # type: ignore[misc]
        setattr(instance, self.attname, value)  # type: ignore[attr-defined]
        return value


def _normal(value: Any) -> Any:
    return vietnam.nfc(value).strip() if isinstance(value, str) else value


class LineField(_Normal, models.CharField):
    """One line of text."""


class ProseField(_Normal, models.TextField):
    """Text of any length."""
