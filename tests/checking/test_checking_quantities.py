"""Which printed numbers are the same quantity."""

from decimal import Decimal

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.quantities import Quantities
from stegvis.checking.reading import understand
from stegvis.checking.understanding import TableKind, Version
from support.finished import report_of
from support.yearbook import YEARBOOK


def index_of(text: str) -> Quantities:
    return quantities.of(understand(report_of(text)))


def test_a_quantity_is_found_in_every_table_and_its_statement_first() -> None:
    kinds = [one.table.kind for one in index_of(YEARBOOK).of("costs", 2023)]
    assert kinds == [TableKind.INCOME, TableKind.OPERATING, TableKind.OVERVIEW]


def test_costs_are_kronor_without_their_minus() -> None:
    assert {one.amount for one in index_of(YEARBOOK).of("costs", 2023)} == {Decimal(5_830_000)}


def test_budget_and_outcome_are_apart() -> None:
    found = index_of(YEARBOOK).of("result", 2023, Version.BUDGET)
    assert [one.number.figure.text for one in found] == ["-300"]


def test_a_lone_column_is_of_the_reports_year() -> None:
    found = index_of(YEARBOOK).value("requirement", 2023)
    assert found and found.amount == Decimal(210_000)


def test_a_table_in_kronor_that_says_thousands_is_taken_in_kronor() -> None:
    found = index_of(
        """
        Årsredovisning 2023

        Driftredovisning

        Belopp tkr | Utfall 2023 | Utfall 2022
        Kostnader | 5 830 114 | 6 120 400
        Intäkter | 6 040 000 | 6 020 000
        """
    )
    assert found.of("income", 2023)[0].amount == Decimal(6_040_000)


def test_an_income_statement_that_ends_with_result_has_it_as_the_years() -> None:
    found = index_of("Resultaträkning\n\nBelopp i tkr | 2023 | 2022\nIntäkter | 6 040 | 6 020\nResultat | 210 | -100\n")
    assert found.value("result", 2023) is not None
    assert found.years("result") == (2023, 2022)
