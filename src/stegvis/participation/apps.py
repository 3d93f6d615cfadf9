"""The app's place in Django."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """Participation."""

    name = "stegvis.participation"
    label = "participation"
