"""The addresses of procedures, under `thu-tuc/` of the console."""

from django.urls import path

from motcua.web.console.procedures.views import (
    choosing,
    drafting,
    exporting,
    listing,
    offering,
    publishing,
    showing,
    taking,
)

CODE = "<str:code>/"
urlpatterns = [
    path("", listing.procedures, name="procedures"),
    path("cong-khai/", listing.deadlines, name="procedure_deadlines"),
    path("thu-tuc.xlsx", exporting.sheet, name="procedures_sheet"),
    path("thu-tuc.jsonl", exporting.lines, name="procedures_lines"),
    path("nhap/", taking.receive, name="procedure_import"),
    path("nhap/<int:intake_id>/", taking.intake, name="procedure_intake"),
    path("tao-moi/", drafting.begin, name="procedure_new"),
    path(CODE, showing.procedure, name="procedure"),
    path(CODE + "ban/<int:number>/thu-tuc.xlsx", exporting.one_sheet, name="procedure_sheet"),
    path(CODE + "ban/<int:number>/thu-tuc.json", exporting.one_document, name="procedure_document"),
    path(CODE + "so-sanh/", showing.compare_any, name="procedure_compare_any"),
    path(CODE + "so-sanh/<int:before>/<int:after>/", showing.compare, name="procedure_compare"),
    path(CODE + "ban-nhap/", drafting.draft, name="procedure_draft"),
    path(CODE + "soan/", drafting.edit, name="procedure_edit"),
    path(CODE + "bo-ban-nhap/", drafting.discard, name="procedure_discard"),
    path(CODE + "ban-hanh/", publishing.publish, name="procedure_publish"),
    path(CODE + "doi-chieu/", publishing.follow, name="procedure_follow"),
    path(CODE + "thu-hoi/", publishing.withdraw, name="procedure_withdraw"),
    path(CODE + "bai-bo/", publishing.abolish, name="procedure_abolish"),
    path(CODE + "huy-bai-bo/", publishing.restore, name="procedure_restore"),
    path(CODE + "co-quan/", offering.offerings, name="procedure_offerings"),
    path(CODE + "cach-nop/<int:channel_id>/", choosing.term, name="procedure_term"),
    path(CODE + "giay-to/<int:paper_id>/", choosing.paper, name="procedure_paper"),
    path(CODE + "ban/<int:number>/quy-trinh/", choosing.bind, name="procedure_bind"),
]
