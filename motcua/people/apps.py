"""Django's entry for `people`: citizens, officers, accounts."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "motcua.people"
    verbose_name = "Con người"
