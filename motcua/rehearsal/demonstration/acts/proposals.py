"""Acts on drafts that another decides: supplement notices, apologies, withdrawals."""

from __future__ import annotations

from motcua.core.lifecycle import ProposalKind
from motcua.dossiers import actions as dossiers
from motcua.rehearsal.demonstration.acts.door import missing
from motcua.rehearsal.demonstration.acts.scene import Act, Scene


def propose_supplement(scene: Scene) -> None:
    scene.done.append("supplement")
    dossiers.propose_supplement(dossier_id=scene.dossier_id, content=missing(scene), by=scene.worker(), now=scene.now)


def propose_apology(scene: Scene) -> None:
    scene.done.append("apology")
    due = max(scene.due_at, scene.now)
    later = scene.standing.in_work(due, scene.dice("new date").choice((16, 24, 40)))
    dossiers.propose_apology(
        dossier_id=scene.dossier_id, reason=scene.say("apology"), new_due_at=later, by=scene.worker(), now=scene.now
    )


def sign(kind: ProposalKind) -> Act:
    def act(scene: Scene) -> None:
        dossiers.sign_proposal(dossier_id=scene.dossier_id, kind=kind, by=scene.leader(), now=scene.now)

    return act


def send_supplement(scene: Scene) -> None:
    dossiers.send_supplement(dossier_id=scene.dossier_id, by=scene.desk(), now=scene.now)


def send_apology(scene: Scene) -> None:
    dossiers.send_apology(dossier_id=scene.dossier_id, by=scene.desk(), now=scene.now)


def ask_withdrawal(scene: Scene) -> None:
    scene.done.append("withdrawal")
    by = scene.applicant() if scene.life.channel == "online" else scene.desk()
    dossiers.ask_withdrawal(dossier_id=scene.dossier_id, reason=scene.say("withdrawal"), by=by, now=scene.now)


def agree_withdrawal(scene: Scene) -> None:
    by = scene.leader() if scene.there.dossier.accepted_at else scene.desk()
    dossiers.agree_withdrawal(dossier_id=scene.dossier_id, by=by, now=scene.now)


def refuse_withdrawal(scene: Scene) -> None:
    dossiers.reject_proposal(
        dossier_id=scene.dossier_id,
        kind=ProposalKind.WITHDRAWAL,
        reason=scene.say("withdrawal_refused"),
        by=scene.leader(),
        now=scene.now,
    )
