"""How fast a large package is brought in, from the folder to both databases, and how much memory that takes.

`python -m bench.import_speed [ROWS]` prints a line for the first import and one for the same package again.
"""

import os
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.generate import generate


@dataclass(frozen=True, slots=True)
class Measured:
    """One import: rows, seconds for reading and for writing, and the process's greatest memory so far in MB."""

    what: str
    rows: int
    reading: float
    writing: float
    peak: float

    @property
    def rows_a_second(self) -> float:
        """From the folder to the databases."""
        return self.rows / (self.reading + self.writing)

    def __str__(self) -> str:
        seconds = f"{self.reading:.1f} s reading, {self.writing:.1f} s writing"
        return f"{self.what}: {self.rows_a_second:,.0f} rows/s ({seconds}), peak {self.peak:.0f} MB"


def measure(rows: int = 200_000) -> list[Measured]:
    """Generate a package, bring it in twice into empty databases of its own, and measure both times."""
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder) / "var")
        package = generate(Path(folder) / "package", rows)
        return [_import(what, package, rows) for what in ("first import", "the same again")]


def _import(what: str, folder: Path, rows: int) -> Measured:
    from stegvis.associations.permissions import Operator
    from stegvis.exchange.actions import import_package
    from stegvis.files.package import read_package

    start = time.perf_counter()
    reading = read_package(folder)
    read = time.perf_counter()
    if reading.package is None:
        raise SystemExit(f"the generated package has errors: {reading.findings[:3]}")
    result = import_package(by=Operator("bench"), package=reading.package, persons=True)
    end = time.perf_counter()
    assert result.is_done, result.findings
    return Measured(what, rows, read - start, end - read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _set_up(data: Path) -> None:
    os.environ.update(STEGVIS_DATA=str(data), STEGVIS_PERSON_ZONE="1", DJANGO_SETTINGS_MODULE="stegvis.settings")
    data.mkdir(parents=True)
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    from stegvis.associations.sealed import make_keys

    for path in settings.KEY_FILES.values():
        make_keys(path)
    for database in settings.DATABASES:
        call_command("migrate", database=database, verbosity=0)


if __name__ == "__main__":
    for one in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000):
        print(one)
