"""Django's entry for `drafts`: dossiers still being written."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "motcua.drafts"
    verbose_name = "Hồ sơ đang soạn"
