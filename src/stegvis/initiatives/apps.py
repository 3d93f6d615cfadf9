"""The app's place in Django."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """Initiatives."""

    name = "stegvis.initiatives"
    label = "initiatives"
