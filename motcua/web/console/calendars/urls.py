"""The pages of the calendars' area."""

from django.urls import path

from motcua.web.console.calendars import views

urlpatterns = [
    path("lich/", views.calendars, name="calendars"),
    path("lich/<slug:key>/<int:year>/", views.year, name="calendar_year"),
]
