"""Finding a dossier by what people have in hand: its code, a name, an ID or telephone number, words said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from motcua.base import sql
from motcua.base.sealing import lookup_hash
from motcua.core import numbering, vietnam
from motcua.dossiers import typed
from motcua.dossiers.commit import STATEMENTS
from motcua.dossiers.filing import vietnam_digits
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.queries.lists import FEW, Place

MOST = 50
LONGEST_QUERY = 200
SHORTEST_WORDS = 3


def find(text: str, *, agencies: Iterable[int] | None, limit: int = MOST) -> list[dict[str, Any]]:
    """Dossiers that fit, within these agencies (None: everywhere), in Vietnamese order of names.

    A name goes before what was declared; `by_answers` of a row says that only the declaration has the words.
    """
    text = typed.line(text[:LONGEST_QUERY], "Nội dung tìm", LONGEST_QUERY)
    if not text:
        return []
    within = None if agencies is None else list(agencies)
    digits = vietnam_digits(text)
    declared: list[int] = []
    if "-" in text and any(sign.isdigit() for sign in text):
        ids = _by_code(text, within)
    elif digits.isdigit() and len(digits) >= 9:
        ids = _by_number(digits, within, limit)
    else:
        ids = _by_name(text, within, limit)
        declared = [each for each in _by_answers(text, within, limit) if each not in ids][: limit - len(ids)]
    rows = sql.rows(STATEMENTS.found, ids=[*ids, *declared]) if ids or declared else []
    return [row | {"by_answers": row["id"] in declared} for row in rows]


@dataclass(frozen=True, slots=True)
class Among:
    """Which of some dossiers fit, and whether it took a look at numbers or at what was declared to tell."""

    ids: list[int]
    looked_at: str = ""  # "number", "answers": such a look is logged


LAST_DIGITS = range(4, 9)
PROVINCE = re.compile(r"H\d")  # the beginning of a code of a province


def among(text: str, ids: list[int]) -> Among:
    """Which of these few dossiers fit: by code or its last digits, by a number or its last four, by words."""
    text = typed.line(text[:LONGEST_QUERY], "Nội dung tìm", LONGEST_QUERY)
    digits = vietnam_digits(text)
    if not text or not ids:
        return Among(ids)
    part = numbering.lookup_form(text)
    if any(sign.isdigit() for sign in part) and ("-" in part or PROVINCE.match(part)):
        return Among(list(Dossier.objects.filter(code__contains=part, id__in=ids).values_list("id", flat=True)))
    if digits.isdigit() and len(digits) in LAST_DIGITS:
        return Among(_by_last_digits(digits, ids), "number")
    if digits.isdigit() and len(digits) >= 9:
        numbered = _with_number(digits).filter(dossier_id__in=ids)
        return Among(list(numbered.values_list("dossier_id", flat=True)), "number")
    folded = vietnam.fold(text)
    if not folded.strip("%_\\ "):
        return Among([])
    rows = sql.rows(STATEMENTS.text_among, ids=ids, pattern=_within_text(folded), words=folded)
    return Among([row["id"] for row in rows], "answers" if any(not row["by_name"] for row in rows) else "")


def _by_last_digits(digits: str, ids: list[int]) -> list[int]:
    """Of the code, or of a sealed number: those few are opened here and nowhere else."""
    found = set(Dossier.objects.filter(id__in=ids, code__endswith=digits).values_list("id", flat=True))
    parties = Party.objects.filter(dossier_id__in=ids).only("dossier_id", "personal_id", "phone")
    found |= {
        party.dossier_id
        for party in parties
        if (party.personal_id or "").endswith(digits) or (party.phone or "").endswith(digits)
    }
    return sorted(found)


def reached(
    ids: Iterable[int], *, agencies: Iterable[int], places: Iterable[Place], officers: Iterable[int]
) -> set[int]:
    """Which of these dossiers belong to the agencies or lie in the places, or have or had a step of the officers."""
    whole = list(agencies)
    mine = Q(competent_agency_id__in=whole) | Q(receiving_agency_id__in=whole)
    mine |= Q(steps__officer_id__in=list(officers))
    for place in places:
        mine |= _in_place(place)
    return set(Dossier.objects.filter(mine, id__in=list(ids)).values_list("id", flat=True))


def _in_place(place: Place) -> Q:
    if place.unit_id:
        there = Q(handling_unit_id=place.unit_id) | Q(steps__unit_id=place.unit_id)
    else:
        there = Q(competent_agency_id=place.agency_id) | Q(receiving_agency_id=place.agency_id)
    return there if place.field_ids is None else there & Q(field_id__in=place.field_ids)


def _by_code(text: str, within: list[int] | None) -> list[int]:
    found = Dossier.objects.filter(code=numbering.lookup_form(text))
    return list(_within(found, within).values_list("id", flat=True))


def _by_number(digits: str, within: list[int] | None, limit: int) -> list[int]:
    found = _within(Dossier.objects.filter(id__in=_with_number(digits).values("dossier_id")), within)
    return list(found.order_by("-id").values_list("id", flat=True)[:limit])


def _with_number(digits: str) -> Any:
    return Party.objects.filter(
        Q(personal_id_hash=lookup_hash(digits, of="personal_id")) | Q(phone_hash=lookup_hash(digits, of="phone"))
    )


def _by_answers(text: str, within: list[int] | None, limit: int) -> list[int]:
    words = vietnam.fold(text)
    if len(words) < SHORTEST_WORDS:
        return []
    scope: dict[str, Any] = {"everywhere": within is None, "agencies": within or [], "limit": limit}
    return [row["id"] for row in sql.rows(STATEMENTS.by_answers, words=words, **scope)]


def _by_name(text: str, within: list[int] | None, limit: int) -> list[int]:
    """A name from its beginning first; where none begins so, from the beginning of any of its words."""
    folded = " ".join(vietnam.fold(text).split())
    if not folded:  # nothing but marks: every name would begin with it
        return []
    given: dict[str, Any] = {"low": folded, "high": _after(folded), "limit": limit}
    agencies = within or []
    ways: tuple[tuple[sql.Statement, dict[str, Any]], ...]
    if within is None:
        ways = (STATEMENTS.by_full_name, {"everywhere": True}), (STATEMENTS.by_name_part, {})
    elif len(within) > FEW:
        ways = (STATEMENTS.by_full_name, {"everywhere": False}), (STATEMENTS.by_name_part_among, {})
    else:
        ways = (STATEMENTS.by_full_name_within, {}), (STATEMENTS.by_name_part_within, {"pattern": _inside(folded)})
    for statement, more in ways:
        if rows := sql.rows(statement, agencies=agencies, **given, **more):
            return [row["id"] for row in rows]
    return []


def _inside(folded: str) -> str:
    """What LIKE asks for: the beginning of any word but the first."""
    for sign in ("\\", "%", "_"):
        folded = folded.replace(sign, f"\\{sign}")
    return f"% {folded}%"


def _within_text(folded: str) -> str:
    return "%" + folded.replace("\\", "").replace("%", "").replace("_", "") + "%"


def _after(prefix: str) -> str:
    """The smallest text in C order that does not begin with `prefix`."""
    return prefix + "\U0010ffff"


def _within(found: Any, within: list[int] | None) -> Any:
    if within is None:
        return found
    return found.filter(Q(competent_agency_id__in=within) | Q(receiving_agency_id__in=within))
