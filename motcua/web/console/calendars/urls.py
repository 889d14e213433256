"""The pages of the calendars' area."""

from django.urls import path

from motcua.web.console.calendars import exchange, views

urlpatterns = [
    path("lich/", views.calendars, name="calendars"),
    path("lich/lich.xlsx", exchange.sheet, name="calendars_sheet"),
    path("lich/lich.json", exchange.document, name="calendars_document"),
    path("lich/nhap/", exchange.take_in, name="calendars_take_in"),
    path("lich/<slug:key>/<int:year>/", views.year, name="calendar_year"),
]
