"""Every address of the installation; each door adds its own `urls.py`."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from config import health

DOORS = {  # prefix → door
    "quay/": "counter",
    "can-bo/": "office",
    "quan-tri/": "console",
    "giao-dien/": "ui",
    "api/v1/": "api",
}

urlpatterns: list[URLPattern | URLResolver] = [path("healthz", health.ready, name="healthz")]
for prefix, door in DOORS.items():
    if find_spec(f"motcua.web.{door}.urls"):
        urlpatterns.append(path(prefix, include(f"motcua.web.{door}.urls")))

# Last, because it owns the root; the citizens' pages also exist in English, under /en/.
urlpatterns += i18n_patterns(path("", include("motcua.web.portal.urls")), prefix_default_language=False)

handler400 = "motcua.web.ui.errors.bad_request"
handler403 = "motcua.web.ui.errors.forbidden"
handler404 = "motcua.web.ui.errors.not_found"
handler500 = "motcua.web.ui.errors.broken"
