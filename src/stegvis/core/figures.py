"""Names of figures, for texts and goals: `exits-by-reason.illness.woman`, `income.result.previous`, `ratios.equity_ratio`.

Every figure comes from a released table, a statement or a ratio, so a text can say no more than the tables do. A code
that the table's edition has but the released table lacks, because it was made coarser, is hidden and not unknown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, product

from stegvis.core.catalogue import CATALOGUE
from stegvis.core.change import net_changes
from stegvis.core.document.blocks import CellKind
from stegvis.core.finance.overview import ParticipantCost
from stegvis.core.finance.ratios import RATIOS, Ratio
from stegvis.core.finance.statement import Statement
from stegvis.core.money import rounded
from stegvis.core.outcomes import outcome_counts
from stegvis.core.tables import Key, RefusedTable, ReleasedTable
from stegvis.core.vocabulary import TOTAL, code_list

#: What the figures that tables give together are called.
OUTCOMES, OUTCOME_SHARES, COSTS = "outcomes", "outcome-shares", "cost-per-participant"
#: Sexes that a table has rows for whether or not anything is counted there.
_SEXES = ("woman", "man")
#: What separates a table's name from the party that released it, where several parties released the same table.
_OF_PARTY = "/"
#: The tables whose total is all of a population: `exits-by-destination` has only the exits that lead somewhere, and
#: `entrants-by-month` nobody who is anonymous.
_POPULATIONS = {
    "participants": ("participants-by-", ()),
    "entrants": ("entrants-by-", ("entrants-by-month",)),
    "exits": ("exits-by-", ("exits-by-destination",)),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that may be printed. `hidden`: protected, prints `..`; None and not hidden: there is none, prints `–`.

    An AMOUNT is rounded to the unit, a PERCENT is a fraction. `label` says what it is, for an editor's list.
    """

    name: str
    value: Decimal | None
    hidden: bool
    kind: CellKind
    unit: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a report by their names. `refused`: tables that could not be published, all of whose figures are hidden."""

    entries: Mapping[str, Figure]
    refused: frozenset[str] = frozenset()

    def find(self, name: str) -> Figure | None:
        """The figure of that name; None where no figure is called so."""
        if name not in self.entries and name.split(".", maxsplit=1)[0] in self.refused:
            return _count(name, None)
        return self.entries.get(name)

    def names(self) -> tuple[str, ...]:
        """All names, in the order of tables and statements."""
        return tuple(self.entries)


def figures_of(
    tables: Mapping[str, ReleasedTable | RefusedTable],
    statements: Iterable[Statement] = (),
    ratios: Sequence[Ratio] = (),
    costs: Sequence[ParticipantCost] = (),
) -> Figures:
    """The figures of released tables, of the outcome sets that they tell of, of statements, ratios and costs per participant.

    Where several parties released the same table (`NAME/PARTY`) each has its own names; a table that only one party
    released has the plain name too.
    """
    named = {**_plain_names(tables), **tables}
    found = (
        *(figure for population in _POPULATIONS for figure in _population(population, named)),
        *(figure for name, table in named.items() for figure in _of_table(name, table)),
        *(figure for statement in statements for figure in _of_statement(statement)),
        *_of_ratios(ratios),
        *_of_outcomes(named),
        *_of_costs(costs),
        *(figure for name, table in released_tables(named).items() for figure in _of_change(name, table)),
    )
    entries: dict[str, Figure] = {}
    for figure in found:
        entries.setdefault(figure.name, figure)
    return Figures(entries, frozenset(name for name, table in named.items() if isinstance(table, RefusedTable)))


def released_tables(tables: Mapping[str, ReleasedTable | RefusedTable]) -> dict[str, ReleasedTable]:
    """Those of the tables that were released, by the same names."""
    return {name: table for name, table in tables.items() if isinstance(table, ReleasedTable)}


def population_of(name: str, tables: Mapping[str, ReleasedTable | RefusedTable]) -> Figure | None:
    """All of a population (`participants`, `entrants`, `exits`), without the rest; None where no table tells of it."""
    return next(_population(name, {**_plain_names(tables), **tables}), None)


def _plain_names(tables: Mapping[str, ReleasedTable | RefusedTable]) -> dict[str, ReleasedTable | RefusedTable]:
    bases = [name.split(_OF_PARTY)[0] for name in tables]
    return {base: table for base, table in zip(bases, tables.values(), strict=True) if bases.count(base) == 1}


def _population(name: str, tables: Mapping[str, ReleasedTable | RefusedTable]) -> Iterator[Figure]:
    """The total of a population from the first table that publishes it; all agree. Persons go before participations."""
    prefix, without = _POPULATIONS[name]
    plain = [
        one for key, one in tables.items() if key.startswith(prefix) and key not in without and _OF_PARTY not in key
    ]
    released = [table for table in plain if isinstance(table, ReleasedTable)]
    ordered = sorted(released, key=lambda table: table.head.population == "participations")
    # Where everything was counted without rows there are no persons: then the participations are all there is.
    ordered = [table for table in ordered if _total(table, TOTAL) != 0] or ordered
    for sex in (TOTAL, *_SEXES) if plain else ():
        published = (value for value in (_total(table, sex) for table in ordered) if value is not None)
        yield _count(name if sex == TOTAL else f"{name}.{sex}", next(published, None), name)


def _total(table: ReleasedTable, sex: str) -> int | None:
    return table.cells.get(tuple(sex if one.name == "sex" else TOTAL for one in table.head.dimensions))


def _of_table(name: str, table: ReleasedTable | RefusedTable) -> Iterator[Figure]:
    """Every cell by all its names: those of the whole table, and hidden what coarsening has taken away."""
    if isinstance(table, RefusedTable):
        yield _count(name, None, table.title)
        return
    places = _places(table)
    cells = [(key, _cell(table, places, key)) for key in product(*(codes for _, codes in places))]
    for kept in _kept(len(places)):
        for key, figure in cells:
            dropped = [code for place, code in enumerate(key) if place not in kept]
            if set(dropped) <= {TOTAL}:
                yield replace(figure, name=".".join((name, *(key[place] for place in kept))))


def _kept(places: int) -> Iterator[tuple[int, ...]]:
    """Which parts of a name are written, longest first; of two as long the one with the earlier part, which so has the name."""
    for length in range(places, -1, -1):
        yield from combinations(range(places), length)


_Place = tuple[str, tuple[str, ...]]


def _places(table: ReleasedTable) -> list[_Place]:
    """The dimensions that the table has in the catalogue, also where its release has dropped one, with all their codes."""
    spec = CATALOGUE.get(table.head.name)
    lists = {one.name: one.code_list for one in spec.dimensions} if spec else {}
    names = [*lists, *(one.name for one in table.head.dimensions if one.name not in lists)]
    return [(name, _codes(table, name, lists.get(name, ""))) for name in names]


def _codes(table: ReleasedTable, name: str, list_name: str) -> tuple[str, ...]:
    """The codes that are printed, then those of the edition that no longer are."""
    dimension = table.head.dimension(name)
    printed = dimension.codes if dimension else (TOTAL,)
    edition = _SEXES if name == "sex" else _edition_codes(list_name, table.head.edition)
    return (*printed, *(code for code in edition if code not in printed))


def _edition_codes(name: str, edition: str) -> tuple[str, ...]:
    try:
        return tuple(one.code for one in code_list(name, edition).counted)
    except KeyError:  # municipalities, initiatives, the association's own words: they have no list
        return ()


def _cell(table: ReleasedTable, places: Sequence[_Place], key: Key) -> Figure:
    by_name = {name: code for (name, _), code in zip(places, key, strict=True)}
    released = tuple(by_name.pop(one.name) for one in table.head.dimensions)
    whole = set(by_name.values()) <= {TOTAL}
    words = [one.label(code) for one, code in zip(table.head.dimensions, released, strict=True) if code in one.codes]
    return _count("", table.cells.get(released) if whole else None, ", ".join((table.head.title, *words)))


def _count(name: str, value: int | None, label: str = "") -> Figure:
    return Figure(name, None if value is None else Decimal(value), value is None, CellKind.COUNT, label=label or name)


def _of_statement(statement: Statement) -> Iterator[Figure]:
    for row in statement.lines:
        printed = row.printed
        for suffix, value in (("", printed.amount), (".previous", printed.previous), (".budget", printed.budget)):
            name = f"{statement.name}.{row.line}{suffix}"
            yield Figure(name, value, False, CellKind.AMOUNT, str(statement.unit), row.label)


def _of_outcomes(named: Mapping[str, ReleasedTable | RefusedTable]) -> Iterator[Figure]:
    """Each outcome set's count and share: `outcomes.work_or_studies.woman`, `outcome-shares.work_or_studies`."""
    for one in outcome_counts(released_tables(named)):
        name = one.outcome.code if one.sex == TOTAL else f"{one.outcome.code}.{one.sex}"
        yield _count(f"{OUTCOMES}.{name}", one.counted, one.outcome.label)
        share = one.share.share if one.share else None
        yield Figure(f"{OUTCOME_SHARES}.{name}", share, share is None, CellKind.PERCENT, "", one.outcome.label)


def _of_change(name: str, table: ReleasedTable) -> Iterator[Figure]:
    """How many more are in each group afterwards: `income-change-net.social_insurance.woman`."""
    for one in net_changes(table):
        group = one.group if one.sex == TOTAL else f"{one.group}.{one.sex}"
        yield _count(f"{name}-net.{group}", one.change, f"{table.head.title}, {one.label}")


def _of_costs(costs: Sequence[ParticipantCost]) -> Iterator[Figure]:
    """What a participant of each initiative cost: hidden wherever the count is, since it gives the count away."""
    for one in costs:
        if one.outcome is not None:
            value = None if one.cost is None else rounded(one.cost)
            yield Figure(f"{COSTS}.{one.initiative}", value, one.cost is None, CellKind.AMOUNT, label=one.initiative)


def _of_ratios(ratios: Sequence[Ratio]) -> Iterator[Figure]:
    """The latest year's ratios, and those of the year before."""
    latest = max((ratio.year for ratio in ratios), default=0)
    values = {(ratio.ratio, ratio.year): ratio.value for ratio in ratios}
    for name in RATIOS:
        for suffix, year in (("", latest), (".previous", latest - 1)):
            yield Figure(f"ratios.{name}{suffix}", values.get((name, year)), False, CellKind.PERCENT, "", name)
