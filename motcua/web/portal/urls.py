"""The citizens' pages; also under `/en/`."""

from django.urls import path

from motcua.web.portal import signin, views

app_name = "portal"
urlpatterns = [
    *signin.urlpatterns,
    path("", views.home, name="home"),
    path("tra-cuu/", views.track, name="track"),
    path("huong-dan/", views.help_page, name="help"),
]
