"""Numbered notes to the statements: what their lines consist of, as far as contributions, grants, budget lines and accounts say.

The association's own numbers (`note` of a statement line) are kept. Where it has given none, the lines that something can be
said of are numbered in the order of the statements.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from stegvis.assemble import cells
from stegvis.assemble.material import Material
from stegvis.core.document import Block, CellKind, Column, EmptySection, Row, RowKind, StatementBlock
from stegvis.core.finance import BudgetRow, Statement, StatementRow
from stegvis.core.finance.books import books_of
from stegvis.core.finance.layout import ASSETS, assign, base_lines, is_income, layout_of
from stegvis.core.money import ZERO, rounded
from stegvis.core.profile import StatementLine

_NOTED = ("income", "balance")
_NOTHING = "Det som raderna i räkningarna består av: bidrag per medlem, kostnader per insats, fordringar och skulder."


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a note, exact; None: not known."""

    label: str
    amount: Decimal | None
    previous: Decimal | None = None


def notes(material: Material) -> Iterator[Block]:
    """The notes in the order of their numbers."""
    rows = [(row, line) for row, line in _lines(material) if row.note is not None]
    blocks = [_note(material, row, line) for row, line in sorted(rows, key=lambda pair: pair[0].note or 0)]
    yield from blocks or (EmptySection(_NOTHING),)


def numbered(material: Material) -> dict[str, Statement]:
    """The statements with numbers of notes on their lines, where the association has given none itself."""
    statements = dict(material.statements)
    if any(row.note is not None for name in _NOTED for row in statements[name].lines):
        return statements
    told = [row.line for row, line in _lines(material) if _parts(material, line)]
    numbers = {line: number for number, line in enumerate(told, start=1)}
    for name in _NOTED:
        lines = (replace(row, note=numbers.get(row.line)) for row in statements[name].lines)
        statements[name] = replace(statements[name], lines=tuple(lines))
    return statements


def _lines(material: Material) -> Iterator[tuple[StatementRow, StatementLine]]:
    """The lines of the income statement and the balance sheet that have amounts of their own."""
    layout = layout_of(material.package, material.year)
    for name, lines in zip(_NOTED, (layout.income, layout.balance), strict=True):
        by_code = {line.line: line for line in base_lines(lines)}
        rows = (row for row in material.statements[name].lines if row.line in by_code and row.line != "result")
        yield from ((row, by_code[row.line]) for row in rows)


def _note(material: Material, row: StatementRow, line: StatementLine) -> Block:
    parts = _parts(material, line)
    previous = row.previous is not None
    columns = (
        Column(str(material.year), CellKind.AMOUNT, "amount"),
        *((Column(str(material.year - 1), CellKind.AMOUNT, "previous"),) if previous else ()),
    )
    total = Part("Summa", row.amount, row.previous)
    rows = (
        *(_row(part, RowKind.NORMAL, previous=previous) for part in _with_rest(parts, total)),
        _row(total, RowKind.TOTAL, previous=previous),
    )
    return StatementBlock(f"note-{row.note}", row.label, "", columns, rows, material.unit, number=row.note)


def _row(part: Part, kind: RowKind, *, previous: bool) -> Row:
    written = (cells.amount(part.amount), *((cells.amount(part.previous),) if previous else ()))
    return Row(part.label, written, kind)


def _with_rest(parts: Sequence[Part], total: Part) -> Iterator[Part]:
    """The parts, and what they leave of the total where that is more than rounding; last year's only where all is known."""
    yield from parts
    rest = _rest(total.amount, [part.amount for part in parts])
    before = _rest(total.previous, [part.previous for part in parts])
    if parts and (rest or before):
        yield Part("Övrigt", rest or ZERO, before)


def _rest(total: Decimal | None, parts: Sequence[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    if total is None or len(known) < len(parts):
        return None
    rest = total - sum(known, ZERO)
    return rest if rounded(rest) else ZERO


def _parts(material: Material, line: StatementLine) -> tuple[Part, ...]:
    """What a line consists of, from the first source that says it."""
    by_account = _by_account(material, line)
    if line.side:
        return by_account
    if is_income(line):
        return by_account or _by_giver(material, line)
    by_budget = _by_budget_line(material, line)
    return by_budget if len(by_budget) > 1 else by_account


def _by_account(material: Material, line: StatementLine) -> tuple[Part, ...]:
    """The accounts of the line in the ledger, by their names, signed as the statement prints them."""
    this, last = _accounts(material, line, material.year), _accounts(material, line, material.year - 1)
    books = books_of(material.package, material.year)
    names: Mapping[str, str] = books.names if books else {}
    codes = [code for code in sorted({*this, *last}) if this.get(code) or last.get(code)]
    return tuple(Part(names.get(code, code), this.get(code, ZERO), last.get(code, ZERO)) for code in codes)


def _accounts(material: Material, line: StatementLine, year: int) -> dict[str, Decimal]:
    books = books_of(material.package, year)
    if books is None:
        return {}
    layout = layout_of(material.package, year)
    lines = tuple(base_lines(layout.balance if line.side else layout.income))
    amounts = (
        books.closing if line.side and line.side != "equity" else books.opening or {} if line.side else books.result
    )
    sign = 1 if line.side == ASSETS else -1
    unit = material.package.profile.unit
    return {
        code: sign * unit.from_kronor(amount)
        for code, amount in amounts.items()
        if assign(code, lines).line == line.line
    }


def _by_giver(material: Material, line: StatementLine) -> tuple[Part, ...]:
    """Contributions by party, then grants by giver, where the line has all incomes of the operations."""
    if line.line not in {"operating_revenue", "contributions"}:
        return ()
    package, years = material.package, (material.year, material.year - 1)
    paid = {(one.party, one.year): one.amount for one in package.contributions or ()}
    grants = {(one.giver, one.year): one.used for one in package.grants or () if one.used is not None}
    parties = dict.fromkeys(party for party, year in paid if year in years)
    givers = dict.fromkeys(giver for giver, year in grants if year in years)
    last_known = any(year == material.year - 1 for _, year in paid)
    return (
        *(
            _given(f"Bidrag från {material.party_name(party)}", party, paid, years, known=last_known)
            for party in parties
        ),
        *(_given(giver, giver, grants, years, known=last_known) for giver in givers),
    )


def _given(
    label: str, key: str, amounts: Mapping[tuple[str, int], Decimal], years: tuple[int, int], *, known: bool
) -> Part:
    previous = amounts.get((key, years[1]), ZERO if known else None)
    return Part(label, amounts.get((key, years[0]), ZERO), previous)


def _by_budget_line(material: Material, line: StatementLine) -> tuple[Part, ...]:
    """The outcome of the budget lines that belong to the line; costs negative as in the statement."""
    belongs = {
        one.line: one.statement_line or one.line for one in material.package.budget or () if one.year == material.year
    }
    rows = [row for row in material.budget.lines if belongs.get(row.line) == line.line and row.amount]
    return tuple(Part(row.label, row.signed(row.amount), _before(material, row)) for row in rows)


def _before(material: Material, row: BudgetRow) -> Decimal | None:
    found = material.statements["operating"].row(row.line)
    return found.previous if found else None
