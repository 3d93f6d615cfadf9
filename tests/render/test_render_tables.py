"""Tables as files: tidy rows for machines, a workbook for people; nothing unreleased, no formulas."""

import io
from decimal import Decimal

import openpyxl
import pytest

from stegvis.core.document import RowKind
from stegvis.core.finance.budget import BudgetOutcome, BudgetRow
from stegvis.core.finance.ratios import Ratio
from stegvis.core.finance.statement import Statement, StatementRow
from stegvis.core.money import Unit
from stegvis.core.safe_text import safe_text
from stegvis.core.tables import CountTable, WorkingTable
from stegvis.render.metadata import Source
from stegvis.render.statements import budget_csv, ratios_csv, statement_csv
from stegvis.render.tables import table_csv, table_xlsx
from support.documents import SEX, dimension, exits_by_reason, exits_without_sex, income_before_and_after, released


def formulas():
    words = dimension("referrer", "=HYPERLINK(1)", "+46", "-1", "@x", "kommun")
    return released("referrals-by-referrer", "Remisser", (words, SEX), range(18))


def test_rows_are_tidy_and_a_hidden_cell_has_no_value():
    lines = table_csv(exits_by_reason()).split("\n")
    assert lines[0] == "exit_reason,sex,value,status"
    assert lines[1] == "arbete,woman,14,published"
    assert "sjukdom,woman,,suppressed" in lines
    assert lines[-2:] == ["total,total,111,published", ""]
    assert len(lines) == 1 + 21 + 1


def test_three_dimensions_are_three_columns():
    assert table_csv(income_before_and_after()).startswith(
        "moment,income_source,sex,value,status\nföre,sjukpenning,woman,22,"
    )


def test_a_working_table_says_so_in_each_row():
    table = exits_without_sex()
    rows = table_csv(WorkingTable(table.head, dict.fromkeys(table.cells, 3), "Maria", "prov")).splitlines()[1:]
    assert rows
    assert all(row.endswith(",3,working") for row in rows)


def test_text_is_no_formula():
    assert [safe_text(text) for text in ("=1", "+1", "-1", "@x", "\tx", "ord", "")] == [
        "'=1", "'+1", "'-1", "'@x", "'\tx", "ord", ""
    ]  # fmt: skip
    assert "\n'=hyperlink(1),woman,0,published" in table_csv(formulas())


@pytest.mark.parametrize("write", [table_csv, table_xlsx])
def test_an_unreleased_table_is_refused(write):
    table = exits_without_sex()
    counted = CountTable(table.head, dict.fromkeys(table.cells, 1))
    with pytest.raises(TypeError, match="CountTable"):
        write(counted)


def test_a_workbook_is_for_people_so_it_takes_no_working_table():
    table = exits_without_sex()
    with pytest.raises(TypeError, match="WorkingTable"):
        table_xlsx(WorkingTable(table.head, dict.fromkeys(table.cells, 1), "Maria", "prov"))


def test_the_workbook_has_figures_and_what_is_to_be_known_of_them():
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(exits_by_reason(), Source(party="Försäkringskassan"))))
    assert book.sheetnames == ["Tabell", "Diagram", "Om tabellen"]
    rows = [[cell.value for cell in row] for row in book["Tabell"].iter_rows(min_row=3)]
    assert rows[0] == [None, "Kvinnor", "Män", "Totalt"]
    assert rows[1] == ["Arbete", 14, 12, 26]
    assert ["Sjukdom", "..", "..", 11] in rows
    assert rows[-1] == ["Totalt", 61, 50, 111]
    about = {row[0].value: row[1].value for row in book["Om tabellen"].iter_rows()}
    assert about["Räknade"] == "181 av 188 har uppgift"
    assert about["Frisläppt den"] == "25\u00a0januari 2021"
    assert about["Frisläppt av"] == "Försäkringskassan"


def test_text_stays_text_in_the_workbook():
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(formulas(), language="en")))
    cells = [cell for row in book["Table"].iter_rows() for cell in row]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert not any(cell.data_type == "f" for cell in cells)


def test_the_same_table_gives_the_same_workbook():
    assert table_xlsx(income_before_and_after()) == table_xlsx(income_before_and_after())


def test_a_statement_is_whole_amounts_of_the_unit():
    lines = (
        StatementRow("contributions", "=Bidrag", 1, Decimal(5152000), Decimal("5152000.49"), None),
        StatementRow("result", "Årets resultat", None, None, Decimal("-0.5"), Decimal(3), RowKind.TOTAL),
    )
    text = statement_csv(Statement("income", Unit.KR, lines))
    assert text == (
        "line,label,note,budget,amount,previous\ncontributions,'=Bidrag,1,5152000,5152000,\nresult,Årets resultat,,,-1,3\n"
    )


def test_budget_and_ratios():
    row = BudgetRow("i10", "Stegen", "individual", ("a", "b"), Decimal(10), None, Decimal("7.5"), Decimal("2.5"))
    assert budget_csv(BudgetOutcome(2020, Unit.KR, "adopted", (row,))) == (
        "line,label,category,initiative,budget,forecast,amount,variance\ni10,Stegen,individual,a b,10,,8,3\n"
    )
    ratios = (Ratio(2020, "equity_ratio", Decimal("0.6")), Ratio(2020, "share", Decimal("0.25"), Decimal("0.2"), False))
    assert ratios_csv(ratios) == "year,ratio,value,limit,holds\n2020,equity_ratio,0.600,,\n2020,share,0.250,0.200,no\n"
