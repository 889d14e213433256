"""The pages of the code tables' area."""

from django.urls import path

from motcua.web.console.tables import renaming, views

HERE = "danh-muc/<slug:key>/"
urlpatterns = [
    path("danh-muc/", views.tables, name="tables"),
    path(HERE, views.table, name="table"),
    path(HERE + "dua-vao/", views.adopt, name="table_adopt"),
    path(HERE + "mo-ta/", views.describe, name="table_describe"),
    path(HERE + "doi-chieu/", views.confirm, name="table_confirm"),
    path(HERE + "ma/", views.keep, name="table_code"),
    path(HERE + "ma/<str:code>/doi-ten/", renaming.rename, name="table_rename"),
    path(HERE + "nhap/", views.take_in, name="table_take_in"),
    path(HERE + "danh-muc.xlsx", views.sheet, name="table_sheet"),
    path(HERE + "danh-muc.json", views.document, name="table_json"),
]
