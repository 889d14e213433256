"""Django's entry for `cli`: the operator's command."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "motcua.web.cli"
    verbose_name = "Dòng lệnh"
