"""The addresses of processes, under `quy-trinh/` of the console."""

from django.urls import path

from motcua.web.console.processes.views import editing, files, looking, modelling, moving, publishing, trials

VERSION = "<int:version_id>/"
urlpatterns = [
    path("", looking.processes, name="processes"),
    path("tao-moi/", editing.begin, name="process_new"),
    path("nhap/", files.take_in, name="process_import"),
    path(VERSION, looking.one, name="process"),
    path(VERSION + "so-sanh/<int:other_id>/", looking.compare, name="process_compare"),
    path(VERSION + "quy-trinh.bpmn", files.as_bpmn, name="process_bpmn"),
    path(VERSION + "quy-trinh.json", files.as_json, name="process_json"),
    path(VERSION + "quy-trinh.xlsx", files.as_sheet, name="process_sheet"),
    path(VERSION + "ban-nhap/", editing.draft, name="process_draft"),
    path(VERSION + "mo-hinh/", modelling.model, name="process_model"),
    path(VERSION + "sua/", editing.edit, name="process_edit"),
    path(VERSION + "sua/xem-thu/", editing.preview, name="process_preview"),
    path(VERSION + "bo-ban-nhap/", editing.discard, name="process_discard"),
    path(VERSION + "thu/", trials.trials, name="process_trials"),
    path(VERSION + "chay-lai/", trials.replay, name="process_replay"),
    path(VERSION + "chuyen-ho-so/", moving.move, name="process_moving"),
    path(VERSION + "ban-hanh/", publishing.publish, name="process_publish"),
]
