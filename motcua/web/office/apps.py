"""Django's entry for `office`: the officers' door."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "motcua.web.office"
    verbose_name = "Phòng làm việc"

    def ready(self) -> None:
        """Add the officers' work to the side navigation."""
        from motcua.web.office.navigation import group
        from motcua.web.ui.shell import side_navigation

        side_navigation.add(20, group)
