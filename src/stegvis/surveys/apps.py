"""The app's place in Django."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Surveys."""

    name = "stegvis.surveys"
    label = "surveys"
