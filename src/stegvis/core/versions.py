"""What became another between two versions of a released table: cells only, since that is all that a reader can compare."""

from dataclasses import dataclass

from stegvis.core.tables import Key, ReleasedTable


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that another version prints otherwise. None: hidden."""

    key: Key
    before: int | None
    after: int | None


def changes(before: ReleasedTable, after: ReleasedTable) -> tuple[CellChange, ...] | None:
    """The cells that differ, in printing order. None: they have other rows, and cannot be laid over each other."""
    if before.cells.keys() != after.cells.keys():
        return None
    pairs = ((key, before.cells[key], after.cells[key]) for key in after.head.keys())  # noqa: SIM118 - a head is no mapping
    return tuple(CellChange(key, then, now) for key, then, now in pairs if then != now)
