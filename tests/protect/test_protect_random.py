"""Random publications, read back as the public reads them, all of them together: nobody is given away.

500 in the tests; `STEGVIS_PUBLICATIONS=10000` for the night.
"""

import os
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest

from stegvis.core.profile import Policy
from stegvis.core.tables import CountTable, PrintedTable, ReleasedTable
from stegvis.files.printed.tidy import told_csv
from stegvis.protect import Refusal, Register, release
from stegvis.protect.auditor import audit
from stegvis.protect.coarsening import candidates
from stegvis.render.tables import table_csv
from support.random_publications import publications

HOW_MANY = int(os.environ.get("STEGVIS_PUBLICATIONS", "500"))
CHUNK = 50
POLICY = Policy(date(2020, 1, 1))


def released(seed: int) -> tuple[list[ReleasedTable], list[CountTable]]:
    """Everything that was let out, one publication after another, with what was counted."""
    out: list[ReleasedTable] = []
    counted: list[CountTable] = []
    for tables in publications(seed):
        forms = [form_of(*pair) for pair in zip(counted, out, strict=True)]
        found = release(tables, POLICY, Register(tuple(out), tuple(forms)), on=date(2021, 2, 1))
        let_out = () if isinstance(found, Refusal) else found.tables
        for one in let_out:
            out.append(one)
            counted.append(next(table for table in tables if table.head.name == one.head.name))
    return out, counted


#: The same without doing it again: the first are asked of by every test.
once = lru_cache(maxsize=2 * CHUNK)(released)


def as_read(table: ReleasedTable) -> PrintedTable:
    """The table as its file tells it."""
    told = told_csv(table.head.name, table_csv(table).encode(), {})
    return PrintedTable(table.head, told.cells, table.threshold)


def form_of(table: CountTable, printed: ReleasedTable) -> CountTable:
    """What was counted, in the form that was published."""
    return next(form for form in candidates(table, POLICY) if form.head.grouping == printed.head.grouping)


def test_most_are_let_out() -> None:
    """A protector that refuses everything would be safe too."""
    out = [len(once(seed)[0]) for seed in range(60)]
    asked = [sum(map(len, publications(seed))) for seed in range(60)]
    assert sum(out) > sum(asked) / 2


def test_the_same_publication_is_let_out_the_same_way() -> None:
    for seed in range(20):
        first, second = once(seed)[0], released(seed)[0]
        assert [one.cells for one in first] == [replace(one).cells for one in second]


@pytest.mark.parametrize("first", range(0, HOW_MANY, CHUNK))
def test_nobody_is_given_away(first: int) -> None:
    for seed in range(first, min(first + CHUNK, HOW_MANY)):
        out, counted = once(seed)
        counts = [form_of(*pair).cells for pair in zip(counted, out, strict=True)]
        faults = audit([as_read(one) for one in out], counts)
        assert faults == (), f"publication {seed}"
