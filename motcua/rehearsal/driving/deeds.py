"""One deed of a planned life, as one call of a verb."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.base import sql
from motcua.core.flow import Outcome
from motcua.core.lifecycle import Actor, ProposalKind
from motcua.core.roles import Role
from motcua.dossiers import actions as dossiers
from motcua.dossiers.filing import Filing, PaperIn, PartyIn
from motcua.rehearsal.driving.cast import CITIZEN, STATEMENTS, Cast
from motcua.rehearsal.planning import Act, Deed, Fate, Life, Person, Stage
from motcua.rehearsal.planning.stages import Work
from motcua.results import actions as results

SYMBOL = "KQ-DT"  # diễn tập: no register of a rehearsal is taken for a real one
_NEGATIVE_OF = 67  # one answer in so many says no
_WAYS = {"direct": "direct", "online": "online", "postal": "postal"}
_REASON = "Diễn tập"


@dataclass(slots=True)
class Living:
    """A planned life with what the database made of it so far."""

    life: Life
    person: Person
    title: str
    papers: tuple[str, ...]
    dossier_id: int = 0
    is_drafted: bool = False

    @property
    def says_no(self) -> bool:
        """Whether the answer is a refusal after appraisal (T16)."""
        return self.life.number % _NEGATIVE_OF == 0


def perform(living: Living, act: Act, cast: Cast, *, key: str) -> None:
    """Do one deed. The key makes a deed done twice one deed."""
    _DEEDS[act.deed](living, act, cast, key)


def filing_of(living: Living) -> Filing:
    """What is handed in."""
    life, person = living.life, living.person
    return Filing(
        procedure_version_id=life.version_id,
        receiving_agency_id=life.receiving_agency_id,
        competent_agency_id=life.competent_agency_id,
        channel=life.channel,
        parties=(
            PartyIn(person.full_name, personal_id=person.personal_id, phone=person.phone, address=person.address),
        ),
        papers=tuple(PaperIn(name[:500], originals=1) for name in living.papers),
        answers={"noi_dung": living.title[:200]},
    )


def _desk(living: Living, cast: Cast) -> Actor:
    return cast.holder(Role.RECEPTION, living.life.receiving_agency_id)


def _receive(living: Living, act: Act, cast: Cast, key: str) -> None:
    norm = living.life.norm if living.life.norm_is_chosen else None
    moved = dossiers.receive(filing_of(living), by=_desk(living, cast), now=act.at, key=key, norm=norm)
    living.dossier_id = moved.id


def _file(living: Living, act: Act, cast: Cast, key: str) -> None:
    by = CITIZEN if living.life.channel == "online" else _desk(living, cast)
    living.dossier_id = dossiers.file(filing_of(living), by=by, now=act.at, key=key).id


def _accept(living: Living, act: Act, cast: Cast, key: str) -> None:
    norm = living.life.norm if living.life.norm_is_chosen else None
    dossiers.accept(dossier_id=living.dossier_id, norm=norm, by=_desk(living, cast), now=act.at, key=key)


def _refuse(living: Living, act: Act, cast: Cast, key: str) -> None:
    dossiers.refuse(dossier_id=living.dossier_id, reason=_REASON, by=_desk(living, cast), now=act.at, key=key)


def _ask_at_intake(living: Living, act: Act, cast: Cast, key: str) -> None:
    content = {"reason": _REASON}
    dossiers.ask_at_intake(dossier_id=living.dossier_id, content=content, by=_desk(living, cast), now=act.at, key=key)


def _by_desk(verb: Callable[..., Any]) -> "Deeds":
    """A verb of the reception desk that needs nothing but the dossier."""

    def deed(living: Living, act: Act, cast: Cast, key: str) -> None:
        verb(dossier_id=living.dossier_id, by=_desk(living, cast), now=act.at, key=key)

    return deed


def _worker(living: Living, cast: Cast) -> Actor:
    return cast.holder(Role.CASE_OFFICER, living.life.competent_agency_id)


def _leader(living: Living, cast: Cast) -> Actor:
    return cast.holder(Role.AGENCY_LEADER, living.life.competent_agency_id)


def _step(living: Living, act: Act, cast: Cast, key: str) -> None:
    assert act.stage is not None
    step = next(
        row for row in sql.rows(STATEMENTS.open_steps, dossier=living.dossier_id) if row["key"] == act.stage.key
    )
    by = cast.performer(step)
    if act.stage.work is Work.APPROVE:
        results.approve(step_id=step["id"], by=by, now=act.at, key=key)
    elif act.stage.work is Work.ISSUE:
        note = _REASON if living.says_no else ""
        results.issue(step_id=step["id"], symbol=SYMBOL, by=by, now=act.at, note=note, key=key)
    else:
        _complete(living, act.stage, step["id"], by, act.at, key)


def _complete(living: Living, stage: Stage, step_id: int, by: Actor, now: datetime, key: str) -> None:
    if stage.work is Work.DRAFT and not living.is_drafted:
        body = "Kết quả của một cuộc diễn tập."
        answer = results.Draft(living.title[:300], body=body, is_negative=living.says_no)
        results.draft(step_id=step_id, draft=answer, by=by, now=now)
        living.is_drafted = True
    note = _REASON if stage.outcome is Outcome.REJECTED else ""
    dossiers.complete_step(step_id=step_id, outcome=stage.outcome, by=by, now=now, note=note, key=key)


def _propose_supplement(living: Living, act: Act, cast: Cast, key: str) -> None:
    content = {"reason": "Bổ sung giấy tờ còn thiếu"}
    by = _worker(living, cast)
    dossiers.propose_supplement(dossier_id=living.dossier_id, content=content, by=by, now=act.at, key=key)


def _sign(kind: ProposalKind) -> "Deeds":
    def deed(living: Living, act: Act, cast: Cast, key: str) -> None:
        by = _leader(living, cast)
        dossiers.sign_proposal(dossier_id=living.dossier_id, kind=kind, by=by, now=act.at, key=key)

    return deed


def _ask_payment(living: Living, act: Act, cast: Cast, key: str) -> None:
    by = _worker(living, cast)
    dossiers.ask_payment(dossier_id=living.dossier_id, notice="Thông báo nộp tiền", by=by, now=act.at, key=key)


def _confirm_payment(living: Living, act: Act, cast: Cast, key: str) -> None:
    by = _desk(living, cast)
    dossiers.confirm_payment(dossier_id=living.dossier_id, proof="Biên lai", by=by, now=act.at, key=key)


def _propose_apology(living: Living, act: Act, cast: Cast, key: str) -> None:
    assert act.until is not None
    by = _worker(living, cast)
    dossiers.propose_apology(
        dossier_id=living.dossier_id, reason="Chờ xác minh", new_due_at=act.until, by=by, now=act.at, key=key
    )


def _ask_withdrawal(living: Living, act: Act, cast: Cast, key: str) -> None:
    by = _desk(living, cast)
    dossiers.ask_withdrawal(dossier_id=living.dossier_id, reason=_REASON, by=by, now=act.at, key=key)


def _agree_withdrawal(living: Living, act: Act, cast: Cast, key: str) -> None:
    by = _desk(living, cast) if living.life.fate is Fate.GIVEN_BACK else _leader(living, cast)
    dossiers.agree_withdrawal(dossier_id=living.dossier_id, by=by, now=act.at, key=key)


def _stop(living: Living, act: Act, cast: Cast, key: str) -> None:
    dossiers.stop(dossier_id=living.dossier_id, reason=_REASON, by=_leader(living, cast), now=act.at, key=key)


def _hand_over(living: Living, act: Act, cast: Cast, key: str) -> None:
    results.hand_over(
        dossier_id=living.dossier_id,
        way=_WAYS[living.life.channel],
        to_name=living.person.full_name,
        proof="Giấy hẹn",
        waybill=f"DT{living.life.number:09d}" if living.life.channel == "postal" else "",
        by=cast.holder(Role.RETURN_DESK, living.life.receiving_agency_id),
        now=act.at,
        key=key,
    )


Deeds = Callable[[Living, Act, Cast, str], None]
_DEEDS: dict[Deed, Deeds] = {
    Deed.RECEIVE: _receive,
    Deed.FILE: _file,
    Deed.ACCEPT: _accept,
    Deed.REFUSE: _refuse,
    Deed.ASK_AT_INTAKE: _ask_at_intake,
    Deed.TRANSFER: _by_desk(dossiers.transfer),
    Deed.STEP: _step,
    Deed.PROPOSE_SUPPLEMENT: _propose_supplement,
    Deed.SIGN_SUPPLEMENT: _sign(ProposalKind.SUPPLEMENT),
    Deed.SEND_SUPPLEMENT: _by_desk(dossiers.send_supplement),
    Deed.SUPPLY: _by_desk(dossiers.supply),
    Deed.CONFIRM_SUPPLEMENT: _by_desk(dossiers.confirm_supplement),
    Deed.ASK_PAYMENT: _ask_payment,
    Deed.CONFIRM_PAYMENT: _confirm_payment,
    Deed.PROPOSE_APOLOGY: _propose_apology,
    Deed.SIGN_APOLOGY: _sign(ProposalKind.APOLOGY),
    Deed.SEND_APOLOGY: _by_desk(dossiers.send_apology),
    Deed.ASK_WITHDRAWAL: _ask_withdrawal,
    Deed.AGREE_WITHDRAWAL: _agree_withdrawal,
    Deed.STOP: _stop,
    Deed.HAND_OVER: _hand_over,
}
