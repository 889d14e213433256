"""The officers' pages."""

from django.urls import path

from motcua.web.office.views import (
    away,
    batch,
    dossier,
    inbox,
    leading,
    lists,
    others,
    proposals,
    results,
    sharing,
    slips,
    steps,
)

app_name = "office"
HERE = "ho-so/<int:dossier_id>/"
STEP = HERE + "buoc/<int:step_id>/"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("thay-doi/", inbox.fresh, name="fresh"),
    path("che-do-xem/", inbox.save_view, name="save_view"),
    path("che-do-xem/<int:view_id>/xoa/", inbox.forget_view, name="forget_view"),
    path("chuyen-nhieu/", batch.forward, name="batch"),
    path("giao-nhieu/", batch.assign, name="batch_assign"),
    path("nhieu-ho-so/<int:bulk_id>/", batch.bulk, name="bulk"),
    path("cho-ky/", leading.signing, name="proposals"),
    path("lay-y-kien/", lists.consultations, name="consultations"),
    path("lay-y-kien/<int:consultation_id>/", others.answer, name="answer"),
    path("qua-han/", leading.overdue, name="overdue"),
    path("sap-tre/", leading.nearly_late, name="nearly_late"),
    path("xin-loi-nhieu/", leading.apologise, name="batch_apology"),
    path("giao-viec/", sharing.sharing, name="sharing"),
    path("nghi-phep/", away.leave, name="leave"),
    path("nghi-phep/<int:leave_id>/ket-thuc/", away.end_leave, name="end_leave"),
    path("uy-quyen/", away.delegation, name="delegation"),
    path("uy-quyen/<int:delegation_id>/thu-hoi/", away.end_delegation, name="end_delegation"),
    path("tim/", lists.search, name="search"),
    path(HERE, dossier.dossier, name="dossier"),
    path(HERE + "xem-nhanh/", dossier.glance, name="glance"),
    path(HERE + "van-ban/<str:what>/", leading.document, name="document"),
    path(HERE + "tep/<int:file_id>/", dossier.paper, name="file"),
    path(HERE + "phieu-kiem-soat/", slips.slip, name="slip"),
    path(HERE + "phieu-kiem-soat.pdf", slips.slip_pdf, name="slip_pdf"),
    path(HERE + "ket-qua.pdf", results.printed, name="printed"),
    path(STEP + "chuyen/", steps.complete, name="complete"),
    path(STEP + "phat-hanh/", steps.issue, name="issue"),
    path(STEP + "tra-lai/", steps.give_back, name="return"),
    path(STEP + "thu-hoi/", steps.recall, name="recall"),
    path(STEP + "giao-lai/", steps.reassign, name="reassign"),
    path(STEP + "nhan-viec/", steps.take, name="take"),
    path(STEP + "ket-qua/", results.draft, name="draft"),
    path(HERE + "bo-sung/", proposals.supplement, name="supplement"),
    path(HERE + "xin-loi/", proposals.apology, name="apology"),
    path(HERE + "ky/<str:kind>/", proposals.sign, name="sign"),
    path(HERE + "khong-dong-y/<str:kind>/", proposals.reject, name="reject"),
    path(HERE + "lay-y-kien/", others.consult, name="consult"),
    path(HERE + "nop-tien/", others.payment, name="payment"),
    path(HERE + "dung/", others.stop, name="stop"),
]
