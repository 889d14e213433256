"""The acts of people in the demonstration: each calls the real verbs as its officer or citizen would at a door."""

from collections.abc import Mapping
from typing import Final

from motcua.core.lifecycle import ProposalKind
from motcua.rehearsal.demonstration.acts import door, ending, proposals, work
from motcua.rehearsal.demonstration.acts.scene import Act, Scene, Stage

ACTS: Final[Mapping[str, Act]] = {
    "draft": door.draft,
    "file": door.file,
    "receive": door.receive,
    "receive_incomplete": door.receive_incomplete,
    "turn_away": door.turn_away,
    "submit_draft": door.submit_draft,
    "accept": door.accept,
    "refuse": door.refuse,
    "ask_at_intake": door.ask_at_intake,
    "supply": door.supply,
    "confirm_supplement": door.confirm_supplement,
    "close_expired": door.close_expired,
    "transfer": door.transfer,
    "send_to_competent": door.send_to_competent,
    "take_over": door.take_over,
    "complete": work.complete,
    "send_back": work.send_back,
    "recall": work.recall,
    "reassign": work.reassign,
    "consult": work.consult,
    "answer": work.answer,
    "ask_payment": work.ask_payment,
    "confirm_payment": work.confirm_payment,
    "propose_supplement": proposals.propose_supplement,
    "propose_apology": proposals.propose_apology,
    "sign_supplement": proposals.sign(ProposalKind.SUPPLEMENT),
    "sign_apology": proposals.sign(ProposalKind.APOLOGY),
    "send_supplement": proposals.send_supplement,
    "send_apology": proposals.send_apology,
    "ask_withdrawal": proposals.ask_withdrawal,
    "agree_withdrawal": proposals.agree_withdrawal,
    "refuse_withdrawal": proposals.refuse_withdrawal,
    "stop": ending.stop,
    "hand_over": ending.hand_over,
}

__all__ = ["ACTS", "Act", "Scene", "Stage"]
