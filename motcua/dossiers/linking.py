"""Dossiers filed together: what each gets of the one declaration, and what opens when one of them ends.

Members are written in an order in which each stands after those it waits for, so that locks are taken by rising
numbers: the one that ends, then those that wait for it. What happens to them is decided by `core.linking`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from motcua.base import sql
from motcua.base.refusal import Refusal
from motcua.catalog import queries as catalog
from motcua.catalog.refusals import NotFound, NotInForce
from motcua.core import forms, lifecycle, linking
from motcua.core.lifecycle import SYSTEM, Change, Dossier, Rules, State
from motcua.core.linking import Bundle, End, Member, MemberDef, Otherwise, TakenIn, Turn
from motcua.dossiers import commit
from motcua.dossiers.commit import STATEMENTS, Loaded, Moved
from motcua.dossiers.declaring import BESIDE
from motcua.dossiers.filing import Filing, PaperIn

Row = dict[str, Any]
Copy = Callable[[int], int]
"""From an uploaded file to another row on the same content: a file lies in one dossier."""


class NobodyCompetent(Refusal):
    """For one procedure of the bundle nobody answers where the set is handed in."""

    code = "nobody-competent"
    vi = "Chưa xác định được cơ quan giải quyết thủ tục {procedure} cho nơi nộp này. Hãy nộp riêng từng thủ tục."
    en = "Nobody answers for the procedure {procedure} where this is handed in. File each procedure by itself."


@dataclass(frozen=True, slots=True)
class Share:
    """One member's own application, cut from the one that was handed in."""

    member: MemberDef
    filing: Filing


def shares(bundle: Bundle, filing: Filing, *, on: date, copy: Copy) -> tuple[Share, ...]:
    """Cut one application into those of the members: procedure, agency, answers and papers of each.

    :param copy: asked for each further dossier a file goes to.
    :raises NobodyCompetent:
    """
    papers = _papers(bundle, filing.papers, copy)
    return tuple(
        Share(member, _share(member, filing, papers[member.key], on=on, first=place == 0))
        for place, member in enumerate(bundle.members)
    )


def _share(member: MemberDef, filing: Filing, papers: Sequence[PaperIn], *, on: date, first: bool) -> Filing:
    try:
        page = catalog.page(member.procedure, on=on)
    except (NotFound, NotInForce) as missing:
        raise NobodyCompetent(procedure=member.procedure) from missing
    asked = catalog.form_in_use(page.version.pk)
    beside = {key: filing.answers[key] for key in BESIDE if key in filing.answers}
    competent_id = _competent(page, filing.competent_agency_id)
    return replace(
        filing,
        procedure_version_id=page.version.pk,
        competent_agency_id=competent_id,
        # The desk that takes the set in serves all of it: only a set for another place goes elsewhere.
        is_non_territorial=filing.is_non_territorial and competent_id == filing.competent_agency_id,
        case_key="",
        papers=tuple(papers),
        answers=forms.carried(asked.definition, filing.answers, member.carry) | beside,
        parcel=filing.parcel if first else None,
        external=None,
    )


def _competent(page: catalog.Page, here_id: int) -> int:
    """Who answers for a procedure where the set is handed in: that agency, one beneath it, or the only one there is."""
    offered = [offering.agency for offering in page.offerings]
    if any(agency.pk == here_id for agency in offered):
        return here_id
    beneath = [agency for agency in offered if agency.parent_id == here_id] or offered
    if len(beneath) != 1:
        raise NobodyCompetent(procedure=page.version.name)
    return int(beneath[0].pk)


def _papers(bundle: Bundle, papers: Sequence[PaperIn], copy: Copy) -> dict[str, list[PaperIn]]:
    """Which paper goes to whom, by the beginning of its name; what no member names goes to the first."""
    found: dict[str, list[PaperIn]] = {member.key: [] for member in bundle.members}
    for paper in papers:
        takers = [member.key for member in bundle.members if paper.name.startswith(member.papers or ("\0",))]
        for place, key in enumerate(takers or [bundle.members[0].key]):
            found[key].append(paper if place == 0 else _again(paper, copy))
    return found


def _again(paper: PaperIn, copy: Copy) -> PaperIn:
    """The same paper for another dossier: the house holds it already."""
    file_id = None if paper.file_id is None else copy(paper.file_id)
    return replace(paper, originals=0, copies=0, certified_copies=0, is_reused=True, file_id=file_id)


# --- What opens when a member ends ------------------------------------------------------------------------------------
def hold_after(dossier_id: int, *, now: datetime) -> list[Loaded]:
    """Lock those of its set that wait after a dossier the caller holds, by rising numbers."""
    ids = [row["id"] for row in sql.rows(STATEMENTS.linked_waiting, id=dossier_id)]
    held = [commit.load(each, now=now) for each in ids]
    return [each for each in held if each.dossier.state is State.AWAITING_TURN]


def hold_before_counters(held: Loaded, *, now: datetime) -> None:
    """Lock what will follow the end of a dossier the caller holds, before a counter is locked."""
    if held.dossier.is_linked:
        hold_after(held.row["id"], now=now)


def follow(moved: Moved, *, now: datetime) -> None:
    """Give those that wait for a dossier that has just ended their turn, or their papers back; in its transaction."""
    if moved.change is None or not moved.dossier.is_linked or _end(moved.dossier) is None:
        return
    for waiting in hold_after(moved.id, now=now):
        settle(waiting, now=now)


def settle(held: Loaded, *, now: datetime) -> Moved:
    """Do with a dossier that waits what the set says of it now; nothing where it has to wait on."""
    rows = sql.rows(STATEMENTS.linked_members, id=held.row["id"])
    mine = next(row for row in rows if row["id"] == held.row["id"])
    turn = linking.turns(map(_member, rows)).get(mine["key"], Turn.WAIT)

    def decide(dossier: Dossier, rules: Rules) -> Change | None:
        if turn is Turn.WAIT:
            return None
        if turn is Turn.RETURN:
            reason, guidance = _why_back(mine, rows)
            return lifecycle.give_back(dossier, reason=reason, guidance=guidance, by=SYSTEM, now=now, rules=rules)
        return lifecycle.take_turn(dossier, at_once=turn is Turn.BEGIN, by=SYSTEM, now=now, rules=rules)

    verb = "give_back" if turn is Turn.RETURN else "take_turn"
    return commit.move(decide, held=held, by=SYSTEM, verb=verb, now=now)


def _end(dossier: Dossier) -> End | None:
    return linking.end_of(dossier.state, is_negative=dossier.is_negative)


def _member(row: Row) -> Member:
    return Member(
        key=row["key"],
        after=tuple(row["after"]),
        if_denied=Otherwise(row["if_denied"]),
        if_withdrawn=Otherwise(row["if_withdrawn"]),
        taken_in=TakenIn(row["taken_in"]),
        state=State(row["state"]),
        is_negative=row["is_negative"],
    )


_HOW = {
    End.DENIED: "kết thúc mà không được chấp thuận",
    End.WITHDRAWN: "đã được rút theo đề nghị của chủ hồ sơ",
}


def _why_back(mine: Row, rows: Sequence[Row]) -> tuple[str, str]:
    """The reason and the guidance of the notice, in words for the owner."""
    ends = [
        (row, linking.end_of(State(row["state"]), is_negative=row["is_negative"]))
        for row in rows
        if row["key"] in mine["after"]
    ]
    row, how = next((row, _HOW[end]) for row, end in ends if end in _HOW)
    reason = (
        f"Hồ sơ liên thông {row['code']} ({row['procedure_name']}) {how}, "
        "nên chưa có kết quả cần thiết để giải quyết hồ sơ này."
    )
    guidance = (
        "Khi có kết quả của thủ tục trước, Ông/Bà nộp lại riêng thủ tục này. "
        "Giấy tờ bản chính được trả lại tại nơi đã nhận hồ sơ."
    )
    return reason, guidance
