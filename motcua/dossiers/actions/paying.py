"""Money that is owed: asked for, proved by its payer, recorded by an officer (law:financial-obligation)."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.base import sql
from motcua.base.sealing import seal
from motcua.core import lifecycle, vietnam
from motcua.core.lifecycle import Actor, ActorKind, Change, Dossier, Rules
from motcua.dossiers import commit, parts, typed
from motcua.dossiers.actions.messages import tell_office, tell_owner
from motcua.dossiers.commit import STATEMENTS, Moved

LONGEST_REFERENCE = 100
LONGEST_REFUSAL = 1000


@dataclass(frozen=True, slots=True)
class ProofIn:
    """A transfer as its payer tells it; the file lies in the dossier already."""

    amount_vnd: int
    paid_on: date
    file_id: int
    reference: str = ""


def ask_payment(*, dossier_id: int, notice: str, by: Actor, now: datetime, key: str = "") -> Moved:
    """Tell the citizen what is to be paid; the clock stands (T12; law:financial-obligation)."""
    notice = typed.prose(notice, "Thông báo nộp tiền")
    return commit.move(
        lambda dossier, rules: lifecycle.ask_payment(dossier, notice=notice, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="ask_payment",
        now=now,
        key=key,
        also=lambda moved: parts.follow(moved, now=now),
    )


def confirm_payment(*, dossier_id: int, proof: str, by: Actor, now: datetime, key: str = "") -> Moved:
    """Proof of payment is here; the clock goes on (T13; law:financial-obligation). What the owner sent is answered."""
    proof = typed.prose(proof, "Chứng từ nộp tiền")

    def answer(moved: Moved) -> None:
        officer = by.id if by.kind is ActorKind.OFFICER else None
        sql.run(STATEMENTS.take_proofs, dossier=moved.id, at=moved.dossier.last_at, officer=officer)
        parts.follow(moved, now=now)

    return commit.move(
        lambda dossier, rules: lifecycle.confirm_payment(dossier, proof=proof, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="confirm_payment",
        now=now,
        key=key,
        also=answer,
    )


def send_proof(*, dossier_id: int, proof: ProofIn, by: Actor, now: datetime, key: str = "") -> Moved:
    """The owner sends the proof of a transfer; the office is told, and the clock goes on standing.

    :raises typed.TooLong: and what `lifecycle.send_proof` raises.
    """
    reference = typed.line(proof.reference, "Số chứng từ", LONGEST_REFERENCE)

    def decide(dossier: Dossier, rules: Rules) -> Change:
        waiting = int(sql.value(STATEMENTS.proofs_waiting, dossier=dossier_id))
        return lifecycle.send_proof(dossier, waiting=waiting, by=by, now=now)

    def keep(moved: Moved) -> None:
        sql.run(
            STATEMENTS.send_proof,
            dossier=moved.id,
            amount=proof.amount_vnd,
            paid_on=proof.paid_on,
            reference=seal(reference) if reference else None,
            file=proof.file_id,
            at=moved.dossier.last_at,
        )
        number = f", số chứng từ {reference}" if reference else ""
        tell_office(moved, f"Gửi chứng từ nộp tiền: {_words(proof.amount_vnd, proof.paid_on)}{number}.")

    return commit.move(decide, dossier_id=dossier_id, by=by, verb="send_proof", now=now, key=key, also=keep)


def refuse_proof(*, dossier_id: int, proof_id: int, reason: str, by: Actor, now: datetime, key: str = "") -> Moved:
    """Say why a proof does not show the payment; the owner reads it, and may send another.

    :raises typed.TooLong: and what `lifecycle.refuse_proof` raises.
    """
    reason = typed.prose(reason, "Lý do", LONGEST_REFUSAL)
    said: list[str] = []

    def decide(dossier: Dossier, rules: Rules) -> Change:
        waiting = sql.row(STATEMENTS.waiting_proof, proof=proof_id, dossier=dossier_id)
        if waiting is not None:
            said.append(_words(waiting["amount_vnd"], waiting["paid_on"]))
        return lifecycle.refuse_proof(dossier, waits=waiting is not None, reason=reason, by=by, now=now)

    def keep(moved: Moved) -> None:
        at = moved.dossier.last_at
        sql.run(STATEMENTS.refuse_proof, proof=proof_id, dossier=moved.id, reason=seal(reason), at=at, officer=by.id)
        tell_owner(moved, f"Chứng từ nộp tiền {said[0]} chưa được ghi nhận. Lý do: {reason}", by=by)

    return commit.move(decide, dossier_id=dossier_id, by=by, verb="refuse_proof", now=now, key=key, also=keep)


def _words(amount_vnd: int, paid_on: date) -> str:
    return f"{vietnam.money(amount_vnd)}, nộp ngày {paid_on:%d/%m/%Y}"
