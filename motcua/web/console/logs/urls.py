"""The pages of the logs' area."""

from django.urls import path

from motcua.web.console.logs import changes, views

urlpatterns = [
    path("nhat-ky/", views.looks, name="looks"),
    path("nhat-ky/thay-doi/", changes.changes, name="changes"),
    path("nhat-ky/thay-doi/nhat-ky.xlsx", changes.sheet, name="changes_sheet"),
    path("nhat-ky/thay-doi/nhat-ky.json", changes.document, name="changes_document"),
]
