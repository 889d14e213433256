"""The living page of the design system, for staff."""

from django.urls import path

from motcua.web.ui import gallery

app_name = "ui"
urlpatterns = [
    path("", gallery.work, name="gallery"),
    path("cong-dan/", gallery.citizen, name="gallery-citizen"),
]
