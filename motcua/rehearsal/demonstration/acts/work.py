"""Acts of the work: steps done, sent back, recalled, reassigned; others asked; money owed."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.core.flow import MarkState, Outcome, StepKind
from motcua.core.lifecycle import Actor
from motcua.core.roles import Role
from motcua.core.vietnam import money
from motcua.dossiers import actions as dossiers
from motcua.rehearsal.demonstration import intention
from motcua.rehearsal.demonstration.acts.scene import Scene
from motcua.results import actions as results
from motcua.results.models import Result


def complete(scene: Scene) -> None:
    """Look at the step, do what it is for, and send the dossier on."""
    step, step_id, by = scene.step, scene.step_id, scene.worker()
    if step.seen_at is None and scene.dice(f"looks {step.no}").random() < 0.3:
        dossiers.open_step(step_id=step_id, by=by, now=_shortly_before(scene))
    outcome = intention.outcome_of(scene.standing, step)
    definition = scene.standing.process.step(step.key)
    if step.role is Role.CASE_OFFICER:
        _draft_result(scene, step_id, by, negative=outcome is Outcome.NEGATIVE)
    if intention.ends_the_work(scene.standing.process, definition, outcome) and step.kind is StepKind.TASK:
        result = _result(scene)
        note = scene.say("negative") if result and result.is_negative else ""
        results.issue(step_id=step_id, symbol=scene.life.procedure.symbol, by=by, now=scene.now, note=note)
        return
    if outcome is Outcome.AGREED and step.role in intention.LEADING and _result(scene):
        results.approve(step_id=step_id, by=by, now=scene.now)
        return
    note = scene.say("negative") if outcome is Outcome.NEGATIVE else scene.say("note")
    dossiers.complete_step(
        step_id=step_id, outcome=outcome, by=by, now=scene.now, note=note, assign_to=_assigned(scene)
    )


def _shortly_before(scene: Scene) -> datetime:
    last_at = scene.there.dossier.last_at or scene.now
    return max(last_at, scene.now - timedelta(minutes=scene.dice(f"look {scene.now:%d%H%M}").randint(3, 40)))


def _result(scene: Scene) -> Result | None:
    return Result.objects.filter(dossier_id=scene.dossier_id).first()


def _draft_result(scene: Scene, step_id: int, by: Actor, *, negative: bool) -> None:
    """Write the answer, unless a leader has approved one already."""
    there = _result(scene)
    if there is not None and there.approvals.exists():
        return
    name, procedure = scene.owner_name(), scene.life.procedure
    is_negative = negative or bool(there and there.is_negative)
    if is_negative:
        title = f"Văn bản trả lời hồ sơ {procedure.name}"
        body = scene.say("refusing", name=name, procedure=procedure.name, reason=scene.say("negative"))
    else:
        title = procedure.result
        body = scene.say("decision", result=procedure.result, name=name, procedure=procedure.name)
    draft = results.Draft(title[:500], body=body, is_negative=is_negative)
    results.draft(step_id=step_id, draft=draft, by=by, now=scene.now)


def _assigned(scene: Scene) -> int | None:
    """A head of division who assigns names an officer of the division."""
    step = scene.step
    if step.role is not Role.DIVISION_HEAD or step.unit_id is None:
        return None
    dice = scene.dice("assigned")
    if scene.life.fate.goes_to_the_first:
        return scene.stage.cast.first(Role.CASE_OFFICER, step.agency_id, step.unit_id).id
    if dice.random() < 0.1:
        return None  # left to whoever is free
    return scene.stage.cast.one(dice, Role.CASE_OFFICER, step.agency_id, step.unit_id).id


def send_back(scene: Scene) -> None:
    step_id, by, reason = scene.step_id, scene.worker(), scene.say("returned")
    scene.done.append("sent_back")
    if Outcome.REJECTED in scene.standing.process.step(scene.step.key).next:
        dossiers.complete_step(step_id=step_id, outcome=Outcome.REJECTED, by=by, now=scene.now, note=reason)
    else:
        dossiers.return_step(step_id=step_id, reason=reason, by=by, now=scene.now)


def recall(scene: Scene) -> None:
    scene.done.append("recalled")
    before = next(
        step for step in scene.there.dossier.steps if step.no in scene.step.came_from and step.state is MarkState.DONE
    )
    assert before.id is not None
    assert before.done_by is not None
    dossiers.recall_step(step_id=before.id, by=scene.stage.cast.actors[before.done_by], now=scene.now)


def reassign(scene: Scene) -> None:
    step = scene.step
    scene.done.append("reassigned")
    head = scene.officer(Role.DIVISION_HEAD, step.agency_id, step.unit_id)
    other = scene.stage.cast.one(scene.dice("reassigned"), Role.CASE_OFFICER, step.agency_id, step.unit_id)
    dossiers.reassign(
        step_id=scene.step_id, officer_id=other.id or 0, reason=scene.say("reassigned"), by=head, now=scene.now
    )


def consult(scene: Scene) -> None:
    scene.done.append("consulted")
    others = [agency for agency in scene.stage.facts.agencies if agency.level == "department"]
    asked = scene.dice("asked").choice([agency for agency in others if agency != scene.life.competent])
    left = scene.standing.calendar.between(scene.now, scene.due_at)
    dossiers.consult(
        dossier_id=scene.dossier_id,
        agency_id=scene.stage.agencies[asked.key],
        question=scene.say("question"),
        due_at=scene.standing.calendar.add(scene.now, left * 0.35),
        by=scene.worker(),
        now=scene.now,
    )


def answer(scene: Scene) -> None:
    asked = min(scene.there.dossier.consultations, key=lambda each: each.asked_at)
    assert asked.id is not None
    dossiers.answer_consultation(
        dossier_id=scene.dossier_id,
        consultation_id=asked.id,
        answer=scene.say("opinion"),
        by=scene.officer(Role.CASE_OFFICER, asked.agency_id),
        now=scene.now,
    )


def ask_payment(scene: Scene) -> None:
    scene.done.append("payment")
    dice = scene.dice("payment")
    amount = money(dice.choice((120_000, 450_000, 2_400_000, 8_750_000)))
    notice = scene.say("payment_notice", number=str(dice.randint(100, 9999)), amount=amount)
    dossiers.ask_payment(dossier_id=scene.dossier_id, notice=notice, by=scene.worker(), now=scene.now)


def confirm_payment(scene: Scene) -> None:
    number = f"{scene.dice('payment proof').randint(1, 99_999):07d}"
    proof = scene.say("payment_proof", number=number)
    agency = scene.receiving_id
    role = Role.CASHIER if scene.dice("cashier").random() < 0.6 else Role.RECEPTION
    if (role, agency) not in scene.stage.cast.places:
        role = Role.RECEPTION
    dossiers.confirm_payment(dossier_id=scene.dossier_id, proof=proof, by=scene.officer(role, agency), now=scene.now)
