"""What the public reads is polite Vietnamese, and the English that stands for it is English of the same thing."""

import re

import pytest
from django.test import Client
from django.utils import translation

from tests import messages


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    """Every text with its English, plural forms each for itself."""
    found = []
    for message in messages.english():
        if not message.id:
            continue
        source = message.id if isinstance(message.id, str) else message.id[0]
        strings = [message.string] if isinstance(message.string, str) else message.string
        found += [(source, string) for string in strings]
    return found


def test_both_languages_have_the_same_placeholders(pairs):
    assert len(pairs) > 200
    for source, english in pairs:
        assert set(re.findall(r"%\(\w+\)[sd]", english)) == set(re.findall(r"%\(\w+\)[sd]", source))


@pytest.mark.parametrize("word", [r"\b[Bb]ạn\b", r"\bTTHC\b", r"\bDVC\b"])
def test_people_are_addressed_with_respect_and_without_abbreviations(pairs, word):
    assert [source for source, _ in pairs if re.search(word, source)] == []


def test_no_vietnamese_is_left_in_the_english(pairs):
    quoted = re.compile(r"“[^”]*”|khai sinh|Thanh Hóa|QĐ-UBND|QĐ-TTg|đồng")
    accented = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")

    assert [english for _, english in pairs if accented.search(quoted.sub("", english))] == []


def test_django_reads_the_compiled_catalogue():
    with translation.override("en"):
        assert translation.gettext("Tra cứu hồ sơ") == "Track a dossier"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [("/huong-dan/", "Nếu hồ sơ trễ hẹn"), ("/en/huong-dan/", "If a dossier is late")],
)
def test_the_language_is_that_of_the_address_not_of_the_browser(address, words):
    page = Client(headers={"accept-language": "fr"}).get(address).content.decode()

    assert words in page
