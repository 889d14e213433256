"""The rows of the dossier page as the values the rules work on, so that the page can ask them what may be done now."""

from motcua.core import flow, lifecycle
from motcua.core.flow import MarkState, Outcome, StepKind
from motcua.core.lifecycle import ProposalKind, ProposalStage, State, progress
from motcua.core.roles import Role
from motcua.dossiers import models
from motcua.dossiers.queries import Page


def dossier(page: Page) -> lifecycle.Dossier:
    """The dossier with its steps, live proposals and open consultations; its clock stays with the domain."""
    row = page.dossier
    return lifecycle.Dossier(
        state=State(row.state),
        id=row.pk,
        code=row.code or "",
        receiving_agency_id=row.receiving_agency_id,
        competent_agency_id=row.competent_agency_id,
        field_id=row.field_id,
        accepted_by=row.accepted_by,
        due_at=row.due_at,
        due_on=row.due_on,
        supplements_asked=row.supplements_asked,
        postponements=row.postponements,
        open_proposals=row.open_proposals,
        open_consultations=row.open_consultations,
        steps=tuple(step(each) for each in page.steps),
        proposals=tuple(_proposal(each) for each in page.proposals if each.stage in ("drafted", "signed")),
        consultations=tuple(_consultation(each) for each in page.consultations if each.answered_at is None),
    )


def step(row: models.Step) -> lifecycle.Step:
    return lifecycle.Step(
        no=row.no,
        key=row.key,
        round=row.round,
        performer=row.performer,
        name=row.name,
        kind=StepKind(row.kind),
        role=Role(row.role),
        agency_id=row.agency_id,
        opened_at=row.opened_at,
        id=row.pk,
        unit_id=row.unit_id,
        officer_id=row.officer_id,
        came_from=tuple(row.came_from),
        due_at=row.due_at,
        seen_at=row.seen_at,
        state=MarkState(row.state),
        done_at=row.done_at,
        done_by=row.done_by,
        outcome=Outcome(row.outcome) if row.outcome else None,
        note=row.note,
    )


def marking(ruled: lifecycle.Dossier) -> flow.Marking:
    return progress.marking_of(ruled)


def _proposal(row: models.Proposal) -> lifecycle.Proposal:
    return lifecycle.Proposal(
        kind=ProposalKind(row.kind),
        stage=ProposalStage(row.stage),
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        id=row.pk,
        content=row.content,
        new_due_at=row.new_due_at,
        ground=row.ground,
    )


def _consultation(row: models.Consultation) -> lifecycle.Consultation:
    return lifecycle.Consultation(
        agency_id=row.agency_id, asked_at=row.asked_at, due_at=row.due_at, id=row.pk, question=row.question
    )
