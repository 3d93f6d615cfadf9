"""A finished document against itself: what agrees says nothing, and each disagreement is found where it is."""

from dataclasses import replace
from decimal import Decimal

import pytest

from stegvis.core.checks import CHECKS, check
from stegvis.core.document import (
    Cell,
    CellKind,
    Column,
    Document,
    EmptySection,
    Row,
    RowKind,
    Section,
    StatementBlock,
    TableBlock,
)
from stegvis.core.finance import STATEMENTS, Statement
from stegvis.core.findings import Severity
from support.accounts import OPENING, YEAR, budget_line, ledger, package, typed
from support.released import YEAR as PERIOD
from support.released import released

COLUMNS = ("budget", "amount", "previous")


def block(id, rows, columns=COLUMNS):
    heads = tuple(Column(code, CellKind.AMOUNT, code) for code in columns)
    return StatementBlock(id, id, "", heads, tuple(rows), "kr")


def row(code, *amounts, kind=RowKind.NORMAL):
    cells = (Cell(CellKind.EMPTY) if one is None else Cell(CellKind.AMOUNT, Decimal(str(one))) for one in amounts)
    return Row(code, tuple(cells), kind, code=code)


def printed(statement: Statement) -> StatementBlock:
    rows = (one.printed for one in statement.lines)
    heading = Row("Heading", tuple(Cell(CellKind.EMPTY) for _ in COLUMNS), RowKind.GROUP)
    return block(
        statement.name, [heading, *(row(one.line, one.budget, one.amount, one.previous, kind=one.kind) for one in rows)]
    )


def document(*blocks):
    return Document("annual", "sv", "", "", "", PERIOD, "", (Section("all", "All", (EmptySection(""), *blocks)),))


def report(books):
    return [printed(statement(books, 2020)) for statement in STATEMENTS.values()]


BOOKS = package(
    ledger(2020, OPENING, *YEAR),
    budget=(budget_line("contributions", "contribution", 900), budget_line("office", "administration", 100)),
    balances=typed(
        2019,
        contributions=9,
        initiatives=-4,
        equity_opening=295,
        receivables=40,
        cash_and_bank=500,
        current_liabilities=240,
    ),
)
OVERVIEW = block(
    "five-years",
    [
        row("result", 260, 5),
        Row(
            "Soliditet",
            (Cell(CellKind.PERCENT, Decimal("0.589")), Cell(CellKind.PERCENT, Decimal("0.556"))),
            code="equity_ratio",
        ),
    ],
    ("2020", "2019"),
)
SOUND = (*report(BOOKS), OVERVIEW)


def changed(id, code, column, value, blocks=SOUND):
    """The document with one cell changed, as a slip of the hand would."""

    def row_with(one: Row, place: int) -> Row:
        cells = [
            replace(cell, kind=CellKind.AMOUNT, value=Decimal(str(value))) if at == place else cell
            for at, cell in enumerate(one.cells)
        ]
        return replace(one, cells=tuple(cells))

    def block_with(one: StatementBlock) -> StatementBlock:
        place = [column.code for column in one.columns].index(column)
        return replace(one, rows=tuple(row_with(each, place) if each.code == code else each for each in one.rows))

    assert any(one.code == code for each in blocks if each.id == id for one in each.rows)
    return document(*(block_with(one) if one.id == id else one for one in blocks))


def found(document):
    return [(one.code, str(one.where)) for one in check(document)]


def test_a_sound_report_says_nothing():
    assert check(document(*SOUND)) == ()


def test_an_empty_report_says_nothing():
    assert check(document()) == ()
    assert check(document(*(block(one.id, []) for one in SOUND))) == ()


def test_checks_are_named_as_assertions():
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS) >= 11
    assert all(check.__doc__ for check in CHECKS)


class TestStatements:
    @pytest.mark.parametrize(
        ("id", "code", "column", "value", "expected"),
        [
            ("balance", "assets_total", "amount", 951, ("CHK-001", "balance::assets_total")),
            ("balance", "assets_total", "previous", 541, ("CHK-001", "balance::assets_total")),
            ("cash-flow", "result", "amount", 261, ("CHK-002", "cash-flow::result")),
            ("five-years", "result", "2020", 259, ("CHK-002", "five-years::result")),
            ("five-years", "result", "2019", 6, ("CHK-002", "five-years::result")),
            ("balance-requirement", "result", "previous", 4, ("CHK-002", "balance-requirement::result")),
            ("cash-flow", "cash_closing", "amount", 761, ("CHK-003", "cash-flow::cash_closing")),
            ("cash-flow", "cash_opening", "amount", 501, ("CHK-003", "cash-flow::cash_opening")),
            ("balance", "equity_closing", "previous", 310, ("CHK-004", "balance::equity_closing")),
            ("cash-flow", "cash_flow", "amount", 290, ("CHK-008", "cash-flow::cash_flow")),
            ("balance", "equity_closing", "amount", 660, ("CHK-008", "balance::equity_closing")),
            ("balance", "receivables", "previous", 90, ("CHK-008", "balance::assets_total")),
            ("five-years", "equity_ratio", "2020", "0.689", ("CHK-010", "five-years::equity_ratio")),
        ],
    )
    def test_one_wrong_figure_is_found(self, id, code, column, value, expected):
        assert expected in found(changed(id, code, column, value))

    def test_a_percentage_that_is_right_is_not_wrong(self):
        wrong = changed("five-years", "equity_ratio", "2020", "0.5895")
        assert [code for code, _ in found(wrong)] == []

    def test_errors_but_opening_equity_are_errors(self):
        (finding,) = check(changed("balance-requirement", "balance_requirement_result", "amount", 290))
        assert (finding.code, finding.severity, finding.value, finding.values["other"]) == (
            "CHK-008",
            Severity.ERROR,
            "290",
            "260",
        )


class TestRounding:
    def test_a_total_that_is_off_by_rounding_is_a_remark(self):
        rows = [
            row("result", None, 1, None),
            row("gains", None, 1, None),
            row("balance_requirement_result", None, 3, None, kind=RowKind.TOTAL),
        ]
        findings = check(document(block("balance-requirement", rows)))
        assert [(one.code, one.severity) for one in findings] == [("CHK-007", Severity.REMARK)]

    def test_a_sum_of_the_income_statement_that_is_off_by_rounding_is_said_once(self):
        costs = (
            row("a", None, -11, None),
            row("b", None, -11, None),
            row("costs", None, -21, None, kind=RowKind.SUBTOTAL),
        )
        rows = (row("income", None, 30, None), row("all", None, 30, None, kind=RowKind.SUBTOTAL), *costs)
        result = row("result", None, 9, None, kind=RowKind.TOTAL)
        findings = check(document(block("income", (*rows, result))))
        assert [(one.code, one.where.column, one.value, one.values["other"]) for one in findings] == [
            ("CHK-007", "costs", "-21", "-22")
        ]

    def test_a_sum_of_rows_that_we_cannot_know_is_left_alone(self):
        rows = [row("a", None, 5, None), row("b", None, 7, None), row("c", None, 99, None, kind=RowKind.SUBTOTAL)]
        assert check(document(block("income", rows))) == ()

    def test_a_sum_without_rows_is_left_alone(self):
        assert check(document(block("income", [row("c", None, 99, 3, kind=RowKind.SUBTOTAL)]))) == ()

    def test_an_unknown_row_makes_the_sum_unknown(self):
        rows = [
            row("result", None, 1, None),
            row("gains", None, None, None),
            row("balance_requirement_result", None, 9, None),
        ]
        assert check(document(block("balance-requirement", rows))) == ()


class TestVariance:
    COLUMNS = ("budget", "amount", "variance")

    @pytest.mark.parametrize("id", ["operating", "budget"])
    def test_is_budget_against_outcome_whichever_way_it_is_signed(self, id):
        right = [
            row("a", 100, 90, 10),
            row("b", -100, -90, 10),
            row("c", 100, 90, -10),
            row("d", None, 5, None),
            row("e", 10, 8, 3),
        ]
        assert check(document(block(id, right, self.COLUMNS))) == ()
        assert found(document(block(id, [row("a", 100, 90, 12)], self.COLUMNS))) == [("CHK-009", f"{id}::a")]


def tables(*many):
    return document(*(TableBlock(str(n), one, "") for n, one in enumerate(many)))


SOUND_TABLE = {"a": (3, 4, 7), "b": (None, None, 9), "total": (8, 8, 16)}


class TestTables:
    def test_a_sound_table_says_nothing(self):
        assert check(tables(released("participants-by-age", "age_band", SOUND_TABLE))) == ()

    @pytest.mark.parametrize(
        ("rows", "where"),
        [
            ({**SOUND_TABLE, "a": (3, 5, 7)}, "participants-by-age::a"),
            ({**SOUND_TABLE, "b": (None, 10, 9)}, "participants-by-age::b"),
            ({**SOUND_TABLE, "total": (8, 8, 17)}, "participants-by-age::total"),
        ],
    )
    def test_totals_are_the_sum_of_their_parts(self, rows, where):
        assert ("CHK-005", where) in found(tables(released("participants-by-age", "age_band", rows)))

    def test_where_a_person_is_in_several_rows_they_need_not_add_up(self):
        rows = {"a": (3, 4, 7), "b": (6, 4, 10), "total": (8, 8, 16)}
        assert check(tables(released("participants-by-group", "group", rows, additive=False))) == ()
        assert found(tables(released("participants-by-age", "age_band", rows))) == [
            ("CHK-005", "participants-by-age::woman"),
            ("CHK-005", "participants-by-age::total"),
        ]

    def test_the_population_is_the_same_in_every_table(self):
        one = released("participants-by-age", "age_band", SOUND_TABLE)
        other = released("participants-by-education", "education", {"a": (8, 9, 17), "total": (8, 9, 17)})
        without_sex = released("participants-by-income", "income_source", {"a": (16,), "total": (16,)})
        assert check(tables(one, without_sex)) == ()
        assert found(tables(one, other, without_sex)) == [
            ("CHK-006", "participants-by-education::man"),
            ("CHK-006", "participants-by-education::total"),
        ]

    def test_tables_of_other_populations_are_apart(self):
        some = {"a": (1, 9, 10), "total": (1, 9, 10)}
        assert (
            check(
                tables(
                    released("participants-by-age", "age_band", SOUND_TABLE),
                    released("participants-by-initiative", "initiative", some, population="participations"),
                    released(
                        "exits-by-reason", "exit_reason", {"a": (2, 9, 11), "total": (2, 9, 11)}, population="exits"
                    ),
                    released("exits-by-destination", "exit_destination", some, population="exits"),
                    released("participants-by-education", "education", some, initiatives=("stegen",)),
                )
            )
            == ()
        )
