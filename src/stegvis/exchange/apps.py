"""The room's place in Django: it has no rows."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Packages in and out."""

    name = "stegvis.exchange"
    label = "exchange"
