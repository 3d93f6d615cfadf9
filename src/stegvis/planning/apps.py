"""The app's place in Django."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Planning."""

    name = "stegvis.planning"
    label = "planning"
