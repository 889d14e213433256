"""The reception desk's addresses, under `/quay/`."""

from django.urls import path

from motcua.web.counter.views import begin, copies, desk, dossier, handing, intake, printing, register, uploading

app_name = "counter"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("tim/", desk.search, name="search"),
    path("tiep-nhan/", begin.find, name="intake"),
    path("nguoi-nop/", begin.person, name="person"),
    path("tiep-nhan/<str:code>/", intake.take_in, name="take_in"),
    path("tai-tep/", uploading.begin, name="upload-begin"),
    path("tai-tep/<str:token>/", uploading.one, name="upload"),
    path("tep-vua-tai/<int:file_id>/trang/<int:number>/", uploading.page_picture, name="page-picture"),
    path("chung-thuc/", copies.lane, name="copies"),
    path("so-theo-doi/", register.book, name="book"),
    path("so-theo-doi/so.pdf", register.printed, name="book_pdf"),
    path("so-theo-doi/so.xlsx", register.spreadsheet, name="book_xlsx"),
    path("ban-giao/", handing.handovers, name="handovers"),
    path("ban-giao/lap/", handing.make, name="make_handover"),
    path("ban-giao/<int:list_id>/", handing.handover, name="handover"),
    path("ban-giao/<int:list_id>/phieu.pdf", handing.slip, name="handover_slip"),
    path("ho-so/<int:dossier_id>/", dossier.dossier, name="dossier"),
    path("ho-so/<int:dossier_id>/in/<slug:slug>/", printing.form, name="print"),
    path("ho-so/<int:dossier_id>/ket-qua.pdf", printing.result, name="result"),
    path("ho-so/<int:dossier_id>/to-khai.pdf", printing.declaration, name="declaration"),
    path("ho-so/<int:dossier_id>/tep/<int:file_id>/", printing.paper, name="paper"),
    path("ho-so/<int:dossier_id>/chung-tu/<int:file_id>/trang/<int:number>/", printing.proof, name="proof-picture"),
    *(
        path(f"ho-so/<int:dossier_id>/{slug}/", view, name=slug.replace("-", "_"))
        for slug, view in dossier.ACT_VIEWS.items()
    ),
]
