"""Acts that end a dossier."""

from __future__ import annotations

from motcua.core.roles import Role
from motcua.dossiers import actions as dossiers
from motcua.rehearsal.demonstration.acts.scene import Scene
from motcua.results import actions as results


def stop(scene: Scene) -> None:
    dossiers.stop(dossier_id=scene.dossier_id, reason=scene.say("stopped"), by=scene.leader(), now=scene.now)


def hand_over(scene: Scene) -> None:
    agency = scene.receiving_id
    role = Role.RETURN_DESK if (Role.RETURN_DESK, agency) in scene.stage.cast.places else Role.RECEPTION
    way = {"postal": "postal", "online": scene.dice("way").choice(("online", "direct"))}.get(
        scene.life.channel, "direct"
    )
    results.hand_over(
        dossier_id=scene.dossier_id,
        way=way,
        to_name=scene.owner_name(),
        proof="Gửi bản điện tử vào tài khoản" if way == "online" else scene.say("hand_over_proof"),
        waybill=f"EB{scene.dice('waybill').randint(1, 999_999_999):09d}VN" if way == "postal" else "",
        by=scene.officer(role, agency),
        now=scene.now,
    )
