"""From rows to what may be printed of them: count and release in one, or take what parties have released."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stegvis.core.catalogue import tables_of, usual_tables
from stegvis.core.findings import Finding, Where, remark
from stegvis.core.package import ASSOCIATION, Initiative, Package
from stegvis.core.periods import Period
from stegvis.core.tables import CountTable, Key, RefusedTable, ReleasedTable, TableHead, TableSpec
from stegvis.core.vocabulary import TOTAL, UNKNOWN

#: What a table's name and a party's are told apart by, where several have one of that name: `exits-by-reason/fk`.
OF_PARTY = "/"

PublishedTable = ReleasedTable | RefusedTable
Tables = Mapping[str, PublishedTable]


@dataclass(frozen=True, slots=True)
class Publication:
    """The tables of a period, released or refused, by name; `name/party` where several parties have one of that name."""

    tables: Tables
    findings: tuple[Finding, ...] = ()


def count_and_release(package: Package, period: Period, *, on: date, names: Sequence[str] = ()) -> Publication:
    """Count the tables asked for (none: the usual ones) and release them.

    A package that holds released tables and no rows of persons gives those of the period, with what the association has
    counted itself.
    """
    tables = tables_of(package.profile)
    specs = [tables[name] for name in names or usual_tables(package.profile)]
    if package.participations is None and package.released:
        found: list[PublishedTable] = [*_of_parties(package, period, specs), *_own(package, period, specs, on)]
    else:
        found = _released(package, period, specs, on)
    return Publication(_by_name(found), tuple(_refusals(found)))


def count_one(
    package: Package, spec: TableSpec, period: Period, *, on: date, initiatives: tuple[str, ...] = (), edition: str = ""
) -> PublishedTable:
    """One table of chosen initiatives or another edition, counted and released."""
    from stegvis.engine import tabulate, take_snapshot

    counted = tabulate(spec, take_snapshot(package), period, initiatives=initiatives, edition=edition)
    return _let_out([counted], package, period, on)[0]


def _released(package: Package, period: Period, specs: Sequence[TableSpec], on: date) -> list[PublishedTable]:
    from stegvis.engine import tabulate_all, take_snapshot

    return _let_out(tabulate_all(specs, take_snapshot(package), period), package, period, on)


def _let_out(counted: Sequence[CountTable], package: Package, period: Period, on: date) -> list[PublishedTable]:
    """What may be published, and what may not, in the order they were counted."""
    from stegvis.protect import Refusal, Register, release

    found = release(counted, package.profile.policy_of(period.end.year), Register(), on=on)
    let_out: tuple[ReleasedTable, ...] = () if isinstance(found, Refusal) else found.tables
    by_name: dict[str, PublishedTable] = {table.head.name: table for table in let_out}
    by_name |= {table.name: table for table in found.refused}
    return [by_name[table.head.name] for table in counted]


def _of_parties(package: Package, period: Period, specs: Sequence[TableSpec]) -> Iterator[PublishedTable]:
    names = {spec.name for spec in specs}
    return (table for table in package.released if table.head.period == period and table.head.name in names)


def _own(package: Package, period: Period, specs: Sequence[TableSpec], on: date) -> list[PublishedTable]:
    """The tallies of what the association runs itself: the only rows of an association's package."""
    own = tuple(one for one in package.initiatives or () if one.owner == (ASSOCIATION,))
    tables = [spec for spec in specs if "tallies" in spec.name or "initiative" in spec.name]
    if not own or not package.tallies:
        return []
    return [table for table in _released(_only(package, own), period, tables, on) if _counts(table)]


def _only(package: Package, initiatives: tuple[Initiative, ...]) -> Package:
    return replace(package, initiatives=initiatives)


def _counts(table: PublishedTable) -> bool:
    return isinstance(table, RefusedTable) or any(value != 0 for value in table.cells.values())


def has_data(head: TableHead, cells: Mapping[Key, int | None]) -> bool:
    """Whether anything is counted in a known category; a hidden cell is something."""
    names = [dimension.name for dimension in head.dimensions]
    rows = [place for place, name in enumerate(names) if name != "sex"]
    return any(value != 0 for key, value in cells.items() if not rows or key[rows[-1]] not in (TOTAL, UNKNOWN))


def _by_name(tables: Iterable[PublishedTable]) -> dict[str, PublishedTable]:
    """By name; with the party's id where several have the same table. The association's own have its word for a party."""
    found = list(tables)
    several = {name for name, count in Counter(map(_name, found)).items() if count > 1}
    return {_key(table) if _name(table) in several else _name(table): table for table in found}


def _key(table: PublishedTable) -> str:
    party = table.party if isinstance(table, ReleasedTable) else ""
    return f"{_name(table)}{OF_PARTY}{party or ASSOCIATION}"


def _name(table: PublishedTable) -> str:
    return table.name if isinstance(table, RefusedTable) else table.head.name


def _refusals(tables: Iterable[PublishedTable]) -> Iterator[Finding]:
    for table in tables:
        if isinstance(table, RefusedTable):
            yield remark("DOC-003", Where(table.name), value=table.name, title=table.title)
