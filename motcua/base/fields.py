"""Model fields: Vietnamese text in one spelling (NFC, no stray white space at the ends), and sealed personal text."""

from __future__ import annotations

from typing import Any

from django.db import models

from motcua.base.sealing import seal, unseal
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


class SealedField(models.TextField):
    """Text that is personal: sealed in the table, plain in Python. Find it by a `lookup_hash` column beside it."""

    description = "Sealed text"

    def get_internal_type(self) -> str:
        """Be a bytea column."""
        return "BinaryField"

    def get_prep_value(self, value: Any) -> Any:
        """Leave sealing to `get_db_prep_save`: a value in a condition must not be sealed, it would never match."""
        return None if value is None else str(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Seal on the way in."""
        return None if value is None else seal(str(value))

    def from_db_value(self, value: bytes | None, *_: Any) -> str | None:
        """Unseal on the way out."""
        return None if value is None else unseal(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse conditions other than `isnull`: equal texts do not look equal.

        :raises TypeError: the query compares a sealed column.
        """
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is sealed: compare its lookup hash instead")
        return super().get_lookup(lookup_name)
