"""What is new between two versions of a table."""

from stegvis.core.versions import CellChange, changes
from support.released import released

ONE = released("exits-by-reason", "exit_reason", {"work": (9, None, 20), "total": (9, 11, 20)})
OTHER = released("exits-by-reason", "exit_reason", {"work": (15, 12, 27), "total": (15, 12, 27)})


def test_the_cells_that_differ_in_printing_order() -> None:
    assert changes(ONE, ONE) == ()
    found = changes(ONE, OTHER)
    assert found is not None
    assert found[:2] == (CellChange(("work", "woman"), 9, 15), CellChange(("work", "man"), None, 12))


def test_tables_with_other_rows_cannot_be_laid_over_each_other() -> None:
    assert changes(ONE, released("exits-by-reason", "exit_reason", {"total": (9, 11, 20)})) is None
