"""Django's entry for `console`: the administrators' door."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "motcua.web.console"
    verbose_name = "Quản trị"

    def ready(self) -> None:
        """Add what this person manages to the side navigation."""
        from motcua.web.console.navigation import group
        from motcua.web.ui.shell import side_navigation

        side_navigation.add(30, group)
