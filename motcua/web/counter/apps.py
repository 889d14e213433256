"""Django's entry for `counter`: the reception desk's door."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "motcua.web.counter"
    verbose_name = "Quầy"
