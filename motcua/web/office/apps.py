"""Django's entry for `office`: the officers' door."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "motcua.web.office"
    verbose_name = "Phòng làm việc"
