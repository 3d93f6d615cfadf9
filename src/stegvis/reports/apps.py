"""The app's place in Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports."""

    name = "stegvis.reports"
    label = "reports"
