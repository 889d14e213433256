"""A unit's rule for its new steps, asked when a step opens for several officers."""

from collections.abc import Sequence

from motcua.base import sql
from motcua.core import assigning
from motcua.core.assigning import Facts, Method, Rule
from motcua.core.roles import Role
from motcua.dossiers.remembering import lately

STATEMENTS = sql.load("motcua.dossiers")


def chosen(candidates: Sequence[int], agency_id: int, unit_id: int | None, dossier_id: int | None) -> int | None:
    """Which of them a new step is given to by the unit's rule; None where it has none: free to all of them."""
    (rule,) = lately(_rule, agency_id, unit_id)
    if rule is None:
        return None
    rows = sql.rows(STATEMENTS.sharing_facts, officers=list(candidates))
    commune = ""
    if rule.method is Method.COMMUNE and dossier_id is not None:
        commune = sql.value(STATEMENTS.commune_of, id=dossier_id) or ""
    facts = Facts(
        commune=commune,
        load={row["id"]: row["load"] for row in rows},
        last_given={row["id"]: row["last_given"] for row in rows if row["last_given"]},
    )
    return assigning.choose(rule, candidates, facts)


def _rule(agency_id: int, unit_id: int | None) -> tuple[Rule | None]:
    row = sql.row(STATEMENTS.sharing_rule, agency=agency_id, unit=unit_id, role=Role.CASE_OFFICER.value)
    if row is None:
        return (None,)  # a tuple, so that "no rule" is remembered as well
    return (Rule(Method(row["method"]), {str(code): int(officer) for code, officer in row["communes"].items()}),)
