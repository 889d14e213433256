"""Every address of the installation; each door adds its own `urls.py`."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from config import health

DOORS = {  # prefix → door; the portal is last because it owns the root
    "quay/": "counter",
    "can-bo/": "office",
    "quan-tri/": "console",
    "giao-dien/": "ui",
    "": "portal",
}

urlpatterns: list[URLPattern | URLResolver] = [path("healthz", health.ready, name="healthz")]
for prefix, door in DOORS.items():
    if find_spec(f"motcua.web.{door}.urls"):
        urlpatterns.append(path(prefix, include(f"motcua.web.{door}.urls")))
