"""Publications as five weakened protectors would let them out: the auditor catches each, and passes what is right."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from stegvis.core.periods import Period
from stegvis.core.tables import CountTable, Key, PrintedTable
from stegvis.files.printed import read_printed
from stegvis.protect.auditor import Exposure, Range, Rule, audit, exposures, ranges
from support.counts import counted, dimension, printed, with_margins
from support.released import released

LOW = counted({"a": (3, 2), "b": (20, 30), "c": (25, 60)})
BY_SEX = counted({"A": (2, 15), "B": (11, 9), "C": (8, 6)}, name="initiative")
BY_GROUP = counted({"x": (13, 10), "y": (8, 20)}, name="municipality")
ONE_ROW = with_margins([dimension("row", ("a", "b", "c", "total"))], {("a",): 2, ("b",): 2, ("c",): 38})


def keys(text: str) -> frozenset[Key]:
    return frozenset(tuple(key.split("/")) for key in text.split())


def rules(*tables: tuple[CountTable, str]) -> set[Rule]:
    return {
        one.rule for one in audit([printed(table, keys(hide)) for table, hide in tables], [t.cells for t, _ in tables])
    }


def test_the_right_pattern_passes():
    assert rules((BY_SEX, "A/woman A/man C/woman C/man"), (BY_GROUP, "")) == set()


def test_a_lower_bound_of_0():
    """With 0 for possible the row a looks like 0 to 5; it is 1 to 4, and cannot be five."""
    assert Rule.INTERVAL in rules((LOW, "a/woman a/man b/woman b/man"))


def test_a_linked_table_is_skipped():
    """The total of the women is hidden, and stands in the other table."""
    hidden = "A/woman A/total total/woman total/total"
    assert rules((BY_SEX, hidden)) == set()
    assert Rule.INTERVAL in rules((BY_SEX, hidden), (BY_GROUP, ""))


def test_the_hidden_sum_is_skipped():
    assert Rule.HIDDEN_SUM in rules((ONE_ROW, "a b"))


def test_one_cell_is_shown():
    assert Rule.THRESHOLD in rules((LOW, "a/man b/woman b/man"))
    assert rules((BY_SEX, "A/woman A/man C/woman")) >= {Rule.INTERVAL}


def test_the_csv_path_is_forgotten(tmp_path):
    """A file that says more than the released table: what is printed is audited, not what should have been."""
    table = released("participants-by-age", "age_band", {"15-29": (None, 9, None), "30-44": (12, 8, 20),
                     "total": (None, 17, None)})  # fmt: skip
    counts = {
        **table.cells,
        ("15-29", "woman"): 3,
        ("15-29", "total"): 12,
        ("total", "woman"): 15,
        ("total", "total"): 32,
    }
    file = tmp_path / "participants-by-age.csv"
    rows = [f"{key[0]},{key[1]},{'' if value is None else value},x" for key, value in table.cells.items()]
    for wrong in (rows, [row.replace("15-29,woman,", "15-29,woman,3") for row in rows]):
        file.write_text("age_band,sex,value,status\n" + "\n".join(wrong), "utf-8")
        (read,) = read_printed(file).tables
        found = {one.rule for one in audit([read], [counts])}
        assert (Rule.THRESHOLD in found) == (wrong is not rows)


def test_a_table_without_all_its_cells():
    table = printed(LOW)
    assert {one.rule for one in audit([table], [{}])} == {Rule.COMPLETE}
    assert audit([], []) == ()


def exposed(*tables: PrintedTable) -> list[Exposure]:
    return list(exposures(tables))


class TestWithoutTruth:
    """What `stegvis audit` finds, and how it says that it follows."""

    def test_a_printed_small_count(self):
        (found,) = exposed(printed(counted({"a": (3, 9), "b": (9, 9)})))
        assert (found.key, found.range, found.lines) == (("a", "woman"), Range(3, 3), ())

    def test_the_fewest_lines(self):
        table = counted({"A": (12, 9), "B": (3, 14), "C": (21, 18), "D": (7, 6)})
        (found,) = exposed(printed(table, keys("B/woman B/man")))
        assert (found.key, found.range) == (("B", "woman"), Range(3, 3))
        (line,) = found.lines
        assert {term.key: term.value for term in line.terms} == {
            ("A", "woman"): 12, ("B", "woman"): None, ("C", "woman"): 21, ("D", "woman"): 7, ("total", "woman"): 43,
        }  # fmt: skip

    def test_two_lines_over_two_tables(self):
        hidden = keys("A/woman A/total total/woman total/total")
        found = exposed(printed(BY_SEX, hidden), printed(BY_GROUP))
        assert [(one.table, one.key, one.range) for one in found] == [(0, ("A", "woman"), Range(2, 2))]
        assert [{term.table for term in line.terms} for line in found[0].lines] == [{0}]

    def test_a_range_below_the_threshold(self):
        table = counted({"a": (2, 30), "b": (3, 30), "c": (40, 20)})
        found = exposed(printed(table, keys("a/woman a/man b/woman b/man")))
        assert {one.key: one.range for one in found} == {("a", "woman"): Range(1, 4), ("b", "woman"): Range(1, 4)}

    def test_what_does_not_add_up_is_said(self):
        table = counted({"a": (20, 30), "b": (30, 20)})
        wrong = printed(CountTable(table.head, table.cells | {("a", "total"): 51}))
        row, column = exposed(wrong)
        assert row.contradicts and column.contradicts
        assert {one.lines[0].terms[-1].key for one in (row, column)} == {("a", "total"), ("total", "total")}

    @pytest.mark.parametrize("total", [9, 5])
    def test_hidden_cells_that_cannot_be(self, total):
        """A row whose hidden parts would be none or fewer: nothing can be said of it."""
        table = counted({"a": (20, 30), "b": (30, 20)})
        cells = table.cells | {("a", "woman"): None, ("a", "man"): 9, ("a", "total"): total}
        assert [one.contradicts for one in exposed(PrintedTable(table.head, cells, 5))][:1] == [True]

    def test_a_part_of_the_table_that_cannot_be(self):
        """The four hidden cells have totals that no numbers of persons have; the rest of the table is still attacked."""
        table = counted({"a": (20, 30), "b": (30, 20), "c": (9, 9)})
        hidden = keys("a/woman a/man b/woman b/man")
        cells = {**printed(table, hidden).cells, ("a", "total"): 70, ("b", "total"): 40}
        found = exposed(PrintedTable(table.head, cells, 5))
        assert {one.contradicts for one in found} == {True}

    def test_guessed_sums_are_told_where_the_counts_are_known(self):
        rows = {"sick": (20, 2), "aid": (30, 31), "none": (25, 8), "total": (75, 41)}
        table = counted(rows, name="income_source")
        out = printed(table, keys("sick/man sick/total"))
        assert exposures([out]) == ()
        assert {one.key for one in exposures([out], [table.cells])} == {("sick", "man")}

    def test_rows_that_share_persons_are_bounds(self):
        """None and not known share with nobody: what they leave of the total is the most that another row can be."""
        table = counted({"none": (40, 6), "sick": (3, 9), "total": (43, 15)}, name="income_source")
        found = exposed(printed(table, keys("sick/woman sick/man sick/total")))
        assert [(one.key, one.range) for one in found] == [(("sick", "woman"), Range(3, 3))]

    def test_a_threshold_of_ones_own(self):
        table = replace(printed(counted({"a": (7, 12), "b": (12, 12)})), threshold=10)
        assert [one.key for one in exposed(table)] == [("a", "woman")]


class TestOddTables:
    """What stands beside tables of another kind, of another time or of unknown counts."""

    def test_a_hidden_cell_that_nothing_ties(self):
        """A table without totals: each hidden cell can be anything, and one of itself is no sum."""
        table = with_margins([dimension("row", ("a", "b"))], {("a",): 2, ("b",): 9})
        assert ranges([printed(table, keys("a"))]) == {(0, ("a",)): Range(1, None)}
        assert rules((table, "a")) == set()
        assert not Range(1, None).is_exact

    def test_a_hidden_sum_alone_is_at_least_its_parts(self):
        """Who sees the zeros knows that a total of two rows is two or more; so few it may be."""
        rows = with_margins([dimension("row", ("a", "b", "total"))], {("a",): 1, ("b",): 3})
        other = with_margins([dimension("other", ("x", "y", "total"))], {("x",): 12, ("y",): 9})
        assert Rule.TOO_FEW in rules((rows, "a b total"))
        measures = dimension("measure", ("reached", "guidance"))
        both = with_margins([dimension("row", ("a", "b", "total")), measures], {
            ("a", "reached"): 1, ("b", "reached"): 3, ("a", "guidance"): 9, ("b", "guidance"): 8})  # fmt: skip
        both = of(both, population="tallies")
        assert rules((both, "a/reached b/reached total/reached"), (other, "")) == set()

    def test_months_are_parts_of_the_period(self):
        """Entrants by month and those of the quarter: the third month is 2."""
        months = with_margins([dimension("month", ("2020-01", "2020-02", "total"))], {("2020-01",): 9, ("2020-02",): 8})
        months = of(months, population="entrants", period=Period.parse("2020-01..2020-02"))
        quarter = with_margins([dimension("row", ("a", "b", "total"))], {("a",): 9, ("b",): 10})
        quarter = of(quarter, population="entrants", period=Period.parse("2020-01..2020-03"))
        assert rules((months, ""), (quarter, "")) == {Rule.DIFFERENCE}

    def test_tallied_participants_are_the_rest_of_the_participations(self):
        """Of 30 participations 28 are tallied: two persons have rows."""
        every = of(counted({"A": (15, 15), "B": (20, 20)}, name="initiative"), population="participations")
        rows = [every.head.dimensions[0], dimension("measure", ("participants",)), every.head.dimensions[1]]
        tallies = with_margins(rows, {(one, "participants", sex): count for one, sex, count in (
            ("A", "woman", 13), ("A", "man", 15), ("B", "woman", 20), ("B", "man", 20))})  # fmt: skip
        assert rules((every, ""), (of(tallies, population="tallies"), "")) == {Rule.DIFFERENCE}

    def test_those_asked_by_sex_may_be_all_of_one(self):
        """Of something sensitive it is the answer that is protected, not that all who were asked are women."""
        table = with_margins([dimension("answer", ("yes", "no", "total")), dimension("sex", ("woman", "man", "total"))], {
            ("yes", "woman"): 12, ("no", "woman"): 14, ("yes", "man"): 0, ("no", "man"): 0})  # fmt: skip
        assert rules((of(table, sensitive=True), "")) == set()

    def test_earlier_tables_that_contradict_one_another_prove_nothing(self):
        table = counted({"a": (20, 30), "b": (30, 20)})
        cells = {**printed(table, keys("a/woman")).cells, ("a", "total"): 7}
        wrong = PrintedTable(table.head, cells, 5)
        assert {one.rule for one in audit([printed(table)], [table.cells], [wrong])} == {Rule.CONSISTENT, Rule.LINKED}
        alone = replace(wrong, head=replace(table.head, dimensions=(dimension("other", ("a", "b", "total")),
                        table.head.dimensions[1])))  # fmt: skip
        assert {one.rule for one in audit([printed(table)], [table.cells], [alone])} == {Rule.CONSISTENT}

    def test_a_changed_year_drops_what_was_concluded(self):
        """A quarter that was printed with more than the whole year has now: that nobody left was a guess, and it was wrong."""
        year = of(counted({"a": (20, 30), "b": (30, 20)}), population="exits")
        quarter = of(counted({"a": (26, 9), "b": (9, 9)}), population="exits", period=Period.parse("2020-01..2020-03"))
        assert {one.rule for one in audit([printed(year)], [year.cells], [printed(quarter)])} == set()

    def test_what_cannot_be_drops_what_was_concluded_of_the_hidden(self):
        """The quarter's hidden cell is at least 21 by its own table, and by the year's at most 20: the guess is left out."""
        year = of(counted({"a": (20, 30), "b": (30, 20)}), population="exits")
        quarter = of(counted({"a": (21, 9), "b": (29, 9)}), population="exits", period=Period.parse("2020-01..2020-03"))
        hidden = printed(quarter, keys("a/woman a/total"))
        assert {one.rule for one in audit([printed(year)], [year.cells], [hidden])} <= {Rule.EARLIER, Rule.DIFFERENCE}

    def test_two_earlier_tables_that_cannot_both_be(self):
        """x is 15 by the one and 11 by the other: nobody can say what they tell of anything else."""
        rows = [
            with_margins([dimension("other", (*codes, "total"))], {(codes[0],): 20 - count, (codes[1],): count})
            for codes, count in (("xy", 5), ("xz", 9))
        ]
        table = counted({"a": (20, 30), "b": (30, 20)})
        before = [printed(one, keys("x")) for one in rows]
        assert {one.rule for one in audit([printed(of(table, population="exits"))], [table.cells], before)} == set()
        same = counted({"a": (5, 5), "b": (5, 5)})
        assert audit([printed(same)], [same.cells], before) == ()

    def test_an_earlier_table_that_contradicts_itself(self):
        """By its row the hidden cell is 20, by its column 15, and no printed number shows it."""
        table = counted({"a": (20, 30), "b": (30, 20)})
        cells = {**printed(table, keys("a/woman total/total")).cells, ("total", "woman"): 45}
        other = of(table, population="exits")
        assert {one.rule for one in audit([printed(other)], [table.cells], [PrintedTable(table.head, cells, 5)])} == {
            Rule.CONSISTENT
        }

    def test_a_dimension_of_nothing_but_its_total(self):
        table = with_margins([dimension("row", ("a", "b", "total"))], {("a",): 9, ("b",): 8})
        alone = of(table, dimensions=(table.head.dimensions[0], dimension("sex", ("total",))))
        alone = CountTable(alone.head, {(*key, "total"): count for key, count in table.cells.items()})
        assert rules((alone, "")) == set()

    def test_exits_without_a_destination_are_a_group_too(self):
        """40 exits, of which 38 with a destination: two have none, though no table prints reasons."""
        exits = of(counted({"a": (20, 10), "b": (5, 5)}), population="exits")
        told = of(
            counted({"studies": (10, 8), "unsubsidised_work": (13, 7)}, name="exit_destination"), population="exits"
        )
        assert rules((exits, ""), (told, "")) == {Rule.DIFFERENCE}


PROGRAM = """
from dataclasses import replace
from stegvis.core.periods import Period
from stegvis.protect.auditor import audit, exposures
from support.counts import counted, printed

year = counted({"A": (2, 15), "B": (11, 9), "C": (8, 6)}, name="municipality")
first = replace(year, head=replace(year.head, period=Period.parse("2020-01..2020-06")))
ages = [counted(rows, name="age_band") for rows in ({"<20": (6, 9), "20-39": (15, 21)}, {"<25": (7, 12), "25-39": (14, 18)})]
hidden = [("A", "woman"), ("A", "man"), ("C", "woman"), ("C", "man")]
out = [printed(year, hidden), *map(printed, ages)]
print(audit(out, [year.cells, *(one.cells for one in ages)], [printed(first, hidden)]), exposures(out))
"""


def test_the_same_answer_in_every_process():
    """Nothing hangs on the order that a process happens to keep its sets in."""
    source = Path(__file__).parents[2] / "src"
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True, timeout=60,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((str(source), str(source.parent / "tests")))},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(said) == 1
    assert "DIFFERENCE" in said.pop()


def of(table: CountTable, **head: object) -> CountTable:
    return replace(table, head=replace(table.head, **head))
