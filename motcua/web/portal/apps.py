"""Django's entry for `portal`: the citizens' door."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "motcua.web.portal"
    verbose_name = "Cổng"
