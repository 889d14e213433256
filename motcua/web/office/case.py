"""One dossier as it lies open before one officer, and the doorway to it for every page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase

from motcua.access import Permission
from motcua.access.models import LookLog
from motcua.catalog import queries as catalog
from motcua.core import lifecycle
from motcua.core.flow import ProcessDef
from motcua.core.lifecycle import Actor, State, progress
from motcua.core.roles import Role
from motcua.dossiers import models
from motcua.dossiers import queries as dossiers
from motcua.dossiers.actions import NoSuchDossier
from motcua.results import queries as results
from motcua.results.models import Result
from motcua.web.office import desk as desks
from motcua.web.office import frame, reach, ruled
from motcua.web.office.desk import Desk
from motcua.web.ui.declaring import showing

Purpose = LookLog.Purpose


class OutOfReach(Exception):
    """The dossier belongs to others."""


Rest = ParamSpec("Rest")


@dataclass(frozen=True)
class Case:
    """The dossier as read, as the rules see it, its process and its answer; who looks, when, and with which rights."""

    desk: Desk
    page: dossiers.Page
    dossier: lifecycle.Dossier
    process: ProcessDef
    result: Result | None
    sees_papers: bool

    @property
    def id(self) -> int:
        return self.page.dossier.pk

    @property
    def row(self) -> models.Dossier:
        return self.page.dossier

    @property
    def code(self) -> str:
        return self.page.dossier.code or ""

    @property
    def actor(self) -> Actor:
        """Who looks, with the posts that hold for a dossier of this field."""
        return self.desk.actor.in_field(self.page.dossier.field_id)

    @property
    def now(self) -> datetime:
        return self.desk.now

    @cached_property
    def declared(self) -> list[showing.Part]:
        """What was declared, as an officer who may read papers reads it."""
        return showing.of_dossier(self.page)

    @property
    def own_result(self) -> Result | None:
        """The answer drafted in this dossier itself, not in a part of it at a higher level."""
        return self.result if self.result and self.result.dossier_id == self.id else None

    @property
    def sees_answer(self) -> bool:
        """Whether the text of the answer may be read: by those who may read papers, and who has it in hand."""
        return self.sees_papers or bool(self.own_steps)

    @property
    def own_steps(self) -> list[lifecycle.Step]:
        """The open steps that are this officer's to do."""
        return [step for step in self.dossier.open_steps if progress.is_for(step, self.actor)]

    def step(self, step_id: int) -> lifecycle.Step:
        """A step of this dossier, open or not.  :raises Http404:"""
        for step in self.dossier.steps:
            if step.id == step_id:
                return step
        raise Http404

    @property
    def purpose(self) -> Purpose:
        """Why this officer looks, for the log."""
        if self.own_steps:
            return Purpose.PROCESSING
        roles = self.actor.roles
        if Role.AUDITOR in roles:
            return Purpose.INSPECTION
        if roles & {Role.RECEPTION, Role.RETURN_DESK}:
            return Purpose.RECEPTION
        return Purpose.MONITORING if Permission.WATCH_UNIT in self.desk.permissions else Purpose.PROCESSING


View = Callable[Concatenate[HttpRequest, Case, Rest], HttpResponseBase]


def of_dossier(view: View[Rest]) -> Callable[Concatenate[HttpRequest, int, Rest], HttpResponseBase]:
    """Give a view the case of the dossier in its address; say plainly when it is not within the officer's reach."""

    @wraps(view)
    def opened(request: HttpRequest, dossier_id: int, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        try:
            case = open_case(desks.of(request), dossier_id)
        except NoSuchDossier as missing:
            raise Http404 from missing
        except OutOfReach:
            return frame.draw(request, "office/out_of_reach.html", {}, status=403)
        response = view(request, case, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return opened


def open_case(desk: Desk, dossier_id: int) -> Case:
    """Read a dossier for the officer at this desk.

    :raises NoSuchDossier: there is none, or only a draft, which is nobody's business but its writer's.
    :raises OutOfReach:
    """
    page = dossiers.page(dossier_id)
    if page.dossier.state == State.DRAFT:
        raise NoSuchDossier
    field_id = page.dossier.field_id
    actor = desk.actor.in_field(field_id)
    scope = reach.scope_in(page, actor, desk.reach(Permission.SEE_DOSSIERS).in_field(field_id))
    if not dossiers.may_see(actor, page, scope):
        raise OutOfReach
    return Case(
        desk=desk,
        page=page,
        dossier=ruled.dossier(page),
        process=catalog.process(page.dossier.process_version_id),
        result=results.of_dossier(page.dossier.pk),
        sees_papers=reach.covers(page, actor, desk.reach(Permission.SEE_PAPERS).in_field(field_id)),
    )


def named(case: Case, *more: Any) -> list[int]:
    """The officers a page about this dossier has to name."""
    steps = [number for step in case.dossier.steps for number in (step.officer_id, step.done_by)]
    proposals = [number for each in case.page.proposals for number in (each.drafted_by, each.decided_by)]
    opinions = [number for each in case.page.consultations for number in (each.asked_by, each.answered_by)]
    return [int(number) for number in (*steps, *proposals, *opinions, case.row.accepted_by, *more) if number]
