"""Django's entry for `base`: the little Django we share."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "motcua.base"
    verbose_name = "Nền tảng"
