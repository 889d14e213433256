"""Django's entry for `files`: papers of dossiers."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "motcua.files"
    verbose_name = "Tệp tin"
