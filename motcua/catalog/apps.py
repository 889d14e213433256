"""Django's entry for `catalog`: procedures and what is versioned with them."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "motcua.catalog"
    verbose_name = "Danh mục thủ tục"
