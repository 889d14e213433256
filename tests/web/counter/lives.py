"""Dossiers brought by real verbs to where a desk has something to do with them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from motcua.core.flow import Outcome
from motcua.core.lifecycle import ProposalKind
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions import ProofIn
from motcua.dossiers.models import Step
from motcua.files import actions as files
from motcua.files.models import StoredFile
from motcua.people.queries import actor_of
from motcua.results import actions as results
from tests.factories import people
from tests.factories.province import MONDAY, Province
from tests.files.samples import PDF

EARLIER = MONDAY - timedelta(days=3)
Life = Callable[[Province], int]


def submitted(here: Province) -> int:
    return actions.file(here.filing(channel="online"), by=here.actor(Role.RECEPTION), now=EARLIER).id


def accepted(here: Province) -> int:
    return actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=EARLIER).id


def asked_at_intake(here: Province) -> int:
    content = {"items": ["Tờ khai: chưa ký", {"name": "Ảnh", "note": "mờ"}], "reason": "Điều 9"}
    by = here.actor(Role.RECEPTION)
    return actions.receive_incomplete(here.filing(), content=content, by=by, now=EARLIER).id


def long_unanswered(here: Province) -> int:
    """Asked for papers two months ago."""
    by, then = here.actor(Role.RECEPTION), MONDAY - timedelta(days=60)
    return actions.receive_incomplete(here.filing(), content={"reason": "Thiếu"}, by=by, now=then).id


def in_process(here: Province) -> int:
    dossier = accepted(here)
    actions.transfer(dossier_id=dossier, by=here.actor(Role.RECEPTION), now=EARLIER)
    return dossier


def supplement_signed(here: Province) -> int:
    dossier = in_process(here)
    content = {"reason": "Thiếu bản đồ", "items": ["Bản đồ địa chính"]}
    actions.propose_supplement(dossier_id=dossier, content=content, by=here.actor(Role.DIVISION_HEAD), now=EARLIER)
    return _signed(here, dossier, ProposalKind.SUPPLEMENT)


def apology_signed(here: Province) -> int:
    dossier = in_process(here)
    actions.propose_apology(
        dossier_id=dossier,
        reason="Phải xác minh thêm",
        new_due_at=MONDAY + timedelta(days=20),
        by=here.actor(Role.DIVISION_HEAD),
        now=EARLIER,
    )
    return _signed(here, dossier, ProposalKind.APOLOGY)


def supplement_asked(here: Province) -> int:
    dossier = supplement_signed(here)
    actions.send_supplement(dossier_id=dossier, by=here.actor(Role.RECEPTION), now=EARLIER)
    return dossier


def supplement_given(here: Province) -> int:
    dossier = supplement_asked(here)
    actions.supply(dossier_id=dossier, by=here.actor(Role.RECEPTION), now=EARLIER)
    return dossier


def owing(here: Province) -> int:
    dossier = in_process(here)
    actions.ask_payment(dossier_id=dossier, notice="Thông báo 12/TB-CT", by=here.actor(Role.DIVISION_HEAD), now=EARLIER)
    return dossier


def proof_sent(here: Province) -> int:
    """Money is owed, and the owner has sent a picture of the transfer."""
    owner = people.citizen("Trần Thị Hoa", personal_id="038185004321")
    payer, desk = actor_of(owner.account, EARLIER), here.actor(Role.RECEPTION)
    dossier = actions.file(here.filing(channel="online", owner_citizen_id=owner.pk), by=payer, now=EARLIER).id
    actions.accept(dossier_id=dossier, by=desk, now=EARLIER)
    actions.transfer(dossier_id=dossier, by=desk, now=EARLIER)
    actions.ask_payment(dossier_id=dossier, notice="Thông báo 12/TB-CT", by=here.actor(Role.DIVISION_HEAD), now=EARLIER)
    kind, media_type = StoredFile.Kind.PROOF, "application/pdf"
    file = files.keep_own(PDF, name="bill.pdf", media_type=media_type, kind=kind, now=EARLIER, dossier_id=dossier)
    proof = ProofIn(50_000, EARLIER.date(), file.pk, "FT-1")
    actions.send_proof(dossier_id=dossier, proof=proof, by=payer, now=EARLIER)
    return dossier


def processed(here: Province) -> int:
    dossier = in_process(here)
    work_through(here, dossier, now=EARLIER)
    return dossier


def work_through(here: Province, dossier: int, *, now: datetime) -> None:
    """From the head of division to the register."""
    specialist = here.actor(Role.CASE_OFFICER)
    assigned = {"by": here.actor(Role.DIVISION_HEAD), "assign_to": specialist.id}
    actions.complete_step(step_id=step_of(dossier), outcome=Outcome.DONE, now=now, **assigned)
    draft = results.Draft("Giấy xác nhận tình trạng hôn nhân", body="Xác nhận …")
    results.draft(step_id=step_of(dossier), draft=draft, by=specialist, now=now)
    actions.complete_step(step_id=step_of(dossier), outcome=Outcome.DONE, by=specialist, now=now)
    results.approve(step_id=step_of(dossier), by=here.actor(Role.AGENCY_LEADER), now=now)
    results.issue(step_id=step_of(dossier), symbol="GXN-UBND", by=here.actor(Role.CLERK), now=now)


def withdrawal_asked(here: Province) -> int:
    dossier = submitted(here)
    actions.ask_withdrawal(dossier_id=dossier, reason="Đổi ý", by=here.actor(Role.RECEPTION), now=EARLIER)
    return dossier


def step_of(dossier_id: int) -> int:
    return Step.objects.get(dossier_id=dossier_id, state="open").pk


def _signed(here: Province, dossier: int, kind: ProposalKind) -> int:
    actions.sign_proposal(dossier_id=dossier, kind=kind, by=here.actor(Role.AGENCY_LEADER), now=EARLIER)
    return dossier
