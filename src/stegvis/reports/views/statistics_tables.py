"""The released tables of a year beside those of the year before: found, matched by party, and whether rows can be compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stegvis.assemble.counting import OF_PARTY, has_data
from stegvis.associations.models import Association, Party
from stegvis.core.catalogue import BEFORE, tables_of
from stegvis.core.package import ASSOCIATION
from stegvis.core.periods import Period
from stegvis.core.tables import Dimension, Key, RefusedTable, ReleasedTable, TableSpec
from stegvis.core.vocabulary import TOTAL
from stegvis.reports.facts import profile, published

SEX, _MONTH = "sex", "month"
_WITHOUT_SEX = f"drop:{SEX}"
Published = ReleasedTable | RefusedTable


@dataclass(frozen=True, slots=True)
class Release:
    """A table of a year, by one party or by all, and the same table of the year before. None: not released."""

    spec: TableSpec
    year: int
    table: Published | None = None
    before: Published | None = None
    party: str = ""
    party_name: str = ""

    @property
    def released(self) -> ReleasedTable | None:
        """The table, where it was released."""
        return self.table if isinstance(self.table, ReleasedTable) else None

    @property
    def earlier(self) -> ReleasedTable | None:
        """The year before's, where it was released."""
        return self.before if isinstance(self.before, ReleasedTable) else None

    @property
    def state(self) -> str:
        """`released`, `refused`, `nothing` (released, but nothing is counted in a known category) or `missing`."""
        if self.table is None:
            return "missing"
        if isinstance(self.table, RefusedTable):
            return "refused"
        return "released" if has_data(self.table.head, self.table.cells) else "nothing"

    @property
    def is_comparable(self) -> bool:
        """Whether the rows of the two years mean the same."""
        return self.released is not None and self.earlier is not None and _same_rows(self.released, self.earlier)

    @property
    def total(self) -> int | None:
        """All that are counted; None where that is hidden, or the table has no total."""
        return total_of(self.released)

    @property
    def total_before(self) -> int | None:
        """All that were counted the year before, where the same were counted."""
        then, now = self.earlier, self.released
        return total_of(then) if then and now and then.head.population == now.head.population else None


def releases(association: Association, year: int, name: str = "") -> dict[str, tuple[Release, ...]]:
    """Each usual table and each other that is released (or the one asked for), with what was released of it, one a party."""
    names, known = (name,) if name else (), tables_of(profile(association))
    now, before = (_by_table(published(association, Period.year(one), names)) for one in (year, year - 1))
    parties: dict[str, str] = {}
    if any(party for found in now.values() for party in found):
        parties = dict(Party.objects.in_association(association).values_list("key", "name"))
    return {
        one: tuple(_matched(known[one], year, now.get(one, {}), before.get(one, {}), parties))
        for one in names or known
        if names or not known[one].on_request or one in now
    }


def _by_table(tables: Mapping[str, Published]) -> dict[str, dict[str, Published]]:
    """By the table's name, then the party's id."""
    found: dict[str, dict[str, Published]] = {}
    for key, table in tables.items():
        name, _, party = key.partition(OF_PARTY)
        found.setdefault(name, {})[party or getattr(table, "party", "")] = table
    return found


def _matched(
    spec: TableSpec, year: int, now: Mapping[str, Published], before: Mapping[str, Published], names: Mapping[str, str]
) -> Iterator[Release]:
    if len(now) < 2:
        party, table = next(iter(now.items()), ("", None))
        then = before.get(party) if len(before) > 1 else next(iter(before.values()), None)
        yield Release(spec, year, table, then)
        return
    for party, table in now.items():
        yield Release(
            spec, year, table, before.get(party), party, names.get(party, "" if party == ASSOCIATION else party)
        )


def total_of(table: ReleasedTable | None) -> int | None:
    """The number in the table's outermost margin; of a table of two moments, that of the first."""
    if table is None:
        return None
    key = tuple(TOTAL if one.has_total else BEFORE for one in table.head.dimensions)
    return table.cells.get(key)


def rows_of(table: ReleasedTable) -> tuple[Dimension, ...]:
    """The dimensions down the page: all but sex, or sex where there is nothing else."""
    return tuple(one for one in table.head.dimensions if one.name != SEX) or table.head.dimensions


def sexes_of(table: ReleasedTable) -> Dimension | None:
    """The dimension across; None where the table is released without sex, or has nothing else."""
    return table.head.dimension(SEX) if len(table.head.dimensions) > 1 else None


def cell_key(table: ReleasedTable, row: Key, sex: str) -> Key:
    """The key of a row's cell; a table without sex has only the total."""
    return (*row, sex) if sexes_of(table) else row


def _same_rows(one: ReleasedTable, other: ReleasedTable) -> bool:
    names = [[dimension.name for dimension in rows_of(table)] for table in (one, other)]
    meant = [(_grouping(table), table.head.edition, table.head.population) for table in (one, other)]
    # The months of another year are other rows.
    return names[0] == names[1] and meant[0] == meant[1] and _MONTH not in names[0]


def _grouping(table: ReleasedTable) -> str:
    return table.head.grouping.replace(_WITHOUT_SEX, "").strip()
