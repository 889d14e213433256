"""The pages of the people's area."""

from django.urls import path

from motcua.web.console.people.views import accounts, exchange, lending, listing, loans, officer, posts

HERE = "can-bo/<int:officer_id>/"
POST = HERE + "vi-tri/<int:post_id>/"
urlpatterns = [
    path("can-bo/", listing.officers, name="officers"),
    path("can-bo/them/", accounts.add, name="officer_add"),
    path("can-bo/can-bo.xlsx", exchange.sheet, name="officers_sheet"),
    path("can-bo/can-bo.json", exchange.document, name="officers_document"),
    path("can-bo/nhap/", exchange.take_in, name="officers_take_in"),
    path("can-bo/uy-quyen/", loans.loans, name="loans"),
    path("can-bo/uy-quyen/lap/", lending.lend, name="lend"),
    path("can-bo/uy-quyen/<int:loan_id>/thu-hoi/", loans.end, name="loan_end"),
    path(HERE, officer.officer, name="officer"),
    path(HERE + "vi-tri/", posts.give, name="post_give"),
    path(POST + "ket-thuc/", posts.end, name="post_end"),
    path(POST + "uy-quyen/", lending.lend_post, name="lend_post"),
    path(POST + "huy/", posts.cancel, name="post_cancel"),
    path(HERE + "mat-khau/", accounts.new_password, name="officer_password"),
    path(HERE + "xac-thuc/", accounts.forget_factor, name="officer_factor"),
    path(HERE + "dang-xuat/", accounts.end_sessions, name="officer_sessions"),
    path(HERE + "khoa/", accounts.close, name="officer_close"),
    path(HERE + "mo-khoa/", accounts.reopen, name="officer_reopen"),
]
