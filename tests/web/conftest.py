"""Tests of pages begin in Vietnamese, nothing remembered: a page of `/en/` leaves its language in the thread, and a
rolled back test leaves its catalogue in memory under a stamp that comes again."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def _no_names_remembered() -> None:
    import_module("motcua.catalog.queries.search")._kept.clear()  # the package shows the function of that name
