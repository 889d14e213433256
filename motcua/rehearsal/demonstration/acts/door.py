"""Acts at the door: file, take in, ask for more, refuse, send on."""

from __future__ import annotations

from typing import Any

from motcua.catalog.queries import bundle_of
from motcua.core.lifecycle import Actor
from motcua.core.linking import Bundle
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions as dossiers
from motcua.dossiers.filing import PaperIn
from motcua.rehearsal.demonstration.acts.applying import filing
from motcua.rehearsal.demonstration.acts.scene import Scene


def _receptionist(scene: Scene) -> Actor:
    agency_id = scene.stage.agencies[scene.life.receiving.key]
    return scene.stage.cast.one(scene.dice("desk"), Role.RECEPTION, agency_id)


def _post(scene: Scene) -> Actor:
    """The postal officer where there is one; elsewhere the desk enters what the post brings."""
    there = scene.stage.agencies[scene.life.receiving.key]
    if (Role.POSTAL, there) in scene.stage.cast.places:
        return scene.stage.cast.one(scene.dice("post"), Role.POSTAL, there)
    return _receptionist(scene)


def _bundle(scene: Scene) -> Bundle | None:
    """The procedures the declaration is filed for, where they are several."""
    return bundle_of(scene.life.declared.code, on=scene.now.astimezone(ZONE).date())


def _no_file(file_id: int) -> int:
    raise AssertionError("nobody here uploads anything")


def file(scene: Scene) -> int:
    by = scene.applicant() if scene.life.channel == "online" else _post(scene)
    if bundle := _bundle(scene):
        return dossiers.file_linked(bundle, filing(scene), copy=_no_file, by=by, now=scene.now).first.id
    return dossiers.file(filing(scene), by=by, now=scene.now).id


def draft(scene: Scene) -> int:
    return dossiers.begin_draft(filing(scene), by=scene.applicant(), now=scene.now).id


def receive(scene: Scene) -> int:
    by = _receptionist(scene)
    if bundle := _bundle(scene):
        return dossiers.receive_linked(bundle, filing(scene), copy=_no_file, by=by, now=scene.now).first.id
    return dossiers.receive(filing(scene), by=by, now=scene.now).id


def receive_incomplete(scene: Scene) -> int:
    content = missing(scene)
    return dossiers.receive_incomplete(filing(scene), content=content, by=_receptionist(scene), now=scene.now).id


def turn_away(scene: Scene) -> int:
    return dossiers.turn_away(filing(scene), reason=scene.say("refusal"), by=_receptionist(scene), now=scene.now).id


def missing(scene: Scene) -> dict[str, Any]:
    papers = [paper[0] for paper in scene.life.declared.papers] or ["tờ khai"]
    dice = scene.dice("missing")
    items = dice.sample(scene.stage.facts.texts["supplement_items"], k=dice.choice((1, 1, 2)))
    return {
        "reason": scene.say("supplement_reason"),
        "items": [item.format(paper=f"“{dice.choice(papers)}”") for item in items],
    }


def submit_draft(scene: Scene) -> None:
    dossiers.submit_draft(dossier_id=scene.dossier_id, by=scene.applicant(), now=scene.now)


def accept(scene: Scene) -> None:
    dossiers.accept(dossier_id=scene.dossier_id, by=scene.desk(), now=scene.now)


def refuse(scene: Scene) -> None:
    dossiers.refuse(dossier_id=scene.dossier_id, reason=scene.say("refusal"), by=scene.desk(), now=scene.now)


def ask_at_intake(scene: Scene) -> None:
    dossiers.ask_at_intake(dossier_id=scene.dossier_id, content=missing(scene), by=scene.desk(), now=scene.now)


def supply(scene: Scene) -> None:
    online = scene.life.channel == "online"
    paper = PaperIn("Giấy tờ bổ sung theo yêu cầu", originals=0 if online else 1, copies=1 if online else 0)
    by = scene.applicant() if online else scene.desk()
    dossiers.supply(dossier_id=scene.dossier_id, papers=(paper,), by=by, now=scene.now)


def confirm_supplement(scene: Scene) -> None:
    dossiers.confirm_supplement(dossier_id=scene.dossier_id, by=scene.desk(), now=scene.now)


def close_expired(scene: Scene) -> None:
    dossiers.close_expired(dossier_id=scene.dossier_id, by=scene.desk(), now=scene.now)


def transfer(scene: Scene) -> None:
    by = scene.officer(Role.RECEPTION) if scene.there.dossier.taken_over_at else scene.desk()
    dossiers.transfer(dossier_id=scene.dossier_id, by=by, now=scene.now)


def send_to_competent(scene: Scene) -> None:
    dossiers.send_to_competent(dossier_id=scene.dossier_id, by=scene.desk(), now=scene.now)


def take_over(scene: Scene) -> None:
    dossiers.take_over(dossier_id=scene.dossier_id, by=scene.officer(Role.RECEPTION), now=scene.now)
