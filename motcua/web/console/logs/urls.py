"""The pages of the logs' area."""

from django.urls import path

from motcua.web.console.logs import views

urlpatterns = [path("nhat-ky/", views.looks, name="looks")]
