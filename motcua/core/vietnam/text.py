"""Vietnamese text: one form on input, one folded form for search, one key for the Vietnamese order."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Old typing tools wrote the Icelandic eth for đ: it looks the same and is never found again.
_ETH: Final = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ"})
_INVISIBLE: Final = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_MARKS: Final = dict.fromkeys(range(0x0300, 0x0370))
_FOLDED: Final = _MARKS | _INVISIBLE | str.maketrans({"đ": "d", "\u00f0": "d"})

# ngang, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_MARKS: Final = frozenset("\u0306\u0302\u031b")  # breve, circumflex, horn: they make a different letter
_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

# The key is compared byte by byte: blank < tones < digits < letters < letters of other scripts.
_LETTER_CODES: Final = dict(zip(_ALPHABET, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg", strict=True))
_TONE_CODES: Final = "*+,-./"
_PART_END: Final = " "
_FOREIGN: Final = "~"
_PIECES: Final = re.compile(r"\d+|[^\W\d_]+")


def nfc(text: str) -> str:
    """Return the text in composed form; phones and macOS send it decomposed."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Return what was meant: composed, single blanks, no invisible characters, a true đ."""
    return " ".join(nfc(text).translate(_ETH | _INVISIBLE).split())


def fold(text: str) -> str:
    """Return the form used for search: no accents, đ as d, lower case, single blanks.

    `hòa` and `hoà` fold alike, and so do combined and decomposed input.
    """
    return " ".join(unicodedata.normalize("NFD", text).lower().translate(_FOLDED).split())


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same with their accents, wherever the tone mark was placed (`Thuý`, `Thúy`)."""
    return spelling(one) == spelling(other)


def spelling(text: str) -> str:
    """Return the text in lower case with each word's tone written behind it, so that placement no longer matters."""
    return " ".join(_spelled(word) for word in tidy(text).lower().split())


def _spelled(word: str) -> str:
    letters, tones = _split_tones(word)
    return unicodedata.normalize("NFC", letters) + "".join(str(tone) for tone in tones)


def _split_tones(word: str) -> tuple[str, list[int]]:
    letters, tones = [], []
    for char in unicodedata.normalize("NFD", word):
        tone = _TONES.get(char)
        if tone is None:
            letters.append(char)
        else:
            tones.append(tone)
    return "".join(letters), tones


def collation_key(text: str) -> str:
    """Return a key whose byte order is the Vietnamese dictionary order; store it in a column with COLLATE "C".

    Syllable by syllable: letters first, then the tone; numbers by value.
    """
    return "".join(_word_key(word) for word in text.split())


def sort_key(name: str) -> str:
    """Return the key that lists people by given name, then family, then middle names, in Vietnamese order.

    A name is never refused: one word is a given name, blanks alone sort first.
    """
    words = name.split()
    if len(words) < 2:
        return "".join(map(_word_key, words))
    family, *middle, given = words
    return _PART_END.join((_word_key(given), _word_key(family), "".join(map(_word_key, middle)))).rstrip(_PART_END)


@lru_cache(maxsize=65_536)
def _word_key(word: str) -> str:
    composed = unicodedata.normalize("NFC", word.translate(_INVISIBLE)).lower().translate(_ETH)
    return "".join(map(_piece_key, _PIECES.findall(composed)))


def _piece_key(piece: str) -> str:
    if piece.isdigit():
        number = piece.lstrip("0")
        return f"{min(len(number), 9)}{number}{_TONE_CODES[0]}"
    letters, tones = _split_tones(piece)
    return "".join(map(_letter_code, _letters_of(letters))) + _TONE_CODES[tones[0] if tones else 0]


def _letters_of(decomposed: str) -> list[str]:
    """Join a mark that makes a letter to its base; drop any other mark (`ü` is ordered as `u`)."""
    letters: list[str] = []
    for char in decomposed:
        if not unicodedata.combining(char):
            letters.append(char)
        elif char in _LETTER_MARKS and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
    return letters


def _letter_code(letter: str) -> str:
    return _LETTER_CODES.get(letter) or _FOREIGN + letter
