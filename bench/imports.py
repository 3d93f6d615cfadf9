"""Import of a package of 200 000 participations, from the folder to both databases, in a process of its own."""

import re
import sys
from collections.abc import Iterator

from bench.measure import Measured, run_with_memory

LINE = re.compile(r"^(?P<what>.*): (?P<speed>[\d,]+) rows/s .* peak (?P<peak>\d+) MB$", re.MULTILINE)


def imports() -> Iterator[Measured]:
    _, _, printed = run_with_memory([sys.executable, "-m", "bench.import_speed", "200000"])
    for found in LINE.finditer(printed):
        speed, peak = int(found["speed"].replace(",", "")), int(found["peak"])
        what = f"200 000 participations, {found['what']}"
        yield Measured(what, f"{speed:,} rows/s".replace(",", " "), "20 000 rows/s", speed >= 20_000)
        yield Measured(f"{what}, memory", f"{peak} MB", "500 MB", peak < 500)
