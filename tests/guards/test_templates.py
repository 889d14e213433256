"""Every template compiles, and everything marked for translation has its English."""

import pytest
from django.template.loader import get_template

from tests import messages

TEMPLATES = messages.template_files()


@pytest.mark.parametrize("path", TEMPLATES, ids=[messages.template_name(path) for path in TEMPLATES])
def test_a_template_compiles(path):
    assert get_template(messages.template_name(path)).template.source == path.read_text(encoding="utf-8")


def test_every_message_has_its_english():
    assert messages.incomplete() == [], "fill in locale/en (collect with: python -m tests.messages)"
