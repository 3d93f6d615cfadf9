"""The auditor against who tries everything, on linked tables, nested periods and hierarchies: both say the same of each cell."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from stegvis.core.periods import Period
from stegvis.core.tables import Category, CountTable, Dimension, Key
from stegvis.protect.auditor import Range, Rule, audit, ranges
from support.counts import counted, printed
from support.counts import with_margins as table_of
from support.linked_worlds import Make, Whole, possible, with_margins, work

N = 5
MOST_WORK = 20_000
CHECKED = settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
COUNTS = st.one_of(st.integers(0, 4), st.integers(0, 9), st.integers(5, 30))


def hidden_of(draw, table: CountTable) -> frozenset[Key]:
    """All small cells, as every protector must, and a few of the others; never what all persons are."""
    small = {key for key, count in table.cells.items() if 0 < count < N}
    others = sorted(key for key, count in table.cells.items() if count >= N and key.count("total") < len(key))
    return frozenset(small | (draw(st.sets(st.sampled_from(others), max_size=3)) if others else set()))


def choices_of(tables: list[CountTable], hidden: list[frozenset[Key]]) -> dict[Key, range]:
    """What each inner number of each table can be: as printed, or from 1 to what is printed of all."""
    found = {}
    for at, table in enumerate(tables):
        for key, count in table.cells.items():
            if "total" not in key:
                above = [(key[0], "total"), ("total", key[1]), ("total", "total")]
                most = min(table.cells[one] for one in above if one not in hidden[at] or one == above[-1])
                found[(str(at), *key)] = range(1, most + 1) if key in hidden[at] else range(count, count + 1)
    return found


def agrees(tables: list[CountTable], hidden: list[frozenset[Key]], make: Make) -> None:
    choices = choices_of(tables, hidden)
    assume(1 < work(choices) <= MOST_WORK)
    cells = {
        (at, key): None if key in hidden[at] else count
        for at, table in enumerate(tables)
        for key, count in table.cells.items()
    }
    worlds = list(possible(choices, make, cells))
    out = [printed(table, hide) for table, hide in zip(tables, hidden, strict=True)]
    for cell, found in ranges(out).items():
        values = {world[cell] for world in worlds}
        assert found == Range(min(values), max(values))
    narrow = any(
        max(world[at, key] for world in worlds) < N
        or min(world[at, key] for world in worlds) > (1 + key.count("total") * 9)
        for at, table in enumerate(tables)
        for key in hidden[at]
        if table.cells[key] < N
    )
    if narrow:
        assert {one.rule for one in audit(out, [table.cells for table in tables])} - {Rule.TOO_FEW}


@st.composite
def two_tables(draw) -> tuple[CountTable, CountTable]:
    """The same persons by row and by age, both by sex."""
    sums = [(draw(COUNTS), draw(COUNTS)) for _ in "wm"]
    ages = [draw(st.integers(0, a + b)) for a, b in sums]
    by_row = counted({"a": tuple(a for a, _ in sums), "b": tuple(b for _, b in sums)})
    by_age = counted(
        {"15-29": tuple(ages), "30-74": tuple(a + b - age for (a, b), age in zip(sums, ages, strict=True))},
        name="age_band",
    )
    return by_row, by_age


@given(two_tables(), st.data())
@CHECKED
def test_two_tables_of_the_same_persons(tables, data) -> None:
    by_row, by_age = tables
    assume(by_row.cells["total", "total"] >= N)

    def make(chosen: dict[Key, int]) -> Whole | None:
        first = with_margins(0, inner(chosen, "0"), "a b", "woman man")
        second = with_margins(1, inner(chosen, "1"), "15-29 30-74", "woman man")
        sexes = ("woman", "man")
        same = all(first[0, ("total", sex)] == second[1, ("total", sex)] for sex in sexes)
        return {**first, **second} if same else None

    # A margin of the same persons is hidden in both tables or in neither, as any release does.
    hides = [hidden_of(data.draw, one) for one in tables]
    margins = {key for hide in hides for key in hide if key[0] == "total"}
    agrees([by_row, by_age], [hide | margins for hide in hides], make)


def periods(counts: list[tuple[int, int]]) -> tuple[list[CountTable], Make]:
    """Exits of a quarter and of the half-year that it is a part of: no row may shrink."""
    quarter = [first for first, _ in counts]
    half = [first + more for first, more in counts]
    # A guess that nothing came is another attacker's.
    assume(any(more for _, more in counts))
    tables = [
        replace(table, head=replace(table.head, population="exits", period=Period.parse(f"2020-01..2020-{month}")))
        for table, month in (
            (counted({"a": tuple(quarter[:2]), "b": tuple(quarter[2:])}), "03"),
            (counted({"a": tuple(half[:2]), "b": tuple(half[2:])}), "06"),
        )
    ]

    def make(chosen: dict[Key, int]) -> Whole | None:
        first, second = inner(chosen, "0"), inner(chosen, "1")
        if any(second[key] < first[key] for key in first):
            return None
        return {**with_margins(0, first, "a b", "woman man"), **with_margins(1, second, "a b", "woman man")}

    return tables, make


@given(st.lists(st.tuples(COUNTS, st.integers(0, 9)), min_size=4, max_size=4), st.data())
@CHECKED
def test_a_period_within_another(counts, data) -> None:
    tables, make = periods(counts)
    assume(min(table.cells["total", "total"] for table in tables) >= N)
    agrees(tables, [hidden_of(data.draw, one) for one in tables], make)


@given(st.lists(st.tuples(st.integers(5, 6), st.integers(0, 1)), min_size=4, max_size=4))
@settings(CHECKED, max_examples=12)
def test_a_printed_quarter_narrows_a_hidden_half_year(counts) -> None:
    tables, make = periods(counts)
    every = frozenset(key for key in tables[1].cells if "total" not in key)
    agrees(tables, [frozenset(), every], make)


@given(st.lists(COUNTS, min_size=4, max_size=4), st.data())
@CHECKED
def test_a_region_and_its_associations(counts, data) -> None:
    """Associations within regions within the nation."""
    one, two, three, far = counts
    codes = (
        Category("A", "", parent="R"), Category("B", "", parent="R"), Category("C", "", parent="R"),
        Category("R", ""), Category("S", ""), Category("total", ""),
    )  # fmt: skip
    cells = {"A": one, "B": two, "C": three, "R": one + two + three, "S": far, "total": sum(counts)}
    table = table_of([Dimension("association", codes)], {(code,): count for code, count in cells.items()})
    table = CountTable(table.head, {(code,): count for code, count in cells.items()})
    assume(sum(counts) >= N)
    hidden = hidden_of(data.draw, table)

    def make(chosen: Mapping[Key, int]) -> Whole | None:
        found = {key[1]: value for key, value in chosen.items()}
        found["R"] = found["A"] + found["B"] + found["C"]
        found["total"] = found["R"] + found["S"]
        return {(0, (code,)): value for code, value in found.items()}

    inner_cells = {("0", code): range(1, sum(counts) + 1) if (code,) in hidden else range(cells[code], cells[code] + 1)
                   for code in "ABCS"}  # fmt: skip
    assume(1 < work(inner_cells) <= MOST_WORK)
    printed_cells = {(0, key): None if key in hidden else count for key, count in table.cells.items()}
    worlds = list(possible(inner_cells, make, printed_cells))
    for cell, found in ranges([printed(table, hidden)]).items():
        values = {world[cell] for world in worlds}
        assert found == Range(min(values), max(values))


def inner(chosen: Mapping[Key, int], at: str) -> dict[tuple[str, str], int]:
    return {(key[1], key[2]): value for key, value in chosen.items() if key[0] == at}
