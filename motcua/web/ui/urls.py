"""The living page of the design system, for staff."""

from django.urls import path

from motcua.web.ui import gallery, language

app_name = "ui"
urlpatterns = [
    path("", gallery.work, name="gallery"),
    path("ngon-ngu/", language.choose, name="language"),
    path("cong-dan/", gallery.citizen, name="gallery-citizen"),
]
