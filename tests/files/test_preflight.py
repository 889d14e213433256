"""What is noticed on pages: rarely wrong on a labelled set, and as often as the document says."""

import re

import pytest
from PIL import Image

from motcua.files.reading import measures
from tests.files import pages, preflight


def noticed(picture: Image.Image) -> list[str]:
    return list(measures.warnings(picture, dots=measures.dots_of_a_sheet(max(picture.size))))


@pytest.mark.parametrize("label", pages.WRONG)
@pytest.mark.parametrize("photographed", [False, True], ids=["scanned", "photographed"])
def test_what_is_wrong_with_a_page_is_noticed(label, photographed):
    sheet = pages.page(41, empty=label == "blank")
    picture = pages.wronged(pages.photographed(sheet, 41) if photographed else sheet, label, 41)

    assert noticed(picture) == [label]


@pytest.mark.parametrize("seed", [41, 42])
def test_a_page_with_nothing_wrong_is_left_in_peace(seed):
    assert noticed(pages.page(seed)) == []
    assert noticed(pages.photographed(pages.page(seed), seed)) == []


def test_the_document_shows_rates_that_may_be_lived_with():
    rows = re.findall(
        r"\| `(\w+)` \| (\d+) of (\d+) \| (\d+) of (\d+) \| (\d+) of (\d+) \|", preflight.DOCUMENT.read_text()
    )
    assert [row[0] for row in rows] == list(preflight.KEYS)
    for _, missed, of, missed_photographed, of_photographed, wrong, of_others in rows:
        assert int(of) == int(of_photographed) == preflight.EACH
        assert int(missed) + int(missed_photographed) <= 0.3 * 2 * preflight.EACH
        assert int(wrong) <= 0.05 * int(of_others)


def test_rates_are_counted_as_labelled():
    found = {("good", way, "pages"): 2 for way in preflight.WAYS} | {("good", "scanned", "blank"): 1}
    found |= {(key, way, "pages"): 4 for key in preflight.KEYS for way in preflight.WAYS}
    found |= {("blank", "scanned", "blank"): 3, ("sideways", "scanned", "blank"): 1}
    counted = preflight.Counter(found)

    assert preflight.missed(counted, "blank", "scanned") == 1
    assert preflight.false_alarms(counted, "blank") == (2, 36)
    assert "| `blank` | 1 of 4 | 4 of 4 | 2 of 36 |" in preflight.table(counted)
