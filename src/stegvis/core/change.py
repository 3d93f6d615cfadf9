"""Before against after: how many more or fewer are in each group afterwards, from released cells only."""

from collections.abc import Iterator
from dataclasses import dataclass

from stegvis.core.tables import Dimension, ReleasedTable
from stegvis.core.vocabulary import TOTAL

_BEFORE, _AFTER = "_before", "_after"


@dataclass(frozen=True, slots=True)
class NetChange:
    """A group's exits before and after, of a sex or in all. None: hidden."""

    group: str
    label: str
    sex: str
    before: int | None
    after: int | None

    @property
    def change(self) -> int | None:
        """How many more are in the group afterwards; None where either number is hidden."""
        return None if self.before is None or self.after is None else self.after - self.before


def net_changes(table: ReleasedTable) -> Iterator[NetChange]:
    """Each group of a table of before against after, by its margins. Of any other table there are none."""
    sides = _sides(table)
    if sides is None:
        return
    before, after = sides
    sexes = table.head.dimension("sex")
    labels = {one.code: one.label for side in sides for one in side.categories if one.code != TOTAL}
    for group, label in labels.items():
        for sex in sexes.codes if sexes else (TOTAL,):
            then, now = (_margin(table, side, group, sex) for side in (before, after))
            yield NetChange(group, label, sex, then, now)


def _sides(table: ReleasedTable) -> tuple[Dimension, Dimension] | None:
    before = next((one for one in table.head.dimensions if one.name.endswith(_BEFORE)), None)
    after = next((one for one in table.head.dimensions if one.name.endswith(_AFTER)), None)
    return (before, after) if before and after else None


def _margin(table: ReleasedTable, side: Dimension, group: str, sex: str) -> int | None:
    """All of the group at that moment; a group without a row there has nobody in it."""
    if group not in side.codes:
        return 0
    of = {side.name: group, "sex": sex}
    return table.cells[tuple(of.get(one.name, TOTAL) for one in table.head.dimensions)]
