"""The commands that need the application: import, export and the server. The only ones that know Django, imported late."""

import os
from argparse import Namespace


def import_package(options: Namespace) -> int:
    """Read a package into the application."""
    _set_up()
    from stegvis.exchange.commands import import_command

    return int(import_command(options))


def export_package(options: Namespace) -> int:
    """Write an association's package from the application."""
    _set_up()
    from stegvis.exchange.commands import export_command

    return int(export_command(options))


def serve(options: Namespace) -> int:
    """Start the application and its worker on this computer."""
    _set_up()
    from stegvis.web.serve import serve as serve_application

    return int(serve_application(options))


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stegvis.settings")
    django.setup()
