"""Finding a procedure by what people type: without accents, misspelled, in part, by first letters, or by its code.

The names in force (a few thousand) are kept in memory as a dictionary of folded words, made anew when the stamp of the
catalogue or the day changes. docs/adr tells what was measured against trigrams in PostgreSQL.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from rapidfuzz import process as fuzzy
from rapidfuzz.distance import OSA

from motcua.base import sql
from motcua.catalog.queries import initials
from motcua.core.vietnam import fold, nfc, spelling

STATEMENTS = sql.load("motcua.catalog")

_WORD: Final = re.compile(r"\w+(?:[./-]\w+)*")
_CODE: Final = re.compile(r"\d\.?\d{0,6}")
_LONGEST_QUERY: Final = 200
_EXACT, _VARIANT, _PREFIX, _ONE_SLIP, _TWO_SLIPS = 1.0, 0.95, 0.8, 0.6, 0.45
_OTHER_ACCENTS: Final = 0.75
"""What a word with other accents than those typed is worth: `tư` was typed and `tử` stands there."""
_ENOUGH: Final = 0.6
"""The share of the query's weight a name must hold to be shown."""
_NONE: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure found; `marks` are the places in `name` that match, for a highlighter."""

    version_id: int
    code: str
    name: str
    field_id: int
    field: str
    levels: tuple[str, ...]
    targets: tuple[str, ...]
    marks: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found, best first; without words, all in Vietnamese order."""

    total: int
    found: tuple[Found, ...]
    fields: Mapping[tuple[int, str], int]
    """How many of the results belong to each field."""


@dataclass(frozen=True, slots=True)
class _Entry:
    row: Mapping[str, Any]
    folded: str
    initials: str


@dataclass(slots=True)
class _Index:
    stamp: int
    day: date
    entries: list[_Entry] = field(default_factory=list)
    holders: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Folded word → places of the names that hold it."""
    spelled: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """The same with accents."""
    spellings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    variants: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    vocabulary: list[str] = field(default_factory=list)
    by_code: dict[str, int] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """Return how much a word tells: rare words more than common ones."""
        return math.log(1 + len(self.entries) / (1 + len(self.holders[word])))


_kept: dict[str, _Index] = {}


def search(
    words: str = "",
    *,
    on: date,
    field_id: int | None = None,
    level: str = "",
    target: str = "",
    codes: Collection[str] | None = None,
    offset: int = 0,
    limit: int = 20,
) -> Results:
    """Return the procedures in force on a day whose name has these words.

    :param codes: only these procedures (what an agency offers: `offered_codes`).
    """
    index = _index(on)
    words = nfc(words[:_LONGEST_QUERY])
    ranked, matched = _ranked(index, words)
    letters = initials.typed(words)
    ranked = _with_initials(index, ranked, letters)
    if level or target or codes is not None:
        ranked = [
            each for each in ranked if _passes(index.entries[each[0]].row, level=level, target=target, codes=codes)
        ]
    fields: dict[tuple[int, str], int] = defaultdict(int)
    for place, _ in ranked:
        row = index.entries[place].row
        fields[row["field_id"], row["field"]] += 1
    if field_id is not None:
        ranked = [each for each in ranked if index.entries[each[0]].row["field_id"] == field_id]
    shown = ranked[offset : offset + limit]
    found = tuple(_found(index.entries[place].row, score, matched, letters) for place, score in shown)
    return Results(len(ranked), found, fields)


def offered_codes(agency_ids: Iterable[int], on: date) -> frozenset[str]:
    """Return the codes of what some agencies offer on a day (an empty list: any agency)."""
    return frozenset(row["code"] for row in sql.rows(STATEMENTS.offered_versions, day=on, agencies=list(agency_ids)))


def levels(on: date) -> tuple[str, ...]:
    """Return the levels procedures of a day are worked at."""
    return tuple(sorted({level for entry in _index(on).entries for level in entry.row["levels"]}))


def targets(on: date) -> tuple[str, ...]:
    """Return who procedures of a day are for."""
    return tuple(sorted({target for entry in _index(on).entries for target in entry.row["targets"]}, key=fold))


def _passes(row: Mapping[str, Any], *, level: str, target: str, codes: Collection[str] | None) -> bool:
    return (
        (not level or level in row["levels"])
        and (not target or target in row["targets"])
        and (codes is None or row["code"] in codes)
    )


def _found(row: Mapping[str, Any], score: float, matched: Collection[str], letters: str) -> Found:
    marks = [word.span() for word in _WORD.finditer(row["name"]) if matched and fold(word[0]) in matched]
    return Found(
        version_id=row["version_id"],
        code=row["code"],
        name=row["name"],
        field_id=row["field_id"],
        field=row["field"],
        levels=tuple(row["levels"]),
        targets=tuple(row["targets"]),
        marks=tuple(marks) or initials.marks(row["name"], letters) if letters else tuple(marks),
        score=round(score, 4),
    )


def _with_initials(index: _Index, ranked: list[tuple[int, float]], letters: str) -> list[tuple[int, float]]:
    """Add the names whose first letters were typed: before what is merely spelled alike, behind real words."""
    if not letters:
        return ranked
    fits = ((place, initials.score(entry.initials, letters)) for place, entry in enumerate(index.entries))
    named = sorted(((place, worth) for place, worth in fits if worth is not None), key=lambda each: (-each[1], each[0]))
    if not named:
        return ranked
    is_a_word = index.vocabulary[bisect_left(index.vocabulary, letters) :][:1]
    first, second = (ranked, named) if is_a_word and is_a_word[0].startswith(letters) else (named, ranked)
    placed = {place for place, _ in first}
    return [*first, *(each for each in second if each[0] not in placed)]


def _ranked(index: _Index, words: str) -> tuple[list[tuple[int, float]], frozenset[str]]:
    """Return places with scores, best first, and the words of the catalogue that were matched."""
    typed = {fold(word[0]): spelling(word[0]) for word in _WORD.finditer(words)}
    if not typed:
        return [(place, 0.0) for place in range(len(index.entries))], frozenset()
    by_code = _by_code(index, words.strip())
    if by_code is not None:
        return [(place, 1.0) for place in by_code], frozenset()
    total = 0.0
    scores: dict[int, float] = defaultdict(float)
    matched: set[str] = set()
    last = next(reversed(typed))
    for folded, spelled in typed.items():
        near = sorted(_near(index, folded, spelled, may_be_unfinished=folded == last), key=lambda each: -each[1])
        matched.update(word for word, _ in near)
        weight = index.weight(near[0][0]) if near else math.log(1 + len(index.entries))
        total += weight
        for place, nearness in _holders(index, near, spelled if _has_accents(folded, spelled) else "").items():
            scores[place] += weight * nearness
    phrase = fold(words)
    ranked = [
        (place, _with_order(score / total, index.entries[place].folded, phrase))
        for place, score in scores.items()
        if score >= total * _ENOUGH
    ]
    return sorted(ranked, key=lambda each: (-each[1], each[0])), frozenset(matched)


def _holders(index: _Index, near: list[tuple[str, float]], spelled: str) -> dict[int, float]:
    """Return how well each name holds one typed word; nearest words come first in `near`."""
    won: dict[int, float] = {}
    as_typed = index.spelled.get(spelled, _NONE) if spelled else _NONE
    for word, nearness in near:
        for place in index.holders[word]:
            if place not in won:
                exact = not spelled or nearness < _PREFIX or place in as_typed
                won[place] = nearness if exact else nearness * _OTHER_ACCENTS
    return won


def _has_accents(folded: str, spelled: str) -> bool:
    return spelled != folded + "0" and spelled != folded


def _with_order(score: float, folded: str, phrase: str) -> float:
    """Prefer names that hold the words together, early, and little else."""
    place = folded.find(phrase)
    together = 0.0 if place < 0 else 0.5 + 0.25 / (1 + place / 10)
    return score + together + 0.3 * min(1.0, len(phrase) / max(len(folded), 1))


def _near(index: _Index, word: str, spelled: str, *, may_be_unfinished: bool) -> Iterator[tuple[str, float]]:
    """Yield the words of the catalogue a typed word may stand for, with how near they are."""
    if word in index.holders:
        yield word, _EXACT
    for other in index.variants.get(_variant(word), ()):
        if other != word:
            yield other, _VARIANT
    if may_be_unfinished and len(word) > 1:
        letters = spelled.rstrip("012345")
        for other in index.vocabulary[bisect_left(index.vocabulary, word) :]:
            if not other.startswith(word):
                break
            if other != word and _may_become(index, other, letters, word):
                yield other, _PREFIX
    # Another short word is one letter away from most short words: only one that nobody uses is taken for a slip.
    slips = 0 if len(word) < 3 or any(map(str.isdigit, word)) else 1 if len(word) < 6 else 2
    if slips and not (len(word) == 3 and word in index.holders):
        scored = fuzzy.extract(word, index.vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=None)
        for other, distance, _ in scored:
            if other != word:
                yield other, _ONE_SLIP if distance == 1 else _TWO_SLIPS


def _may_become(index: _Index, other: str, letters: str, word: str) -> bool:
    """Tell whether what was typed with accents can be the beginning of a word: `tử` is not that of `tục`."""
    return letters == word or any(each.startswith(letters) for each in index.spellings[other])


def _variant(word: str) -> str:
    """Return one form for the two spellings of a final i sound: `kĩ`, `kỹ`; `lí`, `lý`."""
    return word[:-1] + "i" if len(word) > 1 and word[-1] == "y" else word


def _by_code(index: _Index, text: str) -> list[int] | None:
    """Return what a typed code or its beginning names; None when no code was typed."""
    if not _CODE.fullmatch(text[:8]) or len(text) < 3:
        return None
    exact = index.by_code.get(text[:8])
    if exact is not None:
        return [exact]
    digits = text.replace(".", "")
    found = [place for code, place in index.by_code.items() if code.replace(".", "").startswith(digits)]
    return found or None


def _index(on: date) -> _Index:
    stamp = sql.value(STATEMENTS.stamp)
    kept = _kept.get("index")
    if kept is None or kept.stamp != stamp or kept.day != on:
        kept = _kept["index"] = _build(stamp, on)
    return kept


def _build(stamp: int, on: date) -> _Index:
    index = _Index(stamp, on)
    known: dict[str, tuple[str, str]] = {}
    for place, row in enumerate(sql.rows(STATEMENTS.search_rows, day=on)):
        index.by_code[row["code"]] = place
        index.entries.append(_Entry(row, fold(row["name"]), initials.of(row["name"])))
        for text in _WORD.findall(row["name"]) + _WORD.findall(row["keywords"]):
            if text not in known:
                known[text] = fold(text), spelling(text)
            folded, spelled = known[text]
            index.holders[folded].add(place)
            index.spelled[spelled].add(place)
            index.spellings[folded].add(spelled)
    index.vocabulary = sorted(index.holders)
    for word in index.vocabulary:
        index.variants[_variant(word)].add(word)
    return index
