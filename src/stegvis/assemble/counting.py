"""From rows to what may be printed of them: count and release in one, or take what parties have released."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from stegvis.core.catalogue import tables_of, usual_tables
from stegvis.core.findings import Finding, Where, remark
from stegvis.core.package import ASSOCIATION, Initiative, Package
from stegvis.core.periods import Period
from stegvis.core.profile import Policy
from stegvis.core.tables import CountTable, Key, RefusedTable, ReleasedTable, TableHead, TableSpec
from stegvis.core.vocabulary import TOTAL, UNKNOWN

if TYPE_CHECKING:
    from stegvis.engine import Snapshot
    from stegvis.protect import Register

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

    The usual tables are one publication, whichever of them is asked for; others are released beside it. A package that holds
    released tables and no rows of persons gives those of the period, with what the association has counted itself.
    """
    tables = tables_of(package.profile)
    specs = [tables[name] for name in names or usual_tables(package.profile)]
    if package.participations is None and package.released:
        found: list[PublishedTable] = [*_of_parties(package, period, specs), *_own(package, period, specs, on)]
    else:
        found = _Counter(package, period, on).published(specs)
    return Publication(_by_name(found), tuple(_refusals(found)))


def count_one(
    package: Package, spec: TableSpec, period: Period, *, on: date, initiatives: tuple[str, ...] = (), edition: str = ""
) -> PublishedTable:
    """One table of chosen initiatives or another edition, counted, and released beside the usual tables.

    A table of one initiative is let out as one of all initiatives' tables, so that no two of them tell of a third.
    """
    counter = _Counter(package, period, on)
    asked = counter.tabulate([spec], initiatives=initiatives, edition=edition)[0]
    each = [(one.id,) for one in package.initiatives or () if (one.id,) != initiatives] if initiatives else []
    others = [counter.tabulate([spec], initiatives=one, edition=edition)[0] for one in each]
    return counter.beside([*others, asked])[-1]


class _Counter:
    """A package's facts, ready to be counted and released for a period."""

    def __init__(self, package: Package, period: Period, on: date) -> None:
        from stegvis.engine import take_snapshot

        self.package, self.period, self.on = package, period, on
        self.policy = package.profile.policy_of(period.end.year)
        self.snapshot = take_snapshot(package)
        self.register = register_of(package.released, self.snapshot, self.policy, period)

    def tabulate(
        self, specs: Sequence[TableSpec], *, initiatives: tuple[str, ...] = (), edition: str = ""
    ) -> tuple[CountTable, ...]:
        """Tables of the period, counted."""
        from stegvis.engine import tabulate_all

        return tabulate_all(specs, self.snapshot, self.period, initiatives=initiatives, edition=edition)

    def published(self, specs: Sequence[TableSpec]) -> list[PublishedTable]:
        """The tables in the order asked for: the usual ones as they are published together, the others beside them."""
        others = [spec for spec in specs if spec.on_request]
        found = {} if len(others) == len(specs) else {_name(one): one for one in self._usual()[0]}
        found |= {_name(one): one for one in self.beside(self.tabulate(others))} if others else {}
        return [found[spec.name] for spec in specs]

    def beside(self, counted: Sequence[CountTable]) -> list[PublishedTable]:
        """Tables released after the usual ones, so that these are the same whatever else is asked for."""
        from stegvis.protect import Register

        usual, forms = self._usual()
        released = tuple(one for one in usual if isinstance(one, ReleasedTable))
        before = self.register
        return self._let_out(counted, Register((*before.released, *released), (*before.recounted, *forms)))

    def _usual(self) -> tuple[list[PublishedTable], list[CountTable]]:
        """The usual tables, and what they count in the forms that they are released in."""
        tables = tables_of(self.package.profile)
        counted = self.tabulate([tables[name] for name in usual_tables(self.package.profile)])
        found = self._let_out(counted, self.register)
        pairs = ((table, one) for table, one in zip(counted, found, strict=True) if isinstance(one, ReleasedTable))
        return found, [form for table, one in pairs if (form := in_form(table, one, self.policy))]

    def _let_out(self, counted: Sequence[CountTable], register: "Register") -> list[PublishedTable]:
        """What may be published, and what may not, in the order they were counted."""
        from stegvis.protect import Refusal, release

        found = release(counted, self.policy, register, on=self.on)
        let_out = () if isinstance(found, Refusal) else found.tables
        released = {(table.head.name, table.head.initiatives): table for table in let_out}
        refused = {table.name: table for table in found.refused}
        asked = ((table.head.name, table.head.initiatives) for table in counted)
        return [released.get(one) or refused[one[0]] for one in asked]


def register_of(
    released: Sequence[ReleasedTable], snapshot: "Snapshot", policy: Policy, period: Period, *, party: str = ""
) -> "Register":
    """What was released before, with a party's tables of periods that touch this one counted again from today's facts."""
    from stegvis.engine import tabulate_all
    from stegvis.protect import Register, touching

    near = touching([period], [one for one in released if one.party == party])
    known, forms = tables_of(snapshot.profile), []
    asked = {(one.head.period, one.head.initiatives, one.head.edition) for one in near}
    for when, initiatives, edition in sorted(asked, key=str):
        alike = [
            one
            for one in near
            if (one.head.period, one.head.initiatives, one.head.edition) == (when, initiatives, edition)
        ]
        specs = {one.head.name: known[one.head.name] for one in alike if one.head.name in known}
        counted = tabulate_all(tuple(specs.values()), snapshot, when, initiatives=initiatives, edition=edition)
        by_name = {table.head.name: table for table in counted}
        forms += [in_form(by_name[one.head.name], one, policy) for one in alike if one.head.name in by_name]
    return Register(tuple(released), tuple(form for form in forms if form))


def in_form(table: CountTable, released: ReleasedTable, policy: Policy) -> CountTable | None:
    """The table in the form that it was released in; None where the policy knows that form no more."""
    from stegvis.protect import forms_of

    forms = (form for form in forms_of(table, policy) if form.head.grouping == released.head.grouping)
    found = next(forms, None)
    return replace(found, party=released.party) if found else None


def _of_parties(package: Package, period: Period, specs: Sequence[TableSpec]) -> Iterator[PublishedTable]:
    names = {spec.name for spec in specs}
    return (table for table in package.released if table.head.period == period and table.head.name in names)


def _own(package: Package, period: Period, specs: Sequence[TableSpec], on: date) -> list[PublishedTable]:
    """The tallies of what the association runs itself: the only rows of an association's package."""
    own = tuple(one for one in package.initiatives or () if one.owner == (ASSOCIATION,))
    tables = [spec for spec in specs if "tallies" in spec.name or "initiative" in spec.name]
    if not own or not package.tallies:
        return []
    return [table for table in _Counter(_only(package, own), period, on).published(tables) if _counts(table)]


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
