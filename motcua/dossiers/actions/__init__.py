"""The verbs of a dossier. Each is one transaction: lock and load, let the rules decide, write what they decided.

Arguments are by name: who acts (`by`), when (`now`), and the key of the door's command (`key`): the same key twice
is one change. Each returns what the move left behind and raises the refusal of `core.lifecycle` that forbade it.
"""

from motcua.dossiers.actions.calendars import adopt_calendar, adopt_calendar_everywhere
from motcua.dossiers.actions.ending import hand_over, note, stop
from motcua.dossiers.actions.filing import (
    begin_draft,
    discard_draft,
    file,
    receive,
    receive_incomplete,
    submit_draft,
    turn_away,
)
from motcua.dossiers.actions.handing import NoSuchList, confirm_list, make_list
from motcua.dossiers.actions.intake import (
    accept,
    ask_at_intake,
    close_expired,
    confirm_supplement,
    refuse,
    send_to_competent,
    supply,
    take_over,
    transfer,
)
from motcua.dossiers.actions.linking import (
    MadeDossier,
    MovedSet,
    file_linked,
    give_turn,
    receive_incomplete_linked,
    receive_linked,
    turn_away_linked,
)
from motcua.dossiers.actions.messages import read_messages, write_message
from motcua.dossiers.actions.paying import ProofIn, ask_payment, confirm_payment, refuse_proof, send_proof
from motcua.dossiers.actions.processes import adopt_process
from motcua.dossiers.actions.proposals import (
    agree_withdrawal,
    ask_withdrawal,
    propose_apology,
    propose_supplement,
    reject_proposal,
    send_apology,
    send_supplement,
    sign_proposal,
)
from motcua.dossiers.actions.reorganising import Reorganised, UnitWorkWithoutHeir, end_unit, plan_of, reorganise
from motcua.dossiers.actions.sharing import NotACommuneCode, share_out
from motcua.dossiers.actions.timers import BellHeld, bell_is_held, holding_the_bell, ring
from motcua.dossiers.actions.work import (
    answer_consultation,
    complete_step,
    consult,
    hold,
    hold_step,
    issue_result,
    open_step,
    reassign,
    recall_step,
    return_step,
)
from motcua.dossiers.commit import Moved, NoSuchDossier

__all__ = [
    "BellHeld",
    "MadeDossier",
    "Moved",
    "MovedSet",
    "NoSuchDossier",
    "NoSuchList",
    "NotACommuneCode",
    "ProofIn",
    "Reorganised",
    "UnitWorkWithoutHeir",
    "accept",
    "adopt_calendar",
    "adopt_calendar_everywhere",
    "adopt_process",
    "agree_withdrawal",
    "answer_consultation",
    "ask_at_intake",
    "ask_payment",
    "ask_withdrawal",
    "begin_draft",
    "bell_is_held",
    "close_expired",
    "complete_step",
    "confirm_list",
    "confirm_payment",
    "confirm_supplement",
    "consult",
    "discard_draft",
    "end_unit",
    "file",
    "file_linked",
    "give_turn",
    "hand_over",
    "hold",
    "hold_step",
    "holding_the_bell",
    "issue_result",
    "make_list",
    "note",
    "open_step",
    "plan_of",
    "propose_apology",
    "propose_supplement",
    "read_messages",
    "reassign",
    "recall_step",
    "receive",
    "receive_incomplete",
    "receive_incomplete_linked",
    "receive_linked",
    "refuse",
    "refuse_proof",
    "reject_proposal",
    "reorganise",
    "return_step",
    "ring",
    "send_apology",
    "send_proof",
    "send_supplement",
    "send_to_competent",
    "share_out",
    "sign_proposal",
    "stop",
    "submit_draft",
    "supply",
    "take_over",
    "transfer",
    "turn_away",
    "turn_away_linked",
    "write_message",
]
