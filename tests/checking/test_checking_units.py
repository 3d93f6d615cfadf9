"""The units of tables."""

import pytest

from stegvis.checking.reading import understand
from stegvis.checking.understanding import ReadTable, Understood
from support.finished import report_of

INCOME = "Belopp i kr | 2024\nVerksamhetens intäkter | 5 151 996\nVerksamhetens kostnader | -4 997 138\nÅrets resultat | 154 858"


def read(text: str) -> Understood:
    """A report understood."""
    return understand(report_of(text))


def units(table: ReadTable) -> list[tuple[str, bool]]:
    """The unit of each number, and whether it is sure."""
    return [(one.unit, one.sure_of_unit) for one in table.numbers()]


@pytest.mark.parametrize(
    "text",
    [
        "Budget\n\nPost (tkr) | 2025\nKansli | 1 200", "Budget\n\nPost | Belopp i tkr\nKansli | 1 200",
        "Budget (tkr)\n\nPost | 2025\nKansli | 1 200",
        "Budget\n\nBeloppen anges i tusental kronor.\n\nPost | 2025\nKansli | 1 200",
        "Budget\n\nPost | 2025, kkr\nKansli | 1 200", "Budget\n\nBelopp i tkr\n\nPost | 2025\nKansli | 1 200",
    ],
)  # fmt: skip
def test_a_unit_that_is_said_is_sure(text: str) -> None:
    [table] = read(text).tables
    assert units(table) == [("tkr", True)]


def test_an_amount_in_the_words_before_is_not_the_unit_of_the_table() -> None:
    [table] = read("Läget\n\nKostnaderna uppgick till 9 856 tkr.\n\nPost | 2025\nMöten | 12").tables
    assert units(table) == [("", True)]


def test_a_table_without_unit_is_in_the_one_in_which_others_print_the_same() -> None:
    overview = "Översikt över verksamhetens utveckling\n\n | 2024\nVerksamhetens intäkter | 5 152\nÅrets resultat | 155"
    found = read(f"{overview}\nSoliditet | 63 %\nAntal anställda | 0\n\nResultaträkning\n\n{INCOME}")
    assert units(found.tables[0]) == [("tkr", False), ("tkr", False), ("%", True), ("", True)]
    assert units(found.tables[1]) == [("kr", True)] * 3
    assert found.numbers[0].unit == "tkr"


def test_the_size_tells_else_the_unit_that_most_tables_say() -> None:
    note = "Not 3 Revision\n\n | 2024\nArvode | {}"
    [_, small] = read(f"Resultaträkning\n\n{INCOME}\n\n{note.format('4 760')}").tables
    assert units(small) == [("kr", False)]
    [large] = read(note.format("2 576 000")).tables
    assert units(large) == [("kr", False)]
    [unknown] = read(note.format("25")).tables
    assert units(unknown) == [("", True)]


def test_what_the_report_says_of_all_amounts_holds() -> None:
    found = read("Principer\n\nAlla belopp anges i tkr om inget annat sägs.\n\nNot 1 Intäkter\n\n | 2024\nBidrag | 25")
    assert (found.unit, units(found.tables[0])) == ("tkr", [("tkr", False)])


def test_counts_have_no_unit() -> None:
    [table] = read("Deltagare\n\nBelopp i tkr redovisas nedan.\n\nÅlder | Kvinnor | Män\nUnga | 5 | 6").tables
    assert units(table) == [("", True)] * 2
