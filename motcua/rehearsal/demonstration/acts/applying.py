"""What an applicant brings: parties, papers and answers of one application."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from motcua.catalog import queries as catalog
from motcua.core.vietnam import ZONE
from motcua.dossiers.filing import Filing, PaperIn, PartyIn
from motcua.rehearsal.demonstration import invention
from motcua.rehearsal.demonstration.acts.scene import Scene, account_of


def filing(scene: Scene) -> Filing:
    life, stage = scene.life, scene.stage
    dice = scene.dice("applicant")
    citizen = account_of(scene)
    day: date = life.at.astimezone(ZONE).date()
    parties = tuple(_parties(scene, dice, citizen))
    answers = _answers(scene, parties[0], day)
    way = {"online": "online", "postal": "postal"}.get(life.channel, "direct")
    return Filing(
        procedure_version_id=stage.versions[life.declared.code],
        receiving_agency_id=stage.agencies[life.receiving.key],
        competent_agency_id=stage.agencies[life.competent.key],
        channel=life.channel,
        parties=parties,
        papers=tuple(_papers(scene)),
        answers={**answers, "result_by": way},
        is_non_territorial=life.is_non_territorial,
        owner_citizen_id=citizen[0] if citizen else None,
    )


def _answers(scene: Scene, owner: PartyIn, day: date) -> dict[str, Any]:
    """The declaration: of the short form by its own hints, of a form written in full by what it asks."""
    life, facts, dice = scene.life, scene.stage.facts, scene.dice("answers")
    if life.declared.ask:
        return invention.answers(facts, dice, life.declared.ask, life.home, day)
    in_use = catalog.form_in_use(scene.stage.versions[life.declared.code])
    known = {"full_name": owner.full_name, "personal_id": owner.personal_id, "phone": owner.phone, "email": owner.email}
    return invention.declaration(facts, dice, in_use.definition, known, life.home, day)


def _parties(scene: Scene, dice: Random, citizen: tuple[int, Mapping[str, str]] | None) -> list[PartyIn]:
    life, facts = scene.life, scene.stage.facts
    if citizen:
        row = citizen[1]
        owner = PartyIn(
            row["full_name"],
            personal_id=row["personal_id"],
            phone=row["phone"],
            email=row.get("email", ""),
            address=row["address"],
            commune_code=life.home.gso,
        )
        return [owner]
    made = invention.applicant(facts, dice, life.home, life.declared.owner)
    owner = PartyIn(
        made.full_name,
        kind=made.kind,
        personal_id=made.personal_id,
        tax_code=made.tax_code,
        phone=made.phone,
        address=made.address,
        commune_code=life.home.gso,
    )
    if made.kind == "citizen" and not life.has_submitter:
        return [owner]
    other = invention.applicant(facts, dice, life.home, "person")
    submitter = PartyIn(
        other.full_name,
        role="submitter",
        personal_id=other.personal_id,
        phone=other.phone,
        address=other.address,
        commune_code=life.home.gso,
    )
    return [owner, submitter]


def _papers(scene: Scene) -> list[PaperIn]:
    """The papers of the procedure; those for special cases seldom."""
    handed = []
    for place, paper in enumerate(scene.life.declared.papers):
        name, originals, copies, *kind = paper
        if kind == ["conditional"] and scene.dice(f"paper {place}").random() < 0.7:
            continue
        present_only = kind == ["present_only"]
        handed.append(
            PaperIn(
                name,
                originals=0 if present_only else originals,
                copies=copies,
                is_present_only=present_only,
                is_digitised=not present_only and scene.life.channel == "online",
            )
        )
    return handed
