"""Fees by dated rules."""

from datetime import date

import pytest

from motcua.core import tariff

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("pages", "copies", "fee"),
    [(1, 1, 2_000), (2, 1, 4_000), (3, 1, 5_000), (5, 2, 14_000), (198, 1, 200_000), (300, 1, 200_000), (1, 0, 0)],
)
def test_a_certified_copy_costs_by_its_pages_up_to_the_most(pages, copies, fee):
    assert tariff.certified_copies(pages=pages, copies=copies, on=TODAY) == fee


def test_before_the_first_tariff_nothing_is_known():
    with pytest.raises(tariff.NoTariff):
        tariff.certified_copies(pages=1, copies=1, on=date(2016, 12, 31))
    assert "2.000815" in tariff.CERTIFIED_COPIES
