"""Django's entry for `counter`: the reception desk's door."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "motcua.web.counter"
    verbose_name = "Quầy"

    def ready(self) -> None:
        from motcua.web.counter.navigation import group
        from motcua.web.ui.shell import side_navigation

        side_navigation.add(10, group)
