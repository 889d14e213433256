"""One dossier: found by code or key, shown whole, and its due date explained."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from django.db.models import Model, QuerySet

from motcua.base import sql
from motcua.core import deadline, numbering, vietnam
from motcua.core.flow import UnitRule
from motcua.core.lifecycle import Actor, ActorKind, Performer
from motcua.core.roles import Role
from motcua.dossiers import loading
from motcua.dossiers.commit import STATEMENTS, NoSuchDossier
from motcua.dossiers.filing import ALPHABET, vietnam_digits
from motcua.dossiers.models import (
    Answers,
    CommandKey,
    Component,
    Consultation,
    Dossier,
    ExternalCode,
    Parcel,
    Party,
    PaymentProof,
    Proposal,
    Statement,
    Step,
    Supplement,
)
from motcua.dossiers.queries.linking import Linked, linked
from motcua.dossiers.rules import Directory, rules_of

T = TypeVar("T", bound=Model)

SEE_EVERYTHING = frozenset({Role.PROCEDURE_CONTROL, Role.AUDITOR})


@dataclass(frozen=True)
class Page:
    """Everything the dossier page shows. Each kind of row is read whole when it is first asked for: a fixed number of
    queries for the page, one or two for an act that redraws nothing."""

    dossier: Dossier

    @cached_property
    def parties(self) -> dict[str, Party]:
        return {party.role: party for party in Party.objects.filter(dossier_id=self.dossier.pk)}

    @cached_property
    def components(self) -> list[Component]:
        return list(self._rows(Component, "position", "file"))

    @cached_property
    def answers(self) -> dict[str, object]:
        return self._declared.answers if self._declared else {}

    @property
    def form_id(self) -> int | None:
        """The form that was filled in."""
        return self._declared.form_id if self._declared else None

    @cached_property
    def _declared(self) -> Answers | None:
        return Answers.objects.filter(dossier_id=self.dossier.pk).first()

    @cached_property
    def steps(self) -> list[Step]:
        return list(self._rows(Step, "no", "agency", "unit", "officer"))

    @cached_property
    def proposals(self) -> list[Proposal]:
        return list(self._rows(Proposal, "id"))

    @cached_property
    def supplements(self) -> list[Supplement]:
        return list(self._rows(Supplement, "number"))

    @cached_property
    def consultations(self) -> list[Consultation]:
        return list(self._rows(Consultation, "id", "agency"))

    @cached_property
    def payment_proofs(self) -> list[PaymentProof]:
        """What the owner sent as proof of payment, the newest first."""
        return list(self._rows(PaymentProof, "-id", "file"))

    @cached_property
    def external_codes(self) -> list[ExternalCode]:
        return list(self._rows(ExternalCode, "id"))

    @cached_property
    def parcel(self) -> Parcel | None:
        """The postal item it came in."""
        if self.dossier.channel != Dossier.Channel.POSTAL:
            return None
        return Parcel.objects.filter(dossier_id=self.dossier.pk).first()

    @cached_property
    def linked(self) -> Linked | None:
        """The dossiers filed by the same declaration."""
        return linked(self.dossier)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The last of each kind."""
        return {said.kind: said for said in self._rows(Statement, "id")}

    def _rows(self, table: type[T], order: str, *related: str) -> QuerySet[T]:
        rows = table._default_manager.filter(dossier_id=self.dossier.pk).order_by(order)
        return rows.select_related(*related) if related else rows


class NotACode(NoSuchDossier):
    """What was typed or scanned is no dossier code at all."""

    code = "not-a-dossier-code"
    vi = "“{given}” không phải mã hồ sơ. Mã hồ sơ có dạng H56.14-240823-0001, in trên giấy tiếp nhận."
    en = "“{given}” is no dossier code. It looks like H56.14-240823-0001 and stands on the receipt."


class CodeOfElsewhere(NoSuchDossier):
    """A dossier code of a province or ministry that gives out none here."""

    code = "code-of-elsewhere"
    vi = "Mã {given} do nơi khác cấp ({top}), không có tại đây. Xin tra cứu trên Cổng Dịch vụ công quốc gia."
    en = "The code {given} was given out elsewhere ({top}). Look it up on the National Public Service Portal."


def filed_under(key: str, *, citizen_id: int) -> str | None:
    """The code of one's own dossier that a command with this key has filed."""
    mine = CommandKey.objects.filter(key=key, verb="file", dossier__owner_citizen=citizen_id)
    return mine.values_list("dossier__code", flat=True).first()


def by_code(code: str) -> int:
    """The id of the dossier with this code, however it was typed or scanned.

    :raises NoSuchDossier: or, saying more, `NotACode`, `CodeOfElsewhere`.
    """
    try:
        read = numbering.read_dossier_code(code)
    except vietnam.Unreadable as unreadable:
        raise NotACode(given=code.strip()[:40]) from unreadable
    row = sql.row(STATEMENTS.track, code=read.text)
    if row is None:
        if read.agency is not None and not sql.value(STATEMENTS.gives_codes, top=read.agency.top):
            raise CodeOfElsewhere(given=read.text, top=read.agency.top)
        raise NoSuchDossier
    return int(row["id"])


def by_key(key: str) -> int:
    """The id of the dossier whose QR code holds this key.  :raises NoSuchDossier:"""
    row = sql.row(STATEMENTS.track_key, key=key) if set(key) <= set(ALPHABET) else None
    if row is None:
        raise NoSuchDossier
    return int(row["id"])


def was_carried_out(key: str) -> bool:
    """Whether a command with this key has been done: a door then asks nothing again."""
    return sql.row(STATEMENTS.command, key=key) is not None


def page(dossier_id: int, *, to_draw: bool = True) -> Page:
    """A dossier with all that hangs on it.

    :param to_draw: read at once what every drawn page names (procedure, agencies, unit, field). An act that redraws
        nothing needs none of it, and the five joins are a fifth of what its request costs.
    :raises NoSuchDossier:
    """
    related = "procedure_version__procedure", "receiving_agency", "competent_agency", "handling_unit", "field"
    dossiers = Dossier.objects.select_related(*related) if to_draw else Dossier.objects.all()
    try:
        return Page(dossiers.get(pk=dossier_id))
    except Dossier.DoesNotExist:
        raise NoSuchDossier from None


def earlier_answers(citizen_id: int, procedure_id: int) -> dict[str, object]:
    """What a citizen last declared for this procedure; nothing where they never did."""
    given = Answers.objects.filter(
        dossier__owner_citizen_id=citizen_id, dossier__procedure_version__procedure_id=procedure_id, form__isnull=False
    )
    newest = given.order_by("-dossier_id").first()
    return dict(newest.answers) if newest else {}


def may_see(actor: Actor, page: Page, scope: frozenset[int]) -> bool:
    """Whether this person may open the dossier: its owner, or an officer whose agencies have to do with it.

    :param scope: the agencies the officer's posts reach, by `access`.
    """
    dossier = page.dossier
    if actor.kind is ActorKind.CITIZEN:
        return dossier.owner_citizen_id is not None and dossier.owner_citizen_id == actor.id
    if actor.kind is not ActorKind.OFFICER:
        return False
    if actor.roles & SEE_EVERYTHING or scope & {dossier.receiving_agency_id, dossier.competent_agency_id}:
        return True
    return any(step.agency_id in scope for step in page.steps)


def consultation(consultation_id: int) -> Consultation | None:
    """A question to another agency with the dossier it is about, or None."""
    related = "dossier__procedure_version", "dossier__competent_agency", "agency"
    return Consultation.objects.select_related(*related).filter(pk=consultation_id).first()


def performer(dossier: Dossier, role: Role, unit_rule: UnitRule, *, on: date) -> Performer:
    """Who a step of this dossier would go to today: for a door that lets a head choose among them."""
    place = Directory(
        dossier.receiving_agency_id,
        dossier.competent_agency_id,
        dossier.handling_unit_id,
        dossier.procedure_version_id,
        on,
        is_non_territorial=dossier.is_non_territorial,
        field_id=dossier.field_id,
    )
    return place.performer(role, unit_rule)


def proves_ownership(dossier_id: int, last_digits: str) -> bool:
    """Whether these are the last four digits of a telephone or ID number of the dossier's owner or submitter."""
    wanted = vietnam_digits(last_digits[:20])
    if len(wanted) < 4 or not wanted.isdigit():
        return False
    parties = Party.objects.filter(dossier_id=dossier_id, role__in=["owner", "submitter", "proxy"])
    return any(
        number.endswith(wanted)
        for party in parties
        for number in (party.phone or "", party.personal_id or "", party.tax_code or "")
        if number
    )


def explanation(dossier_id: int, *, now: datetime) -> deadline.Explanation | None:
    """Why the result is owed when it is; None while no clock has started.  :raises NoSuchDossier:"""
    row = sql.row(STATEMENTS.peek, id=dossier_id)
    if row is None:
        raise NoSuchDossier
    clock = sql.rows(STATEMENTS.clock, id=dossier_id)
    norm = loading.norm_of(row)
    if norm is None or not clock:
        return None
    rules = rules_of(row, now)
    events = [loading.clock_event(each) for each in clock]
    return deadline.explain(norm, events, rules.calendar, rules.policy)
