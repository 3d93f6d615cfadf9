"""The auditor against an attacker who tries every table: on small tables both say the same, cell by cell, rule by rule."""

import csv
import io
from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from stegvis.core.profile import Policy
from stegvis.core.tables import CountTable, Key, PrintedTable
from stegvis.core.vocabulary import TOTAL
from stegvis.protect import Register, ReleasedTables, release
from stegvis.protect.auditor import Range, Rule, audit, ranges
from stegvis.protect.auditor.equations import sums_by_chance
from stegvis.render.tables import table_csv
from support.brute_force import CAP, broken, possible, work
from support.counts import counted, hide

N = 5
MOST_WORK = 2_000
CHECKED = settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
SEXES = st.sampled_from(("woman man", "woman man unknown"))
COUNTS = st.one_of(st.integers(0, 4), st.integers(0, 9), st.just(0))


@st.composite
def plain_tables(draw) -> CountTable:
    """Two or three rows that add up, by sex, with or without sex unknown and a row of those not known."""
    sexes = draw(SEXES)
    codes = ("a", "b", "unknown")[: draw(st.integers(2, 3))]
    rows = {code: tuple(draw(COUNTS) for _ in sexes.split()) for code in codes}
    table = counted(rows, columns=sexes)
    return with_figures(table) if draw(st.booleans()) else table


@st.composite
def several_coded_tables(draw) -> CountTable:
    """Persons with one or more sources of income, or none, or not known: counted from the persons themselves."""
    sexes = draw(SEXES).split()
    kinds = st.sampled_from((("none",), ("sick",), ("aid",), ("sick", "aid"), ("unknown",)))
    people = [(sex, draw(kinds)) for sex in sexes for _ in range(draw(st.integers(0, 7)))]
    codes = [code for code in ("none", "sick", "aid", "unknown") if code != "unknown" or draw(st.booleans())]
    people = [(sex, held) for sex, held in people if set(held) <= set(codes)]
    rows = {code: [sum(code in held for one, held in people if one == sex) for sex in sexes] for code in codes}
    rows[TOTAL] = [sum(one == sex for one, _ in people) for sex in sexes]
    table = counted({code: tuple(row) for code, row in rows.items()}, name="income_source", columns=" ".join(sexes))
    return with_figures(table) if draw(st.booleans()) else table


def with_figures(table: CountTable) -> CountTable:
    from dataclasses import replace

    whole = table.cells[TOTAL, TOTAL]
    return replace(
        table, head=replace(table.head, counted=whole, with_data=whole - table.cells.get(("unknown", TOTAL), 0))
    )


def a_pattern(draw, table: CountTable) -> frozenset[Key]:
    """All small cells, as every protector must, and some of the others."""
    small = {key for key, count in table.cells.items() if 0 < count < N}
    others = sorted(key for key, count in table.cells.items() if count >= N)
    return frozenset(small | (draw(st.sets(st.sampled_from(others))) if others else set()))


def workable(table: CountTable, hidden: frozenset[Key]) -> frozenset[Key]:
    assume(1 < work(table.head, hide(table, hidden)) <= MOST_WORK)
    return hidden


def ranges_of(table: CountTable, cells: dict[Key, int | None]) -> dict[Key, Range]:
    return {key: found for (_, key), found in ranges([PrintedTable(table.head, cells, N)]).items()}


def agrees(table: CountTable, hidden: frozenset[Key]) -> None:
    cells = hide(table, hidden)
    worlds = possible(table.head, cells)
    # No table is tried beyond the cap, and each hidden cell beside this one takes at least one person of it.
    endless = CAP - len(hidden) + 1
    for key, found in ranges_of(table, cells).items():
        values = {world[key] for world in worlds}
        assert min(values) == found.least
        assert max(values) == found.greatest or (max(values) >= endless and (found.greatest or CAP) >= CAP)
    objected = {one.rule for one in audit([PrintedTable(table.head, cells, N)], [table.cells])} - {Rule.TOO_FEW}
    found = broken(table.head, cells, dict(table.cells), N) - {Rule.TOO_FEW}
    # Where rows happen to add up the auditor fears a guess that this attacker, who believes the table, does not make.
    assert found <= objected if sums_by_chance(table.head, table.cells) else found == objected


@given(plain_tables(), st.data())
@CHECKED
def test_rows_that_add_up(table: CountTable, data) -> None:
    assume(table.cells[TOTAL, TOTAL] >= N)
    agrees(table, workable(table, a_pattern(data.draw, table)))


@given(several_coded_tables(), st.data())
@CHECKED
def test_rows_that_share_persons(table: CountTable, data) -> None:
    assume(table.cells[TOTAL, TOTAL] >= N)
    agrees(table, workable(table, a_pattern(data.draw, table)))


@given(st.one_of(plain_tables(), several_coded_tables()))
@settings(CHECKED, max_examples=60)
def test_what_is_released_withstands_who_reads_the_file_and_tries_everything(table: CountTable) -> None:
    """The attacker reads the CSV back and knows the figures beside the table: no rule is broken, no count is told."""
    outcome = release([with_figures(table)], Policy(date(2020, 1, 1)), Register(), on=date(2021, 1, 1))
    if not isinstance(outcome, ReleasedTables) or len(outcome.tables[0].head.dimensions) == 1:
        return
    out = outcome.tables[0]
    printed = list(csv.DictReader(io.StringIO(table_csv(out))))
    first = out.head.dimensions[0].name
    cells = {(row[first], row["sex"]): int(row["value"]) if row["value"] else None for row in printed}
    assert cells == out.cells
    assume(work(out.head, cells) <= MOST_WORK)
    assert broken(out.head, cells, dict(table.cells), N) == set()


def test_a_cell_without_end_beside_another_in_the_same_hidden_total() -> None:
    rows = {"none": (4, 0), "sick": (1, 0), "aid": (0, 0), TOTAL: (5, 0)}
    table = counted(rows, name="income_source")
    small = frozenset(key for key, count in table.cells.items() if 0 < count < N)
    agrees(table, small | {(TOTAL, "woman"), (TOTAL, TOTAL)})


def test_what_a_solver_once_lost() -> None:
    """HiGHS 1.15.1 with its presolve called 2 the least of a cell that is 1, and truly is."""
    rows = {"none": (1, 4), "sick": (3, 0), "aid": (1, 2), TOTAL: (5, 6)}
    table = counted(rows, name="income_source")
    small = frozenset(key for key, count in table.cells.items() if 0 < count < N)
    found = ranges_of(table, hide(table, small))
    assert (found["none", "woman"].least, found["none", "man"].greatest, found["aid", "man"].least) == (1, 4, 2)
    agrees(table, small)
