"""The room's configuration."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The frame."""

    name = "stegvis.web"
    label = "web"
