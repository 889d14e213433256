"""Django's entry for `rehearsal`: a simulated province."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "motcua.rehearsal"
    verbose_name = "Diễn tập"
