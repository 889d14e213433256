"""Django's entry for `ui`: the design system."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "motcua.web.ui"
    verbose_name = "Giao diện"
