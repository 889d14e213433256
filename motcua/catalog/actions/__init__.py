"""Everything that changes the catalogue. Each verb is one transaction, journalled, and moves the stamp."""

from motcua.catalog.actions.drafts import (
    TakenIn,
    begin_draft,
    begin_process,
    discard_draft,
    draw_draft,
    save_draft,
    take_in_bpmn,
)
from motcua.catalog.actions.forms import (
    confirm_form,
    copy_form,
    discard_form,
    keep_form,
    publish_form,
    schedule_form,
    unschedule_form,
)
from motcua.catalog.actions.imports import Report, Selection, import_procedures
from motcua.catalog.actions.intakes import receive_catalog, take_catalog, try_again
from motcua.catalog.actions.offerings import offer, set_level, stop_offering
from motcua.catalog.actions.procedure_drafts import (
    Plan,
    begin_procedure,
    begin_procedure_draft,
    discard_procedure_draft,
    follow_newest,
    plan_of,
    save_procedure_draft,
)
from motcua.catalog.actions.procedures import choose_fee, choose_paper, choose_time, publish_version
from motcua.catalog.actions.processes import bind_process, keep_draft, publish_process, use_template, verdicts
from motcua.catalog.actions.publishing import (
    abolish,
    publish_procedure_draft,
    take_back_abolition,
    tried,
    withdraw_version,
)
from motcua.catalog.actions.step_tables import Imported, import_processes, install_templates
from motcua.catalog.actions.trials import drop_trial, keep_trial

__all__ = [
    "Imported",
    "Plan",
    "Report",
    "Selection",
    "TakenIn",
    "abolish",
    "begin_draft",
    "begin_procedure",
    "begin_procedure_draft",
    "begin_process",
    "bind_process",
    "choose_fee",
    "choose_paper",
    "choose_time",
    "confirm_form",
    "copy_form",
    "discard_draft",
    "discard_form",
    "discard_procedure_draft",
    "draw_draft",
    "drop_trial",
    "follow_newest",
    "import_procedures",
    "import_processes",
    "install_templates",
    "keep_draft",
    "keep_form",
    "keep_trial",
    "offer",
    "plan_of",
    "publish_form",
    "publish_procedure_draft",
    "publish_process",
    "publish_version",
    "receive_catalog",
    "save_draft",
    "save_procedure_draft",
    "schedule_form",
    "set_level",
    "stop_offering",
    "take_back_abolition",
    "take_catalog",
    "take_in_bpmn",
    "tried",
    "try_again",
    "unschedule_form",
    "use_template",
    "verdicts",
    "withdraw_version",
]
