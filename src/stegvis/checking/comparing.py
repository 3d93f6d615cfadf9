"""Two reports against each other: what was mended, what changed, and whether last year's figures were reprinted the same.

A number is the same number in both where table, row, column and year are: statements by their kind and the field's names
of their rows, other tables by their titles and labels. What stands twice in either report is paired in order between two
versions, and with nothing between two years.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from stegvis.checking.agreement.relations import same
from stegvis.checking.examining import examine_understood, in_order, titled
from stegvis.checking.understanding import Column, Printed, ReadTable, TableKind, TableRow, Understood, Version
from stegvis.checking.words import plain
from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_comparison import ChangedNumber, ReportComparison
from stegvis.core.report_findings import ExaminedReport, FindingClass, ReportFinding, finding

#: A report has one of each, so the kind alone says which table it is.
_STATEMENTS = frozenset(
    {TableKind.OVERVIEW, TableKind.INCOME, TableKind.BALANCE, TableKind.CASH_FLOW, TableKind.BALANCE_REQUIREMENT}
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b")
_NUMBERED = re.compile(r"^\s*(?:tabell|table|not|note|bilaga)\s*\d+\s*[a-z]?\b[\s.:–-]*", re.IGNORECASE)
_LONGEST_TITLE, _LONGEST_HEADING = 80, 40
#: Where more than this part of a table's numbers differ, of at least so many, it may be another table: that is asked once.
_MOST_DIFFER, _FEWEST = 0.5, 4

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number with the table, row and column that it stands in. `group`: the row without figures above it."""

    number: Printed
    table: ReadTable
    row: TableRow
    column: Column
    group: str
    year: int | None

    @property
    def name(self) -> str:
        """What the number stands for, in the report's own words."""
        heading = _short(self.column.heading, _LONGEST_HEADING)
        year = "" if self.year is None or str(self.year) in heading else str(self.year)
        return ", ".join(filter(None, (_short(self.row.label, _LONGEST_TITLE), heading, year)))


_Pair = tuple[_Cell, _Cell]


def compare(old: Understood, new: Understood) -> tuple[ExaminedReport, ReportComparison]:
    """The newer report examined, with what it reprints differently as findings, and what changed since the older."""
    before, after = examine_understood(old), examine_understood(new)
    later = old.year is not None and new.year is not None and new.year > old.year
    pairs = _pairs(old, new, once=later)
    differ = [pair for pair in pairs if not _alike(*pair)] if later else [pair for pair in pairs if _changed(*pair)]
    mended, left, fresh = _fates(before.findings, after.findings)
    reprinted = [one for one in _reprinted(pairs, differ, old.report.file) if not _known(one, after)] if later else []
    comparison = ReportComparison(
        old.report.file,
        (old.year, new.year),
        mended,
        left,
        fresh,
        tuple(_change(*pair) for pair in differ),
        *(_tables_apart(new, old), _tables_apart(old, new)),
        len(pairs),
    )
    return replace(after, findings=in_order([*after.findings, *reprinted])), comparison


# Numbers of the same thing


def _pairs(old: Understood, new: Understood, *, once: bool) -> list[_Pair]:
    """The numbers that both print of the same thing and year, in the newer report's order."""
    paired: list[_Pair] = []
    before, after = list(_cells(old)), list(_cells(new))
    for key in (_by_label, _by_role):
        paired += _paired(before, after, key, once=once or key is _by_role)
        taken = {id(cell) for pair in paired for cell in pair}
        before, after = ([cell for cell in cells if id(cell) not in taken] for cells in (before, after))
    return sorted(paired, key=lambda pair: pair[1].number.id)


def _paired(
    before: Iterable[_Cell], after: Iterable[_Cell], key: Callable[[_Cell], Key | None], *, once: bool
) -> Iterator[_Pair]:
    earlier, later = _keyed(before, key), _keyed(after, key)
    for known, cells in later.items():
        others = earlier.get(known, [])
        if len(cells) == len(others) and (len(cells) == 1 or not once):
            yield from zip(others, cells, strict=True)


def _keyed(cells: Iterable[_Cell], key: Callable[[_Cell], Key | None]) -> Mapping[Key, list[_Cell]]:
    found: defaultdict[Key, list[_Cell]] = defaultdict(list)
    for cell in cells:
        if (known := key(cell)) is not None:
            found[known].append(cell)
    return found


def _cells(report: Understood) -> Iterator[_Cell]:
    """Every number in a table. One whose column names no year, or a span of years, is of the report's own."""
    for table in report.tables:
        group = ""
        for row in table.rows:
            group = row.label if row.heads else group
            for at, number in row.cells.items():
                spans = len(set(_YEAR.findall(table.column(at).heading))) > 1
                year = (None if spans else number.year) or report.year
                yield _Cell(number, table, row, table.column(at), group, year)


def _by_label(cell: _Cell) -> Key | None:
    label = _bare(cell.row.label)
    heading = "" if cell.column.part or cell.column.version else _letters(cell.column.heading)
    return (*_of_table(cell.table), _bare(cell.group), label, heading, *_of_column(cell)) if label else None


def _by_role(cell: _Cell) -> Key | None:
    named = cell.table.kind in _STATEMENTS and cell.row.roles
    return (cell.table.kind, cell.row.roles, *_of_column(cell)) if named else None


def _of_table(table: ReadTable) -> Key:
    """By its title, but for statements: how a table was understood may differ between the reports."""
    title = "" if table.kind in _STATEMENTS else _bare(table.title)
    return ("", title) if title else (table.kind, "")


def _of_column(cell: _Cell) -> Key:
    """An outcome is what a column holds that says nothing else."""
    version = None if cell.column.version is Version.OUTCOME else cell.column.version
    return (cell.column.kind, cell.column.part, version, cell.year)


def _bare(text: str) -> str:
    """Words without what changes from year to year: years, and the numbers that tables and notes are given."""
    return plain(_YEAR.sub(" ", _NUMBERED.sub("", text)))


def _letters(text: str) -> str:
    return " ".join(re.sub(r"[\W\d_]+", " ", text.casefold()).split())


# How they differ


def _changed(old: _Cell, new: _Cell) -> bool:
    if old.number.unit and new.number.unit:
        return old.number.exact != new.number.exact
    return old.number.value != new.number.value


def _alike(old: _Cell, new: _Cell) -> bool:
    """The same, as far as both are printed. Costs may be printed with a sign one year and without it the next."""
    signs = (1, -1) if any("cost" in role for role in new.row.roles) else (1,)
    return any(_same_number(was, is_now, sign) for sign in signs for was, is_now in _in_units(old.number, new.number))


def _same_number(was: Printed, is_now: Printed, sign: int) -> bool:
    """Printed to the same precision they are equal; otherwise they agree within it, also where one was cut."""
    if was.exact_step == is_now.exact_step:
        return is_now.exact == sign * was.exact
    cut = abs(is_now.exact - sign * was.exact) < max(was.exact_step, is_now.exact_step)
    return cut or same("", is_now, was, 100, sign=sign).holds


def _in_units(was: Printed, is_now: Printed) -> Iterator[tuple[Printed, Printed]]:
    """Both as they are, and where a unit is not known also the one or the other in thousands."""
    if was.unit and is_now.unit:
        yield was, is_now
        return
    for units in (("", ""), ("kr", "tkr"), ("tkr", "kr")):
        yield replace(was, unit=units[0]), replace(is_now, unit=units[1])


def _change(old: _Cell, new: _Cell) -> ChangedNumber:
    before, after = old.number.figure.text, new.number.figure.text
    return ChangedNumber(_title(new), new.name, before, after, new.number.place)


def _title(cell: _Cell) -> str:
    return _short(cell.table.title, _LONGEST_TITLE)


def _short(text: str, longest: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[:longest].rstrip()}…"


def _reprinted(pairs: Iterable[_Pair], differ: Iterable[_Pair], old: str) -> Iterator[ReportFinding]:
    """Each number that is not what it was, once for all its places; a table that differs mostly is asked about once."""
    known = Counter(new.table.number for _, new in pairs)
    by_table: defaultdict[int, list[_Pair]] = defaultdict(list)
    for pair in differ:
        by_table[pair[1].table.number].append(pair)
    single: defaultdict[Key, list[_Pair]] = defaultdict(list)
    for table, found in by_table.items():
        if known[table] >= _FEWEST and len(found) > _MOST_DIFFER * known[table]:
            yield _another_table(found, known[table], old)
            continue
        for before, after in found:
            said = (_bare(after.row.label), after.year, after.number.value, before.number.value)
            single[said].append((before, after))
    yield from (_differs(found, old) for found in single.values())


def _known(one: ReportFinding, examined: ExaminedReport) -> bool:
    """Whether the newer report says by itself that the number is wrong, and that it should be what it was."""
    return any(
        found.places[:1] == one.places[:1] and _digits(found.expected) == _digits(one.expected)
        for found in examined.findings
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _differs(found: list[_Pair], old: str) -> ReportFinding:
    before, after = found[0]
    return finding(
        "REP-811",
        Severity.WARNING,
        FindingClass.CONFLICT,
        tuple(new.number.place for _, new in found),
        certainty=90 if after.table.kind in _STATEMENTS else 75,
        printed=after.number.figure.text,
        expected=before.number.figure.text,
        what=after.name,
        old=old,
    )


def _another_table(found: list[_Pair], of: int, old: str) -> ReportFinding:
    first = found[0][1]
    return finding(
        "REP-812",
        Severity.WARNING,
        FindingClass.CONFLICT,
        (first.number.place,),
        certainty=60,
        what=_title(first),
        old=old,
        count=len(found),
        of=of,
    )


# Findings and tables in one of them only

_Fates = tuple[tuple[ReportFinding, ...], tuple[ReportFinding, ...], tuple[ReportFinding, ...]]


def _fates(before: Iterable[ReportFinding], after: Iterable[ReportFinding]) -> _Fates:
    """What was mended, what is left (also of the same thing with other figures), what is new."""
    mended, fresh, left = list(before), list(after), list[ReportFinding]()
    for said in (_what_it_says, _what_it_is_of):
        for one in tuple(fresh):
            twin = next((other for other in mended if said(other) == said(one)), None)
            if twin is not None:
                mended.remove(twin)
                fresh.remove(one)
                left.append(one)
    return tuple(mended), in_order(left), tuple(fresh)


def _what_it_says(one: ReportFinding) -> Key:
    return (one.key,)


def _what_it_is_of(one: ReportFinding) -> Key:
    return (one.code, *sorted(one.values.items()))


def _tables_apart(one: Understood, other: Understood) -> tuple[Place, ...]:
    """The tables that only the first has, by their titles."""
    there = Counter(map(_name_of, other.tables))
    apart: list[Place] = []
    for table in one.tables:
        if there[_name_of(table)]:
            there[_name_of(table)] -= 1
        else:
            apart.append(titled(table, one.report))
    return tuple(apart)


def _name_of(table: ReadTable) -> str:
    return _bare(table.title) or str(table.kind)
