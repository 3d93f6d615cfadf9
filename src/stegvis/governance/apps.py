"""The app's place in Django."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Governance."""

    name = "stegvis.governance"
    label = "governance"
