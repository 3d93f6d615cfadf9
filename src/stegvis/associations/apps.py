"""The room's configuration."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from stegvis.associations.router import add_swedish_collation


class AssociationsConfig(AppConfig):
    """Associations."""

    name = "stegvis.associations"
    label = "associations"
    verbose_name = "Samordningsförbund"

    def ready(self) -> None:
        """Every connection can sort as Swedish does; Django offers no other place to say it."""
        connection_created.connect(add_swedish_collation, dispatch_uid="swedish")
