"""An attacker with endless patience on several tables: writes down every set of tables that could be the true one.

It knows nothing of the auditor, of groups or of solvers: whoever calls it says which numbers the tables are made of, and how.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import prod

from stegvis.core.tables import Key

Cell = tuple[int, Key]
Whole = dict[Cell, int]
Cells = Mapping[Cell, int | None]
#: From the chosen numbers to all cells; None where they make no publication (something is below none).
Make = Callable[[dict[Key, int]], Whole | None]


def work(choices: Mapping[Key, range]) -> int:
    """How many sets of tables would be tried."""
    return prod(map(len, choices.values()))


def possible(choices: Mapping[Key, range], make: Make, cells: Cells) -> Iterator[Whole]:
    """Every set of tables that the public must hold for possible: as printed, and a hidden cell is someone."""
    for values in product(*choices.values()):
        whole = make(dict(zip(choices, values, strict=True)))
        if whole is not None and all(
            whole[cell] >= 1 if value is None else whole[cell] == value for cell, value in cells.items()
        ):
            yield whole


def with_margins(at: int, inner: Mapping[tuple[str, str], int], rows: str, columns: str) -> Whole:
    """A table's cells, from its inner ones."""
    cells = {(at, key): inner[key] for key in product(rows.split(), columns.split())}
    cells |= {(at, (row, "total")): sum(inner[row, one] for one in columns.split()) for row in rows.split()}
    for column in (*columns.split(), "total"):
        cells[at, ("total", column)] = sum(cells[at, (row, column)] for row in rows.split())
    return cells
