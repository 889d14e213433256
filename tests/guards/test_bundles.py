"""The bundles that come with the house: dated, claiming no more, and each member's form made whole by the one form."""

from datetime import date
from random import Random

import pytest

from motcua.catalog.bundles import written_bundles
from motcua.catalog.forms import written_forms
from motcua.core import forms
from motcua.core.forms.inventing import invent


@pytest.mark.parametrize("bundle", written_bundles(), ids=lambda bundle: bundle.key)
def test_a_bundle_names_its_source_and_is_said_in_both_languages(bundle):
    assert bundle.source
    assert bundle.name_en
    assert not bundle.is_compared  # a clerk says so, not a builder
    assert bundle.procedure in written_forms()


@pytest.mark.parametrize("bundle", written_bundles(), ids=lambda bundle: bundle.key)
def test_a_whole_declaration_makes_every_members_form_whole(bundle):
    """What a member asks and nobody answers would stop every filing of the set."""
    today = date(2026, 11, 23)
    written = written_forms()
    for seed in range(6):
        whole = invent(written[bundle.procedure], Random(seed), today, fullness=seed / 5)
        assert whole.is_right
        for member in bundle.members:
            asked = written.get(member.procedure)
            if asked is not None:
                checked = forms.check(asked, forms.carried(asked, whole.values, member.carry), today)
                assert checked.is_right, (member.key, checked.wrong)


def test_no_bundle_carries_from_a_question_nobody_asks():
    for bundle in written_bundles():
        asked = {path for path, _ in forms.walk(written_forms()[bundle.procedure].fields)}
        for member in bundle.members:
            assert set(member.carry.values()) <= asked, member.key
