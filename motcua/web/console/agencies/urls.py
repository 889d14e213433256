"""The pages of the agencies' area."""

from django.urls import path

from motcua.web.console.agencies import exports, views

urlpatterns = [
    path("co-quan/", views.agencies, name="agencies"),
    path("co-quan/co-quan.xlsx", exports.sheet, name="agencies_sheet"),
    path("co-quan/co-quan.json", exports.document, name="agencies_document"),
    path("co-quan/<int:agency_id>/", views.agency, name="agency"),
]
