"""Django's entry for `console`: the administrators' door."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "motcua.web.console"
    verbose_name = "Quản trị"
