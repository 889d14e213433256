"""Django's entry for `fees`: what is owed and paid."""

from django.apps import AppConfig


class FeesConfig(AppConfig):
    name = "motcua.fees"
    verbose_name = "Phí, lệ phí"
