"""Performers are printed in words that are read back as the same."""

import pytest

from motcua.catalog.step_tables import print_performer, read_performer
from motcua.catalog.step_tables.printing import _PRINTED
from motcua.core.flow import Performer, UnitRule
from motcua.core.roles import Role


@pytest.mark.parametrize("words", _PRINTED)
def test_what_is_printed_is_read_back(words):
    (read,) = read_performer(words).performers
    again = print_performer(Performer(read.role, read.unit_rule), "?")
    assert read_performer(again).performers[0] == read


def test_the_source_s_own_words_stay_and_the_unknown_is_named_otherwise():
    assert print_performer(Performer(Role.CLERK, text="Văn thư huyện"), "Văn thư") == "Văn thư huyện"
    assert print_performer(Performer(None), "Chưa xác định") == "Chưa xác định"
    assert print_performer(Performer(Role.AUDITOR, UnitRule.OTHER), "Thanh tra") == "Thanh tra"
