"""The commands about money: statements, budget against outcome, ratios. In the package's unit, rounded once."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from stegvis.cli.asking import RefusedError, package, year_with_money
from stegvis.cli.progress import steps
from stegvis.cli.saying import DONE, REFUSED, print_rows, say
from stegvis.core.package import Package

STATEMENT_COLUMNS = ("line", "label", "note", "budget", "amount", "previous")
BUDGET_COLUMNS = ("line", "label", "category", "initiative", "budget", "forecast", "amount", "variance")
RATIO_COLUMNS = ("year", "ratio", "value", "limit", "holds")

#: A column's field, where it is called something else.
_FIELDS = {"initiative": "initiatives"}

Rows = Iterable[object]


def statement(options: Namespace) -> int:
    """Print a statement, a row a line."""

    def rows(read: Package, year: int) -> Rows:
        from stegvis.core.finance import STATEMENTS

        found = STATEMENTS[options.name](read, year)
        say(found.findings, options.language)
        return [line.printed for line in found.lines]

    return _print(options, STATEMENT_COLUMNS, rows)


def budget(options: Namespace) -> int:
    """Print the budget against the outcome, a row a budget line."""

    def rows(read: Package, year: int) -> Rows:
        from stegvis.core.finance import budget_outcome

        found = budget_outcome(read, year)
        say(found.findings, options.language)
        return [line.printed for line in found.lines]

    return _print(options, BUDGET_COLUMNS, rows)


def ratios(options: Namespace) -> int:
    """Print the ratios of the year and of the one before, with their limits."""

    def rows(read: Package, year: int) -> Rows:
        from stegvis.core.finance import ratios as ratios_of

        return ratios_of(read, year)

    return _print(options, RATIO_COLUMNS, rows)


def _print(options: Namespace, columns: Sequence[str], rows: Callable[[Package, int], Rows]) -> int:
    try:
        with steps() as progress:
            read, _ = package(options, progress)
        found = list(rows(read, year_with_money(options, read)))
    except RefusedError:
        return REFUSED
    print_rows(columns, [_written(row, columns) for row in found], options.format)
    return DONE


def _written(row: object, columns: Sequence[str]) -> Mapping[str, str]:
    return {column: _text(getattr(row, _FIELDS.get(column, column))) for column in columns}


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:f}"
        case tuple():
            return " ".join(value)
    return str(value)
