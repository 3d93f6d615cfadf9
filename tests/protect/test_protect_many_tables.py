"""More tables than one model is solved for: each finds its form beside those before it, and the auditor looks at all of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from stegvis.core.profile import Policy
from stegvis.core.tables import CountTable, PrintedTable, ReleasedTable
from stegvis.protect import Register, ReleasedTables, drafts, release
from stegvis.protect.coarsening import candidates
from stegvis.protect.drafts import Desk, Draft
from stegvis.protect.printing import printed
from stegvis.protect.protector import Publication, safe_pattern
from stegvis.protect.protector.versions import Earlier
from stegvis.protect.proving import objected_cells
from support.counts import counted, dimension, with_margins

POLICY, DAY = Policy(date(2020, 1, 1)), date(2022, 2, 1)


def named(table: CountTable, name: str) -> CountTable:
    return replace(table, head=replace(table.head, name=name))


def crossed(name: str, rows: dict[str, tuple[int, int]]) -> CountTable:
    """The same three initiatives by two of something: their totals stand in every such table."""
    dims = [dimension("initiative", (*rows, "total")), dimension(name, ("x", "y", "total"))]
    inner = {(row, code): value for row, values in rows.items() for code, value in zip("xy", values, strict=True)}
    return named(with_margins(dims, inner), f"participants-by-{name}")


#: Alone the first would hide the total of A, which the others print.
TABLES = [
    crossed("one", {"A": (2, 3), "B": (11, 900), "C": (8, 600)}),
    *(crossed(name, {"A": (5, 0), "B": (500, 411), "C": (300, 308)}) for name in ("two", "three", "four", "five")),
]


def desk_and_drafts(tables: list[CountTable]) -> tuple[Desk, list[Draft]]:
    desk = Desk(5)
    found = [Draft(candidates(table, POLICY)) for table in tables]
    for draft in found:
        desk.advance(draft)
    return desk, found


def test_they_are_settled_in_turn():
    desk, found = desk_and_drafts(TABLES)
    desk.together(found)
    live = [draft.taken for draft in found if draft.taken]
    out = [desk.print(one.form, one.hidden) for one in live]
    assert len(out) >= 3
    assert objected_cells(out, [one.form.cells for one in live], ()) == frozenset()


def test_where_the_auditor_objects_each_is_proven(monkeypatch):
    """The second time nothing is settled without its word; a table that it never agrees to is refused."""
    desk, found = desk_and_drafts(TABLES)
    words = iter([frozenset({(0, ())})] * 2)
    true_word = drafts.objected_cells
    monkeypatch.setattr(drafts, "objected_cells", lambda *given: next(words, None) or true_word(*given))
    desk.together(found)
    assert [draft.taken is not None for draft in found].count(True) >= 3


def test_a_release_of_many_is_let_out():
    found = release(TABLES, POLICY, Register(), on=DAY)
    assert isinstance(found, ReleasedTables)
    assert len(found.tables) >= 3


def test_what_an_earlier_table_suffers_is_the_new_ones_fault():
    """The earlier table is printed whole where it should hide: already broken, and so not held against the new one."""
    small = counted({"A": (3, 20), "B": (9, 14)}, name="initiative")
    broken = ReleasedTable(small.head, dict(small.cells), 5)
    new = named(counted({"a": (12, 34)}, name="education"), "participants-by-education")
    out = printed(new, frozenset(), 5)
    assert objected_cells([out], [new.cells], [Earlier(broken, small.cells)]) == frozenset()


def test_an_earlier_table_that_a_new_one_opens_is_held_against_all_new_ones():
    small = counted({"A": (3, 20), "B": (9, 14), "C": (30, 30)}, name="initiative")
    hidden = safe_pattern(small, 5, 9, lambda _: True)
    assert hidden is not None
    before = printed(small, hidden, 5)
    shown = PrintedTable(replace(small.head, name="other"), dict(small.cells), 5)
    assert objected_cells([shown], [small.cells], [Earlier(before, small.cells)])


def test_no_amount_is_told_where_ten_cannot_be_guarded():
    table = counted({"a": (3, 4)}, name="exit_reason")
    table = replace(table, amounts={("a", "woman"): Decimal(3)}, head=replace(table.head, amount="days"))
    assert printed(table, frozenset(), 5).amounts == {}


def test_who_never_agrees_is_given_up():
    told: list[int] = []

    def never(hidden: frozenset[tuple[str, ...]]) -> bool:
        told.append(len(hidden))
        return False

    rows = {f"r{number}": (number % 4 + 1, 30 + number) for number in range(12)}
    assert safe_pattern(counted(rows), 5, 39, never) is None
    assert len(told) < 39


def test_a_system_without_anything_to_guard():
    system = Publication((counted({"a": (12, 34)}),), 5, {}).system()
    assert system is not None
    assert system.hides_nothing


def test_many_boxes_are_cut_along_one_axis_at_a_time(monkeypatch):
    from stegvis.core.periods import Period
    from stegvis.protect.protector import boxes

    monkeypatch.setattr(boxes, "MOST_BOXES", 1)
    year = named(counted({"a": (30, 40)}, name="education"), "exits-by-education")
    year = replace(year, head=replace(year.head, population="exits"))
    quarter = named(counted({"a": (28, 20)}, name="education"), "exits-by-education")
    quarter = replace(quarter, head=replace(quarter.head, population="exits", period=Period.parse("2020-01..2020-03")))
    system = Publication((year, quarter), 5, {}).system()
    assert system is not None
    assert 2 in [column.count for column in system.columns if column.is_unprinted]


def test_how_far_the_optimum_is_carried():
    from stegvis.protect.protector.model import EXACT, GREAT, Effort

    assert Effort.for_columns(EXACT) == Effort()
    assert Effort.for_columns(GREAT).gap == Effort.for_columns(GREAT + 1).gap == 0.05
    assert Effort.for_columns(GREAT).rounds > Effort.for_columns(GREAT + 1).rounds
