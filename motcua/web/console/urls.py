"""The administrators' pages: each area has its own folder with its own `urls`."""

from django.urls import URLPattern, URLResolver, include, path

from motcua.web.console.agencies import urls as agencies
from motcua.web.console.calendars import urls as calendars
from motcua.web.console.forms import urls as forms
from motcua.web.console.logs import urls as logs
from motcua.web.console.people import urls as people
from motcua.web.console.tables import urls as tables
from motcua.web.console.views import front

app_name = "console"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    *forms.urlpatterns,
    *people.urlpatterns,
    *calendars.urlpatterns,
    *agencies.urlpatterns,
    path("thu-tuc/", include("motcua.web.console.procedures.urls")),
    *tables.urlpatterns,
    path("quy-trinh/", include("motcua.web.console.processes.urls")),
    *logs.urlpatterns,
]
