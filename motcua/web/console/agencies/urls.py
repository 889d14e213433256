"""The pages of the agencies' area."""

from django.urls import path

from motcua.web.console.agencies import changing, exports, reorganising, views

HERE = "co-quan/<int:agency_id>/"
UNIT = HERE + "phong/<int:unit_id>/"

urlpatterns = [
    path("co-quan/", views.agencies, name="agencies"),
    path("co-quan/co-quan.xlsx", exports.sheet, name="agencies_sheet"),
    path("co-quan/co-quan.json", exports.document, name="agencies_document"),
    path("co-quan/phong.xlsx", exports.units_sheet, name="units_sheet"),
    path("co-quan/phong.json", exports.units_document, name="units_document"),
    path("co-quan/nhap/", exports.take_in, name="agencies_take_in"),
    path("co-quan/nhap-phong/", exports.take_in_units, name="units_take_in"),
    path("co-quan/them/", changing.add, name="agency_add"),
    path("co-quan/sap-xep/", reorganising.reorganise, name="reorganise"),
    path(HERE, views.agency, name="agency"),
    path(HERE + "doi-ten/", changing.rename, name="agency_rename"),
    path(HERE + "ma/", changing.give_code, name="agency_code"),
    path(HERE + "phong/", changing.open_unit, name="unit_open"),
    path(UNIT + "doi-ten/", changing.rename_unit, name="unit_rename"),
    path(UNIT + "ket-thuc/", changing.end_unit, name="unit_end"),
]
