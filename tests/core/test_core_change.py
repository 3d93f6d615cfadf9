"""The net change of a group is its margin after less its margin before, where both are published."""

from stegvis.core.change import net_changes
from stegvis.core.periods import Period
from stegvis.core.tables import Category, Dimension, ReleasedTable, TableHead
from support.released import SEX, released

BEFORE = Dimension("income_before", (Category("benefit", "Bidrag"), Category("total", "Totalt")), additive=False)
AFTER = Dimension(
    "income_after",
    (Category("benefit", "Bidrag"), Category("none", "Ingen"), Category("total", "Totalt")),
    additive=False,
)


def table(*more: Dimension, **hidden: None) -> ReleasedTable:
    head = TableHead("income-change", "Före mot efter", Period.year(2025), "sus-2020", (BEFORE, AFTER, *more), "exits")
    cells: dict[tuple[str, ...], int | None] = dict.fromkeys(head.keys(), 30)
    tail = ("total",) * len(more)
    cells |= {("benefit", "total", *tail): 24, ("total", "benefit", *tail): 11, ("total", "none", *tail): 19}
    return ReleasedTable(head, cells, 5)


def test_after_less_before() -> None:
    found = {one.group: one for one in net_changes(table())}
    assert (found["benefit"].before, found["benefit"].after, found["benefit"].change) == (24, 11, -13)
    assert found["benefit"].label == "Bidrag"


def test_a_group_that_nobody_was_in_before_had_none() -> None:
    found = {one.group: one for one in net_changes(table())}
    assert (found["none"].before, found["none"].change) == (0, 19)


def test_a_hidden_number_hides_the_change() -> None:
    whole = table(SEX)
    cells = dict(whole.cells) | {("benefit", "total", "woman"): None}
    found = {(one.group, one.sex): one for one in net_changes(ReleasedTable(whole.head, cells, 5))}
    assert found["benefit", "woman"].change is None
    assert found["benefit", "total"].change == -13


def test_another_table_has_none() -> None:
    assert list(net_changes(released("exits-by-reason", "exit_reason", {"total": (5, 5, 10)}))) == []
