"""One import over both databases at a time: a lock of the operating system, which is gone when its process is."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def one_import_at_a_time() -> Iterator[None]:
    """Wait for an import that is under way, then be the one."""
    with _file().open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def unless_importing() -> Iterator[bool]:
    """Whether no import is under way; none begins meanwhile."""
    with _file().open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def _file() -> Path:
    folder = Path(settings.DATA)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "import.lock"
