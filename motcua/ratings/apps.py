"""Django's entry for `ratings`: what those served thought of it."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "motcua.ratings"
    verbose_name = "Đánh giá"
