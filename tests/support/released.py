"""Small released tables for tests, written as they print: rows of woman, man and total, None for a hidden cell."""

from collections.abc import Mapping, Sequence

from stegvis.core.periods import Period
from stegvis.core.tables import Category, Dimension, ReleasedTable, TableHead

YEAR = Period.year(2020)
SEX = Dimension("sex", tuple(Category(code, code) for code in ("woman", "man", "total")))


def dimension(name: str, *codes: str, additive: bool = True) -> Dimension:
    return Dimension(name, tuple(Category(code, code.capitalize()) for code in codes), additive)


def released(
    name: str, by: str, rows: Mapping[str, Sequence[int | None]], *, population: str = "participants", **head: object
) -> ReleasedTable:
    """A table by something and sex; with one value a row it has no sex."""
    dimensions = [dimension(by, *rows, additive=head.pop("additive", True))]
    sexes = len(next(iter(rows.values()))) > 1
    codes = SEX.codes if sexes else ("",)
    cells = {
        (row, sex)[: 1 + sexes]: value for row, values in rows.items() for sex, value in zip(codes, values, strict=True)
    }
    edition = head.pop("edition", "sus-2020")
    table_head = TableHead(
        name, name.capitalize(), YEAR, edition, (*dimensions, *((SEX,) if sexes else ())), population, **head
    )
    return ReleasedTable(table_head, cells, threshold=5)
