"""Django's entry for `access`: who may do what."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "motcua.access"
    verbose_name = "Quyền truy cập"
