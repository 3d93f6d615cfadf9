"""The auditor: what it objects to, and that a weakened protector never gets past it."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from stegvis import protect
from stegvis.core.tables import CountTable, Key, PrintedTable
from stegvis.protect.auditor import Range, Rule, Violation, audit, ranges
from stegvis.protect.protector import hidden_for_itself, relations, safe_pattern
from stegvis.protect.protector.attacks import Attack, Pattern
from stegvis.protect.protector.model import Model
from support.counts import counted, dimension, hide, printed, with_margins

TABLE = counted({"A": (12, 9), "B": (3, 14), "C": (21, 18), "D": (7, 6)})
SAFE = frozenset({("B", "woman"), ("B", "man"), ("D", "woman"), ("D", "man")})
ROOM = Path(protect.__file__).parent


def rules(table: CountTable, cells: dict[Key, int | None], counts: dict[Key, int] | None = None) -> set[Rule]:
    return {one.rule for one in audit([PrintedTable(table.head, cells, 5)], [counts or table.cells])}


def ranges_of(table: CountTable, cells: dict[Key, int | None]) -> dict[Key, Range]:
    return {key: found for (_, key), found in ranges([PrintedTable(table.head, cells, 5)]).items()}


def test_a_safe_table_has_nothing_against_it():
    assert audit([printed(TABLE, SAFE)], [TABLE.cells]) == ()


def test_a_small_count_in_print():
    assert audit([printed(TABLE)], [TABLE.cells]) == (Violation(Rule.THRESHOLD, ("B", "woman")),)


def test_a_missing_cell():
    cells = hide(TABLE, SAFE)
    del cells["A", "man"]
    assert rules(TABLE, cells) == {Rule.COMPLETE}


def test_a_figure_that_was_not_counted():
    assert rules(TABLE, hide(TABLE, SAFE) | {("A", "man"): 10}) == {Rule.TRUTH}


def test_a_hidden_zero():
    table = counted({"A": (0, 9), "B": (13, 14)})
    assert rules(table, hide(table, [("A", "woman")])) == {Rule.ZERO}


def test_counts_that_do_not_agree():
    wrong = CountTable(TABLE.head, TABLE.cells | {("A", "total"): 22})
    assert rules(wrong, hide(wrong, SAFE)) == {Rule.CONSISTENT}


def test_a_count_beside_the_table_tells_a_hidden_total():
    table = counted({"A": (12, 9), "B": (6, 14)}, counted=41)
    cells = hide(table, [("total", "total"), ("total", "woman")])
    assert ranges_of(table, cells)["total", "total"] == Range(41, 41)
    bare = replace(table.head, counted=None)
    assert ranges_of(replace(table, head=bare), hide(table, table.cells))["total", "total"] == Range(4, None)


def test_those_with_data_tell_those_without():
    table = counted({"A": (12, 9), "unknown": (6, 14)}, with_data=21)
    cells = hide(table, [key for key in table.cells if key[0] == "unknown"])
    assert ranges_of(table, cells)["unknown", "total"] == Range(20, 20)


def test_cells_that_contradict_one_another_fit_nothing():
    table = counted({"A": (12, 9)})
    with pytest.raises(ValueError, match="contradict"):
        ranges_of(table, hide(table, [("A", "woman")]) | {("A", "total"): 5})


def moments(before: tuple[int, int], after: tuple[int, int]) -> CountTable:
    """Two moments whose totals are not the same: not of the same persons after all."""
    dims = [dimension("moment", ("before", "after")), dimension("occupation", ("x", "y", "total"))]
    rows = {("before", "x"): before[0], ("before", "y"): before[1], ("after", "x"): after[0], ("after", "y"): after[1]}
    return with_margins(dims, rows)


def test_two_moments_of_the_same_persons_have_one_total():
    table = moments((20, 30), (10, 40))
    cells = hide(table, [("after", "x"), ("after", "total")])
    assert ranges_of(table, cells)["after", "x"] == Range(10, 10)


def test_two_moments_with_different_totals_prove_nothing():
    table = moments((20, 30), (10, 20))
    assert rules(table, hide(table, [("after", "x"), ("after", "total")])) == {Rule.CONSISTENT}
    assert rules(table, table.cells) == set()


def test_rows_that_share_persons():
    """Each row is at most the total and all together at least; not known is shared with no other row."""
    rows = {"none": (6, 6), "sick": (9, 9), "studies": (8, 8), "unknown": (5, 5), "total": (25, 25)}
    table = counted(rows, name="income_source")
    cells = hide(table, [(code, sex) for code in ("sick", "studies") for sex in ("woman", "man")])
    found = ranges_of(table, cells)
    # 25 in all, 6 with none and 5 not known leave 14 for each; both rows together are at least 14.
    assert found["sick", "woman"] == Range(4, 14)


def weakened(monkeypatch, table: CountTable, how: str) -> frozenset[Key] | None:
    """The pattern of a protector with one rule taken away."""
    if how == "lower bound 0":
        monkeypatch.setattr(relations._Leasts, "__getitem__", lambda leasts, key: 0)
    if how == "hidden sum skipped":
        # Only that nothing is exact: parts that are together fewer than the threshold are let through.
        of = Model.of
        soft = lambda model: replace(model, attacks=tuple(replace(a, need=1) for a in model.attacks if a.sign > 0))  # noqa: E731
        monkeypatch.setattr(Model, "of", lambda *given: soft(of(*given)))
    if how == "insiders forgotten":
        monkeypatch.setattr(Pattern, "insider_cuts", lambda *given: iter(()))
    found = safe_pattern(table, 5, 100, lambda hidden: True)
    return found - {min(found, key=lambda key: table.cells[key])} if how == "one cell shown" and found else found


ONE_ROW = with_margins([dimension("row", ("a", "b", "c", "total"))], {("a",): 2, ("b",): 2, ("c",): 38})
#: Three single persons: who knows one of them knows the others.
SINGLES = counted({"a": (6, 1), "b": (1, 6), "c": (1, 9)})
LOW = counted({"a": (3, 2), "b": (20, 30), "c": (25, 60)})


@pytest.mark.parametrize(
    ("how", "table", "rule"),
    [
        ("lower bound 0", LOW, Rule.INTERVAL),
        ("hidden sum skipped", ONE_ROW, Rule.HIDDEN_SUM),
        ("one cell shown", TABLE, Rule.THRESHOLD),
        ("insiders forgotten", SINGLES, Rule.INSIDER),
    ],
)
def test_a_weakened_protector_is_caught(monkeypatch, how, table, rule):
    found = weakened(monkeypatch, table, how)
    assert found
    assert rule in rules(table, hide(table, found))


def imported(module: Path) -> set[str]:
    tree = ast.parse(module.read_text("utf-8"))
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module} | {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }


@pytest.mark.parametrize("room", ["auditor", "protector"])
def test_protector_and_auditor_share_no_code(room):
    """Of ours, they meet in `core` alone; only what is around them knows both."""
    modules = list((ROOM / room).glob("*.py"))
    assert len(modules) > 5
    for module in modules:
        ours = {one for one in imported(module) if one.startswith("stegvis.") and not one.startswith("stegvis.core")}
        assert {one for one in ours if not one.startswith(f"stegvis.protect.{room}")} == set(), module.name


def test_an_attack_is_a_value():
    assert hidden_for_itself(TABLE, 5) == {("B", "woman")}
    assert Attack(1, 1, 2.0) == Attack(1, 1, 2.0)
