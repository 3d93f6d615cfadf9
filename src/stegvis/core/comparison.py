"""A table beside its earlier years, the county and the nation: released tables and figures typed in from print.

What is typed in is marked, with its source. Where the code list changed between two years the break is shown: codes that are
spelt alike in two editions are two rows. Where common ground is defined the same series can be read on it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from itertools import product

from stegvis.core.catalogue import AFTER, BEFORE
from stegvis.core.facts import SeriesFact
from stegvis.core.outcomes import row_parts
from stegvis.core.periods import Period
from stegvis.core.profile import Profile
from stegvis.core.tables import Comparison, Key, ReleasedTable, TableSpec
from stegvis.core.vocabulary import OTHER, OTHER_LABEL, TOTAL, TOTAL_LABEL, UNKNOWN, UNKNOWN_LABEL, CodeList, code_list
from stegvis.core.vocabulary.mappings import CommonGroup, common_ground

SEX, OWN = "sex", "own"
_SCOPES = (OWN, "county", "nation")
#: Rows that no code list says.
_WORDS = {BEFORE: "Före", AFTER: "Efter", OTHER: OTHER_LABEL, UNKNOWN: UNKNOWN_LABEL, TOTAL: TOTAL_LABEL}


class ComparedStatus(StrEnum):
    """Where a compared figure comes from."""

    PUBLISHED = "published"
    SUPPRESSED = "suppressed"
    TYPED_IN = "typed_in"


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """A figure of a column. `value` None: hidden. `unit` and `source` are said of what was typed in from print.

    `amount`: what the table tells of a group beside how many it is, None where it may not be told.
    """

    value: Decimal | None
    status: ComparedStatus
    unit: str = ""
    source: str = ""
    definition: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row: the codes of its dimensions but sex. `edition` empty: it means the same in every edition (the total).

    `of`: the listed codes that it counts, more than one where rows are merged.
    """

    codes: Key
    label: str = field(compare=False)
    edition: str = ""
    of: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class ComparedColumn:
    """A year of somebody's figures: cells by row and sex. `breaks`: its code list is another than the column's before."""

    scope: str
    period: Period
    edition: str
    cells: Mapping[tuple[ComparedRow, str], ComparedCell]
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """A table over years and scopes. `on_common_ground`: its rows are groups that mean the same in all its editions."""

    name: str
    title: str
    dimensions: tuple[str, ...]
    rows: tuple[ComparedRow, ...]
    sexes: tuple[str, ...]
    columns: tuple[ComparedColumn, ...]
    on_common_ground: bool = False
    amount: str = ""

    @property
    def breaks(self) -> bool:
        """Whether the code list changed between two of the columns."""
        return any(one.breaks for one in self.columns)


def compared(
    spec: TableSpec, tables: Iterable[ReleasedTable], series: Iterable[SeriesFact], profile: Profile
) -> ComparedTable:
    """The released tables of several periods and what was typed in of others, oldest first; then the county and the nation.

    A period that a table is released of takes nothing that was typed in: a hidden cell stays hidden.
    """
    released = [_of_table(spec, one) for one in tables]
    done = {(one.scope, one.period) for one in released}
    typed = [one for one in _of_series(spec, series, profile) if (one.scope, one.period) not in done]
    columns = _with_breaks(sorted([*released, *typed], key=lambda one: (_SCOPES.index(one.scope), one.period)))
    found = dict.fromkeys(key for column in columns for key in column.cells)
    sexes = dict.fromkeys(sex for _, sex in found)
    rows = tuple(sorted(dict.fromkeys(row for row, _ in found), key=lambda row: _place(row, spec.editions)))
    names = tuple(one.name for one in spec.dimensions if one.name != SEX)
    return ComparedTable(spec.name, spec.title, names, rows, _ordered(sexes), columns, amount=spec.amount)


def on_common_ground(spec: TableSpec, table: ComparedTable) -> ComparedTable | None:
    """The same series in groups that mean the same in all its editions; None without a break, or where none are defined.

    A group is told where each of its rows is: it is the sum of what is printed.
    """
    editions = {column.edition for column in table.columns}
    groups = common_ground(spec.edition_list, editions) if table.breaks and len(table.dimensions) == 1 else ()
    if not groups:
        return None
    rows = (*(ComparedRow((one.code,), one.label) for one in groups), *(row for row in table.rows if not row.edition))
    columns = tuple(_grouped(column, groups, table.sexes) for column in table.columns)
    return replace(table, rows=rows, columns=columns, on_common_ground=True)


def _of_table(spec: TableSpec, table: ReleasedTable) -> ComparedColumn:
    head = table.head
    rows = {one.codes: one for one in _rows_of(spec, table)}
    places = [place for place, one in enumerate(head.dimensions) if one.name != SEX]
    cells = {}
    for key, value in table.cells.items():
        row = rows[tuple(key[place] for place in places)]
        sex = next((code for one, code in zip(head.dimensions, key, strict=True) if one.name == SEX), TOTAL)
        status = ComparedStatus.SUPPRESSED if value is None else ComparedStatus.PUBLISHED
        told = None if value is None else Decimal(value)
        cells[row, sex] = ComparedCell(told, status, amount=table.amounts.get(key))
    return ComparedColumn(OWN, head.period, head.edition, cells)


def _rows_of(spec: TableSpec, table: ReleasedTable) -> Iterator[ComparedRow]:
    down = [one for one in table.head.dimensions if one.name != SEX]
    parts = row_parts(spec.edition_list, table) if len(down) == 1 and spec.edition_list else {}
    for categories in product(*(one.categories for one in down)):
        codes = tuple(one.code for one in categories)
        of = parts.get(codes[0], frozenset()) if codes else frozenset()
        yield _row(spec, codes, ", ".join(one.label for one in categories), table.head.edition, of)


def _of_series(spec: TableSpec, series: Iterable[SeriesFact], profile: Profile) -> Iterator[ComparedColumn]:
    """A column for each scope and period that something was typed in of. A whole association's figures only."""
    found: dict[tuple[str, Period, str], dict[tuple[ComparedRow, str], ComparedCell]] = {}
    for one in series:
        if one.measure != spec.name or one.initiative or one.scope not in _scopes(spec) or one.value is None:
            continue
        period = Period.parse(one.period)
        edition = one.edition or (profile.edition_on(spec.edition_list, period.end) if spec.edition_list else "")
        codes = _codes(spec, one.category)
        row = _row(spec, codes, _label(spec, codes, edition), edition, frozenset(codes[:1]))
        source = ", ".join(part for part in (one.source, one.page) if part)
        cell = ComparedCell(one.value, ComparedStatus.TYPED_IN, one.unit, source, one.definition)
        found.setdefault((one.scope, period, edition), {})[row, one.sex or TOTAL] = cell
    return (ComparedColumn(*key, cells) for key, cells in found.items())


def _scopes(spec: TableSpec) -> tuple[str, ...]:
    return _SCOPES if Comparison.NATION in spec.compared_with else (OWN,)


def _codes(spec: TableSpec, category: str) -> Key:
    """The row that a typed-in category names: empty is the total, and codes of several dimensions have a point between."""
    many = len(spec.dimensions) - 1
    return tuple(category.split(".", many - 1)) if category and many else (TOTAL,) * many


def _label(spec: TableSpec, codes: Key, edition: str) -> str:
    lists = [_listed(one.code_list, edition) for one in spec.dimensions if one.name != SEX]
    return ", ".join(_word(listed, code) for listed, code in zip(lists, codes, strict=False))


def _listed(name: str, edition: str) -> CodeList | None:
    try:
        return code_list(name, edition) if name else None
    except KeyError:
        return None


def _word(listed: CodeList | None, code: str) -> str:
    return listed[code].label if listed and code in listed else _WORDS.get(code, code)


def _row(spec: TableSpec, codes: Key, label: str, edition: str, of: frozenset[str]) -> ComparedRow:
    """The total, not known, and a table without editions mean the same in all of them."""
    shared = not spec.edition_list or all(code in (TOTAL, UNKNOWN) for code in codes)
    return ComparedRow(codes, label, "" if shared else edition, of)


def _with_breaks(columns: Sequence[ComparedColumn]) -> tuple[ComparedColumn, ...]:
    """Marked where a column's code list is not that of the one before it in the same scope, or of our latest year."""
    marked: list[ComparedColumn] = []
    for column in columns:
        before = marked[-1] if marked else column
        marked.append(replace(column, breaks=column.edition != before.edition))
    return tuple(marked)


def _place(row: ComparedRow, editions: Sequence[str]) -> tuple[int, int]:
    """The rows of each edition together, oldest first; then those shared by all, not known and the total last."""
    last = [UNKNOWN, TOTAL]
    code = row.codes[-1] if row.codes else TOTAL
    of = editions.index(row.edition) if row.edition in editions else len(editions)
    return of, last.index(code) + 1 if code in last else 0


def _ordered(sexes: Iterable[str]) -> tuple[str, ...]:
    known = [one.code for one in code_list("sex").codes]
    return tuple(sorted(sexes, key=lambda sex: known.index(sex) if sex in known else len(known)))


def _grouped(column: ComparedColumn, groups: Sequence[CommonGroup], sexes: Sequence[str]) -> ComparedColumn:
    shared = {key: cell for key, cell in column.cells.items() if not key[0].edition}
    sums = {
        (ComparedRow((group.code,), group.label), sex): cell
        for group in groups
        for sex in sexes
        if (cell := _sum(column, group.of[column.edition], sex))
    }
    return replace(column, cells=sums | shared)


def _sum(column: ComparedColumn, codes: frozenset[str], sex: str) -> ComparedCell | None:
    """The sum of the rows of those codes; hidden where a row is or is merged with others, none where a code is not there."""
    rows = {row: cell for (row, of), cell in column.cells.items() if of == sex and row.of & codes}
    if frozenset().union(*(row.of for row in rows)) & codes != codes:
        return None
    values = [cell.value for row, cell in rows.items() if cell.value is not None and row.of <= codes]
    if len(values) < len(rows):
        return ComparedCell(None, ComparedStatus.SUPPRESSED)
    return replace(next(iter(rows.values())), value=sum(values, Decimal(0)))
