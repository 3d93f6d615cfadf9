"""The commands that need the application: import, export and the server. The only ones that know Django, imported late."""

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from stegvis.cli.progress import steps
from stegvis.cli.words import words


def import_package(options: Namespace) -> int:
    """Read a package into the application."""
    _set_up()
    from stegvis.exchange.commands import import_command

    with _told(options) as told:
        return int(import_command(options, told))


def export_package(options: Namespace) -> int:
    """Write an association's package from the application."""
    _set_up()
    from stegvis.exchange.commands import export_command

    with _told(options) as told:
        return int(export_command(options, told))


def serve(options: Namespace) -> int:
    """Start the application and its worker on this computer."""
    _set_up()
    from stegvis.web.serve import serve as serve_application

    return int(serve_application(options))


@contextmanager
def _told(options: Namespace) -> Iterator[Callable[..., None]]:
    """What a command calls while it works: shown on a terminal, in words."""
    say_words = words(options.language)
    with steps() as show:

        def told(stage: str, what: str = "", done: int = 0, total: int = 0) -> None:
            if stage == "done":
                show.stop()
            else:
                show(say_words(stage, what=what).rstrip(), done, total)

        yield told


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stegvis.settings")
    django.setup()
