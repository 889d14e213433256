"""Finding a dossier by what people have in hand: its code, a name or part of one, an ID number, a telephone number."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from motcua.base import sql
from motcua.base.sealing import lookup_hash
from motcua.core import numbering, vietnam
from motcua.dossiers import typed
from motcua.dossiers.commit import STATEMENTS
from motcua.dossiers.filing import vietnam_digits
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.queries.lists import FEW

MOST = 50
LONGEST_QUERY = 200


def find(text: str, *, agencies: Iterable[int] | None, limit: int = MOST) -> list[dict[str, Any]]:
    """Dossiers that fit, within these agencies (None: everywhere), in Vietnamese order of names."""
    text = typed.line(text[:LONGEST_QUERY], "Nội dung tìm", LONGEST_QUERY)
    if not text:
        return []
    within = None if agencies is None else list(agencies)
    digits = vietnam_digits(text)
    if "-" in text and any(sign.isdigit() for sign in text):
        ids = _by_code(text, within)
    elif digits.isdigit() and len(digits) >= 9:
        ids = _by_number(digits, within, limit)
    else:
        ids = _by_name(text, within, limit)
    return sql.rows(STATEMENTS.found, ids=ids) if ids else []


def reached(ids: Iterable[int], *, agencies: Iterable[int], units: Iterable[int], officers: Iterable[int]) -> set[int]:
    """Which of these dossiers belong to the agencies, or have or had a step at one of the divisions or officers."""
    whole = list(agencies)
    near = Q(steps__unit_id__in=list(units)) | Q(steps__officer_id__in=list(officers))
    belongs = Q(competent_agency_id__in=whole) | Q(receiving_agency_id__in=whole) | Q(handling_unit_id__in=list(units))
    return set(Dossier.objects.filter(belongs | near, id__in=list(ids)).values_list("id", flat=True))


def _by_code(text: str, within: list[int] | None) -> list[int]:
    found = Dossier.objects.filter(code=numbering.lookup_form(text))
    return list(_within(found, within).values_list("id", flat=True))


def _by_number(digits: str, within: list[int] | None, limit: int) -> list[int]:
    parties = Party.objects.filter(
        Q(personal_id_hash=lookup_hash(digits, of="personal_id")) | Q(phone_hash=lookup_hash(digits, of="phone"))
    )
    found = _within(Dossier.objects.filter(id__in=parties.values("dossier_id")), within)
    return list(found.order_by("-id").values_list("id", flat=True)[:limit])


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


def _after(prefix: str) -> str:
    """The smallest text in C order that does not begin with `prefix`."""
    return prefix + "\U0010ffff"


def _within(found: Any, within: list[int] | None) -> Any:
    if within is None:
        return found
    return found.filter(Q(competent_agency_id__in=within) | Q(receiving_agency_id__in=within))
