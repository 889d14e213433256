"""Django's entry for `journal`: what happened, in order, never edited."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "motcua.journal"
    verbose_name = "Nhật ký"
