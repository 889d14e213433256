"""Everything that changes the catalogue. Each verb is one transaction, journalled, and moves the stamp."""

from motcua.catalog.actions.drafts import TakenIn, begin_draft, begin_process, discard_draft, save_draft, take_in_bpmn
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
from motcua.catalog.actions.offerings import offer, set_level, stop_offering
from motcua.catalog.actions.procedures import abolish, choose_fee, choose_time, publish_version
from motcua.catalog.actions.processes import bind_process, keep_draft, publish_process, use_template, verdicts
from motcua.catalog.actions.step_tables import Imported, import_processes, install_templates
from motcua.catalog.actions.trials import drop_trial, keep_trial

__all__ = [
    "Imported",
    "Report",
    "Selection",
    "TakenIn",
    "abolish",
    "begin_draft",
    "begin_process",
    "bind_process",
    "choose_fee",
    "choose_time",
    "confirm_form",
    "copy_form",
    "discard_draft",
    "discard_form",
    "drop_trial",
    "import_procedures",
    "import_processes",
    "install_templates",
    "keep_draft",
    "keep_form",
    "keep_trial",
    "offer",
    "publish_form",
    "publish_process",
    "publish_version",
    "save_draft",
    "schedule_form",
    "set_level",
    "stop_offering",
    "take_in_bpmn",
    "unschedule_form",
    "use_template",
    "verdicts",
]
